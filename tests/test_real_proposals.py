"""Real pages of several hundred sites: which can hold a link, and what is written to whom."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from test_real_pages import ARCHIVE, unpacked

from linkcrawl.classify.topic import topic_of
from linkcrawl.judge.candidates.pitches import pitch
from linkcrawl.judge.candidates.proposals import ContentPage, proposal, worth_linking
from linkcrawl.page.read import read_page
from linkcrawl.policy import Policy

pytestmark = pytest.mark.skipif(
    not ARCHIVE.exists(), reason=f"{ARCHIVE} holds other people's pages and is not shipped"
)
# Of each kind of page at least, or at most, this share is taken for one that can hold a link.
AT_LEAST = {"article": 0.8, "documentation": 0.8}
AT_MOST = {"links_page": 0.15, "home": 0.15, "product": 0.15, "forum": 0.15, "listing": 0.3}


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest) -> list[tuple[str, ContentPage]]:
    """Every second page with its kind."""
    folder: Path = unpacked(request.config)
    found = []
    for line in (folder / "pages.jsonl").read_text().splitlines()[::2]:
        row = json.loads(line)
        url = row["url"] or f"https://{row['domain']}/"
        page = read_page((folder / "pages" / f"{row['page']}.html").read_bytes(), url)
        topic = topic_of(page.main_text, page.main_words, page.language)
        told = ContentPage(
            url, page.h1 or page.title, topic.language, topic.words, topic.vector,
            page.publication.passages,
        )  # fmt: skip
        found.append((row["kind"], told))
    return found


def test_articles_can_hold_links_and_lists_shops_and_forums_can_not(
    pages: list[tuple[str, ContentPage]],
) -> None:
    every = Counter(kind for kind, _ in pages)
    taken = Counter(kind for kind, page in pages if worth_linking([page]))
    shares = {kind: taken[kind] / every[kind] for kind in every}

    assert {kind: shares[kind] for kind, share in AT_LEAST.items() if shares[kind] < share} == {}
    assert {kind: shares[kind] for kind, share in AT_MOST.items() if shares[kind] > share} == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_messages_about_real_pages_are_short_and_quote_them(
    pages: list[tuple[str, ContentPage]], language: str
) -> None:
    articles = worth_linking([page for _, page in pages])
    sites = [articles[start : start + 20] for start in range(0, len(articles), 20)]
    policy = Policy(language=language)  # type: ignore[arg-type]
    drafted = 0
    for ours, theirs in pairwise(sites):
        found = proposal(ours, theirs, (), lambda text: topic_of(text, 0).vector)
        draft = pitch(found, policy, "Oak & Ember")
        for fit in filter(None, (found.for_us, found.for_them)):
            assert fit.paragraph in fit.host.passages
            assert fit.relevance >= 0.6
        if draft is not None:
            drafted += 1
            assert len(draft.text.split()) < 150, draft.text
            assert draft.text.replace("\n", "").isprintable()

    assert drafted > 5
