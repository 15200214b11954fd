"""How near sites and pages are, out of stored vectors: unknown stays unknown."""

from __future__ import annotations

from test_judge_agreements import LINK

from linkcrawl.judge.verdicts.topics import Topics

BREAD = bytes([100, 0, 5] + 125 * [0])
ALSO_BREAD = bytes([100, 3, 9] + 125 * [0])
LOANS = bytes([0, 100, 0] + 125 * [0])
TOPICS = Topics(
    {"mill.example": [BREAD, ALSO_BREAD], "ovens.example": [BREAD], "loans.example": [LOANS]},
    {"https://mill.example/": BREAD, "https://ovens.example/": ALSO_BREAD,
     "https://loans.example/": LOANS},
)  # fmt: skip


def test_sites_about_the_same_are_related():
    assert TOPICS.related("ovens.example", "mill.example") is True
    assert TOPICS.related("ovens.example", "loans.example") is False


def test_of_a_site_that_nobody_read_nothing_is_said():
    assert TOPICS.relevance("ovens.example", "elsewhere.example") is None
    assert TOPICS.related("ovens.example", "elsewhere.example") is None


def test_pages_about_the_same_are_related():
    pages = [("https://mill.example/", f"https://{site}.example/") for site in ("ovens", "loans")]
    links = [LINK._replace(source_url=source, target_url=target) for source, target in pages]
    assert TOPICS.of_links(links) == dict(zip(pages, (True, False), strict=True))


def test_of_a_page_that_nobody_read_nothing_is_said():
    unread = LINK._replace(
        source_url="https://mill.example/", target_url="https://mill.example/more"
    )
    assert TOPICS.of_links([unread]) == {}
