"""Verdicts before and now → which evidence turned one into the other, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from linkcrawl.judge.verdicts.signals.kinds import KINDS
from linkcrawl.said import said, said_all
from linkcrawl.store.read import StoredEvent
from linkcrawl.store.verdicts import StoredVerdict

_FROM_GOOD_TO_BAD = (Verdict.KEEP, Verdict.WATCH, Verdict.FIX, Verdict.REMOVE)
_MOST_SENTENCES = 3


def with_turn(now: Relationship, before: StoredVerdict | None, at: str) -> Relationship:
    """The relationship with what turned its verdict; *at* is the moment of a turn, if any."""
    if before is None:
        return replace(now, since=at)
    if before.verdict == now.verdict:
        return replace(now, changed=before.changed, since=before.since)
    return replace(now, changed=_turn(now, before), since=at)


def verdict_events(
    relationships: Iterable[Relationship], before: Mapping[tuple[str, str], StoredVerdict]
) -> Iterator[StoredEvent]:
    """The verdicts that are not what they were; a first one is no event."""
    for now in relationships:
        old = before.get((now.own, now.other))
        if old and old.verdict != now.verdict:
            yield StoredEvent(
                now.since, "verdict", now.other, f"https://{now.other}/", f"https://{now.own}/",
                old.verdict, now.verdict, now.changed,
            )  # fmt: skip


def stored(now: Relationship) -> StoredVerdict:
    """What the next judgement wants to know of this one."""
    return StoredVerdict(
        now.own, now.other, now.verdict, now.since, now.changed,
        {one.name: one.sentence for one in now.signals},
        {one.question: one.answer for one in now.answers},
    )  # fmt: skip


def _turn(now: Relationship, before: StoredVerdict) -> str:
    """The signals that came and went, those first that pull where the verdict went."""
    order = [str(verdict) for verdict in _FROM_GOOD_TO_BAD]
    worse = order.index(now.verdict) > order.index(before.verdict)
    held = {one.name for one in now.signals}
    new = [
        said("New: {sentence}", sentence=one.sentence)
        for one in now.signals
        if one.name not in before.signals and one.is_risk == worse
    ]
    gone = [
        said("No longer: {sentence}", sentence=sentence)
        for name, sentence in before.signals.items()
        if name not in held and (name not in KINDS or (KINDS[name].weight < 0) != worse)
    ]
    # A promise that was broken is no signal's sentence, and tells more than one.
    sentences = {one.sentence for one in now.signals}
    first = [reason for reason in now.reasons[:1] if worse and reason not in sentences]
    told = [*first, *new, *gone] if worse else [*gone, *new]
    return said_all(" ", told[:_MOST_SENTENCES] or now.reasons[:1])
