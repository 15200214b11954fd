"""Which pages are alike, and what becomes of those that are too many."""

from __future__ import annotations

import pytest

from linkcrawl.store.frontier import Waiting
from linkcrawl.traps import Shares, shape

SITE = "https://partner.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/calendar/2026/11/21", "/calendar/2027/1/2"),
        ("/calendar?month=11", "/calendar?month=12&view=week"),
        ("/shop?colour=red&size=2", "/shop?size=3"),
        ("/page;jsessionid=0a1b", "/page;jsessionid=ffff"),
        ("/s/7f3a9c01/page", "/s/00aa11bb/page"),
        ("/a/b/a/b/a/b", "/a/b"),
        ("/post-17", "/post-18"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert shape(SITE + one) == shape(SITE + other)
    assert shape(SITE + one) == shape(f"https://other.host.partner.example{one}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/", "/about"),
        ("/shop", "/shop?page=2"),
        ("/blog/on-bread", "/blog/on-flour"),
        ("/defaced", "/facade"),
        ("/a/b", "/b/a"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert shape(SITE + one) != shape(SITE + other)


def test_the_first_fifth_has_its_turn_and_the_rest_waits() -> None:
    pages = [Waiting(f"{SITE}/day-{number}", 1, 10) for number in range(99)]

    given = list(Shares(50).of("partner.example", [*pages, Waiting(f"{SITE}/partners", 3, 15)]))

    turns = [page.url.rpartition("/")[2] for page in sorted(given, key=lambda page: page.rank)]
    assert turns[:12] == [*(f"day-{number}" for number in range(10)), "partners", "day-10"]
    assert len(turns) == 51


def test_sites_have_shares_of_their_own() -> None:
    shares = Shares(5)

    for number in range(9):
        page = Waiting(f"https://site{number}.example/1", 1, 10)
        assert list(shares.of(f"site{number}.example", [page])) == [page]
