import pytest

from linkcrawl.page.placement_rules import PlacementRule, SelectorMistake, match_rules
from linkcrawl.page.read import parse
from linkcrawl.vocabulary import Placement

PAGE = """
<div class="friends"><p><a href="/one">One</a></p><map><area href="/two"></map></div>
<a class="cta" href="/three">Three</a> <a href="/four">Four</a>
"""


def matched(*rules):
    root = parse(PAGE)
    return match_rules(root, list(root.iter("a", "area")), [PlacementRule(*rule) for rule in rules])


def test_a_rule_holds_for_links_inside_and_for_links_themselves():
    found = matched((".friends", Placement.SIDEBAR), ("a.cta", Placement.FOOTER))

    assert found.placements == (Placement.SIDEBAR, Placement.SIDEBAR, Placement.FOOTER, None)


def test_the_first_rule_that_fits_wins():
    found = matched((".friends p", Placement.CONTENT), (".friends", Placement.SIDEBAR))

    assert found.placements[:2] == (Placement.CONTENT, Placement.SIDEBAR)


def test_a_selector_that_finds_no_link_is_reported_even_beside_one_that_does():
    found = matched((".partners", Placement.SIDEBAR), (".friends", Placement.SIDEBAR))

    assert found.without_match == {".partners"}


@pytest.mark.parametrize("selector", ["", "div[", "a:nonsense", "::text(", "p >"])
def test_a_selector_that_is_no_css_is_named(selector):
    with pytest.raises(SelectorMistake, match="is no CSS selector") as caught:
        matched((selector, Placement.SIDEBAR))
    assert f'"{selector}"' in str(caught.value)


def test_a_hostile_page_does_not_break_a_rule():
    root = parse("<a href=x><a href=y><div class=friends>" * 300)

    found = match_rules(root, list(root.iter("a")), [PlacementRule(".friends", Placement.SIDEBAR)])

    assert len(found.placements) == 600
