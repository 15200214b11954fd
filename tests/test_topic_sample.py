"""Which pages of a crawl are asked what they are about."""

from __future__ import annotations

import pytest

from linkcrawl.classify.topic_sample import TopicSample
from linkcrawl.items import Page
from linkcrawl.page.read import read_page

TEXT = "<p>" + "Every spring the kiln is lit for the first time, and people come. " * 10


@pytest.fixture
def sample() -> TopicSample:
    """Has seen enough of kiln.example."""
    sample = TopicSample(["own.example"], ["candidate.example"], ["https://kiln.example/agreed#a"])
    assert all(is_read(sample, f"https://kiln.example/{n}") for n in range(30))
    return sample


def visit(sample: TopicSample, url: str, html: str = "") -> Page:
    return read_page((TEXT + html).encode(), url, wanted=sample.wants)


def is_read(sample: TopicSample, url: str, html: str = "") -> bool:
    return bool(visit(sample, url, html).main_text)


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        ("https://kiln.example/31", "", False),
        ("https://shop.kiln.example/31", "", False),
        ("https://kiln.example/", "", True),
        ("https://kiln.example/agreed", "", True),
        ("https://kiln.example/31", "<a href=https://own.example/a>", True),
        ("https://kiln.example/31", "<a href=https://else.example/a>", False),
        ("https://own.example/31", "", True),
        ("https://candidate.example/31", "", True),
        ("https://new.example/31", "", True),
    ],
)
def test_pages_that_matter_and_a_sample_of_each_site_are_read(
    sample: TopicSample, url: str, html: str, expected: bool
) -> None:
    assert is_read(sample, url, html) is expected


def test_every_page_of_an_own_site_and_of_a_candidate_is_read() -> None:
    sample = TopicSample(["own.example"], ["candidate.example"])

    for site in ("own.example", "candidate.example"):
        assert all(is_read(sample, f"https://{site}/{n}") for n in range(40))


def test_a_page_that_an_own_page_links_to_is_read(sample: TopicSample) -> None:
    assert not is_read(sample, "https://kiln.example/deep")

    visit(sample, "https://own.example/a", "<a href=https://kiln.example/deep>kilns</a>")

    assert is_read(sample, "https://kiln.example/deep")


def test_pages_with_hardly_any_text_use_up_no_place() -> None:
    sample = TopicSample()
    for number in range(40):
        read_page(b"<p>Contact us.", f"https://kiln.example/{number}", wanted=sample.wants)

    assert is_read(sample, "https://kiln.example/long")


def test_a_page_whose_text_is_not_wanted_has_everything_else(sample: TopicSample) -> None:
    html = '<meta name="author" content="Ann Ember"><a href=/a>a</a>'
    url = "https://kiln.example/31"

    whole, page = read_page((TEXT + html).encode(), url), visit(sample, url, html)

    assert (page.main_text, page.main_words, page.publication.passages) == ("", 0, ())
    assert (page.links, page.text_digest) == (whole.links, whole.text_digest)
    assert page.publication[:3] == whole.publication[:3]
