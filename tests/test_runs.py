"""A run judges itself: what a doubtful one did not see is held against nobody."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.doubts import DoubtKind, Outcome, doubts
from linkcrawl.judge.profile.profiles import profiles
from linkcrawl.judge.run import Judgement, judge
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database, open_existing
from linkcrawl.store.doubted import take_back
from linkcrawl.store.endings import note_ending
from linkcrawl.store.frontier import Limits
from linkcrawl.store.merge import Merge
from linkcrawl.store.read import events
from linkcrawl.store.run_facts import SiteTally
from linkcrawl.store.runs import Run, runs
from linkcrawl.store.shard_file import shard_file
from linkcrawl.vocabulary import Fetch, State
from linkcrawl.workspace import load_workspace

LIMITS = Limits(
    pages_per_site=100, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
TODAY = datetime.now(UTC).replace(microsecond=0)
PARTNERS = [f"p{n}.example" for n in range(1, 6)]
LINK = '<p>We bake in <a href="https://own.example/">an oven</a>.</p>'
GONE, DOWN = (Fetch.HTTP_4XX, 404), (Fetch.HTTP_5XX, 503)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with five partners, each with an agreed page."""
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "own.example"\n', "utf-8")
    rows = [f"{partner},https://{partner}/post" for partner in PARTNERS]
    (tmp_path / "agreements.csv").write_text("\n".join(["partner,their_page", *rows]), "utf-8")
    return tmp_path


def post(partner: str, body: str = LINK) -> Page:
    url = f"https://{partner}/post"
    html = f"<html><body><main><p>{partner}</p>{body}</main></body></html>".encode()
    page = with_placements(read_page(html, url, headers={}, asked_url=url, status=200))
    return replace(page, rendered=True)


def unread(partner: str, answer: tuple[Fetch, int | None]) -> Page:
    url = f"https://{partner}/post"
    return Page(url, url, TODAY, fetch=answer[0], status=answer[1])


def crawl(
    folder: Path,
    *pages: Page,
    days_ago: int,
    spider: str = "partners",
    ending: str = "finished",
    share: str = "",
) -> int:
    """Store pages as a run of its own on a day, and judge it as `linkcrawl judge` does."""
    at = TODAY - timedelta(days=days_ago)
    store = CrawlStore(folder / "linkcrawl.db", spider, f"digest {share}".strip(), LIMITS)
    for page in pages:
        store.add(replace(page, fetched_at=at))
    store.close(ending)
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection, connection:
        connection.execute(
            "update crawl set started_at = ?, ended_at = iif(ended_at is null, null, ?)"
            " where id = ?",
            (*[f"{at:%Y-%m-%dT%H:%M:%SZ}"] * 2, store.crawl_id),
        )
    judged(folder)
    return store.crawl_id


def judged(folder: Path) -> Judgement:
    workspace = load_workspace(folder)
    with closing(open_existing(workspace.database)) as db:
        return judge(db, workspace, TODAY.date())


def states(folder: Path) -> list[State]:
    return [one.theirs.state for one in judged(folder).agreements if one.theirs]


def told(folder: Path) -> set[str]:
    with closing(open_existing(folder / "linkcrawl.db")) as db:
        return {event.kind for event in events(db)}


def doubted(folder: Path) -> list[DoubtKind]:
    return [doubt.kind for run in judged(folder).doubtful for doubt in run.doubts]


def test_a_run_to_which_every_page_is_gone_accuses_nobody(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    crawl(folder, *(unread(partner, GONE) for partner in PARTNERS), days_ago=1)

    assert doubted(folder) == [DoubtKind.NOTHING_READ]
    assert states(folder) == [State.UNKNOWN] * 5
    assert not told(folder)
    assert all(link.live and not link.page_gone for link in judged(folder).links_in)

    crawl(folder, *map(post, PARTNERS), days_ago=0)
    assert (doubted(folder), states(folder), told(folder)) == ([], [State.LIVE] * 5, set())


def test_links_that_all_vanish_at_once_are_not_lost(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    crawl(folder, *(post(partner, "<p>Hello.</p>") for partner in PARTNERS), days_ago=2)

    assert doubted(folder) == [DoubtKind.LOST_LINKS]
    assert states(folder) == [State.UNKNOWN] * 5
    assert not told(folder)
    seen = f"{TODAY - timedelta(days=3):%Y-%m-%d}"
    links = judged(folder).links_in
    assert {(link.live, link.last_seen[:10]) for link in links} == {(True, seen)}
    assert lost_sites(folder) == set()

    crawl(folder, *map(post, PARTNERS), days_ago=1)
    assert (doubted(folder), states(folder), told(folder)) == ([], [State.LIVE] * 5, set())
    assert {link.first_seen[:10] for link in judged(folder).links_in} == {seen}


def test_a_run_a_day_later_that_finds_the_same_is_believed(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=4)
    without = [post(partner, "<p>Hello.</p>") for partner in PARTNERS]
    crawl(folder, *without, days_ago=3)
    crawl(folder, *without, days_ago=2)

    assert (doubted(folder), states(folder)) == ([], [State.MISSING] * 5)
    assert told(folder) == {"removed"}

    crawl(folder, *without, days_ago=1)
    assert states(folder) == [State.LOST] * 5
    assert lost_sites(folder) == set(PARTNERS)


def test_pages_that_say_the_very_same_are_never_believed(folder: Path):
    def portal(partner: str) -> Page:
        page = post(partner, "")
        return replace(page, text_digest="the same", links=())

    crawl(folder, *map(post, PARTNERS), days_ago=4)
    for days in (3, 2, 1):
        crawl(folder, *map(portal, PARTNERS), days_ago=days)

        assert (doubted(folder), states(folder)) == ([DoubtKind.SAME_TEXT], [State.UNKNOWN] * 5)


def test_a_partner_that_breaks_its_promise_is_told_of_in_a_good_run(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    crawl(folder, unread(PARTNERS[0], GONE), *map(post, PARTNERS[1:]), days_ago=1)

    assert doubted(folder) == []
    assert states(folder) == [State.MISSING, *[State.LIVE] * 4]


def test_half_of_the_sites_down_leaves_a_page_that_is_gone_open(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    down = [unread(partner, DOWN) for partner in PARTNERS[2:]]
    crawl(folder, unread(PARTNERS[0], GONE), post(PARTNERS[1]), *down, days_ago=2)

    assert doubted(folder) == [DoubtKind.UNKNOWNS]
    assert states(folder) == [State.UNKNOWN, State.LIVE, *[State.UNKNOWN] * 3]

    crawl(folder, unread(PARTNERS[0], GONE), *map(post, PARTNERS[1:]), days_ago=1)
    assert (doubted(folder), states(folder)) == ([], [State.MISSING, *[State.LIVE] * 4])


def test_what_a_doubtful_run_did_see_counts(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=2)
    withheld = post(PARTNERS[0], LINK.replace("<a ", '<a rel="nofollow" '))
    crawl(folder, withheld, *(unread(partner, DOWN) for partner in PARTNERS[1:]), days_ago=1)

    assert doubted(folder) == [DoubtKind.UNKNOWNS]
    assert states(folder) == [State.NO_CREDIT, *[State.UNKNOWN] * 4]


def test_a_run_of_what_is_due_is_compared_with_what_it_asked_for(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    crawl(folder, unread(PARTNERS[0], GONE), post(PARTNERS[1]), days_ago=1)

    assert doubted(folder) == []
    assert states(folder) == [State.MISSING, *[State.LIVE] * 4]


def test_a_run_that_was_killed_is_worked_out_when_it_is_next_seen(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    store = CrawlStore(folder / "linkcrawl.db", "partners", "digest", LIMITS)
    for partner in PARTNERS:
        store.add(replace(unread(partner, GONE), fetched_at=TODAY))
    store.flush()
    assert doubted(folder) == []  # its process lives

    del store
    gc.collect()
    assert (doubted(folder), states(folder)) == ([DoubtKind.NOTHING_READ], [State.UNKNOWN] * 5)


def test_a_run_that_is_taken_up_again_is_worked_out_again(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    down = [unread(partner, DOWN) for partner in PARTNERS[:2]]
    first = crawl(folder, *down, days_ago=0, ending="shutdown")
    assert doubted(folder) == [DoubtKind.NO_PARTNER]

    again = crawl(folder, *map(post, PARTNERS[2:]), days_ago=0)
    assert (first, doubted(folder)) == (again, [])


def test_a_run_that_ended_before_its_first_page_for_want_of_room_is_doubtful(folder: Path):
    crawl_id = crawl(folder, days_ago=0, ending="disk_full")
    with closing(open_existing(folder / "linkcrawl.db")) as db:
        note_ending(db, crawl_id, "disk_full", 3_000_000, "/var/log/crawl.log")

    (run,) = judged(folder).doubtful
    (doubt,) = run.doubts
    assert doubt.sentence == "The disk of the database is nearly full: 3 MB are left."


def test_the_record_counts_what_happened(folder: Path):
    down = unread(PARTNERS[2], DOWN)
    crawl(folder, *map(post, PARTNERS[:2]), down, unread(PARTNERS[3], GONE), days_ago=0)

    with closing(open_existing(folder / "linkcrawl.db")) as db:
        (run,) = runs(db)
    assert (run.tried, run.read, run.rendered, run.unknown, run.failed) == (4, 2, 2, 1, 0)
    assert (run.sites, run.sites_read, run.finished) == (4, 2, True)
    assert run.answers == {Fetch.OK: 2, Fetch.HTTP_5XX: 1, Fetch.HTTP_4XX: 1}


def test_records_travel_with_the_crawls_of_a_shard(folder: Path, tmp_path: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    crawl(folder, *(post(partner, "<p>Hello.</p>") for partner in PARTNERS), days_ago=1)
    main = tmp_path / "main"
    main.mkdir()
    for name in ("linkcrawl.toml", "agreements.csv"):
        (main / name).write_bytes((folder / name).read_bytes())

    for _ in range(2):
        with (
            closing(open_database(main / "linkcrawl.db").conn) as connection,
            shard_file(folder / "linkcrawl.db") as shard,
        ):
            Merge(connection).add(shard, lambda *_: None)

        assert (doubted(main), states(main)) == (doubted(folder), states(folder))
        assert [link.last_seen for link in judged(main).links_in] == [
            link.last_seen for link in judged(folder).links_in
        ]
        assert told(main) == set()


def test_another_crawl_that_read_a_page_since_has_the_last_word(folder: Path):
    crawl(folder, *map(post, PARTNERS), days_ago=3)
    without = [post(partner, "<p>Hello.</p>") for partner in PARTNERS]
    store = CrawlStore(folder / "linkcrawl.db", "own", "digest", LIMITS)
    for page in without:
        store.add(replace(page, fetched_at=TODAY - timedelta(days=2)))
    store.flush()
    crawl(folder, without[0], post(PARTNERS[1]), days_ago=1)
    with closing(open_existing(folder / "linkcrawl.db")) as db:
        take_back(db, store.crawl_id)

    live = {link.source_domain: link.live for link in judged(folder).links_in}
    assert live == {PARTNERS[0]: False, **dict.fromkeys(PARTNERS[1:], True)}


def test_shares_of_another_number_are_over(folder: Path):
    gone = [unread(partner, GONE) for partner in PARTNERS]
    crawl(folder, *map(post, PARTNERS), days_ago=3, share="1/2")
    crawl(folder, *gone, days_ago=2, share="2/2")
    assert doubted(folder) == [DoubtKind.NOTHING_READ]

    crawl(folder, *map(post, PARTNERS), days_ago=1, share="1/3")
    assert doubted(folder) == []


def lost_sites(folder: Path) -> set[str]:
    with closing(open_existing(folder / "linkcrawl.db")) as db:
        (profile,) = profiles(db, ["own.example"], TODAY.date(), judged(folder).links_in)
    return {site for month in profile.months for site in month.lost}


def run_of(**counts: int | str | bool) -> Run:
    plain = Run(
        9, "partners", "digest", "2026-11-21T02:00:00Z", True, 0, 60, tried=100, read=90,
        rendered=5, unknown=5, failed=0, answers={}, sites=10, sites_read=10,
    )  # fmt: skip
    return replace(plain, **counts)  # type: ignore[arg-type]


def sites(count: int, read: int = 10, unknown: int = 0) -> list[SiteTally]:
    return [SiteTally(9, f"s{n}.example", read + unknown, read, unknown) for n in range(count)]


def last(*tallies: SiteTally) -> dict[str, SiteTally]:
    return {site.domain: site for site in tallies}


def pages(*tallies: SiteTally) -> dict[str, int]:
    return {site.domain: site.read for site in tallies}


FINE, DARK, SMALL = sites(10), sites(10, 0, 10), sites(10, 3)
BOTH = ["s0.example", "s1.example"]
LOST = dict.fromkeys("abcd", False)


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        (Outcome(run_of(), FINE), []),
        (Outcome(run_of(tried=0, read=0), []), []),
        (Outcome(run_of(read=0), DARK, last(*FINE)), ["nothing_read"]),
        (Outcome(run_of(read=0), DARK[:2], last(*FINE)), []),
        (Outcome(run_of(read=0), DARK[:2], last(*FINE), own=["s1.example"]), ["nothing_read"]),
        # Our own code.
        (Outcome(run_of(failed=4), FINE), []),
        (Outcome(run_of(failed=10), FINE), ["failed"]),
        (Outcome(run_of(tried=1, read=0, failed=1), DARK[:1]), ["failed"]),
        (Outcome(run_of(failed=10, tried=1000), FINE), []),
        # The disk, and the database.
        (Outcome(run_of(ending="disk_full"), FINE), ["disk"]),
        (Outcome(run_of(ending="database"), FINE), ["database"]),
        # Sites that could be read the last time.
        (Outcome(run_of(), DARK[:4] + FINE[4:], last(*FINE)), []),
        (Outcome(run_of(), DARK[:5] + FINE[5:], last(*FINE)), ["unknowns"]),
        (Outcome(run_of(), DARK[:2] + FINE[2:3], last(*FINE)), []),
        # Those that were dark before are no news,
        (Outcome(run_of(), DARK[:8] + FINE[8:], last(*DARK[:8], *FINE[8:])), []),
        # and of those that were never asked many may have been dead for years.
        (Outcome(run_of(), DARK[:8] + FINE[8:]), []),
        (Outcome(run_of(), DARK[:9] + FINE[9:]), ["unknowns"]),
        # A site without https leaves its home page open.
        (Outcome(run_of(), sites(10, 1, 2), last(*FINE)), []),
        # Far fewer pages: of one site, of many, where a limit or a person stopped the run.
        (Outcome(run_of(), SMALL[:1] + FINE[1:], last(*FINE), pages(*FINE)), []),
        (Outcome(run_of(), SMALL[:5] + FINE[5:], last(*FINE), pages(*FINE)), ["fewer_pages"]),
        (Outcome(run_of(finished=False), SMALL, last(*FINE), pages(*FINE)), []),
        (Outcome(run_of(), SMALL, last(*FINE), pages(*FINE), cut_off=pages(*SMALL)), []),
        (Outcome(run_of(), SMALL[:1], last(*FINE), pages(*FINE)), ["fewer_pages"]),
        (Outcome(run_of(), sites(10, 1), last(*FINE), pages(*sites(10, 4))), []),
        # No page of a partner, though the own site answers.
        (
            Outcome(run_of(), DARK[:2] + FINE[2:], last(*FINE), partners=BOTH),
            ["no_partner"],
        ),
        (Outcome(run_of(), DARK[:2] + FINE[2:], last(*DARK[:2]), partners=BOTH), []),
        (Outcome(run_of(), DARK[:1] + FINE[1:], last(*FINE), partners=["s0.example"]), []),
        # One site answers for many.
        (Outcome(run_of(), FINE, answering=("login.example", 5)), ["one_answer"]),
        (Outcome(run_of(), FINE, answering=("login.example", 4)), []),
        (Outcome(run_of(), FINE[:2], answering=("login.example", 2)), []),
        # Links that are lost together.
        (Outcome(run_of(), FINE, linking=LOST), ["lost_links"]),
        (Outcome(run_of(), FINE, linking=LOST, confirms=True), []),
        (
            Outcome(run_of(), FINE, linking=LOST, same_text=3),
            ["same_text"],
        ),
        (Outcome(run_of(), FINE, linking=dict.fromkeys("abc", False)), []),
        (Outcome(run_of(), FINE, linking=LOST | {"e": True}), ["lost_links"]),
        (Outcome(run_of(), FINE, linking=LOST | {"e": True, "f": True}), []),
    ],
)  # fmt: skip
def test_what_speaks_against_a_run(outcome: Outcome, kinds: list[str]):
    found = doubts(outcome)

    assert [doubt.kind for doubt in found] == kinds
    assert all("{" not in doubt.sentence for doubt in found)
