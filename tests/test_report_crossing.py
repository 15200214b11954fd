"""What the report and the terminal print of who links to us and whom we link to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from test_crossing import AT, IN, OTHER, OUT, OWN, claimed, look, search

from linkcrawl.config import Config, OwnSite
from linkcrawl.criteria import Criterion
from linkcrawl.criteria import Outcome as Held
from linkcrawl.judge.backlinks.crossing import Known, cross
from linkcrawl.judge.run import Judgement
from linkcrawl.search import Outcome
from linkcrawl.vocabulary import Fetch
from reports.crossing import CrossedRow, crossing_lines, crossing_sections
from reports.render import render
from reports.summary import summarise


def row(**known: object) -> CrossedRow:
    crossing = cross(OWN, [], [], Known(**known))  # type: ignore[arg-type]
    (section,) = crossing_sections([crossing], 10)
    (only,) = section.rows.rows
    return only


@pytest.mark.parametrize(
    ("known", "claims", "looked", "backing"),
    [
        ({"claimed": [claimed(3)]}, "3 pages; Ahrefs, Bing", ("3 pages not visited yet",),
         "only claimed"),
        ({"claimed": [claimed(2)], "looks": [look(), look(Fetch.BLOCKED, 403)]},
         "2 pages; Ahrefs, Bing", ("1 page without it", "1 page could not be read"),
         "only claimed"),
        ({"claimed": [claimed(whole=True, linking_pages=9)], "searches": [search(Outcome.BUDGET)]},
         "9 pages; Ahrefs, Bing",
         ("searched: not found on the 60 pages read of 812 known; the budget for the site was"
          " spent",),
         "claimed, not found"),
        ({"claimed": [claimed(1, lost=True)], "looks": [look(Fetch.HTTP_4XX, 404)]},
         "1 page, gone as they say; Ahrefs, Bing", ("1 page gone",), "claimed, not found"),
    ],
)  # fmt: skip
def test_what_sources_say_stands_beside_what_was_seen(
    known: dict[str, object], claims: str, looked: tuple[str, ...], backing: str
):
    found = row(**known)

    assert (found.claimed, found.looked, found.backing) == (claims, looked, backing)


def test_the_profile_in_a_few_sentences():
    crossing = cross(OWN, [IN], [OUT], Known(claimed=[claimed(1, last_seen=AT)]))

    assert crossing_lines(crossing) == (
        "1 site is said or seen to link to it: 1 seen by us, 0 only claimed, 0 claimed and"
        " not found.",
        "1 both ways, 0 one way in, 0 one way out.",
        "1 exchange that no agreement covers.",
    )


def test_an_exchange_without_an_agreement_is_listed_by_itself():
    agreed = Known(agreed={OTHER})
    both = [cross(OWN, [IN], [OUT], known) for known in (Known(), agreed)]

    listed = [section.undocumented.total for section in crossing_sections(both, 10)]

    assert listed == [1, 0]


def test_the_profile_says_how_searches_went():
    known = Known(claimed=[claimed(whole=True)], searches=[search(Outcome.NOT_FOUND)])

    lines = crossing_lines(cross(OWN, [], [], known))

    assert (
        "Sources name 1 site without a page: 0 found to link to it, 1 searched in vain, 0 could"
        " not be read, 0 not searched yet." in lines
    )


def test_the_page_escapes_what_others_wrote_and_is_linked_from_the_first(tmp_path: Path):
    hostile = [Criterion("words", 1, 2, Held.FAIL, "<script>alert(1)</script>")]
    crossing = cross(OWN, [IN], [OUT], Known(claimed=[claimed(1)], criteria={OTHER: hostile}))
    summary = summarise(
        Judgement((), (IN,), (OUT,)), (), (), Config(own=(OwnSite(domain=OWN),)),
        date(2026, 11, 21), crossings=[crossing],
    )  # fmt: skip

    index = render(summary, tmp_path)

    page = (tmp_path / "backlinks.html").read_text("utf-8")
    assert 'href="backlinks.html"' in index.read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<script") == 1
    assert "Exchanges that no agreement covers" in page
