"""Anchor types: what kind of text is clicked.

docs/anchors.md has the vocabulary, the rules and the figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from linkcrawl.classify.anchor_rules import Target, Where, type_text
from linkcrawl.classify.brands import BrandNames
from linkcrawl.classify.keywords import Keywords
from linkcrawl.classify.tokens import LONGEST, clean
from linkcrawl.classify.word_lists import language_of
from linkcrawl.memory import Encounters, Memory
from linkcrawl.urls import host_of, site_of_host
from linkcrawl.vocabulary import AnchorType

# In each half of the memory.
_REMEMBERED = 8_000
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
_PREPARED_HOSTS = 4_096
_Titles = tuple[str, ...]
# Text, image_alt, label, URL, language and titles.
_Key = tuple[str, str | None, str, str, str, _Titles]


@dataclass(frozen=True, slots=True)
class AnchorTerms:
    """What is known of the site that links point to."""

    brands: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class AnchorAnswer(NamedTuple):
    """An anchor type and, in plain words, why. An image has the type of its ``alt`` too."""

    type: AnchorType
    image_alt_type: AnchorType | None
    reason: str


class AnchorClassifier:
    """Names anchor types for links to any site; remembers what templates repeat.

    *terms* are by the target's registrable domain. A site without tracked keywords is
    judged by the words of the target's address instead.
    """

    def __init__(self, terms: Mapping[str, AnchorTerms] | None = None) -> None:
        self._terms = dict(terms or {})
        self._target = lru_cache(_PREPARED_HOSTS)(self._prepared)
        self._known = Memory[_Key, AnchorAnswer](_REMEMBERED)
        self._encounters = Encounters()

    def classify(
        self,
        text: str,
        image_alt: str | None,
        label: str,
        url: str,
        language: str = "",
        titles: _Titles = (),
    ) -> AnchorAnswer:
        """The anchor type of a link to *url*.

        *image_alt* is None where the link holds no image, *label* its ``aria-label`` or
        ``title``, *language* the ``lang`` of its page where known. *titles* are what the
        target's page calls itself, where it was read.

        >>> AnchorClassifier().classify("Oak & Ember", None, "", "https://oakandember.com/").type
        <AnchorType.BRAND: 'brand'>
        """
        key = (text, image_alt, label, url, language, titles)
        return self._known.newer.get(key) or self._known.get(key) or self._learn(key)

    def _prepared(self, host: str) -> Target:
        site = site_of_host(host)
        terms = self._terms.get(site) or self._terms.get(host.removeprefix("www.")) or AnchorTerms()
        return Target(
            host,
            site,
            BrandNames(terms.brands, host, terms.keywords),
            Keywords(terms.keywords) if terms.keywords else None,
        )

    def _learn(self, key: _Key) -> AnchorAnswer:
        text, image_alt, label, url, language, titles = key
        alt = image_alt if image_alt is None else image_alt[:LONGEST]
        where = Where(self._target(host_of(url)), url, language_of(language), titles)
        answer = _judged(text[:LONGEST], alt, label[:LONGEST], where)
        return self._known.keep(key, answer) if self._encounters.again(key) else answer


def classify_anchor(
    text: str,
    image_alt: str | None,
    label: str,
    url: str,
    terms: AnchorTerms | None = None,
    language: str = "",
) -> AnchorAnswer:
    """The anchor type of one link, for those who have one link to ask about.

    >>> terms = AnchorTerms(("Oak & Ember",), ("pizza oven",))
    >>> url = "https://oakandember.example/ovens/"
    >>> for text in ("Pizza ovens", "Oak & Ember pizza ovens", "read more"):
    ...     print(classify_anchor(text, None, "", url, terms, "en").type.value)
    exact_match
    brand_keyword
    generic
    """
    site = site_of_host(host_of(url))
    return AnchorClassifier({site: terms or AnchorTerms()}).classify(
        text, image_alt, label, url, language
    )


def _judged(text: str, alt: str | None, label: str, where: Where) -> AnchorAnswer:
    if shown := clean(text):
        kind, reason = type_text(shown, where)
        return AnchorAnswer(kind, None, reason)
    if alt is not None:
        return _of_image(clean(alt), where)
    if shown := clean(label):
        kind, reason = type_text(shown, where)
        return AnchorAnswer(kind, None, f"no text; its label {reason}")
    return AnchorAnswer(AnchorType.EMPTY, None, "no text, no image, no label")


def _of_image(alt: str, where: Where) -> AnchorAnswer:
    if not alt:
        return AnchorAnswer(AnchorType.IMAGE, AnchorType.EMPTY, "an image without alt")
    # Some systems fill a missing alt with the name of the file.
    words = clean(_FILE.sub("", alt).replace("_", " ").replace("-", " "))
    kind, reason = type_text(words if _FILE.search(alt) and words else alt, where)
    return AnchorAnswer(AnchorType.IMAGE, kind, f"an image; its alt {reason}")
