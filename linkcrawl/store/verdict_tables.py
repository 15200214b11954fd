"""The tables of verdicts and drafts."""

from __future__ import annotations

VERDICT_TABLES = """
-- The verdict on each own site and other, as it was last given: since when, what changed it
-- then, and the signals and answers that it rests on, as JSON.
create table verdict (
    own text not null,
    other text not null,
    verdict text not null,
    since text not null,
    changed text not null,
    signals text not null,
    answers text not null,
    primary key (own, other)
);
-- When a message to another site was last drafted; a reminder is new every five days.
create table draft (
    own text not null,
    other text not null,
    kind text not null,
    issued text not null,
    primary key (own, other, kind)
);
"""
