"""Where sites stand among all of a release of Common Crawl: the ranks that were imported."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlite_utils import Database

from linkcrawl.ranks import SiteRank


def save_ranks(
    db: Database, release: str, of: int, ranks: Iterable[SiteRank], import_id: int
) -> int:
    """Keep the ranks that a release of *of* sites gives, and return how many there were."""
    kept = list(ranks)
    with db.atomic():
        connection = db.conn
        connection.execute(
            "insert into rank_release(name, sites, import_id) values (?, ?, ?)"
            " on conflict do update set sites = excluded.sites, import_id = excluded.import_id",
            (release, of, import_id),
        )
        connection.executemany(
            "insert or ignore into site(domain) values (?)", [(rank.domain,) for rank in kept]
        )
        connection.executemany(
            "insert or replace into site_rank values ((select id from site where domain = ?),"
            " (select id from rank_release where name = ?), ?, ?, ?)",
            [(rank.domain, release, rank.harmonic, rank.pagerank, rank.hosts) for rank in kept],
        )
    return len(kept)


def ranks_of(db: Database, domains: Collection[str]) -> dict[str, SiteRank]:
    """The ranks of *domains* in the release that was imported last; the unranked are left out."""
    marks = ", ".join("?" * len(domains))
    rows = db.execute(
        "select domain, harmonic, pagerank, hosts, sites, name from site_rank"
        " join site on site.id = site_id join rank_release on rank_release.id = release_id"
        " where release_id = (select id from rank_release order by import_id desc limit 1)"
        f" and domain in ({marks})",
        tuple(domains),
    )
    return {row[0]: SiteRank(*row) for row in rows}


def known_sites(db: Database) -> frozenset[str]:
    """Every site that the database has met."""
    return frozenset(domain for (domain,) in db.execute("select domain from site"))
