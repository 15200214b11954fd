"""Each figure of the summary page leads to its list, or has it right there."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import figures, parsed, unlisted, unproved
from report_sample import sample_summary

from reports.render import render


@pytest.fixture
def report(tmp_path: Path) -> Path:
    render(sample_summary(), tmp_path)
    return tmp_path


def test_every_figure_of_the_first_page_has_its_list(report: Path) -> None:
    assert len(figures(parsed(report / "index.html"))) > 60
    assert unlisted(report) == []


def test_a_figure_without_its_list_is_noticed(report: Path) -> None:
    index = report / "index.html"
    html = index.read_text("utf-8")
    index.write_text(html.replace('href="#attention"', 'href="#nowhere"', 1), "utf-8")
    assert unlisted(report) == ["8 need you"]


def test_every_row_of_the_first_page_leads_to_its_evidence(report: Path) -> None:
    assert unproved(report) == []


def test_a_row_without_evidence_is_noticed(report: Path) -> None:
    index = report / "index.html"
    html = index.read_text("utf-8").replace('<a href="site/stranger.example.html', '<b x="')
    index.write_text(html, "utf-8")
    assert "stranger.example" in unproved(report)
