"""What several looks at one page, with a browser and without, say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.claims import Claim
from linkcrawl.items import Page
from linkcrawl.page.read import read_page
from linkcrawl.store.claim_writer import ClaimWriter
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.looks import looks
from linkcrawl.verified import Look, Verified, verified
from linkcrawl.vocabulary import Fetch, Presence

URL = "https://partner.example/post"
LIMITS = Limits(pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16)
START = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
LINKING = read_page(b"<p>We bake in <a href=https://own.example/>an oven</a>.</p>", URL)
HTML = read_page(b"<p>We bake every day.</p>", URL)
BROWSER = replace(HTML, rendered=True)
DRAWN = replace(
    LINKING,
    rendered=True,
    links=tuple(link._replace(presence=Presence.RENDERED_ONLY) for link in LINKING.links),
)
BLOCKED = Page(URL, URL, START, fetch=Fetch.BLOCKED, status=403)
GONE = Page(URL, URL, START, fetch=Fetch.GONE, status=410)
MOVED = replace(HTML, final_url="https://partner.example/elsewhere")


def look(folder: Path, pages: Sequence[Page]) -> Look:
    """What is known of a page after visits a day apart."""
    database = folder / "linkcrawl.db"
    writer = ClaimWriter(
        open_database(database), file="x", format="x", source="ahrefs", at="2026-11-01T00:00:00Z"
    )
    writer.add_claims([Claim("own.example", "partner.example", URL, "https://own.example/")])
    writer.store("x", 1, 0)
    for day, page in enumerate(pages):
        store = CrawlStore(database, "partners", "digest", LIMITS)
        store.add(replace(page, fetched_at=START + timedelta(days=day)))
        store.close("finished")
    (found,) = looks(open_database(database), ["own.example"])
    return found


@pytest.mark.parametrize(
    ("pages", "says", "since"),
    [
        ([HTML], Verified.NOT_IN_HTML, 1),
        ([BROWSER], Verified.NOT_FOUND, 1),
        ([BROWSER, HTML], Verified.NOT_FOUND, 1),
        ([BROWSER, HTML, HTML], Verified.NOT_FOUND, 1),
        ([BROWSER, BLOCKED], Verified.UNKNOWN, 2),
        ([BROWSER, BLOCKED, HTML], Verified.NOT_FOUND, 3),
        ([BROWSER, LINKING], Verified.LIVE, 2),
        ([BROWSER, LINKING, HTML], Verified.NOT_IN_HTML, 3),
        ([BROWSER, GONE], Verified.GONE, 2),
        ([BROWSER, GONE, HTML], Verified.NOT_IN_HTML, 3),
        ([BROWSER, MOVED], Verified.NOT_IN_HTML, 2),
        ([HTML, BROWSER], Verified.NOT_FOUND, 2),
        ([DRAWN, HTML], Verified.LIVE, 1),
    ],
)
def test_html_without_a_link_takes_nothing_from_what_a_browser_found(
    tmp_path: Path, pages: list[Page], says: Verified, since: int
):
    found = look(tmp_path, pages)

    assert verified(found) is says
    assert found.at[:10] == f"2026-11-{len(pages):02}"
    assert found.since[:10] == f"2026-11-{since:02}"
