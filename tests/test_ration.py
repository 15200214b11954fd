"""A site is asked so often a day and no more, whatever crawls there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from visits import visits_to

from linkcrawl.items import Page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits, Waiting
from linkcrawl.vocabulary import Fetch

LIMITS = Limits(
    pages_per_site=99, depth=9, seconds_per_site=99, at_once_per_site=99, at_once=99,
    requests_per_site_per_day=10,
)  # fmt: skip
HOME = "https://partner.example/"


def crawl(path: Path, pages: list[Waiting], hours_ago: float = 0, **facts: object) -> list[str]:
    """Crawl *pages* to the end, as of so long ago, and return those that were visited.

    After them, "rationed" where a site was not asked further.
    """
    store = CrawlStore(path / "linkcrawl.db", "partners", str(hours_ago), LIMITS)
    store.seed(pages)
    visited: list[str] = []
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    while found := store.next_pages():
        for page in found:
            visited.append(page.url)
            store.add(Page(page.url, page.url, at, **{"fetch": Fetch.OK, **facts}))
        store.flush()
    visited += ["rationed"] * len(store.frontier.rationed)
    store.close("finished")
    return visited


def some(count: int, *, agreed: bool = False, host: str = "www") -> list[Waiting]:
    base = HOME.replace("//", f"//{host}.")
    return [Waiting(f"{base}{agreed}/{n}", 1, 0 if agreed else 5, agreed) for n in range(count)]


def test_the_last_fifth_is_for_agreed_pages(tmp_path: Path) -> None:
    first = crawl(tmp_path, some(20))
    assert (len(first), first[-1]) == (9, "rationed")
    second = crawl(tmp_path, [*some(20), *some(5, agreed=True)])
    assert (len(second), second[-1]) == (3, "rationed")
    assert crawl(tmp_path, some(5, agreed=True)) == ["rationed"]


def test_agreed_pages_come_first(tmp_path: Path) -> None:
    visited = crawl(tmp_path, [*some(20), *some(6, agreed=True)])

    assert ["True" in url for url in visited[:-1]] == [True] * 6 + [False] * 2


def test_a_site_that_was_not_asked_further_was_not_searched(tmp_path: Path) -> None:
    pages = [*some(20), Waiting("https://other.example/", 0, 1)]
    crawl(tmp_path, pages)
    db = open_existing(tmp_path / "linkcrawl.db")

    searched = {page.url: visits_to(db, page.url) for page in pages}

    walked = {url: visits[-1].crawl_finished for url, visits in searched.items() if visits}
    assert {url for url, finished in walked.items() if finished} == {"https://other.example/"}
    assert db.execute("select count(*) from frontier").fetchone() == (1,)


def test_hosts_of_one_site_share(tmp_path: Path) -> None:
    crawl(tmp_path, some(20, host="www"))

    assert crawl(tmp_path, some(20, host="blog")) == ["rationed"]
    other = [Waiting("https://other.example/", 0, 1)]
    assert crawl(tmp_path, other) == ["https://other.example/"]


@pytest.mark.parametrize(
    ("hours_ago", "facts", "left"),
    [
        (1, {}, 4),
        (25, {}, 8),
        (1, {"rendered": True}, 0),
        (1, {"fetch": Fetch.ROBOTS_DISALLOWED}, 8),
        (1, {"fetch": Fetch.HTTP_5XX}, 4),
    ],
)
def test_what_counts(tmp_path: Path, hours_ago: float, facts: dict[str, object], left: int) -> None:
    crawl(tmp_path, some(4), hours_ago, **facts)

    assert len(crawl(tmp_path, some(20))) == left + 1
