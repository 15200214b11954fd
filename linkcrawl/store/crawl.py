"""One run of one spider: begun or taken up again, written in step with its frontier."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from linkcrawl.classify.topic import TOPIC_VERSION
from linkcrawl.items import Page
from linkcrawl.store.crawl_lock import crawl_lock
from linkcrawl.store.database import StoreError, open_database
from linkcrawl.store.frontier import Frontier, Limits, Waiting, empty
from linkcrawl.store.intern import Interned
from linkcrawl.store.publications import Publications
from linkcrawl.store.search import Searches
from linkcrawl.store.topics import knows_text, linked_from
from linkcrawl.store.transaction import Transaction
from linkcrawl.store.write import PageWriter, stamp

# Written together: a commit costs more than a page.
_PAGES_A_COMMIT = 50
# What a crawl saw yesterday is not what is true today.
_TOO_OLD = timedelta(days=1)


class CrawlStore:
    """The database as a crawl sees it: pages in, next pages out.

    A crawl of the same spider and configuration that was cut short is taken up again; one
    that another process is still running is left alone, and a new one begins beside it. Of the
    pages of *own* sites, and of those that link to them, enough is kept to judge them anew, of
    *described* sites contacts and first paragraphs.
    """

    def __init__(
        self,
        path: Path,
        spider: str,
        config_digest: str,
        limits: Limits,
        own: Collection[str] = (),
        described: Collection[str] = (),
    ) -> None:
        self._connection = open_database(path).conn
        # A crawl writes the same parts of the file over and over: 32 MB of them wait in the log.
        self._connection.execute("pragma wal_autocheckpoint = 8000")
        self._path = path
        self._ids = Interned(self._connection)
        self._buffer: list[tuple[Page, tuple[Waiting, ...]]] = []
        self._lock: FileLock | None = None
        self.resumed = False
        # Why nothing can be written any more, "" while all is well.
        self.failure = ""
        self.crawl_id = self._take_up(spider, config_digest) or self._begin(spider, config_digest)
        self._writer = PageWriter(self._connection, self._ids, self.crawl_id, own)
        self.frontier = Frontier(self._connection, self._ids, self.crawl_id, limits)
        self._publications = Publications(self._connection, self._ids, described)
        self.searches = Searches(self._connection, self._ids, self.crawl_id)

    def _take_up(self, spider: str, config_digest: str) -> int | None:
        for crawl_id, digest in self._connection.execute(
            "select id, iif(started_at > ?, config_digest, '') from crawl"
            " where spider = ? and ended_at is null"
            # What another machine crawls is that machine's to take up.
            " and id not in (select crawl_id from merged) order by id desc",
            (stamp(datetime.now(UTC) - _TOO_OLD), spider),
        ).fetchall():
            lock = self._lock_of(crawl_id)
            if lock is None:
                continue
            if digest == config_digest and self._lock is None:
                self._lock = lock
                self.resumed = True
                return int(crawl_id)
            self._end(crawl_id, "abandoned")
            _remove(lock)
        return None

    def _begin(self, spider: str, config_digest: str) -> int:
        with self._writing():
            cursor = self._connection.execute(
                "insert into crawl(spider, config_digest, started_at) values (?, ?, ?)",
                (spider, config_digest, stamp(datetime.now(UTC))),
            )
            crawl_id = int(cursor.lastrowid or 0)
            # Before anybody can see the crawl and take it for one that was killed.
            self._lock = self._lock_of(crawl_id)
        return crawl_id

    def _lock_of(self, crawl_id: int) -> FileLock | None:
        """A lock that the system takes back when its process dies, None where it is held."""
        lock = crawl_lock(self._path, crawl_id)
        try:
            lock.acquire()
        except Timeout:
            return None
        return lock

    def next_checks(self) -> dict[str, str]:
        """For each agreement that was judged the day of its next check, "" where none is due."""
        return dict(self._connection.execute("select agreement, due from next_check").fetchall())

    def seed(self, pages: Iterable[Waiting]) -> None:
        """Add the pages that the crawl starts from."""
        with self._writing():
            self.frontier.add(pages)

    def end_search(self, domain: str, own: Collection[str]) -> None:
        """Note how far a site was searched for links to *own*, and visit no more of its pages."""
        self.flush()
        with self._writing():
            spent, known = self.frontier.spent(domain), self.frontier.known(domain)
            self.searches.end(domain, own, known, spent=spent)
            self.frontier.leave(domain)

    def add(self, page: Page, found: Iterable[Waiting] = ()) -> None:
        """Store a visit, and the pages that it led to, with the next commit.

        After a failure nothing is taken any more: what is missing is visited by the next crawl.
        """
        if self.failure:
            return
        self._buffer.append((page, tuple(found)))
        if len(self._buffer) >= _PAGES_A_COMMIT:
            with suppress(StoreError):
                self.flush()

    def knows_topic(self, page: Page) -> bool:
        """True where what a page is about is stored already, as today's rules tell it."""
        return knows_text(self._connection, page, TOPIC_VERSION)

    def linked_from(self, own: Collection[str]) -> Iterator[str]:
        """The pages that *own* sites linked to when they were last read."""
        return linked_from(self._connection, own)

    def next_pages(self) -> list[Waiting]:
        """Pages to visit now; none while more than half of the last ones are under way.

        Raises StoreError where what came in before could not be written.
        """
        if self.failure:
            raise StoreError(self.failure)
        if 2 * len(self._buffer) < self.frontier.under_way:
            return []
        self.flush()
        return self.frontier.next_pages()

    def flush(self) -> None:
        """Write what has come in: each page whole, with its links and its next pages.

        Raises StoreError where the disk is full, say; then none of it is written.
        """
        if not self._buffer:
            return
        with self._writing():
            for page, found in self._buffer:
                written = self._writer.write(page)
                self._publications.write(page, written.read_page_id or written.page_id)
                self.frontier.done(written.page_id, 1 + page.rendered)
                if written.read_page_id not in (None, written.page_id):
                    self.frontier.done(written.read_page_id)
                self.frontier.add(found)
        self._buffer.clear()

    def close(self, outcome: str) -> None:
        """Write the rest. A crawl that "finished" is over, any other can be taken up again.

        Raises StoreError where the rest could not be written.
        """
        with closing(self._connection):
            try:
                self.flush()
                if outcome == "finished":
                    unfinished = self.frontier.rationed | self.frontier.lost.keys()
                    self._end(self.crawl_id, outcome, unfinished)
                    if self._lock:
                        _remove(self._lock)
            finally:
                if self._lock:
                    self._lock.release()

    def _end(self, crawl_id: int, outcome: str, rationed: Iterable[str] = ()) -> None:
        with self._writing():
            empty(self._connection, crawl_id, rationed)
            self._connection.execute(
                "update crawl set ended_at = ?, outcome = ? where id = ?",
                (stamp(datetime.now(UTC)), outcome, crawl_id),
            )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All that is written within comes in together; after a failure nothing is kept."""
        if self.failure:
            raise StoreError(self.failure)
        try:
            with Transaction(self._connection, self._ids):
                yield
        except sqlite3.Error as error:
            self._buffer.clear()
            self.failure = (
                f"{self._path}: can't be written: {error}; what was stored before is whole, "
                "and the next crawl goes on from there"
            )
            raise StoreError(self.failure) from None


def _remove(lock: FileLock) -> None:
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)
