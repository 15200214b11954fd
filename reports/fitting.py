"""Pages that are too long → the same with shorter lists, so that every page opens quickly.

What anybody writes into their pages stands on ours: addresses of two thousand characters, by the
hundred. The spreadsheets beside the report have what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace

from reports.cut import Cut

MOST_BYTES = 2_000_000
_LIMITS = (40, 10, 2)
_DETAILS = re.compile(r"<details\b.*?</details>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


def fitting(printed: Callable[[Mapping[str, object]], str], words: Mapping[str, object]) -> bytes:
    """What is *printed* of *words*, with lists cut shorter where it would be too long.

    Places that links of other pages lead to are kept.
    """
    whole = printed(words)
    page = whole.encode()
    for limit in _LIMITS:
        if len(page) <= MOST_BYTES:
            break
        cut = {name: shorter(value, limit) for name, value in words.items()}
        html = _DETAILS.sub("", printed(cut))
        lost = dict.fromkeys(_ID.findall(whole)).keys() - set(_ID.findall(html))
        places = "".join(f'<span id="{name}"></span>' for name in sorted(lost))
        page = html.replace("</main>", f"{places}</main>", 1).encode()
    return page


def shorter(value: object, limit: int) -> object:
    """*value* with each list that is cut anyway cut to *limit* rows.

    >>> shorter((Cut(("a", "b", "c"), 4),), 1)
    (Cut(rows=('a',), more=6),)
    """
    if isinstance(value, Cut):
        rows = tuple(shorter(row, limit) for row in value.rows[:limit])
        return Cut(rows, value.total - len(rows))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(shorter(one, limit) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        cut = {name: shorter(one, limit) for name, one in held.items() if _may_hold_lists(one)}
        if "limit" in held:
            # Its lists are cut when they are printed.
            cut["limit"] = limit
        return replace(value, **cut)
    return value


def _may_hold_lists(value: object) -> bool:
    return isinstance(value, Cut | tuple) or (is_dataclass(value) and not isinstance(value, type))
