"""What criteria said of sites on the day they were accepted: written once, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.store.sentences import packed, unpacked

ACCEPTED = """
-- The criteria of a site on the day it was accepted as a partner, or else first judged with
-- facts of its own; figure and threshold are numbers or words, null where there is none.
create table accepted (
    site_id integer not null references site(id),
    name text not null,
    at text not null,
    figure,
    threshold,
    outcome text not null,
    sentence text not null,
    primary key (site_id, name)
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The criteria of a site as they were on a day, as in 2026-11-21."""

    at: str
    criteria: tuple[Criterion, ...]


def keep_accepted(db: Database, criteria: Mapping[str, Iterable[Criterion]], day: str) -> int:
    """Keep the criteria of sites that have none yet, as those of *day*; how many were new."""
    waiting = db.execute(
        "select domain, id from site where not exists"
        " (select 1 from accepted where site_id = site.id)"
    )
    new = {site: criteria[domain] for domain, site in waiting if domain in criteria}
    with db.atomic():
        db.conn.executemany(
            "insert or ignore into accepted values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    site,
                    one.name,
                    day,
                    one.figure,
                    one.threshold,
                    one.outcome,
                    one.sentence,
                    packed(one.sentence),
                )
                for site, said in new.items()
                for one in said
            ],
        )
    return len(new)


def accepted(db: Database) -> Mapping[str, Accepted]:
    """The criteria of each site as they were when it was accepted."""
    rows = db.execute(
        "select domain, at, name, figure, threshold, outcome, sentence, said from accepted"
        " join site on site.id = site_id"
    )
    days: dict[str, str] = {}
    found: dict[str, list[Criterion]] = defaultdict(list)
    for domain, at, name, figure, threshold, outcome, text, made_of in rows:
        sentence = unpacked(text, made_of)
        days[domain] = at
        found[domain].append(Criterion(name, figure, threshold, Outcome(outcome), sentence))
    return {domain: Accepted(days[domain], tuple(said)) for domain, said in found.items()}
