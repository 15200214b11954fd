"""What is concluded about one relationship: an own site and another site.

docs/verdicts.md explains each word; the modules beside this one come to the conclusions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reciprocity(StrEnum):
    """Which way the links between an own site and another go today."""

    MUTUAL = "mutual"
    OURS_ONLY = "ours_only"
    THEIRS_ONLY = "theirs_only"
    RING = "ring"
    NONE = "none"


class Verdict(StrEnum):
    """What to do about a relationship; WATCH where the evidence is not enough."""

    KEEP = "keep"
    FIX = "fix"
    REMOVE = "remove"
    WATCH = "watch"


class Question(StrEnum):
    """The four questions behind every verdict, by their columns in the exports."""

    WITHOUT_DEAL = "q_without_deal"
    RELEVANT = "q_relevant"
    PLACEMENT = "q_placement"
    ANCHOR = "q_anchor"


class Answer(StrEnum):
    """What the evidence says to a question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page on which something was seen, and the words that tell what."""

    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that speaks against a relationship (*weight* below 0) or for it (above 0).

    *name* is a word of docs/verdicts.md, *sentence* says in plain words what was found, with
    its figures. *weight* lies between -1 and 1. *source* names where the field says so.
    """

    name: str
    sentence: str
    weight: float
    seen: tuple[Seen, ...]
    source: str

    @property
    def is_risk(self) -> bool:
        return self.weight < 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, what speaks for yes and for no, and what would change it."""

    question: Question
    answer: Answer
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    would_change: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to a partner, to be read, changed and sent by a person.

    *kind* is reminder, question or removal. *issued* is the day on which it became due; the
    next of its kind becomes due five days later at the earliest.
    """

    kind: str
    to: str
    subject: str
    text: str
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Relationship:
    """An own site and another site, and all that is thought of what is between them.

    *role* is a word of `Relation`. *ring* names the sites of the shortest ring that both are
    part of, the own one first; *links_in* and *links_out* count live links, the *followed*
    ones of them beside. *relevance* lies between 0 and 1, None where it is not known.
    *reasons* say what the verdict rests on, *steps* what to do, in order. *changed* says what
    turned the verdict before into this one, "" where there was no other; *since* is when.
    """

    own: str
    other: str
    role: str
    reciprocity: Reciprocity
    ring: tuple[str, ...]
    links_in: int
    links_out: int
    followed_in: int
    followed_out: int
    relevance: float | None
    signals: tuple[Signal, ...]
    answers: tuple[Answered, ...]
    verdict: Verdict
    reasons: tuple[str, ...]
    steps: tuple[str, ...] = ()
    draft: Draft | None = None
    changed: str = ""
    since: str = ""
