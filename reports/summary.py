"""A judgement with its events → what the pages of a report print. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from linkcrawl.config import Config
from linkcrawl.judge.backlinks.crossed import Crossing
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.judge.criteria.pruning import Pruning
from linkcrawl.judge.profile.profile import Profile
from linkcrawl.judge.run import AgreementChecks, Judgement
from linkcrawl.judge.runs import run_of
from linkcrawl.judge.verdicts.relationship import Relationship
from linkcrawl.periods import Period, Window
from linkcrawl.said import Said, said
from linkcrawl.store.crawls import StoredCrawl
from linkcrawl.store.read import StoredEvent, StoredLink
from linkcrawl.vocabulary import State
from reports.candidates import CandidateList, candidate_list
from reports.cases import Case, cases_of
from reports.crossing import CrossingSection, crossing_sections
from reports.cut import Cut, cut_to
from reports.doubts import doubt_lines
from reports.events import Change, changes_of
from reports.headline import headline
from reports.own_pages import OwnPage, own_pages_of, places_of
from reports.partner import Partner
from reports.profile import ProfileSection, sections_of
from reports.relationships import (
    Connection,
    VerdictList,
    by_site,
    connections_of,
    verdict_lists,
)
from reports.sites import Hrefs, hrefs_of, pages_of, sites_of
from reports.standing import Standing, StateList, standings_of, state_lists
from reports.turned import Turn, turns_of
from reports.wording import NEEDS_ACTION, NEEDS_YOU

_CRAWLS = 10
_NOTHING: Mapping[str, Pruning] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Summary:
    """What a report prints. *others* link to the own sites without an agreement; those of them
    with a verdict that needs a person, or that a list names, have a page too: *sites*. *pages*
    are all pages by their domain, *places* those of own pages, *hrefs* those of agreed links, as
    seen from the first page.

    *doubts* says which of the newest crawls can't be relied upon. *window* is what *changes*,
    *turned* verdicts and the profiles' moves are told of; *happened* are the changes without
    verdicts. *cases* are the sides of *attention* by partner, each with the message to send.
    *last_change* is the moment of the newest change of all. *unsearched* says what of a very
    dense neighbourhood was not looked through for rings and clusters.
    *agreements*, *links* and *relationships* are complete, for the spreadsheets beside the
    report; all other lists are cut.
    """

    title: str
    own: tuple[str, ...]
    today: date
    headline: str
    doubts: tuple[Said, ...]
    attention: Cut[Standing]
    cases: Cut[Case]
    problems: tuple[str, ...]
    window: Window
    changes: Cut[Change]
    happened: Cut[Change]
    turned: Cut[Turn]
    last_change: str
    states: tuple[StateList, ...]
    verdicts: tuple[VerdictList, ...]
    unsearched: tuple[str, ...]
    profiles: tuple[ProfileSection, ...]
    crossings: tuple[CrossingSection, ...]
    candidates: CandidateList
    partners: tuple[Partner, ...]
    sites: tuple[Partner, ...]
    own_pages: tuple[OwnPage, ...]
    others: Cut[Partner]
    crawls: Cut[StoredCrawl]
    agreements: tuple[AgreementChecks, ...]
    links: tuple[StoredLink, ...]
    relationships: tuple[Relationship, ...]
    hrefs: Hrefs
    pages: Mapping[str, str]
    places: Mapping[str, str]
    limit: int

    def evidence(self, standing: Standing) -> str:
        """Where the report tells all about a side of an agreement, from its first page."""
        return self.hrefs[standing.agreement.partner, standing.id]

    def page(self, connection: Connection) -> str:
        """Where the report tells all about a relationship, "" where it has no page."""
        page = self.pages.get(connection.relationship.other, "")
        return f"{page}#{connection.id}" if page else ""

    @property
    def to_act(self) -> int:
        """How many relationships are to be fixed or ended."""
        held = (each for each in self.verdicts if each.verdict in NEEDS_ACTION)
        return sum(each.connections.total for each in held)

    @property
    def since(self) -> str:
        """The moment that changes go back to, "" where there is nothing to compare with."""
        return self.window.since

    @property
    def news(self) -> int:
        """How many changes there are, turned verdicts among them."""
        return self.happened.total + self.turned.total

    @property
    def unchecked(self) -> Cut[Standing]:
        return self._of(State.UNKNOWN)

    @property
    def live(self) -> int:
        return self._of(State.LIVE).total

    def _of(self, state: State) -> Cut[Standing]:
        return next(each.standings for each in self.states if each.state is state)


def summarise(
    judgement: Judgement,
    events: Iterable[StoredEvent],
    crawls: Sequence[StoredCrawl],
    config: Config,
    today: date,
    problems: Sequence[str] = (),
    limit: int = 160,
    profiles: Sequence[Profile] = (),
    crossings: Sequence[Crossing] = (),
    pruning: Mapping[str, Pruning] = _NOTHING,
    candidates: Sequence[Candidate] = (),
    window: Window | None = None,
) -> Summary:
    """Lay out a judgement for its readers.

    *events* and *crawls* are the newest first, all that are to be told; *problems* are the
    lines about rows of agreements.csv that can't be used. Lists hold *limit* rows at most.
    *pruning* says what became of each partner since it was accepted. Changes are told of the
    *window*, else of the newest run.
    """
    standings = [side for row in judgement.agreements for side in standings_of(row)]
    states = state_lists(standings, limit)
    attention = [s for state in NEEDS_YOU for s in standings if s.check.state is state]
    window = window or Window(Period.LAST, run_of(crawls))
    events = tuple(events)
    changes = changes_of(events)
    told = [event for event in events if window.tells(event.at, event.id)]
    connections = connections_of(judgement.relationships, pruning, judgement.graph)
    of_sites = by_site(connections)
    verdicts = verdict_lists(connections, limit)
    turned = cut_to(turns_of(told, of_sites), limit)
    shown = [one for each in verdicts for one in each.connections.rows]
    shown += [turn.connection for turn in turned.rows]
    shown += [one for one in connections if one.needs_action]
    listed = {one.relationship.other for one in shown}
    partners, others = sites_of(judgement, standings, changes, of_sites, listed, limit)
    own_pages = own_pages_of(judgement.links_in, standings, profiles, limit)
    sites = tuple(site for site in others if site.domain in listed)
    return Summary(
        title=config.report.title,
        own=tuple(site.domain for site in config.own),
        today=today,
        headline=headline(standings, bool(crawls)),
        doubts=doubt_lines(judgement.doubtful),
        attention=cut_to(attention, limit),
        cases=cases_of(attention, of_sites, limit // 2),
        problems=tuple(map(_without_folder, problems)),
        window=window,
        changes=cut_to(changes_of(told), limit),
        happened=cut_to(changes_of(one for one in told if one.kind != "verdict"), limit),
        turned=turned,
        last_change=changes[0].at if changes else "",
        states=states,
        verdicts=verdicts,
        unsearched=_unsearched(judgement),
        profiles=sections_of(profiles, window, judgement.links_in),
        crossings=crossing_sections(crossings, limit),
        candidates=candidate_list(candidates, limit),
        partners=partners,
        sites=sites,
        own_pages=own_pages,
        others=cut_to([site for site in others if site.links_in.total], limit),
        crawls=cut_to(crawls, _CRAWLS),
        agreements=judgement.agreements,
        links=(*judgement.links_in, *judgement.links_out),
        relationships=judgement.relationships,
        hrefs=hrefs_of(standings, partners),
        pages=pages_of(partners, "partner") | pages_of(sites, "site"),
        places=places_of(own_pages),
        limit=limit,
    )


def _without_folder(problem: str) -> str:
    """A line about a row, with no more than the name of its file."""
    if not isinstance(problem, Said):
        return problem
    file = Path(str(problem.parameters["file"])).name
    return said(problem.message, **{**problem.parameters, "file": file})


def _unsearched(judgement: Judgement) -> tuple[str, ...]:
    graph = judgement.graph
    return tuple(filter(None, (graph.rings.cut, graph.clusters.cut))) if graph else ()
