"""A verdict → the draft of a message to the partner, which a person reads, changes and sends.

Nobody is written to about what could not be looked at, or was missed once. A draft of one
kind is new at most every five days: until then it keeps its date, so that whoever has sent
it knows, and whoever has not still finds it.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from string import Template

from linkcrawl.agreements import Agreement
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.relationship import Draft, Verdict
from linkcrawl.judge.verdicts.signals.deals import is_broken
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.vocabulary import State

PAUSE = timedelta(days=5)
_ASKED_ABOUT = (
    State.LOST, State.PAGE_GONE, State.NO_CREDIT, State.CHANGED, State.ELSEWHERE,
)  # fmt: skip
_MOST_ITEMS = 5
_LONGEST = 300


def draft_of(known: Known, verdict: Verdict, own_name: str) -> Draft | None:
    """The message that a verdict asks for, None where there is nothing to write."""
    theirs = [check for check in known.pair.checks if check.promise.side is Side.THEIRS]
    overdue = [check for check in theirs if check.state is State.OVERDUE]
    asked = [check for check in theirs if check.state in _ASKED_ABOUT and is_broken(known, check)]
    words = _words(known.policy.language)
    if verdict is Verdict.REMOVE and known.pair.agreements:
        # Where no link of ours is to go, theirs are.
        text = "text" if known.pair.links_out else "text_theirs"
        return _draft("removal", known, own_name, _leaving(known, words), text=text)
    if verdict is Verdict.FIX and overdue:
        return _draft("reminder", known, own_name, _kept(overdue, words), overdue)
    if verdict is Verdict.FIX and asked:
        return _draft("question", known, own_name, _kept(asked, words), asked)
    return None


def issued(draft: Draft, before: str, today: date) -> Draft:
    """The draft with the day it was issued: the one *before* for five days, then today.

    >>> draft = Draft("reminder", "", "", "")
    >>> issued(draft, "2026-11-17", date(2026, 11, 21)).issued
    '2026-11-17'
    >>> issued(draft, "2026-11-16", date(2026, 11, 21)).issued
    '2026-11-21'
    """
    fresh = bool(before) and today - date.fromisoformat(before) < PAUSE
    return replace(draft, issued=before if fresh else str(today))


@cache
def _words(language: str) -> Mapping[str, object]:
    file = files("linkcrawl.judge.verdicts.letters").joinpath(f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _text(words: Mapping[str, object], *keys: str) -> str:
    value: object = words
    for key in keys:
        value = value[key] if isinstance(value, Mapping) else ""
    return str(value)


def _draft(
    kind: str,
    known: Known,
    own_name: str,
    items: Iterable[str],
    checks: Sequence[Check] = (),
    text: str = "text",
) -> Draft:
    words = _words(known.policy.language)
    name, address = _contact(known.pair.agreements)
    greeting = Template(_text(words, "greeting" if name else "greeting_nobody"))
    looked = max((check.checked_at[:10] for check in checks), default="")
    fields = {
        "greeting": greeting.substitute(name=name),
        "own": one_line(own_name),
        "items": "\n".join(f"- {item}" for item in items),
        "looked": _day(date.fromisoformat(looked), words) if looked else "",
        "today": _day(known.today, words),
    }
    return Draft(
        kind,
        address,
        Template(_text(words, kind, "subject")).substitute(fields),
        Template(_text(words, kind, text)).substitute(fields).lstrip(),
    )


def _contact(agreements: Sequence[Agreement]) -> tuple[str, str]:
    """Name and address of whom to write to: of the first agreement that has an address."""
    first = sorted(agreements, key=lambda one: not one.contact_email)[:1]
    return next(
        ((one_line(one.contact_name), one_line(one.contact_email)) for one in first), ("", "")
    )


def _kept(checks: Sequence[Check], words: Mapping[str, object]) -> Iterator[str]:
    """What was agreed and what was seen of it, a line each."""
    for check in checks[:_MOST_ITEMS]:
        promise = check.promise
        yield Template(_text(words, "states", check.state)).substitute(
            page=one_line(promise.page) or _text(words, "somewhere"),
            target=one_line(promise.target) or _text(words, "our_site"),
            deadline=_day(promise.deadline, words) if promise.deadline else "",
        )
    if len(checks) > _MOST_ITEMS:
        yield Template(_text(words, "more")).substitute(count=len(checks) - _MOST_ITEMS)


def _leaving(known: Known, words: Mapping[str, object]) -> Iterator[str]:
    links = known.pair.links_out or known.pair.links_in
    pairs = dict.fromkeys((link.source_url, link.target_url) for link in links)
    if not pairs:
        yield _text(words, "removal", "items_none")
    for page, target in list(pairs)[:_MOST_ITEMS]:
        template = Template(_text(words, "removal", "items"))
        yield template.substitute(page=one_line(page), target=one_line(target))


def _day(day: date, words: Mapping[str, object]) -> str:
    months = words["months"]
    month = months[day.month - 1] if isinstance(months, list) else ""
    return Template(_text(words, "date")).substitute(day=day.day, month=month, year=day.year)


def day_in(language: str, day: date) -> str:
    """A day as a letter in a language writes it.

    >>> day_in("en", date(2026, 11, 3)), day_in("de", date(2026, 11, 3))
    ('3 November 2026', '3. November 2026')
    """
    return _day(day, _words(language))


def one_line(text: str) -> str:
    """One line of what others wrote: no line breaks, which would begin headers, and not long."""
    line = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return " ".join(line.split())[:_LONGEST]
