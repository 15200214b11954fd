import pytest

from linkcrawl.judge.sitewide import (
    ContainerCount,
    Repetition,
    Shown,
    count_site,
    is_rotating,
    judge_repetition,
    placement_in_template,
)
from linkcrawl.vocabulary import Placement

BLOCK, OTHER_BLOCK = 1, 2
PARTNER, FIRST_IN_POOL = 100, 200


def links(pages: int, *, container: int = BLOCK) -> set[Shown]:
    """A link to the partner in the same block of each page."""
    return {(str(page), container, PARTNER) for page in range(pages)}


def footer(pages: int, *, pool: int = 12, shown: int = 3) -> set[Shown]:
    """Links out of a small pool, others on each page."""
    return {
        (str(page), BLOCK, FIRST_IN_POOL + (page * shown + number) % pool)
        for page in range(pages)
        for number in range(shown)
    }


def judge(
    site_pages: int, shown: set[Shown], target: int = PARTNER, *, leaves: bool = True
) -> Repetition:
    """What is said of a link to *target* where blocks hold *shown* and nothing else."""
    blocks = []
    for block in {container for _, container, _ in shown}:
        inside = {(page, to) for page, container, to in shown if container == block}
        pages, targets = ({row[column] for row in inside} for column in (0, 1))
        blocks.append((block, len(pages), len(inside), len(inside), len(targets), 0))
    found = judge_repetition(count_site(site_pages, shown, blocks, {}), BLOCK, target, leaves)
    assert found
    return found


def test_a_link_on_every_page_is_boilerplate_and_sitewide():
    answer = judge(20, links(20))

    assert (
        answer.ratio,
        answer.boilerplate,
        answer.sitewide,
        answer.rotating,
    ) == (1.0, True, True, False)


def test_a_link_in_prose_is_not_boilerplate():
    in_prose = {(str(page), BLOCK, PARTNER + page) for page in range(20)}
    answer = judge(20, in_prose)

    assert not answer.boilerplate
    assert answer.sitewide is False


def test_a_rotating_footer_is_recognised_though_no_link_of_it_is_on_most_pages():
    answer = judge(40, footer(40), FIRST_IN_POOL)

    assert answer.ratio is not None
    assert answer.ratio < 0.5
    assert answer.rotating
    assert answer.boilerplate


def test_links_within_a_site_do_not_rotate():
    assert not judge(40, footer(40), FIRST_IN_POOL, leaves=False).boilerplate


def test_the_ratio_counts_pages_with_the_block_not_pages_of_the_site():
    answer = judge(40, links(10))

    assert answer.ratio == 1.0
    assert answer.boilerplate
    assert answer.sitewide is False


def test_a_link_in_two_blocks_is_sitewide_when_both_together_make_most_pages():
    every = links(20)
    elsewhere = {(page, OTHER_BLOCK, PARTNER) for page, _, _ in every if int(page) % 2}
    here = {link for link in every if not int(link[0]) % 2}

    assert judge(24, here).sitewide is False
    assert judge(24, here | elsewhere).sitewide


def test_a_block_on_too_few_pages_is_not_judged():
    answer = judge(9, links(9))

    assert answer.ratio is None
    assert answer.sitewide is None
    assert not answer.boilerplate


def test_a_link_that_no_page_has_now_is_not_judged():
    assert judge_repetition(count_site(20, [], [], {}), BLOCK, PARTNER, True) is None


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
    ("page_says", "usual", "ratio", "placement"),
    [
        (Placement.CONTENT, Placement.FOOTER, 1.0, Placement.FOOTER),
        (Placement.CONTENT, None, 1.0, Placement.SIDEBAR),
        (Placement.LINKS_PAGE, Placement.FOOTER, 1.0, Placement.FOOTER),
        (Placement.HEADER, Placement.FOOTER, 1.0, Placement.HEADER),
        (Placement.CONTENT, None, 0.1, Placement.CONTENT),
    ],
)
def test_the_template_is_never_content(page_says, usual, ratio, placement):
    repetition = Repetition(ratio, rotating=False, sitewide=False)

    assert placement_in_template(page_says, repetition, usual) == placement


def test_where_most_links_of_a_block_stand_is_told_of_those_outside_the_content():
    counts = [(BLOCK, 10, 10, 4, 2, 5), (OTHER_BLOCK, 1, 1, 1, 1, 0)]
    site = count_site(20, [], counts, {BLOCK: Placement.FOOTER})

    assert site.containers == {
        BLOCK: ContainerCount(10, 10, 4, 2, template=5, usual=Placement.FOOTER),
        OTHER_BLOCK: ContainerCount(1, 1, 1, 1),
    }
