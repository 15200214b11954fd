"""Anchor types: what kind of text is clicked.

docs/anchors.md has the vocabulary, the rules and the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linkcrawl.classify.brands import BrandFound, BrandNames, joined
from linkcrawl.classify.keywords import Keywords
from linkcrawl.classify.naked_urls import url_in
from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.tokens import LONGEST, Tokens, clean, tokenise
from linkcrawl.classify.topics import match_title, match_topic, owners_of, topic_of
from linkcrawl.classify.word_lists import ANY_STOP_WORD, LEGAL_FORMS, language_of
from linkcrawl.items import AnchorType
from linkcrawl.urls import host_of, site_of_host

_REMEMBERED = 16_384
_PREPARED_HOSTS = 4_096
# A text of this many words, a third of them stop words, is running text.
_PROSE_WORDS, _PROSE_SHARE = 7, 1 / 3
_SHORTEST_OWNER, _LONGEST_REMAINDER = 6, 4


@dataclass(frozen=True, slots=True)
class AnchorTerms:
    """What is known of a target: its site's brands and keywords, its page's titles."""

    brands: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnchorAnswer:
    """An anchor type and, in plain words, why. An image has the type of its ``alt`` too."""

    type: AnchorType
    reason: str
    image_alt_type: AnchorType | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    host: str
    site: str
    names: BrandNames
    keywords: Keywords | None
    titles: tuple[str, ...]


class AnchorClassifier:
    """Names anchor types for links to any site; remembers what templates repeat.

    *terms* are by the target's registrable domain. A site without tracked keywords is
    judged by the words of the target's address instead.
    """

    def __init__(self, terms: Mapping[str, AnchorTerms] | None = None) -> None:
        self._terms = dict(terms or {})
        self._target = lru_cache(_PREPARED_HOSTS)(self._prepared)
        self._remembered = lru_cache(_REMEMBERED)(self._judged)

    def classify(
        self, text: str, image_alt: str | None, label: str, url: str, language: str = ""
    ) -> AnchorAnswer:
        """The anchor type of a link to *url*.

        *image_alt* is None where the link holds no image, *label* its ``aria-label`` or
        ``title``, *language* the ``lang`` of its page where known.

        >>> AnchorClassifier().classify("Oak & Ember", None, "", "https://oakandember.com/").type
        <AnchorType.BRAND: 'brand'>
        """
        alt = image_alt if image_alt is None else image_alt[:LONGEST]
        return self._remembered(text[:LONGEST], alt, label[:LONGEST], url, language_of(language))

    def _prepared(self, host: str) -> _Target:
        site = site_of_host(host)
        terms = self._terms.get(site) or self._terms.get(host.removeprefix("www.")) or AnchorTerms()
        return _Target(
            host,
            site,
            BrandNames(terms.brands, host, terms.keywords),
            Keywords(terms.keywords) if terms.keywords else None,
            terms.titles,
        )

    def _judged(
        self, text: str, alt: str | None, label: str, url: str, language: str
    ) -> AnchorAnswer:
        target = self._target(host_of(url))
        if shown := clean(text):
            return _of_text(shown, target, url, language)
        if alt is not None:
            return _of_image(clean(alt), target, url, language)
        if shown := clean(label):
            answer = _of_text(shown, target, url, language)
            return AnchorAnswer(answer.type, f"no text; its label {answer.reason}")
        return AnchorAnswer(AnchorType.EMPTY, "no text, no image, no label")


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


def _of_image(alt: str, target: _Target, url: str, language: str) -> AnchorAnswer:
    if not alt:
        return AnchorAnswer(AnchorType.IMAGE, "an image without alt", AnchorType.EMPTY)
    answer = _of_text(alt, target, url, language)
    return AnchorAnswer(AnchorType.IMAGE, f"an image; its alt {answer.reason}", answer.type)


def _of_text(text: str, target: _Target, url: str, language: str) -> AnchorAnswer:
    if "." in text:
        named, text = _without_urls(text, target.host)
        if named and is_generic(tokenise(text).folded or ("this",), language):
            whose = "the target's" if target.site in named else "another site's"
            return AnchorAnswer(AnchorType.NAKED_URL, f"is {whose} address")
    tokens = tokenise(text)
    if not any(word[0].isalpha() for word in tokens.folded):
        return AnchorAnswer(AnchorType.GENERIC, "holds signs and figures only")
    return (
        _as_brand(tokens, target, url, language)
        or _as_keyword(tokens, target, url, language)
        or _as_title(tokens, target, url, language)
        or _as_generic(tokens, language)
        or AnchorAnswer(AnchorType.DESCRIPTIVE, "fits no other type")
    )


def _without_urls(text: str, host: str) -> tuple[list[str], str]:
    named: list[str] = []
    kept: list[str] = []
    for word in text.split():
        site = url_in(word, host)
        (named if site else kept).append(site or word)
    return named, " ".join(kept)


def _as_brand(tokens: Tokens, target: _Target, url: str, language: str) -> AnchorAnswer | None:
    owners = owners_of(url, target.site)
    if _is_owner([word for word in tokens.folded if not word.isdigit()], owners):
        return AnchorAnswer(AnchorType.BRAND, "names the owner of the page")
    found = target.names.find(tokens)
    if not found:
        spelt = target.names.spelt_by(tokens)
        return AnchorAnswer(AnchorType.BRAND, "is what the domain shortens") if spelt else None
    rest = [
        word
        for word in tokens.folded[: found.start] + tokens.folded[found.end :]
        if word not in LEGAL_FORMS and word != "&"
    ]
    if _says_nothing(rest, language) or _is_owner(rest, owners):
        return AnchorAnswer(AnchorType.BRAND, f'is the brand "{found.name}"')
    return _with_brand(found, rest, tokens, target, language)


def _with_brand(
    found: BrandFound, rest: list[str], tokens: Tokens, target: _Target, language: str
) -> AnchorAnswer | None:
    content = [word for word in rest if word not in ANY_STOP_WORD]
    if target.keywords:
        match = target.keywords.match(rest, language)
        if match:
            reason = f'joins the brand "{found.name}" and the tracked keyword "{match.keyword}"'
            return AnchorAnswer(AnchorType.BRAND_KEYWORD, reason)
        if found.sure and len(content) <= found.end - found.start:
            return AnchorAnswer(AnchorType.BRAND, f'is for the most part the brand "{found.name}"')
        return None
    prose = len(rest) >= _PROSE_WORDS and len(rest) - len(content) >= _PROSE_SHARE * len(rest)
    if prose or not found.sure:
        return None
    return AnchorAnswer(AnchorType.BRAND_KEYWORD, f'joins the brand "{found.name}" and a topic')


def _as_keyword(tokens: Tokens, target: _Target, url: str, language: str) -> AnchorAnswer | None:
    if target.keywords:
        match = target.keywords.match(tokens.folded, language)
        if match is None:
            return None
        return AnchorAnswer(match.type, f'{_NEAR[match.type]} "{match.keyword}"')
    topic = topic_of(url)
    if not topic.slug:
        return None
    named = target.names.find(tokens)
    words = tokens.folded[: named.start] + tokens.folded[named.end :] if named else tokens.folded
    kind = match_topic(words, topic, language)
    if kind and not is_generic(tokens.folded, language):
        return AnchorAnswer(kind, f'{_NEAR_ADDRESS[kind]} "{" ".join(topic.slug)}"')
    return None


def _as_title(tokens: Tokens, target: _Target, url: str, language: str) -> AnchorAnswer | None:
    titles = target.titles
    if target.keywords:
        titles += (" ".join(topic_of(url).slug),)
    title = match_title(tokens.folded, titles, language)
    return AnchorAnswer(AnchorType.TITLE_MATCH, f'is the title "{title}"') if title else None


def _as_generic(tokens: Tokens, language: str) -> AnchorAnswer | None:
    if is_generic(tokens.folded, language):
        return AnchorAnswer(AnchorType.GENERIC, "is a phrase that fits any link")
    return None


def _says_nothing(words: list[str], language: str) -> bool:
    return all(word in ANY_STOP_WORD or word.isdigit() for word in words) or is_generic(
        words, language
    )


def _is_owner(words: Sequence[str], owners: tuple[str, ...]) -> bool:
    if not owners or not words:
        return False
    # "jamesallenuk" is James Allen: a name that was taken gets an ending.
    begun = {
        owner[:end]
        for owner in owners
        for end in range(max(_SHORTEST_OWNER, len(owner) - _LONGEST_REMAINDER), len(owner))
    }
    return not begun.union(owners).isdisjoint(joined(words))


_NEAR = {
    AnchorType.EXACT_MATCH: "equals the tracked keyword",
    AnchorType.PHRASE_MATCH: "holds, word for word, the tracked keyword",
    AnchorType.PARTIAL_MATCH: "holds most words of the tracked keyword",
}
_NEAR_ADDRESS = {
    AnchorType.EXACT_MATCH: "equals the target's address",
    AnchorType.PHRASE_MATCH: "holds the target's address",
    AnchorType.PARTIAL_MATCH: "holds words of the target's address",
}
