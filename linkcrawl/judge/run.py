"""From stored facts and the user's files to opinions, without a crawl."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from linkcrawl.agreements import Agreement
from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.judge.agreements import Check, check
from linkcrawl.judge.events import link_events, page_events
from linkcrawl.judge.facts import Facts
from linkcrawl.judge.promises import Side, promises_of
from linkcrawl.judge.relabel import place_again, type_again
from linkcrawl.judge.templates import Templates
from linkcrawl.store.opinions import save_events
from linkcrawl.store.read import (
    StoredEvent,
    StoredLink,
    first_crawls,
    links_from,
    links_to,
)
from linkcrawl.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AgreementChecks:
    """An agreement with what is true today of each side that promised something."""

    agreement: Agreement
    theirs: Check | None
    ours: Check | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All opinions about a workspace, and the links between the own sites and others."""

    agreements: tuple[AgreementChecks, ...]
    links_in: tuple[StoredLink, ...]
    links_out: tuple[StoredLink, ...]


def judge(db: Database, workspace: Workspace, today: date) -> Judgement:
    """Check every agreement against the stored facts, and keep the events they tell."""
    own = [site.domain for site in workspace.config.own]
    place_again(db)
    type_again(db, own, AnchorClassifier(workspace.anchor_terms()))
    templates = Templates(db)
    links_in = tuple(
        templates.judged(link) for link in links_to(db, own) if link.source_domain not in own
    )
    links_out = tuple(
        templates.judged(link) for link in links_from(db, own) if link.target_domain not in own
    )
    facts = Facts(db, workspace.config, links_in, links_out)
    checks = []
    for agreement in workspace.agreements:
        found = {p.side: check(p, facts.evidence(p), today) for p in promises_of(agreement)}
        checks.append(AgreementChecks(agreement, found.get(Side.THEIRS), found.get(Side.OURS)))
    partners = {agreement.partner for agreement in workspace.agreements}
    agreed_out = [link for link in links_out if link.target_domain in partners]
    save_events(db, _events(db, workspace, facts, [*links_in, *agreed_out]))
    return Judgement(tuple(checks), links_in, links_out)


def _events(
    db: Database, workspace: Workspace, facts: Facts, links: Sequence[StoredLink]
) -> Iterator[StoredEvent]:
    own = {site.domain for site in workspace.config.own}
    others = {domain for ln in links for domain in (ln.source_domain, ln.target_domain)} - own
    yield from link_events(links, {domain: domain for domain in others}, first_crawls(db))
    for agreement in workspace.agreements:
        for promise in promises_of(agreement):
            yield from page_events(facts.visits(promise.page), promise.partner)
