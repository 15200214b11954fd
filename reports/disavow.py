"""A disavowal as the text file that Google's disavow tool takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from linkcrawl.judge.verdicts.disavow import Disavowal, Entry
from linkcrawl.masking import is_starred
from reports.visible import visible

# https://support.google.com/webmasters/answer/2648487: lines count with blank ones and comments.
MOST_LINES = 100_000
MOST_BYTES = 2 * 1024 * 1024
_TOOL = "https://search.google.com/search-console/disavow-links"
_LONGEST_REASON = 200


def disavow_text(found: Disavowal, today: date) -> tuple[str, int]:
    """The file, and how many of the entries did not fit within Google's limits.

    The worst come first, so that those which do not fit are the least.
    """
    lines = [*_head(found, today), *_before(found)]
    size = sum(map(_size, lines))
    for number, entry in enumerate(found.entries):
        more = list(_lines(entry, today))
        size += sum(map(_size, more))
        if len(lines) + len(more) > MOST_LINES or size > MOST_BYTES:
            return _text(lines), len(found.entries) - number
        lines += more
    return _text(lines), 0


def _head(found: Disavowal, today: date) -> Iterator[str]:
    yield f"# What linkcrawl would disavow for {found.own}, {today.isoformat()}"
    yield f"# To be uploaded by a person at {_TOOL}"
    yield "# An upload replaces the list that is there. Most sites never need one."
    if found.uncounted:
        yield f"# Left out, since none of their links is followed: {found.uncounted} sites"
    if found.friends:
        why = "protected, or keeping an agreement, which is to be ended first"
        yield f"# Left out, since {why}: {found.friends} sites"
    if not found.entries:
        more = "more " if found.before else ""
        yield f"# There is nothing {more}to disavow."


def _before(found: Disavowal) -> Iterator[str]:
    if found.before:
        yield ""
        yield "# Disavowed already, in the file that was imported last"
        yield from map(_line, found.before)


def _line(before: str) -> str:
    # A secret in an address is stored nowhere, and Google takes whole ones only.
    return f"# Copy it from that file: {before}" if is_starred(before) else before


def _lines(entry: Entry, today: date) -> Iterator[str]:
    reason = visible(" ".join(entry.reasons[:2]), _LONGEST_REASON)
    yield ""
    yield f"# {entry.site}, {today.isoformat()}: {reason}"
    yield from chain([f"domain:{entry.domain}"] if entry.domain else [], entry.urls)


def _size(line: str) -> int:
    return len(line.encode()) + 1


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
