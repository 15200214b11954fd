"""What the report says of relationships and of the profile, before and after it is printed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from relationship_sample import OWN, graph, profile, pruning, relationship, relationships
from report_sample import CONFIG, TODAY, link, row, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.profile.profile import profile_of
from linkcrawl.judge.profile.reciprocal import Mutual
from linkcrawl.judge.run import Judgement
from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from linkcrawl.periods import Period, Window
from linkcrawl.store.graph import Edge
from linkcrawl.vocabulary import State
from reports.language import ENGLISH
from reports.profile import baseline_sentences, sections_of
from reports.relationships import connections_of, verdict_lists
from reports.render import render
from reports.summary import Summary, summarise
from reports.wording import NEEDS_ACTION, VERDICTS, place_words


def told(*found: Relationship, partners: tuple[str, ...] = ()) -> Summary:
    rows = tuple(row(Agreement(site), State.LIVE, "as agreed", None) for site in partners)
    links = tuple(link(f"{one.other}/", f"{OWN}/") for one in found)
    return summarise(Judgement(rows, links, (), found), (), (), CONFIG, TODAY)


def test_every_verdict_is_listed_those_that_need_a_person_first() -> None:
    lists = sample_summary().verdicts
    assert [each.verdict for each in lists] == list(VERDICTS)
    assert [each.verdict for each in lists[:2]] == list(NEEDS_ACTION)
    assert [each.connections.total for each in lists] == [1, 1, 1, 1]


def test_a_long_list_of_a_verdict_is_cut_and_says_so() -> None:
    found = [relationship(f"p{number}.example", Verdict.FIX) for number in range(7)]
    fix = verdict_lists(connections_of(found, {}, None), limit=5)[1]
    assert (len(fix.connections.rows), fix.connections.more) == (5, 2)


@pytest.mark.parametrize(
    ("verdict", "partners", "page"),
    [
        (Verdict.KEEP, ("p.example",), "partner/p.example.html#verdict-ovens.example"),
        (Verdict.KEEP, (), "site/p.example.html#verdict-ovens.example"),
        (Verdict.WATCH, (), "site/p.example.html#verdict-ovens.example"),
        (Verdict.FIX, (), "site/p.example.html#verdict-ovens.example"),
        (Verdict.REMOVE, (), "site/p.example.html#verdict-ovens.example"),
    ],
)
def test_partners_and_sites_that_a_list_names_have_a_page(
    verdict: Verdict, partners: tuple[str, ...], page: str
) -> None:
    summary = told(relationship("p.example", verdict), partners=partners)
    (connection,) = [c for each in summary.verdicts for c in each.connections.rows]
    assert summary.page(connection) == page


def test_a_site_that_we_only_link_to_is_not_told_to_link_to_us() -> None:
    summary = told(relationship("p.example", Verdict.REMOVE, links_in=0))
    alone = summarise(Judgement((), (), (), summary.relationships), (), (), CONFIG, TODAY)
    assert [site.domain for site in alone.sites] == ["p.example"]
    assert alone.others.total == 0


def test_each_own_site_has_its_place_on_the_page_of_a_partner(tmp_path: Path) -> None:
    found = [relationship("p.example", Verdict.FIX, own=own) for own in (OWN, "two.example")]
    summary = told(*found)
    render(summary, tmp_path)
    page = (tmp_path / "site/p.example.html").read_text("utf-8")
    assert [page.count(f'id="verdict-{own}"') for own in (OWN, "two.example")] == [1, 1]


def test_the_spreadsheet_of_relationships_is_complete(tmp_path: Path) -> None:
    found = [relationship(f"p{number}.example", Verdict.KEEP) for number in range(200)]
    render(told(*found), tmp_path)
    with (tmp_path / "relationships.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 200


def test_the_page_has_all_that_the_verdict_rests_on(tmp_path: Path) -> None:
    render(sample_summary(), tmp_path)
    page = (tmp_path / "partner/brick.example.html").read_text("utf-8")
    one = relationships()[0]
    assert one.draft
    said = [
        *one.reasons, *one.steps, one.changed, one.draft.to, one.draft.subject, one.draft.text,
        *(signal.sentence for signal in one.signals), "Is it well placed?",
        ENGLISH.text(pruning()["brick.example"].comparisons[0].sentence),
    ]  # fmt: skip
    assert [each for each in said if each not in page] == []


def test_links_between_sites_that_merely_know_both_are_not_drawn() -> None:
    edges = [Edge(a, b) for a in (OWN, "p.example") for b in ("one.example", "two.example")]
    edges += [Edge("one.example", "two.example"), Edge(OWN, "p.example")]
    found = relationship("p.example", Verdict.FIX)
    (connection,) = connections_of([found], {}, Graph(SiteGraph(edges)))
    assert connection.neighbourhood
    drawn = {(line.source, line.target) for line in connection.neighbourhood.lines}
    assert drawn == {(edge.source, edge.target) for edge in edges if edge.source != "one.example"}


@pytest.mark.parametrize(
    ("other", "verdict", "drawn"),
    [
        ("stranger.example", Verdict.REMOVE, True),
        ("stranger.example", Verdict.KEEP, False),
        ("nobody.example", Verdict.REMOVE, False),
    ],
)
def test_only_a_neighbourhood_worth_seeing_is_drawn(
    other: str, verdict: Verdict, drawn: bool
) -> None:
    (connection,) = connections_of([relationship(other, verdict)], {}, graph())
    assert (connection.neighbourhood is not None) is drawn


def test_a_browsers_view_of_a_link_is_told(tmp_path: Path) -> None:
    seen = [
        link("p.example/a", f"{OWN}/", sight="hidden by its style", hidden=True, seen_at=10),
        link("p.example/b", f"{OWN}/", seen_at=3000, page_height=4000, before="Far down:"),
        link("p.example/c", f"{OWN}/", leads_to="https://elsewhere.example/", seen_at=5),
    ]
    rows = (row(Agreement("p.example"), State.LIVE, "as agreed", None),)
    render(summarise(Judgement(rows, tuple(seen), ()), (), (), CONFIG, TODAY), tmp_path)
    page = (tmp_path / "partner/p.example.html").read_text("utf-8")
    assert "in a browser: <bdi>hidden by its style</bdi>" in page
    assert f"in a browser: {place_words(3000, 4000)}" in page
    assert 'a click leads to <a href="https://elsewhere.example/"' in page


def mutual(followed: int, back: int, *, known: bool = True) -> Mutual:
    return Mutual("2026-11-21", followed, back, followed, back, known)


@pytest.mark.parametrize(
    ("now", "beginning", "elsewhere"),
    [
        (mutual(100, 30), "Of the 100 sites with followed links to us we link to 30", True),
        (mutual(100, 5), "Of the 100 sites with followed links to us we link to 5", True),
        (mutual(0, 0), "No site links to us with a followed link.", True),
        (mutual(9, 9, known=False), "Our own pages have not been read yet", False),
    ],
)
def test_the_mutual_share_stands_beside_that_of_others(
    now: Mutual, beginning: str, elsewhere: bool
) -> None:
    first, *others = baseline_sentences(now)
    assert first.startswith(beginning)
    assert any("140,592 sites by Ahrefs" in sentence for sentence in others) is elsewhere


def test_a_share_of_few_sites_says_little_and_says_so() -> None:
    assert "says little" in baseline_sentences(mutual(7, 6))[0]
    assert "says little" not in baseline_sentences(mutual(20, 6))[0]


def test_shares_are_of_sites_and_of_links() -> None:
    (section,) = sections_of([profile()], Window(Period.LAST, ""), ())
    footer = next(part for part in section.placements if part.name == "footer")
    assert (footer.sites, footer.links) == (1, 900)
    assert footer.sites_percent == pytest.approx(100 / 32)
    assert footer.links_percent == pytest.approx(100 * 900 / 934)


def test_the_last_year_is_told_and_its_bursts() -> None:
    plain = profile()
    longer = replace(plain, months=plain.months * 3, weeks=plain.weeks * 4)
    (section,) = sections_of([longer], Window(Period.LAST, ""), ())
    assert (len(section.months), len(section.weeks)) == (12, 12)
    assert {len(week.new) for week in section.bursts} == {9}


def test_a_site_that_nobody_links_to_has_a_profile_too(tmp_path: Path) -> None:
    nothing = profile_of(OWN, [], [], mutual(0, 0), [], ((), ()), [])
    summary = summarise(Judgement((), (), ()), (), (), CONFIG, TODAY, profiles=[nothing])
    page = render(summary, tmp_path).read_text("utf-8")
    assert "No link from another site has been seen yet." in page


def test_what_was_not_looked_through_is_said(tmp_path: Path) -> None:
    crowded = replace(graph(), rings=replace(graph().rings, cut="Of 900 ways 500 are followed."))
    judgement = Judgement((), (), (), relationships(), crowded)

    index = render(summarise(judgement, (), (), CONFIG, TODAY), tmp_path)

    assert "Of 900 ways 500 are followed." in index.read_text("utf-8")
