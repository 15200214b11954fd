"""From stored facts and the user's files to opinions, without a crawl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from sqlite_utils import Database

from linkcrawl.agreements import Agreement
from linkcrawl.classify.anchor import AnchorClassifier
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.promises.agreements import Check, check
from linkcrawl.judge.promises.events import link_events, page_events
from linkcrawl.judge.promises.facts import Facts
from linkcrawl.judge.promises.history import History, history_of
from linkcrawl.judge.promises.promises import Side, promises_of
from linkcrawl.judge.promises.schedule import next_check
from linkcrawl.judge.promises.transitions import last_known, state_events
from linkcrawl.judge.relabel import place_again, type_again
from linkcrawl.judge.settled import DoubtfulRun, doubtful_runs, settle
from linkcrawl.judge.templates import Templates
from linkcrawl.judge.verdicts.pairs import pairs_of
from linkcrawl.judge.verdicts.relationship import Relationship
from linkcrawl.judge.verdicts.relationships import known_of, relationships_of
from linkcrawl.store.crawls import first_crawls, first_looks, unended_crawls
from linkcrawl.store.opinions import save_events, save_next_checks, save_standings, standings
from linkcrawl.store.read import StoredEvent, StoredLink, links_from, links_to
from linkcrawl.workspace import Workspace

# Agreements whose visits are read together.
_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class AgreementChecks:
    """An agreement with what is true today of each side that promised something, and what was."""

    agreement: Agreement
    theirs: Check | None
    ours: Check | None
    next_check: date | None = None
    histories: Mapping[Side, History] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[Check, ...]:
        """The checks of the sides that promised something, theirs first."""
        return tuple(check for check in (self.theirs, self.ours) if check)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All opinions about a workspace, and the links between the own sites and others.

    There is a relationship for each own site and each other one with links or an agreement
    between them, in order of their names; *graph* is what surrounds them. *doubtful* are the
    newest runs that can't be relied upon.
    """

    agreements: tuple[AgreementChecks, ...]
    links_in: tuple[StoredLink, ...]
    links_out: tuple[StoredLink, ...]
    relationships: tuple[Relationship, ...] = ()
    graph: Graph | None = None
    doubtful: tuple[DoubtfulRun, ...] = ()


def judge(db: Database, workspace: Workspace, today: date) -> Judgement:
    """Check every agreement against the stored facts, and keep the events they tell."""
    own = [site.domain for site in workspace.config.own]
    settle(db, workspace)
    place_again(db)
    type_again(db, own, AnchorClassifier(workspace.anchor_terms()))
    links_in = _in_templates(
        db, [link for link in links_to(db, own) if link.source_domain not in own]
    )
    links_out = _in_templates(
        db, [link for link in links_from(db, own) if link.target_domain not in own]
    )
    promises = [p for agreement in workspace.agreements for p in promises_of(agreement)]
    facts = Facts(db, workspace.config, promises, links_in, links_out)
    checks, pages = _check_all(workspace.agreements, facts, today)
    partners = {agreement.partner for agreement in workspace.agreements}
    agreed_out = [link for link in links_out if link.target_domain in partners]
    told = _link_events(db, own, facts, [*links_in, *agreed_out])
    save_events(db, chain(told, pages))
    _keep(db, checks, today)
    agreed = [(one.agreement, one.sides) for one in checks]
    pairs = pairs_of(own, workspace.relations(), agreed, links_in, links_out)
    graph, known = known_of(db, workspace, pairs, links_in, today)
    found = relationships_of(db, workspace, known, today)
    return Judgement(checks, links_in, links_out, found, graph, doubtful_runs(db))


def _in_templates(db: Database, links: Sequence[StoredLink]) -> tuple[StoredLink, ...]:
    return tuple(map(Templates(db, links).judged, links))


def _check_all(
    agreements: Sequence[Agreement], facts: Facts, today: date
) -> tuple[tuple[AgreementChecks, ...], list[StoredEvent]]:
    """The checks of all agreements, and what happened to their pages."""
    checks: list[AgreementChecks] = []
    events: list[StoredEvent] = []
    for start in range(0, len(agreements), _AT_ONCE):
        some = agreements[start : start + _AT_ONCE]
        promises = [promise for agreement in some for promise in promises_of(agreement)]
        facts.read_visits(promises)
        checks += [_checked(agreement, facts, today) for agreement in some]
        for promise in promises:
            events += page_events(facts.visits(promise), promise.partner)
    return tuple(checks), events


def _checked(agreement: Agreement, facts: Facts, today: date) -> AgreementChecks:
    known = {promise: facts.evidence(promise) for promise in promises_of(agreement)}
    found = {p.side: check(p, evidence, today) for p, evidence in known.items()}
    told = {p.side: history_of(p, evidence, found[p.side]) for p, evidence in known.items()}
    due = next_check(found.values(), today)
    return AgreementChecks(agreement, found.get(Side.THEIRS), found.get(Side.OURS), due, told)


def _keep(db: Database, checks: Sequence[AgreementChecks], today: date) -> None:
    """Keep what the next judgement and the next crawl want to know of this one."""
    sides = [side for one in checks for side in one.sides]
    before = standings(db)
    save_events(db, state_events(sides, before, today))
    save_standings(db, last_known(sides, before))
    days = {one.agreement.name: str(one.next_check or "") for one in checks}
    save_next_checks(db, days)


def _link_events(
    db: Database, own: Sequence[str], facts: Facts, links: Sequence[StoredLink]
) -> Iterator[StoredEvent]:
    others = {domain for ln in links for domain in (ln.source_domain, ln.target_domain)}
    partner_of = {domain: domain for domain in others.difference(own)}
    return link_events(
        links, partner_of, first_crawls(db), facts.beside, first_looks(db), unended_crawls(db)
    )
