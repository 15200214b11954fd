"""A web made up for reports: partners with agreements, their links, and what became of them.

The store itself writes it, as two crawls three days apart, so that it has what real ones have:
periods, events, contexts and topics. Equal numbers give equal webs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from linkcrawl.classify.topic import TOPIC_VERSION
from linkcrawl.items import Link, Page, Surroundings, Topic
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import DATABASE_FILE, open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.write import stamp
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import AnchorType, Fetch, Placement

OWN = "ovens.example"
_DAYS = (datetime(2026, 11, 17, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC))
_LIMITS = Limits(100_000, 99, 1e9, 99, 99)
_PAGES, _LINKS, _OWN_PAGES = 20, 10, 200
# One partner in so many has this many times the pages of the others.
_BIG, _TIMES = 1_000, 100
_ANCHORS = (
    ("Ovens", AnchorType.BRAND), ("wood-fired oven", AnchorType.EXACT_MATCH),
    ("ovens.example", AnchorType.NAKED_URL), ("read more", AnchorType.GENERIC),
    ("how they build their ovens", AnchorType.DESCRIPTIVE),
)  # fmt: skip
_WORDS = [
    "the", "baker", "fires", "bricks", "and", "clay", "before", "dawn", "so", "that", "loaves",
    "rise", "slowly", "over", "embers", "while", "flour", "from", "a", "mill", "waits", "under",
    "linen", "in", "barn", "nobody", "has", "used", "since", "winter",
]  # fmt: skip
_TOML = f'[[own]]\ndomain = "{OWN}"\nbrands = ["Ovens"]\nkeywords = ["wood-fired oven"]\n'


def fill(folder: Path, agreements: int) -> int:
    """Make a workspace with so many partners in *folder*, and give the number of its links."""
    (folder / "linkcrawl.toml").write_text(_TOML, "utf-8")
    (folder / "agreements.csv").write_text("\n".join(_agreements(agreements)) + "\n", "utf-8")
    for number, day in enumerate(_DAYS):
        store = CrawlStore(folder / DATABASE_FILE, "partners", "bench", _LIMITS, [OWN])
        for page in _pages(agreements, day, later=number > 0):
            store.add(page)
        store.close("finished")
    with closing(open_existing(folder / DATABASE_FILE)) as db:
        # The crawls took as long as writing took; they belong to the days of their pages.
        for number, day in enumerate(_DAYS, 1):
            when = (stamp(day), stamp(day + timedelta(hours=3)), number)
            db.execute("update crawl set started_at = ?, ended_at = ? where id = ?", when)
        return int(db.execute("select count(*) from link").fetchone()[0])


def _agreements(count: int) -> Iterator[str]:
    yield "partner,relationship,their_page,our_target,our_page,their_target,anchor,start,deadline"
    for n in range(1, count + 1):
        ours = f"https://{OWN}/{n % _OWN_PAGES},https://{_name(n)}/2" if n % 3 == 0 else ","
        anchor = _ANCHORS[n % 2][0] if n % 4 == 0 else ""
        start = f"2026-{n % 10 + 1:02}-{n % 28 + 1:02}"
        theirs = f"https://{_name(n)}/3,https://{OWN}/{_aimed(n, 3)}"
        deadline = "2026-11-01" if n % 5 == 0 else ""
        yield f"{_name(n)},exchange,{theirs},{ours},{anchor},{start},{deadline}"


def _name(site: int) -> str:
    return f"site-{site}.example" if site else OWN


def _aimed(site: int, page: int) -> int:
    """The page of ours that a page of a partner links to."""
    return (7 * site + page) % _OWN_PAGES


def _pages(partners: int, day: datetime, *, later: bool) -> Iterator[Page]:
    rng = Random(5)
    for site in range(partners + 1):
        count = _PAGES * (_TIMES if site % _BIG == 1 else 1) if site else _OWN_PAGES
        for number in range(count):
            links = tuple(_links(rng, partners, site, number, later=later))
            yield _page(rng, site, number, links, day, later=later)


def _page(
    rng: Random, site: int, number: int, links: tuple[Link, ...], day: datetime, *, later: bool
) -> Page:
    url = f"https://{_name(site)}/{number}"
    at = day + timedelta(seconds=site)
    topic = Topic(300, "en", TOPIC_VERSION, Random(site * 50 + number % 50).randbytes(128))
    if later and site % 60 == 7 and number == 3:
        return Page(url, url, at, Fetch.GONE, 410)
    title = f"Notes {number} from the mill in the valley"
    return Page(
        url, url, at, Fetch.OK, 200, rendered=True, content_type="text/html", charset="utf-8",
        title=title, h1=title, language="en", text_digest=url, word_count=300, topic=topic,
        links=links,
    )  # fmt: skip


def _links(rng: Random, partners: int, site: int, number: int, *, later: bool) -> Iterator[Link]:
    """Of ten links one goes to us, or from us to a partner, two to others, the rest stay."""
    for position in range(_LINKS):
        roll, other, words = rng.random(), rng.randint(1, partners), rng.sample(_WORDS, 14)
        to_us = site > 0 and position == 0
        if to_us and later and roll < 0.02:
            continue
        if to_us:
            target = f"https://{OWN}/{_aimed(site, number)}"
        elif position == 0 and number % 3 == 0:
            target = f"https://{_name(max(1, number % partners))}/2"
        else:
            there = _name(other if position < 3 else site)
            target = f"https://{there}/{rng.randrange(_PAGES)}"
        paid = to_us and (site % 15 == 2 or (later and roll > 0.98))
        text, kind = _ANCHORS[(site + number) % len(_ANCHORS) if position < 3 else 3]
        footer = position > 2 or (to_us and site % 10 == 4)
        yield Link(
            tag="a", href=target, url=target, site=site_of(target), position=position,
            anchor_text=text, rel=("nofollow",) if paid else (),
            before=" ".join(words[:7]), after=" ".join(words[7:]),
            surroundings=Surroundings("body>footer>ul" if footer else "body>main>p"),
            in_prose=not footer, placement=Placement.FOOTER if footer else Placement.CONTENT,
            placement_confidence=0.9, anchor_type=kind,
        )  # fmt: skip
