"""The user's own placement rules: they win over all else, and are no change of a page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.agreements import Agreement
from linkcrawl.classify.page import with_placements, with_relations
from linkcrawl.config import Config, OwnSite
from linkcrawl.items import Page
from linkcrawl.judge.run import judge
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.read import StoredLink, events, links_to
from linkcrawl.vocabulary import Placement
from linkcrawl.workspace import Workspace

LIMITS = Limits(
    pages_per_site=99, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
TODAY = date(2026, 11, 21)
START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
WORDS = "Every spring the kiln is lit for the first time, and half the village comes to look. "
CONTENT = (PlacementRule(".b2", Placement.CONTENT),)
COMMENTS = (PlacementRule(".b2", Placement.COMMENTS),)
AGREED = Agreement("partner.example", our_target="https://own.example/")


def page(number: int, day: int, rules: Sequence[PlacementRule]) -> Page:
    """A page whose last block thanks the same friend every time."""
    html = f"""<html><body><div class=a1><h1>Week {number}</h1><p>{WORDS * 8}</p></div>
        <div class=b2><p>{WORDS}<a href="https://own.example/">Ember</a> {WORDS}</p></div>"""
    at, url = START + timedelta(days=day), f"https://partner.example/{number}"
    read = with_placements(read_page(html.encode(), url, fetched_at=at, rules=rules))
    return with_relations(read, workspace(Path()).relations())


def workspace(folder: Path) -> Workspace:
    return Workspace(folder, Config(own=(OwnSite(domain="own.example"),)), (AGREED,), ())


def judged(folder: Path, *days: Sequence[PlacementRule]) -> tuple[StoredLink, ...]:
    """The links to us after crawls under these rules, a day after each other."""
    known = workspace(folder)
    for day, rules in enumerate(days):
        store = CrawlStore(known.database, "partners", "digest", LIMITS, ["own.example"])
        for number in range(12):
            store.add(page(number, day, rules))
        store.close("finished")
    with closing(open_existing(known.database)) as db:
        return judge(db, known, TODAY).links_in


def test_the_user_is_right_about_a_link_on_every_page(tmp_path: Path):
    links = judged(tmp_path, CONTENT)

    assert {link.placement for link in links} == {Placement.CONTENT}
    assert all(link.sitewide for link in links)


@pytest.mark.parametrize(
    ("days", "placement"),
    [
        (((), CONTENT), Placement.CONTENT),
        ((CONTENT, COMMENTS), Placement.COMMENTS),
        ((CONTENT, CONTENT), Placement.CONTENT),
        ((COMMENTS, ()), Placement.FOOTER),
        ((CONTENT, ()), Placement.FOOTER),
        (((), COMMENTS, ()), Placement.FOOTER),
    ],
)
def test_a_rule_holds_from_the_next_crawl_on_and_is_no_event(tmp_path: Path, days, placement):
    links = judged(tmp_path, *days)

    assert {link.placement for link in links} == {placement}
    with closing(open_existing(tmp_path / "linkcrawl.db")) as db:
        (first, *_) = links_to(db, ["own.example"])
        assert first.first_seen == "2026-11-01T09:00:00Z"
        assert len(links) == 12
        assert events(db) == ()


def test_a_database_that_did_not_tell_who_placed_a_link_learns_it(tmp_path: Path):
    judged(tmp_path, CONTENT)
    with closing(open_existing(tmp_path / "linkcrawl.db")) as db:
        db.execute("update link set rules = -1")
        db.conn.execute("update document set links_digest = x'00'")
        db.conn.commit()

    assert {link.placement for link in judged(tmp_path, CONTENT)} == {Placement.CONTENT}
