"""Orders: what is due, in a file that a node is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcrawl.agreements import Agreement
from linkcrawl.orders import due_agreements, read_orders, write_orders

AGREEMENT = Agreement("example.com")


def test_orders_arrive_as_they_were_given_and_replace_earlier_ones(tmp_path: Path) -> None:
    given = ["http://a.example/?q=1\n2", "bäckerei.example"]

    write_orders(tmp_path / "orders", ["earlier"] * 1000)
    write_orders(tmp_path / "orders", given)

    assert read_orders(tmp_path / "orders") == given
    assert [path.name for path in tmp_path.iterdir()] == ["orders"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '["a"', '"a"', "null"])
def test_what_holds_no_orders_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "orders").write_text(text)

    with pytest.raises(ValueError, match=r"holds no orders|Expecting"):
        read_orders(tmp_path / "orders")


@pytest.mark.parametrize(
    ("next_check", "due"),
    [
        ({}, True),
        ({AGREEMENT.name: "2026-11-20"}, True),
        ({AGREEMENT.name: "2026-11-21"}, True),
        ({AGREEMENT.name: "2026-11-22"}, False),
        ({AGREEMENT.name: ""}, False),
    ],
    ids=["never judged", "missed", "today", "tomorrow", "ended"],
)
def test_an_agreement_is_due_from_its_day_on(next_check: dict[str, str], due: bool) -> None:
    assert bool(due_agreements([AGREEMENT], next_check, "2026-11-21")) == due
