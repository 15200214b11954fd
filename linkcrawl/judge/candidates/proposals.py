"""Pages of two sites → which page of one would help the readers of which page of the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from linkcrawl.judge.criteria.relevance import RELATED, Floats, as_rows, relevances
from linkcrawl.masking import is_starred
from linkcrawl.purposes import Purpose, purpose_of
from linkcrawl.urls import page_key

# Shorter pages have no room for a link that helps, and nothing to lead to.
_ENOUGH_WORDS = 120
# A page in another language helps fewer readers.
_FOREIGN = 0.1
_MOST_PAGES, _MOST_PAIRS = 60, 8
_SHORTEST_PASSAGE = 80
_SEVERAL = 3
_PARAGRAPHS, _PROSE = 2, 120
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")

Vectors = Callable[[str], bytes]
"""What a passage is about, b"" where it can't be told."""


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page that was read: its main text's vector and language, and its first paragraphs."""

    url: str
    title: str
    language: str
    words: int
    vector: bytes
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A page that would help readers of another one, the *host*, and the paragraph where.

    *shown* is the paragraph of the target that comes nearest to what the host is about.
    """

    target: ContentPage
    host: ContentPage
    paragraph: str
    shown: str
    relevance: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each side's readers could gain: *for_us* is a page of theirs on a page of ours."""

    for_us: Fit | None = None
    for_them: Fit | None = None


def worth_linking(pages: Sequence[ContentPage]) -> tuple[ContentPage, ...]:
    """The pages that can hold a link or be led to: no links pages, tags, archives, legal texts,
    shop pages, forums, none without running text, none with a secret in its address. A page that
    several others lie below is a list of them.
    """
    above = Counter(page.url.rstrip("/").rpartition("/")[0] for page in pages)
    return tuple(
        page
        for page in pages
        if purpose_of(page.url, page.title) is Purpose.CONTENT
        and page.words >= _ENOUGH_WORDS
        and page.vector
        and sum(map(_is_prose, page.passages)) >= _PARAGRAPHS
        and above[page.url.rstrip("/")] < _SEVERAL
        and not is_starred(page.url)
    )


def _is_prose(passage: str) -> bool:
    """True for a paragraph of several sentences; what lists and teasers have is shorter."""
    return len(passage) >= _PROSE and len(_SENTENCE_END.findall(passage)) > 1


def proposal(
    ours: Sequence[ContentPage],
    theirs: Sequence[ContentPage],
    linked: Collection[tuple[str, str]],
    vectors: Vectors,
    *,
    trade: bool = True,
) -> Proposal:
    """The pages that fit each other best, by what they are about.

    *linked* are the pairs (page, page it links to) between the two sites; those are there already.
    Two pages are never proposed to link to each other. Without *trade* only what helps their
    readers is looked for.
    """
    known = {(page_key(one), page_key(other)) for one, other in linked}
    mine, other = worth_linking(ours), worth_linking(theirs)
    for_us = best_fit(other, mine, known, vectors) if trade else None
    if for_us:
        known.add((page_key(for_us.target.url), page_key(for_us.host.url)))
    return Proposal(for_us, best_fit(mine, other, known, vectors))


def best_fit(
    targets: Sequence[ContentPage],
    hosts: Sequence[ContentPage],
    linked: Collection[tuple[str, str]],
    vectors: Vectors,
) -> Fit | None:
    """The target and the host that are nearest, and nearest in one of the host's paragraphs."""
    fits = (
        fit
        for near, target, host in _pairs(targets[:_MOST_PAGES], hosts[:_MOST_PAGES])
        if (page_key(host.url), page_key(target.url)) not in linked
        and (fit := _fit(near, target, host, vectors))
    )
    return max(fits, key=_worth, default=None)


def _pairs(
    targets: Sequence[ContentPage], hosts: Sequence[ContentPage]
) -> Iterator[tuple[float, ContentPage, ContentPage]]:
    if not targets or not hosts:
        return
    near = relevances(_rows(targets), _rows(hosts))
    ranked = nlargest(
        _MOST_PAIRS,
        ((float(near[place]), place) for place in np.ndindex(near.shape) if near[place] >= RELATED),
        key=lambda row: row[0] - _foreign(targets[row[1][0]], hosts[row[1][1]]),
    )
    for value, (target, host) in ranked:
        yield value, targets[target], hosts[host]


def _fit(near: float, target: ContentPage, host: ContentPage, vectors: Vectors) -> Fit | None:
    """A pair with the paragraphs that come nearest; None where the host has none to stand in."""
    paragraph = _nearest(host.passages, target.vector, vectors)
    shown = _nearest(target.passages, host.vector, vectors)
    return Fit(target, host, paragraph, shown, near) if paragraph else None


def _nearest(passages: Sequence[str], vector: bytes, vectors: Vectors) -> str:
    """The passage that is nearest to a text; the first one where that can't be told."""
    long = [text for text in passages if len(text) >= _SHORTEST_PASSAGE]
    told = [(text, about) for text in long if (about := vectors(text))]
    if not told:
        return next(iter(long), "")
    near = relevances(as_rows([vector]), as_rows([about for _, about in told]))[0]
    return told[int(np.argmax(near))][0]


def _worth(fit: Fit) -> float:
    return fit.relevance - _foreign(fit.target, fit.host)


def _foreign(one: ContentPage, other: ContentPage) -> float:
    return _FOREIGN if one.language != other.language else 0.0


def _rows(pages: Sequence[ContentPage]) -> Floats:
    return as_rows([page.vector for page in pages])
