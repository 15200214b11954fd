"""Measure what judging costs: thousands of relationships out of a million stored links.

``python -m bench.verdicts`` fills a database with sites that link to an own site, to each other
and to themselves, and prints the seconds that judging it takes, twice; ``--profile`` says where.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from linkcrawl.agreements import Agreement
from linkcrawl.config import Config, OwnSite
from linkcrawl.judge.run import judge
from linkcrawl.store.database import open_database
from linkcrawl.workspace import Workspace

OWN = "ovens.example"
_AT = "2026-11-20T09:00:00Z"
_PAGES = 20
_LINKS = 10
_VECTOR = 128
# The texts that anchors, titles, elements and words of the vocabulary are made of.
_TEXTS = ["", "Ovens", "wood-fired oven", "read more", "content", "footer", "raw", "body>main>p",
          "body>footer>ul", "Notes from the mill"]  # fmt: skip
_TEXT = {value: number for number, value in enumerate(_TEXTS, 1)}


def fill(db: Database, sites: int) -> int:
    """Store *sites* sites of twenty pages with ten links each, and give the number of links."""
    run = db.conn.execute
    run(
        "insert into crawl(id, spider, config_digest, started_at, ended_at, outcome)"
        " values (1, 'partners', '', ?, ?, 'finished')",
        (_AT, _AT),
    )
    db.conn.executemany("insert into text values (?, ?)", enumerate(_TEXTS, 1))
    names = [(number, OWN if number == 1 else f"site-{number}.example") for number in _all(sites)]
    db.conn.executemany("insert into site values (?, ?)", names)
    pages = ((_page(site, n), f"https://{name}/{n}", site) for site, name in names for n in _ns())
    db.conn.executemany("insert into page values (?, ?, ?)", pages)
    every = [_page(site, n) for site, _ in names for n in _ns()]
    db.conn.executemany(
        "insert into document values (?, ?, x'00', x'00', 'a', 300, ?, ?, 'en', 'utf-8',"
        " 'text/html', null, null, '', '[]', '[]', 0)",
        ((page, page, _TEXT["Notes from the mill"], _TEXT[""]) for page in every),
    )
    db.conn.executemany(
        "insert into visit(id, crawl_id, page_id, read_page_id, document_id, at, fetch, status,"
        " rendered) values (?, 1, ?, ?, ?, ?, 'ok', 200, 1)",
        ((page, page, page, page, _AT) for page in every),
    )
    rng = Random(7)
    vectors = [rng.randbytes(_VECTOR) for _ in range(1000)]
    topics = ((page, 300, "en", 1, vectors[page % len(vectors)]) for page in every)
    db.conn.executemany("insert into topic values (?, ?, ?, ?, ?)", topics)
    _fill_links(db, every, sites)
    db.conn.commit()
    return int(run("select count(*) from link").fetchone()[0])


def _fill_links(db: Database, every: Sequence[int], sites: int) -> None:
    texts = ("Ovens", "wood-fired oven", "read more")
    anchors = ((3 * page + n, page, _TEXT[text]) for page in every for n, text in enumerate(texts))
    db.conn.executemany(
        f"insert into anchor values (?, ?, ?, null, {_TEXT['']}, {_TEXT['']}, 'a', 'brand', null)",
        anchors,
    )
    db.conn.executemany(
        "insert into link(page_id, first_visit, position, gone_visit, anchor_id, path_id,"
        " placement_id, confidence, rules, leaves, in_prose, hidden, presence_id)"
        f" values (?, ?, ?, null, ?, ?, ?, 90, 0, ?, ?, 0, {_TEXT['raw']})",
        _links(sites),
    )


def _all(sites: int) -> range:
    return range(1, sites + 1)


def _ns() -> range:
    return range(_PAGES)


def _page(site: int, number: int) -> int:
    return site * _PAGES + number


def _links(sites: int) -> Iterator[tuple[int, ...]]:
    """Of ten links of a page one goes to us, two to others, and the rest stay at home."""
    rng = Random(5)
    for site in _all(sites):
        for number in _ns():
            page = _page(site, number)
            for position in range(_LINKS):
                to_us, away = position == 0 and site > 1, position < 3
                other = 1 if to_us else rng.randint(2, sites) if away else site
                prose = position < 2
                yield (
                    page, page, position, 3 * _page(other, rng.randrange(_PAGES)) + position % 3,
                    _TEXT["body>main>p" if prose else "body>footer>ul"],
                    _TEXT["content" if prose else "footer"], other != site, prose,
                )  # fmt: skip


def workspace(folder: Path, sites: int) -> Workspace:
    """One own site, and an agreement with every tenth of the others."""
    config = Config(own=(OwnSite(domain=OWN, brands=("Ovens",), keywords=("wood-fired oven",)),))
    agreements = tuple(
        Agreement(
            f"site-{n}.example", "exchange", f"https://site-{n}.example/3", f"https://{OWN}/1"
        )
        for n in range(2, sites + 1, 10)
    )
    return Workspace(folder, config, agreements, ())


def main() -> None:
    """Fill a database, judge it twice, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=5001)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        known = workspace(folder, options.sites)
        db = open_database(known.database)
        print(f"{fill(db, options.sites):,} links")
        for time_of_day in ("first", "second"):
            began, cpu = time.perf_counter(), time.process_time()
            with cProfile.Profile() as profile:
                if not options.profile:
                    profile.disable()
                found = judge(db, known, date(2026, 11, 21)).relationships
            seconds, busy = time.perf_counter() - began, time.process_time() - cpu
            print(f"{time_of_day}: {len(found):,} relationships, {seconds:.1f} s, {busy:.1f} s CPU")
            if options.profile:
                pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
                break


if __name__ == "__main__":
    main()
