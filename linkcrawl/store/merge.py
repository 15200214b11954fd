"""A shard's database → this one: its visits written again, as if they had been made here.

So periods of links, documents and sights follow the rules of any crawl. How far a shard was
merged stands in the same transaction as its rows: what is merged twice changes nothing, and a
shard that goes on crawling gives the rest the next time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby, islice

from linkcrawl.store.doubted import withdraw
from linkcrawl.store.intern import Interned
from linkcrawl.store.merged import MergedCrawl, end, note, take_in
from linkcrawl.store.merged_sites import take_in_searches, take_in_sites
from linkcrawl.store.replay import Replay, Seen
from linkcrawl.store.runs import take_in_runs
from linkcrawl.store.transaction import Transaction
from linkcrawl.store.write import PageWriter, stamp

# Visits of one transaction: a crawl that writes meanwhile waits for no longer.
_AT_A_TIME = 200
_NEWEST = """
    select max(at) from visit where {column} = ?
        and crawl_id not in (select crawl_id from temp.of_shard)
"""


@dataclass(slots=True)
class Merged:
    """What came in: crawls that go on or are new, visits, and *late* ones that were left out."""

    crawls: int = 0
    visits: int = 0
    late: int = 0


class Merge:
    """Merges shards' databases, one after the other, into one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids = Interned(connection)
        connection.execute("create temp table of_shard(crawl_id integer primary key)")

    def add(self, shard: sqlite3.Connection, tell: Callable[[int, int], None]) -> Merged:
        """Take in all that a shard has and this database has not.

        *tell* hears the id of each visit that is done with, and the last one.
        """
        merged = Merged()
        with Transaction(self._connection, self._ids):
            crawls = take_in(self._connection, shard)
            self._connection.execute("delete from temp.of_shard")
            self._connection.executemany(
                "insert into temp.of_shard values (?)", [(one.id,) for one in crawls.values()]
            )
        first, last = _unmerged(shard, crawls)
        replay = Replay(shard)
        visits = (
            seen
            for seen in replay.visits(first)
            if seen.crawl in crawls and seen.visit > crawls[seen.crawl].last_visit
        )
        grown: set[int] = set()
        while some := list(islice(visits, _AT_A_TIME)):
            with Transaction(self._connection, self._ids):
                self._write(replay, some, crawls, merged)
            grown.update(seen.crawl for seen in some)
            tell(some[-1].visit, last)
        with Transaction(self._connection, self._ids):
            end(self._connection, shard, crawls)
            here = {there: crawl.id for there, crawl in crawls.items()}
            for doubtful in take_in_runs(self._connection, shard, here):
                withdraw(self._connection, doubtful)
            take_in_sites(self._connection, self._ids, shard)
            take_in_searches(self._connection, self._ids, shard, crawls)
        merged.crawls = len(grown)
        return merged

    def _write(
        self, replay: Replay, some: Iterable[Seen], crawls: dict[int, MergedCrawl], merged: Merged
    ) -> None:
        for crawl, visits in groupby(some, key=lambda seen: seen.crawl):
            writer = PageWriter(self._connection, self._ids, crawls[crawl].id)
            for seen in visits:
                if self._is_late(seen):
                    merged.late += 1
                else:
                    self._visit(writer, replay, seen)
                    merged.visits += 1
                crawls[crawl].last_visit = seen.visit
        note(self._connection, crawls)

    def _visit(self, writer: PageWriter, replay: Replay, seen: Seen) -> None:
        if seen.digests is None or seen.read_page is None:
            writer.write(seen.page)
            return
        page, known = seen.page, self._known(seen)
        if known and known[:2] == seen.digests and page.topic and known[2] == page.topic.version:
            page = replace(page, topic=None)
        changed = known is None or known[1] != seen.digests.links
        if changed or seen.looked_at:
            page = replace(page, links=replay.links(seen))
        written = writer.write(page, seen.digests)
        if changed and (packed := replay.measures(seen)):
            row = (written.visit_id, packed)
            self._connection.execute("insert into measures values (?, ?)", row)
        if changed and (rules := replay.older_rules(seen)):
            self._connection.execute(
                "update link set rules = ? where first_visit = ? and page_id = ? and rules > 0",
                (rules, written.visit_id, written.read_page_id),
            )

    def _known(self, seen: Seen) -> tuple[bytes, bytes, int | None] | None:
        """The digests of the newest document of a page here, and the version of its topic."""
        row = self._connection.execute(
            "select digest, links_digest, version from document"
            " left join topic on topic.document_id = document.id"
            " where page_id = ? order by document.id desc limit 1",
            (self._ids.page(seen.page.final_url),),
        ).fetchone()
        return tuple(row) if row else None

    def _is_late(self, seen: Seen) -> bool:
        """True where others have seen a page since: what came before can't be told any more."""
        pages = {"page_id": seen.page.url}
        if seen.digests:
            pages["read_page_id"] = seen.page.final_url
        for column, url in pages.items():
            (newest,) = self._connection.execute(
                _NEWEST.format(column=column), (self._ids.page(url),)
            ).fetchone()
            if newest and stamp(seen.page.fetched_at) < newest:
                return True
        return False


def _unmerged(shard: sqlite3.Connection, crawls: dict[int, MergedCrawl]) -> tuple[int, int]:
    """The visit after which a shard has what is not merged, and its last one."""
    last = dict(shard.execute("select crawl_id, max(id) from visit group by crawl_id").fetchall())
    waiting = [
        one.last_visit for there, one in crawls.items() if last.get(there, 0) > one.last_visit
    ]
    newest = max(last.values(), default=0)
    return min(waiting, default=newest), newest
