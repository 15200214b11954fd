"""Where sites stand among all of a release of Common Crawl: the ranks that were imported."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from sqlite_utils import Database

from linkcrawl.ranks import Ranks, SiteRank
from linkcrawl.store.rank_index import INDEX_FILE, find_ranks


def save_ranks(db: Database, import_id: int, found: Iterable[Ranks]) -> None:
    """Keep the ranks of releases; those of a release that are there already are replaced."""
    for ranks in found:
        with db.atomic():
            connection = db.conn
            connection.execute(
                "insert into rank_release(name, sites, import_id) values (?, ?, ?)"
                " on conflict do update set sites = excluded.sites, import_id = excluded.import_id",
                (ranks.release, ranks.of, import_id),
            )
            connection.executemany(
                "insert or ignore into site(domain) values (?)",
                [(rank.domain,) for rank in ranks.found],
            )
            connection.executemany(
                "insert or replace into site_rank values ((select id from site where domain = ?),"
                " (select id from rank_release where name = ?), ?, ?, ?)",
                [
                    (rank.domain, ranks.release, rank.harmonic, rank.pagerank, rank.hosts)
                    for rank in ranks.found
                ],
            )


def ranks_of(db: Database, domains: Collection[str]) -> dict[str, SiteRank]:
    """The ranks of *domains* in the release that was imported last; the unranked are left out.

    What the database has not is looked up in the file of all ranks, where there is one.
    """
    marks = ", ".join("?" * len(domains))
    found = _ranks(db, f"and domain in ({marks})", tuple(domains))
    newest = db.execute("select name from rank_release order by import_id desc limit 1").fetchone()
    if newest and (missing := [domain for domain in domains if domain not in found]):
        others = find_ranks(_index(db), missing)
        found |= {domain: rank for domain, rank in others.items() if rank.release == newest[0]}
    return found


def _index(db: Database) -> Path:
    """Where the file of all ranks lies: beside the database."""
    file = db.execute("select file from pragma_database_list").fetchone()[0]
    return Path(file).parent / INDEX_FILE


def all_ranks(db: Database) -> dict[str, SiteRank]:
    """The ranks of all sites in the release that was imported last, the best first."""
    return _ranks(db, "order by harmonic", ())


def _ranks(db: Database, which: str, values: tuple[str, ...]) -> dict[str, SiteRank]:
    rows = db.execute(
        "select domain, harmonic, pagerank, hosts, sites, name from site_rank"
        " join site on site.id = site_id join rank_release on rank_release.id = release_id"
        " where release_id = (select id from rank_release order by import_id desc limit 1)"
        f" {which}",
        values,
    )
    return {row[0]: SiteRank(*row) for row in rows}


def known_sites(db: Database) -> frozenset[str]:
    """Every site that the database has met."""
    return frozenset(domain for (domain,) in db.execute("select domain from site"))
