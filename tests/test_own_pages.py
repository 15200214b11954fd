"""The own pages that others link to: each with its links, its agreements and its state."""

from __future__ import annotations

from pathlib import Path

from figures import unresolved
from report_sample import CONFIG, TODAY, link, row, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.judge.run import Judgement
from linkcrawl.vocabulary import State
from reports.own_pages import MOST_PAGES, own_pages_of
from reports.render import render
from reports.summary import summarise

OVENS = "https://www.ovens.example/ovens"


def test_every_own_page_with_links_has_a_page_that_its_name_leads_to(tmp_path: Path) -> None:
    summary = sample_summary()
    render(summary, tmp_path)
    linked = {link.target_url for link in summary.links if link.target_domain == "ovens.example"}

    assert summary.places.keys() == linked
    for place in summary.places.values():
        assert (tmp_path / place).is_file()
    assert unresolved(tmp_path) == []


def test_it_tells_who_links_and_what_was_agreed(tmp_path: Path) -> None:
    summary = sample_summary()
    render(summary, tmp_path)
    html = (tmp_path / summary.places[OVENS]).read_text("utf-8")

    assert "Links to this page that were agreed" in html
    assert 'href="../partner/mill.example.html#agreement-' in html
    assert "mill.example/<wbr>flour" in html
    assert 'href="../links.csv"' in html or "more: see" not in html


def test_spellings_of_an_agreed_page_are_that_page() -> None:
    agreed = row(
        Agreement("p.example", their_page="https://p.example/a", our_target=f"{OVENS}/"),
        State.LIVE, "as agreed", link("p.example/a", "ovens.example/ovens"),
    )  # fmt: skip
    found = link("p.example/a", "ovens.example/ovens")
    (page,) = summarise(Judgement((agreed,), (found,), ()), (), (), CONFIG, TODAY).own_pages

    assert [standing.agreement.partner for standing in page.standings.rows] == ["p.example"]


def test_links_that_are_gone_count_as_none_and_are_told() -> None:
    gone = link("a.example/x", "ovens.example/ovens", missed_at="2026-11-20T09:00:00Z")
    (page,) = own_pages_of([gone], (), (), 9)

    assert (len(page.live), page.sites, page.groups.total) == (0, 0, 1)


def test_a_site_that_links_to_any_number_of_addresses_fills_no_disk() -> None:
    links = [link("a.example/x", f"ovens.example/?{n}") for n in range(MOST_PAGES + 50)]
    pages = own_pages_of([*links, link("b.example/", "ovens.example/?7")], (), (), 9)

    assert len(pages) == MOST_PAGES
    assert pages[0].url == "https://www.ovens.example/?7"
    assert len({page.file for page in pages}) == MOST_PAGES
