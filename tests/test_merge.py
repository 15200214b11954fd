"""linkcrawl merge: crawls of shards, together, say what one crawl of everything says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from commands import linkcrawl
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database
from visits import visits_to

from linkcrawl.classify.page import with_placements
from linkcrawl.classify.topic import TOPIC_VERSION
from linkcrawl.items import Directive, Footprint, Page, Sight, Topic
from linkcrawl.judge.run import judge
from linkcrawl.page.read import read_page
from linkcrawl.page.views import both_views
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.crawls import crawls
from linkcrawl.store.database import copy_database, open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.merge import Merge, Merged
from linkcrawl.store.read import StoredEvent, events, links_from
from linkcrawl.store.schema import migrations
from linkcrawl.store.shard_file import shard_file
from linkcrawl.vocabulary import CertificateFlaw, Fetch, FootprintKind
from linkcrawl.workspace import load_workspace

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
OWN = "own.example"
SITES = (OWN, "mill.example", "oven.example", "salt.example")
OURS = '<p>We bake in <a href="https://own.example/ovens#top">a wood-fired oven</a> daily.</p>'
FLOUR = '<p>Flour is from <a rel=nofollow href="https://mill.example/">the mill</a>.</p>'
HOME = '<nav><a href="/">Home</a> <a href="javascript:go()"><img alt="Shop"></a></nav>'
SEEN = Sight(True, True, "", 10, 20, 30, 40, 5000)
Visit = tuple[str, int]
Run = Sequence[Visit]


def html(url: str, *parts: str) -> Page:
    return with_placements(read_page(f"<main>{''.join(parts)}</main>".encode(), url))


def looked_at(page: Page, sight: Sight) -> Page:
    links = (one._replace(sight=sight, hidden=not sight.visible) for one in page.links)
    return replace(page, rendered=True, links=tuple(links))


def placed_from_memory(page: Page) -> Page:
    links = (
        one._replace(surroundings=one.surroundings._replace(features=b"")) for one in page.links
    )
    return replace(page, links=tuple(links))


def answers(url: str) -> list[Page]:
    """What a page may say on a day."""
    elsewhere = f"{url}/moved"
    mark = Footprint(FootprintKind.MATOMO, "https://stats.example/ 1")
    topic = Topic(200, "en", TOPIC_VERSION, b"\x01" * 128)
    return [
        html(url, HOME, OURS),
        html(url, OURS, HOME, FLOUR),
        html(url, HOME, FLOUR + OURS + OURS),
        html(url),
        placed_from_memory(html(url, HOME + OURS, FLOUR)),
        both_views(html(url, HOME), html(url, HOME, OURS)),
        looked_at(html(url, HOME, OURS), SEEN),
        looked_at(html(url, HOME, OURS), SEEN._replace(visible=False, why="display:none")),
        replace(html(url, FLOUR), truncated=True),
        replace(html(url, OURS), title="Ours", robots=(Directive("robots", "noindex", "meta"),)),
        replace(html(url, OURS), topic=topic, footprints=(mark,)),
        Page(url, url, START, fetch=Fetch.GONE, status=404),
        Page(url, url, START, fetch=Fetch.BLOCKED, status=403, bots_kept_out=("googlebot",)),
        replace(html(url, OURS), certificate=(CertificateFlaw.EXPIRED, CertificateFlaw.OTHER_NAME)),
        with_placements(read_page(OURS.encode(), elsewhere, asked_url=url)),
    ]


ANSWERS = {
    site: {url: answers(url) for url in (f"https://{site}/", f"https://{site}/post")}
    for site in SITES
}
PAGES = [url for pages in ANSWERS.values() for url in pages]
SAID = st.integers(0, len(answers(PAGES[0])) - 1)
RUNS = st.lists(
    st.lists(st.tuples(st.sampled_from(PAGES), SAID), max_size=8), min_size=1, max_size=5
)


def page_of(url: str, answer: int) -> Page:
    return next(pages[url] for pages in ANSWERS.values() if url in pages)[answer]


def crawl(database: Path, visits: Iterable[Visit], day: int, outcome: str = "finished") -> None:
    """Store what was visited on a day as a crawl, or as the rest of one that was cut short."""
    store = CrawlStore(database, "partners", "digest", LIMITS, [OWN])
    for second, (url, answer) in enumerate(visits):
        at = START + timedelta(days=day, seconds=second)
        store.add(replace(page_of(url, answer), fetched_at=at))
    store.close(outcome)


def merge(database: Path, *shards: Path) -> list[Merged]:
    found = []
    with closing(open_database(database).conn) as connection:
        merging = Merge(connection)
        for path in shards:
            with shard_file(path) as shard:
                found.append(merging.add(shard, lambda done, all_: None))
    return found


PERIODS = """
    select source.url, link.position, first.at, gone.at, target.url, words.value, alt.value,
        rel.value, type, path.value, placement.value, confidence, rules, leaves, in_prose, hidden,
        presence.value, before, after, hex(packed), looked.at, visible, why, y, leads_to
    from link join page source on source.id = link.page_id
    join visit first on first.id = link.first_visit left join visit gone on gone.id = gone_visit
    join anchor on anchor.id = anchor_id join page target on target.id = target_id
    join text words on words.id = anchor.text_id join text rel on rel.id = rel_id
    left join text alt on alt.id = alt_id join text path on path.id = path_id
    join text placement on placement.id = placement_id
    join text presence on presence.id = presence_id
    left join measures on measures.visit_id = first.id
    left join sight using (page_id, first_visit, position)
    left join visit looked on looked.id = sight.visit_id
    order by 1, 3, 2
"""
DOCUMENTS = """
    select url, hex(digest), hex(links_digest), text_digest, word_count, title.value, robots,
        traces, truncated, hex(vector),
        (select group_concat(at) from visit where document_id = document.id)
    from document join page on page.id = page_id join text title on title.id = title_id
    left join topic on topic.document_id = document.id order by 1, document.id
"""
FOOTPRINTS = """
    select domain, kind, value, url, first_seen, last_seen from footprint
    join site on site.id = footprint.site_id join page on page.id = page_id order by 1, 2, 3
"""


def said(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a database says, whatever ids it has for it."""
    with closing(open_database(database)) as db:
        found = {sql: db.execute(sql).fetchall() for sql in (PERIODS, DOCUMENTS, FOOTPRINTS)}
        found["visits"] = [
            (url, *map(str, (replace(visit, crawl_id=0) for visit in visits_to(db, url))))
            for url in PAGES
        ]
    return found


def dealt(folder: Path, runs: Sequence[Run], hands: Mapping[str, int]) -> list[Path]:
    """The databases of shards that each crawled the sites that *hands* gives them."""
    paths = [folder / f"shard-{hand}.db" for hand in sorted(set(hands.values()))]
    for hand, path in enumerate(paths):
        for day, run in enumerate(runs):
            visits = list(enumerate(run))
            store = CrawlStore(path, "partners", "digest", LIMITS, [OWN])
            for second, (url, answer) in visits:
                if hands[url.split("/")[2]] == hand:
                    at = START + timedelta(days=day, seconds=second)
                    store.add(replace(page_of(url, answer), fetched_at=at))
            store.close("finished")
    return paths


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "linkcrawl.db"


def judged(folder: Path, database: str) -> list[StoredEvent]:
    """The events that a database has once it was judged."""
    (folder / "linkcrawl.toml").write_text(f'[[own]]\ndomain = "{OWN}"\n')
    (folder / "agreements.csv").write_text(f"partner\n{SITES[1]}\n{SITES[2]}\n")
    with closing(open_database(folder / database)) as db:
        judge(db, load_workspace(folder), date(2026, 11, 21))
        return sorted(events(db), key=str)


@settings(max_examples=12, deadline=None)
@given(runs=RUNS, hands=st.tuples(*[st.integers(0, 2)] * 4), order=st.permutations(range(3)))
def test_merged_shards_say_what_one_crawl_says(
    runs: list[Run], hands: Sequence[int], order: Sequence[int]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for day, run in enumerate(runs):
            crawl(folder / "single.db", run, day)
        ranks = {hand: rank for rank, hand in enumerate(sorted(set(hands)))}
        dealt_to = {site: ranks[hand] for site, hand in zip(SITES, hands, strict=True)}
        paths = dealt(folder, runs, dealt_to)
        merge(folder / "merged.db", *(paths[one] for one in order if one < len(paths)))

        assert said(folder / "merged.db") == said(folder / "single.db")
        assert judged(folder, "merged.db") == judged(folder, "single.db")


@settings(max_examples=12, deadline=None)
@given(runs=RUNS, cut=st.integers(0, 5))
def test_a_shard_that_goes_on_gives_the_rest_the_next_time(runs: list[Run], cut: int) -> None:
    with TemporaryDirectory() as name:
        shard, target = Path(name) / "shard.db", Path(name) / "merged.db"
        for day, run in enumerate(runs):
            outcome = "shutdown" if day < cut else "finished"
            crawl(shard, run[: len(run) // 2], day, "shutdown")
            merge(target, shard)
            crawl(shard, run[len(run) // 2 :], day, outcome)
            merge(target, shard)

        assert said(target) == said(shard)
        assert ends(target) == ends(shard)


def ends(database: Path) -> list[tuple[str, str]]:
    return [(one.outcome, one.ended_at) for one in crawls(open_database(database))]


MONDAY: Run = [(PAGES[2], 0), (PAGES[4], 1), (PAGES[0], 0)]


def test_merging_twice_changes_nothing(database: Path, tmp_path: Path) -> None:
    shard = tmp_path / "shard.db"
    for day in range(3):
        crawl(shard, [(url, answer + day) for url, answer in MONDAY], day)
    first = merge(database, shard)
    before = "\n".join(sqlite3.connect(database).iterdump())

    again = merge(database, shard)

    assert (first, again) == ([Merged(crawls=3, visits=9)], [Merged()])
    assert "\n".join(sqlite3.connect(database).iterdump()) == before


def test_a_copy_of_a_database_says_nothing_new_to_it(database: Path, tmp_path: Path) -> None:
    crawl(database, MONDAY, 0)
    copy = copy_database(open_database(database), tmp_path / "copy.db")

    assert merge(database, copy) == [Merged()]
    assert len(crawls(open_database(database))) == 1


def test_a_shard_is_read_while_its_crawl_writes(database: Path, tmp_path: Path) -> None:
    shard = tmp_path / "shard.db"
    crawl(shard, MONDAY, 0)
    with closing(sqlite3.connect(shard, isolation_level=None)) as writer:
        writer.execute("begin immediate")
        writer.execute("delete from visit")

        assert merge(database, shard) == [Merged(crawls=1, visits=3)]
        writer.execute("rollback")


def test_the_crawl_of_another_machine_is_not_taken_up_here(database: Path, tmp_path: Path) -> None:
    shard = tmp_path / "shard.db"
    store = CrawlStore(shard, "partners", "digest", LIMITS)
    store.add(replace(page_of(*MONDAY[0]), fetched_at=START))
    store.close("shutdown")
    merge(database, shard)

    here = CrawlStore(database, "partners", "digest", LIMITS)
    here.close("shutdown")

    assert not here.resumed
    assert sorted(ends(database)) == [("", ""), ("", "")]


def test_what_was_seen_here_since_is_not_overwritten(database: Path, tmp_path: Path) -> None:
    url, shard = PAGES[2], tmp_path / "shard.db"
    crawl(shard, [(url, 0)], 0)
    crawl(database, [(url, 3)], 1)
    crawl(shard, [(url, 1)], 2)

    assert merge(database, shard) == [Merged(crawls=2, visits=1, late=1)]
    found = [link for link in links_from(open_database(database), ["mill.example"]) if link.live]
    assert {link.first_seen[:10] for link in found} == {"2026-11-03"}
    assert [visit.at[:10] for visit in visits_to(open_database(database), url)] == [
        "2026-11-02",
        "2026-11-03",
    ]


def test_an_older_database_is_upgraded_in_a_copy(database: Path, tmp_path: Path) -> None:
    shard = tmp_path / "shard.db"
    last = migrations.applied(open_database(tmp_path / "reference.db"))[-1].name
    with closing(sqlite3.connect(shard, isolation_level=None)) as connection:
        migrations.apply(Database(connection), stop_before=last)
    before = shard.read_bytes()

    assert merge(database, shard) == [Merged()]
    assert shard.read_bytes() == before
    assert [path.name for path in tmp_path.glob("shard.db*")] == ["shard.db"]


def test_the_command_says_what_came_in_and_what_it_means(tmp_path: Path) -> None:
    assert linkcrawl("init", "--workspace", tmp_path).code == 0
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "own.example"\n')
    (tmp_path / "agreements.csv").write_text("partner\nmill.example\noven.example\n")
    paths = []
    for name, host in (("a", "mill.example"), ("b", "oven.example")):
        paths.append(tmp_path / f"{name}.db")
        for day, answer in enumerate((0, 3, 1)):
            crawl(paths[-1], [(f"https://{host}/post", answer)], day)

    ran = linkcrawl("merge", *paths, "--workspace", tmp_path)
    assert linkcrawl("judge", "--workspace", tmp_path).code == 0

    assert ran.out.splitlines() == [f"{path}: 3 new visits in 3 crawls" for path in paths]
    told = events(open_database(tmp_path / "linkcrawl.db"))
    assert {(event.kind, event.partner, event.at[:10]) for event in told} >= {
        ("removed", "mill.example", "2026-11-02"),
        ("added", "oven.example", "2026-11-03"),
    }


# What a merge brings in, and what each machine has or makes for itself.
FACTS = {
    "crawl", "site", "page", "text", "document", "topic", "visit", "anchor", "link", "sight",
    "measures", "footprint", "search", "publication", "contact", "passage", "run", "ending",
    "doubted",
}  # fmt: skip
NO_FACTS = {
    "frontier", "merged", "event", "next_check", "standing", "verdict", "draft", "accepted",
    "mail", "told", "scheduled", "import", "claim", "domain_claim", "disavowed", "rank_release",
    "site_rank", "witness", "referral", "log_span", "analytics_span",
}  # fmt: skip


def test_no_table_is_forgotten(database: Path) -> None:
    tables = {name for name in open_database(database).table_names() if name[0] != "_"}

    assert tables == FACTS | NO_FACTS


def newer(path: Path) -> None:
    row = {"migration_set": "linkcrawl", "name": "m999", "applied_at": "2030-01-01"}
    open_database(path).table("_sqlite_migrations").insert(row)


def nonsense(path: Path) -> None:
    path.write_text("not a database, but long enough to be looked at" * 100)


def another(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table notes(text)")


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (newer, "written by a newer linkcrawl (it has m999); upgrade linkcrawl"),
        (nonsense, "can't be read: file is not a database"),
        (another, "not a database of linkcrawl"),
        (lambda path: None, "not found"),
    ],
    ids=["newer", "nonsense", "another", "missing"],
)
def test_what_can_not_be_merged_is_one_line(
    tmp_path: Path, make: Callable[[Path], None], line: str
) -> None:
    path = tmp_path / "shard.db"
    make(path)

    ran = linkcrawl("merge", path, "--workspace", tmp_path)

    assert (ran.code, ran.error_lines) == (2, [f"{path}: {line}"])


def test_two_do_not_merge_at_once(tmp_path: Path) -> None:
    with FileLock(tmp_path / "linkcrawl.db.merge.lock"):
        ran = linkcrawl("merge", tmp_path / "shard.db", "--workspace", tmp_path)

    assert ran.code == 2
    assert "another merge is under way" in ran.error_lines[-1]
