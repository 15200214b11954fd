"""The pages of a site that nobody writes: lists of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from linkcrawl.demo.content import Entries, Entry


def english_date(iso: str) -> str:
    """Return a date as an English reader writes it.

    >>> english_date("2026-03-04")
    '4 March 2026'
    """
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def section(every: Entries, name: str) -> Entries:
    """Return the entries of one section, newest first."""
    return tuple(sorted((e for e in every if e.section == name), key=_newest_first))


def dated(every: Entries) -> Entries:
    """Return the entries that bear a date, newest first."""
    return tuple(sorted((entry for entry in every if entry.date), key=_newest_first))


def _newest_first(entry: Entry) -> int:
    return -date.fromisoformat(entry.date).toordinal() if entry.date else 0


def paginated(
    path: str,
    title: str,
    listed: Entries,
    card: Callable[[Entry], str],
    size: int,
    later: str = "page/{}/",
) -> Iterator[Entry]:
    """Yield the list pages of *listed*, *size* entries each, with links from one to the next.

    *later* is what the address of the second page and of those after it ends in.
    """
    count = max(1, -(-len(listed) // size))
    addresses = [path, *(path + later.format(number) for number in range(2, count + 1))]
    for number in range(1, count + 1):
        shown = listed[(number - 1) * size : number * size]
        steps = _steps(addresses, number) if count > 1 else ""
        yield Entry(
            path=addresses[number - 1],
            title=title if number == 1 else f"{title}, page {number}",
            body="\n".join(card(entry) for entry in shown) + steps,
        )


def _steps(addresses: list[str], current: int) -> str:
    steps = [
        f'<a class="page-numbers" href="{address}">{number}</a>'
        if number != current
        else f'<span class="page-numbers current">{number}</span>'
        for number, address in enumerate(addresses, start=1)
    ]
    return f'\n<div class="pages pagination">{" ".join(steps)}</div>'
