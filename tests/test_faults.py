"""Everything that is wrong on the web, at once: the crawl goes on, and says what happened."""

from __future__ import annotations

import pytest
from sites.faults.endless import WORTH
from sites.faults.run import PAGES_PER_SITE, SINGLE, Run, run_suite
from sites.faults.table import published, table

MEGABYTES = 600


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_suite(tmp_path_factory.mktemp("faults"))


def test_each_visit_says_what_happened(run: Run) -> None:
    found = {name: visited.fetch for name, visited in run.single.items()}

    assert found == {name: word for name, (_route, word) in SINGLE.items()}


def test_the_crawl_comes_to_its_end(run: Run) -> None:
    assert run.outcome == "finished"


def test_nobody_is_accused(run: Run) -> None:
    assert {visited.state for visited in run.single.values()} <= {"live", "unknown"}


def test_memory_has_a_bound(run: Run) -> None:
    assert run.megabytes < MEGABYTES


def test_a_site_without_end_does_not_hide_its_other_pages(run: Run) -> None:
    assert {worth for _pages, worth in run.endless.values()} == {len(WORTH)}
    assert max(pages for pages, _worth in run.endless.values()) <= PAGES_PER_SITE


def test_the_published_table_is_that_of_this_run(run: Run) -> None:
    assert table(run) == published()
