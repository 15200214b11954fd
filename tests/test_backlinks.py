"""What sources say of a link, beside what we saw of it."""

from __future__ import annotations

from dataclasses import replace

from test_crossing import AT, IN, OTHER, OWN, claimed, look, search

from linkcrawl.judge.backlinks.backlinks import Backlink, Said, backlinks
from linkcrawl.judge.backlinks.crossing import Known, cross
from linkcrawl.search import Outcome
from linkcrawl.store.claims import StoredClaim
from linkcrawl.store.read import StoredLink
from linkcrawl.verified import Look, Verified
from linkcrawl.vocabulary import Fetch
from reports.backlinks import BACKLINK_COLUMNS, backlink_rows

PAGE, TARGET = f"http://{OTHER}/post", f"http://{OWN}/a"


def said(source: str = "ahrefs", url: str = PAGE, target: str = TARGET, **more: str) -> StoredClaim:
    values = {"first_seen": "2026-01-01", "last_seen": "2026-09-01", "lost": "", **more}
    return StoredClaim(
        source, OTHER, url, OWN, target, values.pop("anchor", None), values.pop("rel", None),
        "text", **values, figures={}, imported_at=AT,  # type: ignore[arg-type]
    )  # fmt: skip


def seen(url: str = PAGE, target: str = TARGET, missed: str = "") -> StoredLink:
    return IN._replace(
        source_url=url, target_url=target, missed_at=missed, first_seen=AT, last_seen=AT
    )


def visited(url: str = PAGE, *, links: bool = True, fetch: Fetch = Fetch.OK) -> Look:
    return replace(look(fetch, links=links), url=url, read_url=url if fetch is Fetch.OK else "")


def told(
    claims: list[StoredClaim], links: list[StoredLink], looks: list[Look], **known: object
) -> list[Backlink]:
    facts = Known(claimed=[claimed(1)], looks=looks, **known)  # type: ignore[arg-type]
    return list(backlinks(cross(OWN, links, [], facts), claims, looks, links))


def test_sources_that_name_one_link_corroborate_each_other():
    claims = [
        said("ahrefs", anchor="Oak", rel="", first_seen="2026-02-01"),
        said("bing", anchor="Oak & Ember", last_seen="2026-10-01"),
    ]

    (only,) = told(claims, [seen()], [visited()])

    assert only.said == Said(
        ("ahrefs", "bing"), ("Oak", "Oak & Ember"), ("follow",), "2026-01-01", "2026-10-01", ""
    )
    assert (only.verified, only.link) == (Verified.LIVE, seen())


def test_several_links_of_one_page_keep_apart():
    other = f"http://{OWN}/b"
    claims = [said(), said(target=other)]

    found = told(claims, [seen(), seen(target=other)], [visited()])

    assert [(one.target_url, one.link and one.link.target_url) for one in found] == [
        (TARGET, TARGET),
        (other, other),
    ]


def test_what_is_not_there_keeps_the_link_that_was():
    (only,) = told([said()], [seen(missed=AT)], [visited(links=False)])

    assert (only.verified, only.link) == (Verified.NOT_FOUND, seen(missed=AT))


def test_a_page_that_could_not_be_read_says_nothing():
    (only,) = told([said()], [], [visited(links=False, fetch=Fetch.BLOCKED)])

    assert (only.verified, only.link) == (Verified.UNKNOWN, None)


def test_a_site_without_a_page_tells_what_a_search_found():
    ended = replace(search(Outcome.FOUND), found_url=PAGE)
    (only,) = told([said(url="")], [seen()], [], searches=[ended])

    assert (only.source_url, only.verified, only.link) == ("", Verified.LIVE, seen())


def test_what_only_we_have_seen_comes_too():
    found = told([said()], [seen(), seen(f"http://{OTHER}/more")], [visited()])

    assert [(one.source_url, one.said is None) for one in found] == [
        (PAGE, False),
        (f"http://{OTHER}/more", True),
    ]


def test_rows_have_a_cell_for_each_column():
    rows = backlink_rows(told([said(), said(url="")], [seen()], [visited()]))

    assert {len(row) for row in rows} == {len(BACKLINK_COLUMNS)}
