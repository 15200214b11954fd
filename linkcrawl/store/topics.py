"""What pages are about: stored once for each text, read for whole sites at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.items import Page, Topic
from linkcrawl.store.intern import page_name

TOPICS = """
-- What the main text of a document is about: its words, the language they are in, and a vector
-- of signed bytes that can be compared with others of the same version, empty where the text is
-- too short or its language unknown.
create table topic (
    document_id integer primary key references document(id),
    words integer not null,
    language text not null,
    version integer not null,
    vector blob not null
);
"""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PageTopic:
    """What one page was about when it was last read, at an address that its site calls so."""

    url: str
    site: str
    topic: Topic


_LAST = """
    select page.url, site.domain, topic.words, topic.language, topic.version, topic.vector
    from site
    join page on page.site_id = site.id
    join topic on topic.document_id = (select max(id) from document where page_id = page.id)
"""


def knows_text(connection: sqlite3.Connection, page: Page, version: int) -> bool:
    """True where the topic of a page's text is stored already, as of *version*."""
    row = connection.execute(
        "select 1 from page join document on document.page_id = page.id"
        " join topic on topic.document_id = document.id"
        " where page.url = ? and document.text_digest = ? and topic.version = ? limit 1",
        (page_name(page.final_url), page.text_digest, version),
    ).fetchone()
    return row is not None


def linked_from(connection: sqlite3.Connection, own: Collection[str]) -> Iterator[str]:
    """The pages elsewhere that pages of *own* sites link to."""
    for site in own:
        yield from (
            url
            for (url,) in connection.execute(
                "select distinct target.url from site join page on page.site_id = site.id"
                " join link on link.page_id = page.id and leaves and gone_visit is null"
                " join anchor on anchor.id = anchor_id join page target on target.id = target_id"
                " where domain = ?",
                (site,),
            )
        )


def write_topic(connection: sqlite3.Connection, page: Page, page_id: int, document_id: int) -> None:
    """Store the topic of a document: the page's own, else that of the same text before."""
    if page.topic:
        connection.execute(
            "insert or replace into topic values (?, ?, ?, ?, ?)", (document_id, *page.topic)
        )
        return
    connection.execute(
        "insert or ignore into topic select ?, words, topic.language, version, vector"
        " from topic join document on document.id = document_id"
        " where page_id = ? and text_digest = ? order by document.id desc limit 1",
        (document_id, page_id, page.text_digest),
    )


def topics_by_site(
    db: Database, sites: Collection[str] | None = None
) -> Mapping[str, tuple[PageTopic, ...]]:
    """For each of *sites*, or each site that there is, what its pages were last about."""
    found: dict[str, list[PageTopic]] = defaultdict(list)
    for topic in _topics(db, "site.domain", sites):
        found[topic.site].append(topic)
    return {site: tuple(topics) for site, topics in found.items()}


def vectors_by_site(db: Database, version: int) -> Mapping[str, Sequence[bytes]]:
    """For each site the vectors of its pages, of one version, as they were last read."""
    found: dict[str, list[bytes]] = defaultdict(list)
    rows = db.execute(
        f"{_LAST} where topic.version = ? and vector != x'' order by page.url", (version,)
    )
    for row in rows:
        found[row[1]].append(row[5])
    return found


def newest_version(db: Database) -> int:
    """The newest version of the rules that made a topic, 0 where there is none."""
    (version,) = db.execute("select ifnull(max(version), 0) from topic").fetchone()
    return int(version)


def topics_by_url(db: Database, urls: Collection[str]) -> Mapping[str, Topic]:
    """What each of *urls* was last about, by the URL as it was asked for; unread ones missing."""
    names = {page_name(url): url for url in urls}
    return {names[found.url]: found.topic for found in _topics(db, "page.url", names)}


def _topics(db: Database, column: str, values: Iterable[str] | None) -> Iterator[PageTopic]:
    if values is None:
        yield from map(_page_topic, db.execute(f"{_LAST} order by page.url"))
        return
    wanted = sorted(values)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"{_LAST} where {column} in ({marks}) order by page.url"
        yield from map(_page_topic, db.execute(sql, some))


def _page_topic(row: tuple[str, str, int, str, int, bytes]) -> PageTopic:
    return PageTopic(row[0], row[1], Topic(*row[2:]))
