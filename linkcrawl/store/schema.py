"""The tables of linkcrawl.db, as migrations: a released one is never changed.

docs/schema.md explains the model. Strings, pages and sites stand once each and are
pointed at by integers; a link row is a period in which a link was seen.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from linkcrawl.store.accepted import ACCEPTED
from linkcrawl.store.claim_tables import CLAIMS
from linkcrawl.store.doubted import DOUBTED
from linkcrawl.store.fact_tables import FACTS
from linkcrawl.store.footprints import FOOTPRINTS
from linkcrawl.store.mails import MAILS
from linkcrawl.store.merged import MERGED
from linkcrawl.store.opinions import OPINIONS
from linkcrawl.store.publications import PUBLICATIONS
from linkcrawl.store.runs import RUNS
from linkcrawl.store.schedule import SCHEDULE
from linkcrawl.store.search import SEARCHES
from linkcrawl.store.sentences import SAID
from linkcrawl.store.stars import star
from linkcrawl.store.told import TOLD
from linkcrawl.store.topics import TOPICS
from linkcrawl.store.verdict_tables import VERDICT_TABLES
from linkcrawl.store.views import VIEWS
from linkcrawl.store.web_tables import RANKS, REFERRALS, REFERRALS_AGAIN

migrations = Migrations("linkcrawl")


@migrations()
def m001_facts(db: Database) -> None:
    """Crawls, visits, links with their periods, and the frontier."""
    _run(db, FACTS)


@migrations()
def m002_opinions(db: Database) -> None:
    """What changed."""
    _run(db, OPINIONS)


@migrations()
def m003_claims(db: Database) -> None:
    """What others say, out of imports."""
    _run(db, CLAIMS)


@migrations()
def m004_ranks_and_referrals(db: Database) -> None:
    """Common Crawl's ranks and readings, and the visits that sites send."""
    _run(db, RANKS)
    _run(db, REFERRALS)


@migrations()
def m005_footprints(db: Database) -> None:
    """Who runs which site."""
    _run(db, FOOTPRINTS)


@migrations()
def m006_searches(db: Database) -> None:
    """How far sites were searched for their link to us."""
    _run(db, SEARCHES)


@migrations()
def m007_verdicts(db: Database) -> None:
    """The verdicts that were given last, and when messages were drafted."""
    _run(db, VERDICT_TABLES)


@migrations()
def m008_schedule(db: Database) -> None:
    """When each entry of the schedule was last run."""
    _run(db, SCHEDULE)


@migrations()
def m009_topics(db: Database) -> None:
    """What pages are about."""
    _run(db, TOPICS)


@migrations()
def m010_accepted(db: Database) -> None:
    """What criteria said when a site was accepted."""
    _run(db, ACCEPTED)


@migrations()
def m011_mails(db: Database) -> None:
    """Which messages were sent."""
    _run(db, MAILS)


@migrations()
def m012_merged(db: Database) -> None:
    """The crawls of other databases, and how far each was merged."""
    _run(db, MERGED)


@migrations()
def m013_publications(db: Database) -> None:
    """When and by whom pages were published, and how candidates can be written to."""
    _run(db, PUBLICATIONS)


@migrations()
def m014_views(db: Database) -> None:
    """Links and unread pages in words, for people who ask the database themselves."""
    _run(db, VIEWS)


@migrations()
def m015_told(db: Database) -> None:
    """Which reports were made."""
    _run(db, TOLD)


@migrations()
def m016_took(db: Database) -> None:
    """How long servers took to answer, in milliseconds."""
    _run(db, "alter table visit add column took integer")


@migrations()
def m017_runs(db: Database) -> None:
    """How each crawl went, and what doubtful ones did not see."""
    _run(db, RUNS)
    _run(db, DOUBTED)


@migrations()
def m018_said(db: Database) -> None:
    """What stored sentences are made of."""
    _run(db, SAID)


@migrations()
def m019_certificate(db: Database) -> None:
    """What was wrong with a page's certificate."""
    _run(db, "alter table visit add column certificate text")


@migrations()
def m020_stars(db: Database) -> None:
    """Stars in the place of the secrets in addresses."""
    star(db)


@migrations()
def m021_referrals_again(db: Database) -> None:
    """Referrals in a table that SQLite's own check finds whole."""
    _run(db, REFERRALS_AGAIN)


@migrations()
def m022_remembered(db: Database) -> None:
    """What a memory placed, told from what the user did, which the next crawl says again."""
    _run(db, "update link set rules = -1 where rules = 0")


def _run(db: Database, script: str) -> None:
    # executescript() would commit the transaction that a migration runs in.
    without_comments = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    for statement in without_comments.split(";"):
        if statement.strip():
            db.execute(statement)
