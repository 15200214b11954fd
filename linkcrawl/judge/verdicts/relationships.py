"""Links and agreements → every relationship with its verdict, and what turned since last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlite_utils import Database

from linkcrawl.judge.backlinks.referrals import visits_between
from linkcrawl.judge.graph.graph import Graph, graph_of
from linkcrawl.judge.graph.marks import site_marks
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.verdicts.growth import steadiness
from linkcrawl.judge.verdicts.knowledge import Whole, knowledge_of
from linkcrawl.judge.verdicts.messages import issued
from linkcrawl.judge.verdicts.outlook import outlook
from linkcrawl.judge.verdicts.pairs import Pair
from linkcrawl.judge.verdicts.relate import relate
from linkcrawl.judge.verdicts.relationship import Relationship
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.judge.verdicts.topics import topics_of
from linkcrawl.judge.verdicts.turns import stored, verdict_events, with_turn
from linkcrawl.store.graph import Edges, out_links
from linkcrawl.store.opinions import save_events
from linkcrawl.store.read import StoredLink
from linkcrawl.store.referrals import counted_months, months_of_visits
from linkcrawl.store.verdicts import (
    drafts,
    newest_visit,
    save_drafts,
    save_verdicts,
    verdicts,
)
from linkcrawl.workspace import Workspace


def known_of(
    db: Database,
    workspace: Workspace,
    pairs: Sequence[Pair],
    links_in: Iterable[StoredLink],
    today: date,
) -> tuple[Graph, Iterator[Known]]:
    """The graph of all sites, and what is known of each pair in the light of it.

    *links_in* are all links to the own sites, also those that are gone.
    """
    own = [site.domain for site in workspace.config.own]
    policy = workspace.config.policy
    links = [link for pair in pairs for link in (*pair.links_in, *pair.links_out)]
    holding, linked = {ln.source_url for ln in links}, {ln.target_url for ln in links}
    topics = topics_of(db, holding | linked)
    agreements = workspace.agreements
    edges = Edges(db)
    others = {pair.other for pair in pairs}
    look = outlook(db, edges.counted(out_links(db)), own, others, links)
    sites, marks = SiteGraph(edges), site_marks(db)
    graph = graph_of(sites, marks, own, agreements, policy.longest_ring, topics.relevance)
    whole = Whole(graph, look, topics, _referrals(db), steadiness(db, links_in, today))
    return graph, knowledge_of(pairs, whole, policy, today)


def _referrals(db: Database) -> dict[tuple[str, str], int]:
    """The visits that each site sent to each own one, where anybody counted them."""
    counted = counted_months(db)
    months = groupby(months_of_visits(db), key=lambda one: (one.own, one.source))
    found = {pair: visits_between(*pair, list(of), counted) for pair, of in months}
    return {pair: visits for pair, visits in found.items() if visits}


def relationships_of(
    db: Database, workspace: Workspace, known: Iterable[Known], today: date
) -> tuple[Relationship, ...]:
    """Judge each relationship, and keep what the next judgement wants to know of this one."""
    names = {own.domain: next(iter(own.brands), own.domain) for own in workspace.config.own}
    before = verdicts(db)
    at = max(newest_visit(db), f"{today}T00:00:00Z")
    found = [
        with_turn(now, before.get((now.own, now.other)), at)
        for now in (relate(one, names[one.pair.own]) for one in known)
    ]
    save_events(db, verdict_events(found, before))
    save_verdicts(db, map(stored, found))
    return tuple(_with_drafts(db, found, today))


def _with_drafts(
    db: Database, found: Sequence[Relationship], today: date
) -> Iterable[Relationship]:
    """The relationships with the day on which each draft was issued."""
    last = drafts(db)
    dated = [_dated(one, last, today) for one in found]
    save_drafts(
        db,
        {(one.own, one.other, one.draft.kind): one.draft.issued for one in dated if one.draft},
    )
    return dated


def _dated(one: Relationship, last: dict[tuple[str, str, str], str], today: date) -> Relationship:
    if one.draft is None:
        return one
    before = last.get((one.own, one.other, one.draft.kind), "")
    return replace(one, draft=issued(one.draft, before, today))
