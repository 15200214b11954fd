import pytest

from linkcrawl.judge.sitewide import (
    ContainerCount,
    LinkRow,
    Repetition,
    count_links,
    is_rotating,
    judge_repetition,
    placement_in_template,
)
from linkcrawl.vocabulary import Placement

MENU, PROSE, FOOTER, RELATED = 1, 2, 3, 4
HOME, PARTNER, FIRST_IN_POOL, FIRST_IN_PROSE = 100, 101, 200, 1000


def site(pages: int, *, pool: int = 12, shown: int = 3) -> list[LinkRow]:
    """A menu, one new outbound link in each article, and a footer that rotates."""
    rows = []
    for page in range(pages):
        rows.append((page, MENU, HOME, False, Placement.NAVIGATION))
        rows.append((page, PROSE, FIRST_IN_PROSE + page, True, Placement.CONTENT))
        rows.append((page, RELATED, (page + 1) % pages, False, Placement.CONTENT))
        for number in range(shown):
            target = FIRST_IN_POOL + (page * shown + number) % pool
            rows.append((page, FOOTER, target, True, Placement.CONTENT))
    return rows


def judge(rows: list[LinkRow], container: int, target: int) -> Repetition:
    pages = {page for page, *_ in rows}
    found = judge_repetition(count_links(sorted(rows), len(pages)), container, target)
    assert found
    return found


def test_a_menu_link_on_every_page_is_boilerplate_and_sitewide():
    answer = judge(site(20), MENU, HOME)

    assert (
        answer.ratio,
        answer.boilerplate,
        answer.sitewide,
        answer.rotating,
    ) == (1.0, True, True, False)


def test_a_link_in_prose_and_a_related_post_are_not_boilerplate():
    in_prose = judge(site(20), PROSE, FIRST_IN_PROSE)

    assert not in_prose.boilerplate
    assert in_prose.sitewide is False
    assert not judge(site(20), RELATED, 5).boilerplate


def test_a_rotating_footer_is_recognised_though_no_link_of_it_is_on_most_pages():
    answer = judge(site(40), FOOTER, FIRST_IN_POOL)

    assert answer.ratio is not None
    assert answer.ratio < 0.5
    assert answer.rotating
    assert answer.boilerplate


def test_the_ratio_counts_pages_with_the_block_not_pages_of_the_site():
    rows = site(40)
    rows += [(page, 9, PARTNER, True, Placement.CONTENT) for page in range(10)]

    answer = judge(rows, 9, PARTNER)

    assert answer.ratio == 1.0
    assert answer.boilerplate
    assert answer.sitewide is False


def test_a_link_in_two_blocks_is_sitewide_when_both_together_make_most_pages():
    rows = [(page, page % 2, PARTNER, True, Placement.SIDEBAR) for page in range(20)]

    assert judge(rows, 0, PARTNER).sitewide
    assert judge(rows, 1, PARTNER).sitewide


def test_a_block_on_too_few_pages_is_not_judged():
    answer = judge(site(9), MENU, HOME)

    assert answer.ratio is None
    assert answer.sitewide is None
    assert not answer.boilerplate


@pytest.mark.parametrize(
    ("block", "site_pages", "rotates"),
    [
        (ContainerCount(40, 120, 120, 15), 42, True),
        (ContainerCount(40, 90, 60, 57), 42, False),
        (ContainerCount(40, 120, 120, 50), 42, False),
        (ContainerCount(40, 120, 120, 50, template=100), 42, True),
        (ContainerCount(9, 27, 27, 3), 9, False),
        (ContainerCount(12, 36, 36, 4), 90, False),
        (ContainerCount(40, 120, 0, 0), 42, False),
    ],
)
def test_what_counts_as_rotating(block, site_pages, rotates):
    assert is_rotating(block, site_pages) == rotates


@pytest.mark.parametrize(
    ("page_says", "usual", "container", "placement"),
    [
        (Placement.CONTENT, Placement.FOOTER, FOOTER, Placement.FOOTER),
        (Placement.CONTENT, None, FOOTER, Placement.SIDEBAR),
        (Placement.LINKS_PAGE, Placement.FOOTER, FOOTER, Placement.FOOTER),
        (Placement.HEADER, Placement.FOOTER, FOOTER, Placement.HEADER),
        (Placement.CONTENT, None, PROSE, Placement.CONTENT),
    ],
)
def test_the_template_is_never_content(page_says, usual, container, placement):
    target = FIRST_IN_POOL if container == FOOTER else FIRST_IN_PROSE
    repetition = judge(site(40), container, target)

    assert placement_in_template(page_says, repetition, usual) == placement
