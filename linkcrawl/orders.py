"""Orders: what is due, as the machine that knows tells those that crawl.

A node has neither the judgements nor the imports that say what is due. So it is given a file of
its workspace: the names of agreements, or the pages and sites that sources name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from linkcrawl.agreements import Agreement


def orders_file(spider: str) -> str:
    """What the orders of a spider are called: never two runs of one have orders at a time."""
    return f"orders-{spider}.json"


def is_asked(due: str) -> bool:
    """Whether ``-a due=…`` asks for no more than what is due.

    >>> is_asked("1"), is_asked("0"), is_asked("")
    (True, False, False)
    """
    return due not in ("", "0")


def due_agreements(
    agreements: Iterable[Agreement], next_checks: Mapping[str, str], today: str
) -> list[str]:
    """The names of the agreements whose next check has come, or that were never judged.

    >>> due_agreements([Agreement("example.com")], {}, "2026-11-21")
    ['example.com/3e3570']
    """
    names = (agreement.name for agreement in agreements)
    return [name for name in names if "" < next_checks.get(name, today) <= today]


def write_orders(path: Path, orders: Iterable[str]) -> None:
    """Put orders in the place of earlier ones, at once: a crawl may be reading them."""
    written = path.with_name(f"{path.name}.new")
    written.write_text(json.dumps(list(orders)), "utf-8")
    written.replace(path)


def read_orders(path: Path) -> list[str]:
    """The orders in a file.

    Raises OSError where there is none, ValueError where it holds something else.
    """
    found = json.loads(path.read_text("utf-8"))
    if not isinstance(found, list) or not all(isinstance(order, str) for order in found):
        raise ValueError(f"{path}: holds no orders")
    return found
