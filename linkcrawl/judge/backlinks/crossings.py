"""The crossing of each own site, out of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sqlite_utils import Database

from linkcrawl.criteria import Criterion
from linkcrawl.judge.backlinks.authority import Authority, authorities
from linkcrawl.judge.backlinks.backlinks import Backlink, backlinks
from linkcrawl.judge.backlinks.crossed import Crossing
from linkcrawl.judge.backlinks.crossing import Known, cross
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.run import Judgement
from linkcrawl.store.claimed import claimed_sites
from linkcrawl.store.claims import claims_to, domain_claims_to, figures_of
from linkcrawl.store.looks import looks
from linkcrawl.store.ranks import ranks_of
from linkcrawl.store.search import searches, walks
from linkcrawl.workspace import Workspace

# SQLite takes 32,766 variables in a statement.
_ASKED_AT_ONCE = 10_000


def crossings(
    db: Database,
    workspace: Workspace,
    judgement: Judgement,
    criteria: Mapping[str, Sequence[Criterion]],
) -> tuple[Crossing, ...]:
    """Who links to each own site and whom it links to, in the order of the configuration.

    *criteria* are those of the sites that link to us, and maybe of others.
    """
    relations = workspace.relations()
    agreed = {row.agreement.partner for row in judgement.agreements}
    # Partners' sites are walked anyway; what was found there is among the links.
    walked = walks(db, agreed, workspace.config.crawl.pages_per_site)
    searched = (*walked, *searches(db))
    linking = {link.source_domain for link in judgement.links_in}
    criteria = {site: said for site, said in criteria.items() if site in linking}
    found = []
    for own in (site.domain for site in workspace.config.own):
        claimed = tuple(claimed_sites(db, own))
        others = _others(judgement) | {site.domain for site in claimed}
        known = Known(
            claimed=claimed,
            looks=looks(db, [own]),
            searches=searched,
            relationships=judgement.relationships,
            criteria=criteria,
            authorities=_authorities(db, others),
            relations=relations,
            agreed=agreed,
            platforms=set(filter(is_platform, others)),
        )
        found.append(cross(own, judgement.links_in, judgement.links_out, known))
    return tuple(found)


def _others(judgement: Judgement) -> set[str]:
    linking = {link.source_domain for link in judgement.links_in}
    return linking | {link.target_domain for link in judgement.links_out}


def _authorities(db: Database, domains: Collection[str]) -> Mapping[str, Authority]:
    named = sorted(domains)
    parts = [named[at : at + _ASKED_AT_ONCE] for at in range(0, len(named), _ASKED_AT_ONCE)]
    figures = [figure for part in parts for figure in figures_of(db, part)]
    ranks = {domain: rank for part in parts for domain, rank in ranks_of(db, part).items()}
    return authorities(figures, ranks)


def all_backlinks(
    db: Database, found: Iterable[Crossing], judgement: Judgement
) -> Iterator[Backlink]:
    """Every link to the own sites that is said or was seen, read while it is told."""
    for crossing in found:
        own = [crossing.own]
        claims = chain(claims_to(db, own), domain_claims_to(db, own))
        yield from backlinks(crossing, claims, looks(db, own), judgement.links_in)
