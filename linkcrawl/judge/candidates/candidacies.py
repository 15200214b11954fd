"""The database and the user's files → every candidate, judged, with what to propose to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlite_utils import Database

from linkcrawl.classify.topic import TOPIC_VERSION, topic_of
from linkcrawl.criteria import Outcome
from linkcrawl.judge.candidates.candidates import (
    Candidate,
    Links,
    candidate_of,
    in_order,
    with_rows,
)
from linkcrawl.judge.candidates.findings import competitors_of
from linkcrawl.judge.candidates.pitches import pitch
from linkcrawl.judge.candidates.proposals import ContentPage, Proposal, proposal
from linkcrawl.judge.criteria.figures import figures_of_all
from linkcrawl.judge.graph.clusters import ClusterKind, cluster_of
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.marks import brand_of
from linkcrawl.judge.graph.operators import Strength, operator_of
from linkcrawl.judge.verdicts.outlook import Outlook, outlook
from linkcrawl.said import said
from linkcrawl.store.figures import links_pages
from linkcrawl.store.graph import out_links
from linkcrawl.store.publications import passages_of, titles_of
from linkcrawl.store.read import StoredLink
from linkcrawl.store.topics import topics_by_site
from linkcrawl.vocabulary import Relation
from linkcrawl.workspace import Workspace

Pages = Mapping[str, Sequence[ContentPage]]


def candidates_of(
    db: Database,
    workspace: Workspace,
    graph: Graph | None,
    links: Iterable[StoredLink],
    today: date,
) -> tuple[Candidate, ...]:
    """Every candidate of the workspace, the best first.

    *links* are those between the own sites and others, in both directions.
    """
    relations = workspace.relations()
    sites = {site for site, kind in relations.items() if kind is Relation.CANDIDATE}
    if not sites:
        return ()
    config = workspace.config
    figures = figures_of_all(db, config, sites, today)
    rivals = competitors_of(config)
    look = outlook(db, out_links(db), [own.domain for own in config.own], sites)
    rows = {row.domain: row for row in workspace.candidates}
    found = []
    for site in sorted(sites):
        one = candidate_of(figures[site], _links(site, look, graph, rivals), config.criteria)
        row = rows.get(site)
        found.append(with_rows(one, row.source, row.notes) if row else one)
    return in_order(_proposed(db, workspace, found, links))


def _links(site: str, look: Outlook, graph: Graph | None, rivals: Collection[str]) -> Links:
    hand = operator_of(graph.operators, site) if graph else None
    hand = None if hand is None or hand.strength is Strength.WEAK else hand
    group = cluster_of(graph.clusters, site) if graph else None
    network: str = ""
    if group and group.kind is ClusterKind.NETWORK:
        network = said(
            "It stands in a dense group of {sites} unrelated sites.", sites=len(group.sites)
        )
    elif hand:
        network = said(
            "It seems to have one operator with others: {evidence}.", evidence=hand.evidence[0]
        )
    rival = next((r for r in sorted(rivals) if brand_of(r) == brand_of(site)), "")
    if hand:
        rival = next((one for one in hand.sites if one in rivals), rival)
    return Links(look.sites[site], look.cues.get(site, ()), "" if rival else network, rival)


def _proposed(
    db: Database, workspace: Workspace, found: Sequence[Candidate], links: Iterable[StoredLink]
) -> Iterable[Candidate]:
    """The candidates that do not fail, each with what to propose."""
    own = [site.domain for site in workspace.config.own]
    good = {one.domain for one in found if one.qualified is not Outcome.FAIL}
    pages = _pages(db, {*own, *good})
    linked = {(ln.source_url, ln.target_url) for ln in links if ln.live}
    vectors = lru_cache(maxsize=None)(lambda text: topic_of(text, 0).vector)
    for one in found:
        if one.domain not in good:
            yield one
            continue
        best, name = Proposal(), ""
        for site in workspace.config.own:
            fits = proposal(
                pages.get(site.domain, ()), pages.get(one.domain, ()), linked, vectors,
                trade=workspace.config.policy.trade_links,
            )  # fmt: skip
            if not name or _worth(fits) > _worth(best):
                best, name = fits, next(iter(site.brands), site.domain)
        contact = one.figures.contact or ""
        to = contact if "@" in contact else ""
        draft = pitch(best, workspace.config.policy, name, to)
        yield replace(one, proposal=best, draft=draft)


def _worth(found: Proposal) -> float:
    return sum(fit.relevance for fit in (found.for_us, found.for_them) if fit)


def _pages(db: Database, sites: Collection[str]) -> Pages:
    """The pages of each site as proposals need them."""
    passages, titles = passages_of(db, sites), titles_of(db, sites)
    lists = links_pages(db, sites)
    return {
        site: [
            ContentPage(
                page.url,
                titles.get(page.url, ""),
                page.topic.language,
                page.topic.words,
                page.topic.vector if page.topic.version == TOPIC_VERSION else b"",
                passages.get(page.url, ()),
            )
            for page in pages
            if page.url not in lists
        ]
        for site, pages in topics_by_site(db, sites).items()
    }
