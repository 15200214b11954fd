"""Secrets that wait in a crawl, that browsers tell, and that databases of before had stored."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commands import linkcrawl
from crawling import crawl, judgement, start_crawl
from local_site import LocalSite, Route
from secret_web import AGREEMENTS, CONFIG, OURS, PAGE, TARGET, THEIRS
from sqlite_utils import Database
from test_store import LIMITS
from visits import visits_to

from linkcrawl.items import Page, Sight, Trace
from linkcrawl.masking import starred
from linkcrawl.page.read import read_page
from linkcrawl.said import said
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Waiting
from linkcrawl.store.intern import page_name
from linkcrawl.store.read import events, links_from
from linkcrawl.store.schema import migrations
from linkcrawl.store.sentences import packed
from linkcrawl.vocabulary import Fetch, Presence, State


def test_what_was_waiting_with_a_secret_is_lost_with_its_crawl(tmp_path: Path) -> None:
    """But for what the user's own files say: it is a seed again."""
    waiting = [Waiting(PAGE, 0, 0, agreed=True), Waiting(f"{THEIRS}/new?token=planted", 1, 9)]
    database = tmp_path / "linkcrawl.db"
    first = CrawlStore(database, "partners", "same", LIMITS)
    first.seed(waiting)
    assert {page.url for page in first.next_pages()} == {page.url for page in waiting}
    first.close("shutdown")

    second = CrawlStore(database, "partners", "same", LIMITS)
    second.seed(waiting[:1])
    assert [page.url for page in second.next_pages()] == [PAGE]
    second.add(Page(PAGE, PAGE, datetime.now(UTC)))
    second.flush()
    assert (second.resumed, second.next_pages()) == (True, [])
    assert second.frontier.lost == {"mill.example": 1}
    second.close("finished")

    # Its site was not searched to the end, so nobody is accused.
    assert [visit.crawl_finished for visit in visits_to(open_database(database), PAGE)] == [False]


def test_a_crawl_that_was_killed_says_what_the_next_one_left(tmp_path: Path) -> None:
    (tmp_path / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "agreements.csv").write_text(
        f"partner,their_page,our_target\nmill.example,{PAGE},{TARGET}\n"
        f"mill.example,{PAGE},{OURS}/never\n",
        "utf-8",
    )
    processes: list[subprocess.Popen[str]] = []
    linking = f'<a href="{TARGET}">us</a> <a href="/new?token=planted">new</a>'
    routes: dict[str, Route] = {
        PAGE: linking, TARGET: "Ovens", f"{OURS}/": "Kiln", f"{OURS}/never": "None",
        f"{THEIRS}/new?token=planted": lambda _: processes[0].kill(),
    }  # fmt: skip
    with LocalSite(routes) as web:
        processes.append(start_crawl(tmp_path, web.url))
        processes[0].communicate(timeout=60)
        log = crawl(tmp_path, web.url)
    states = [row.theirs and row.theirs.state for row in judgement(tmp_path).agreements]

    assert processes[0].returncode == -signal.SIGKILL
    assert "mill.example: pages left unread, since secrets in addresses are kept nowhere: 1" in log
    assert states == [State.LIVE, State.CHANGED]
    assert [hit for hit in web.hits if "***" in hit] == []


def test_an_address_with_stars_is_asked_of_nobody(tmp_path: Path) -> None:
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "same", LIMITS)
    store.seed([Waiting(page_name(PAGE), 0, 0, agreed=True), Waiting(f"{THEIRS}/?q=***", 0, 1)])

    assert [page.url for page in store.next_pages()] == [f"{THEIRS}/?q=***"]
    store.close("finished")


@pytest.mark.parametrize("file", ["linkcrawl.toml", "agreements.csv"])
def test_an_address_with_stars_is_refused_in_files_of_users(tmp_path: Path, file: str) -> None:
    texts = {"linkcrawl.toml": CONFIG, "agreements.csv": AGREEMENTS}
    for name, text in texts.items():
        (tmp_path / name).write_text(starred(text) if name == file else text, "utf-8")
    done = linkcrawl("--workspace", tmp_path, "judge")

    assert "***" in done.err
    assert "accepted: a whole URL" in done.err


def test_what_a_browser_says_is_starred_as_well(tmp_path: Path) -> None:
    secret = f"{OURS}/?token=planted"
    sight = Sight(True, True, "", 0, 0, 9, 9, 99, False, secret)
    read = read_page(f'<a href="{OURS}/">us</a>'.encode(), PAGE)
    links = tuple(link._replace(sight=sight) for link in read.links)
    traces = (Trace(Presence.IN_IFRAME, secret, f"in {secret}"),)
    path = tmp_path / "linkcrawl.db"
    store = CrawlStore(path, "partners", "same", LIMITS)
    store.add(replace(read, links=links, traces=traces, rendered=True))
    store.add(Page(secret, secret, datetime.now(UTC), Fetch.FAILED, failure=f"no: {secret}"))
    store.close("finished")

    db = open_database(path)
    (link,) = links_from(db, ["mill.example"])
    assert link.leads_to == page_name(secret)
    assert visits_to(db, PAGE)[0].traces[0].url == page_name(secret)
    assert b"planted" not in path.read_bytes() + path.with_name("linkcrawl.db-wal").read_bytes()


def test_a_database_of_before_is_starred(tmp_path: Path) -> None:
    """What was deleted long ago, and lies in free parts of the file, goes as well."""
    url, day = "https://a.example/page?token=planted", "2026-11-01T00:00:00Z"
    note = said('links to {url} "as" agreed', url=url)
    session = "https://a.example/p;jsessionid="
    rows = (
        *(("page", n, f"{session}planted{n}", None) for n in (1, 2)),
        ("page", 3, url, None),
        ("text", 1, f"See {url}"),
        ("text", 2, f"gone {url}&{'x' * 9000}"),
        ("crawl", 1, "uid", "own", "digest", day, None, None),
        (
            "visit",
            1,
            1,
            3,
            None,
            None,
            day,
            "refused",
            None,
            0,
            f"no: {url}",
            None,
            None,
            None,
            None,
        ),
        ("event", 1, day, "target", "", url, url, "", "", note, packed(note)),
        ("passage", 1, json.dumps([url, f'{{"no: {url}'])),
    )
    path = tmp_path / "linkcrawl.db"
    with closing(sqlite3.connect(path)) as connection:
        migrations.apply(Database(connection), stop_before="m020_stars")
        for table, *row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"insert into {table} values ({marks})", row)
        connection.execute("delete from text where id = 2")
        connection.commit()
    assert b"planted" in path.read_bytes()

    db = open_database(path)

    assert [visit.failure for visit in visits_to(db, url)] == [f"no: {page_name(url)}"]
    pages = [name for (name,) in db.execute("select url from page order by id")]
    assert pages == [f"{session}***", f"{session}***#2", page_name(url)]
    assert [event.note for event in events(db)] == [f'links to {page_name(url)} "as" agreed']
    files = path.read_bytes() + path.with_name("linkcrawl.db-wal").read_bytes()
    assert b"planted" not in files
