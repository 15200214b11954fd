"""The database and the user's files → sites worth considering."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

from sqlite_utils import Database

from linkcrawl.config import Config
from linkcrawl.judge.backlinks.linkers import linkers
from linkcrawl.judge.candidates.finding import (
    Field,
    Prospect,
    claimed,
    prospects,
    shared_targets,
    steps_of,
    steps_of_linkers,
)
from linkcrawl.judge.graph.marks import brand_of, site_marks
from linkcrawl.judge.graph.operators import Operator, Strength, operators
from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.templates import Templates
from linkcrawl.store.claims import claims_from, claims_to, domain_claims_to
from linkcrawl.store.ranks import ranks_of
from linkcrawl.store.read import StoredLink, links_from, links_to
from linkcrawl.vocabulary import Placement, Relation
from linkcrawl.workspace import Workspace

# SQLite takes some thirty thousand values in one statement.
_MOST_REFERRERS = 20_000


def find_prospects(db: Database, workspace: Workspace) -> tuple[Prospect, ...]:
    """The sites that what is known leads to, but for those that are no candidates."""
    own = {site.domain for site in workspace.config.own}
    rivals = competitors_of(workspace.config)
    to_rivals = [link for link in links_to(db, rivals) if link.live]
    claims = [*claims_to(db, rivals), *domain_claims_to(db, rivals)]
    referrers = {link.source_domain for link in to_rivals} | {one.from_domain for one in claims}
    referrers -= {"", *own, *rivals}
    field = _field(db, workspace, own, {link.source_url for link in to_rivals})
    some = sorted(referrers)[:_MOST_REFERRERS]
    links = list(map(Templates(db).judged, links_from(db, {*own, *field.partners, *some})))
    found = linkers(claims, field.link_to_us, own | rivals, ranks_of(db, some))
    steps = chain(
        chain.from_iterable(steps_of(link, field) for link in links),
        shared_targets(
            chain(_followed(links, referrers), claimed(claims_from(db, some))), field.link_to_us
        ),
        steps_of_linkers(found),
    )
    return prospects(steps, no_candidates(workspace, operators(site_marks(db), own)))


def _field(
    db: Database, workspace: Workspace, own: Collection[str], referring: Collection[str]
) -> Field:
    """Whose links are looked at; *referring* are the pages that link to competitors."""
    agreements = workspace.agreements
    return Field(
        own,
        {row.partner for row in agreements},
        {row.partner for row in agreements if row.relationship == "association"},
        referring,
        _linking_to_us(db, own),
    )


def competitors_of(config: Config) -> set[str]:
    """The competitors of all own sites."""
    return {domain for own in config.own for domain in own.competitors}


def no_candidates(workspace: Workspace, hands: Iterable[Operator]) -> Callable[[str], bool]:
    """What tells sites that are never proposed: those known already, competitors and their sister
    sites, platforms, social networks and shorteners.
    """
    own = {site.domain for site in workspace.config.own}
    rivals = competitors_of(workspace.config)
    known = {site for site, kind in workspace.relations().items() if kind is not Relation.OTHER}
    sisters = sisters_of(rivals, hands)
    brands = {brand_of(site) for site in own | rivals}
    return lambda site: (
        site in known or site in sisters or is_platform(site) or brand_of(site) in brands
    )


def sisters_of(rivals: Collection[str], hands: Iterable[Operator]) -> frozenset[str]:
    """The sites that seem to have one operator with a competitor."""
    sure = [one for one in hands if one.strength is not Strength.WEAK]
    return frozenset(
        site for one in sure if not set(rivals).isdisjoint(one.sites) for site in one.sites
    )


def _linking_to_us(db: Database, own: Collection[str]) -> frozenset[str]:
    seen = {link.source_domain for link in links_to(db, own) if link.live}
    said = chain(claims_to(db, own), domain_claims_to(db, own))
    return frozenset(seen | {claim.from_domain for claim in said if not claim.lost})


def _followed(
    links: Iterable[StoredLink], referrers: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    for link in links:
        if link.live and link.placement is Placement.CONTENT and link.source_domain in referrers:
            yield link.source_domain, link.source_url, link.target_domain
