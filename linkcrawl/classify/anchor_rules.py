"""The rules that a clicked text is typed by, in the order of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linkcrawl.classify.addresses import address_of, owners_of
from linkcrawl.classify.brands import BrandFound, BrandNames, joined
from linkcrawl.classify.keywords import Keywords
from linkcrawl.classify.naked_urls import url_in
from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.tokens import Tokens, tokenise_clean
from linkcrawl.classify.topics import match_address, match_title
from linkcrawl.classify.word_lists import ANY_STOP_WORD, LEGAL_FORMS
from linkcrawl.vocabulary import AnchorType

# A text of this many words, a third of them stop words, is running text.
_PROSE_WORDS, _PROSE_SHARE = 7, 1 / 3
# A text of so many words beside a brand may be the target's headline.
_HEADLINE = 3
_SHORTEST_OWNER, _LONGEST_REMAINDER = 6, 4
# Arrows, page numbers, footnotes; prices and numbers of records say more.
_COUNTER = re.compile(r"[^\w$€£¥%#.,/:]*\d{0,3}[^\w$€£¥%#,/:]*|[\W_]*")
_LONGEST_COUNTER = 12
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
Typed = tuple[AnchorType, str]


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a site that links point to. No *keywords*: none is tracked."""

    host: str
    site: str
    names: BrandNames
    keywords: Keywords | None


class Where(NamedTuple):
    """The target of one link, and the language of the page that has it, "" if unknown.

    *titles* are what the page at *url* calls itself, as far as it was read.
    """

    target: Target
    url: str
    language: str
    titles: tuple[str, ...]


class _Anchor(NamedTuple):
    tokens: Tokens
    words: tuple[str, ...]
    brand: BrandFound | None
    target: Target
    url: str
    language: str
    titles: tuple[str, ...]

    @property
    def beside_brand(self) -> tuple[str, ...]:
        if self.brand is None:
            return self.words
        return self.words[: self.brand.start] + self.words[self.brand.end :]


def type_text(text: str, where: Where) -> Typed:
    """The type of a clean text that is not empty, and why."""
    target, url, language, _ = where
    if "." in text and not target.names.written_in(text):
        shown, text = _without_urls(text, target.host, url)
        words = tokenise_clean(text).folded
        if shown and (not words or is_generic(words, language)):
            # A URL may be cut within its host name.
            ours = any(target.site.startswith(site) for site in shown)
            whose = "the target's" if ours else "another site's"
            return AnchorType.NAKED_URL, f"is {whose} address"
    tokens = tokenise_clean(text)
    if (len(text) <= _LONGEST_COUNTER and _COUNTER.fullmatch(text)) or not tokens.folded:
        return AnchorType.GENERIC, "is a sign or a short number"
    anchor = _Anchor(tokens, tokens.folded, target.names.find(tokens), *where)
    return (
        _as_brand(anchor)
        or (_as_keyword(anchor) if target.keywords else _as_address(anchor))
        or _as_title(anchor)
        or _as_generic(anchor)
        or (AnchorType.DESCRIPTIVE, "fits no other type")
    )


def _without_urls(text: str, host: str, url: str) -> tuple[set[str], str]:
    """The sites that URLs in a text name, and the rest of the text."""
    sites: set[str] = set()
    kept: list[str] = []
    for word in text.split():
        site = url_in(word, host)
        if site:
            sites.add(site)
        # A URL cut in its middle goes on: "https://oakandember.example/ov ... garden".
        elif not (sites and word.strip(".…") in url):
            kept.append(word)
    return sites, " ".join(kept)


def _as_brand(anchor: _Anchor) -> Typed | None:
    owners = owners_of(anchor.url, anchor.target.site)
    if owners and _is_owner([word for word in anchor.words if not word.isdigit()], owners):
        return AnchorType.BRAND, "names the owner of the page"
    if anchor.brand is None:
        spelt = anchor.target.names.spelt_by(anchor.tokens)
        return (AnchorType.BRAND, "is what the domain shortens") if spelt else None
    rest = [word for word in anchor.beside_brand if word not in LEGAL_FORMS and word != "&"]
    content = [word for word in rest if word not in ANY_STOP_WORD]
    named = _is_owner(content, owners) or _in_host(content, anchor)
    if named or _says_nothing(rest, anchor.language):
        return AnchorType.BRAND, f'is the brand "{anchor.brand.name}"'
    if anchor.target.keywords:
        return _beside_keyword(anchor.brand, rest, content, anchor)
    prose = len(rest) >= _PROSE_WORDS and len(rest) - len(content) >= _PROSE_SHARE * len(rest)
    if prose or not anchor.brand.sure or (len(content) >= _HEADLINE and _is_headline(anchor)):
        return None
    return AnchorType.BRAND_KEYWORD, f'joins the brand "{anchor.brand.name}" and a topic'


def _beside_keyword(
    brand: BrandFound, rest: Sequence[str], content: Sequence[str], anchor: _Anchor
) -> Typed | None:
    match = anchor.target.keywords and anchor.target.keywords.match(rest, anchor.language)
    if match:
        reason = f'joins the brand "{brand.name}" and the tracked keyword "{match.keyword}"'
        return AnchorType.BRAND_KEYWORD, reason
    if brand.sure and len(content) <= brand.end - brand.start:
        return AnchorType.BRAND, f'is for the most part the brand "{brand.name}"'
    return None


def _as_keyword(anchor: _Anchor) -> Typed | None:
    match = anchor.target.keywords and anchor.target.keywords.match(anchor.words, anchor.language)
    return (match.type, f'{_NEAR[match.type]} "{match.keyword}"') if match else None


def _is_headline(anchor: _Anchor) -> bool:
    match = match_address(anchor.words, anchor.url, anchor.language)
    return match is not None and match[0] is AnchorType.EXACT_MATCH


def _as_address(anchor: _Anchor) -> Typed | None:
    least = 2 if _is_running_text(anchor) else 1
    match = match_address(anchor.words, anchor.url, anchor.language, least)
    if anchor.brand and (match is None or match[0] is not AnchorType.EXACT_MATCH):
        match = match_address(anchor.beside_brand, anchor.url, anchor.language, least)
    if match is None or is_generic(anchor.words, anchor.language):
        return None
    kind, slug = match
    return kind, f'{_NEAR_ADDRESS[kind]} "{slug}"'


def _is_running_text(anchor: _Anchor) -> bool:
    """True for a piece of a sentence, which shares a word with any page on its subject."""
    begins_small = anchor.tokens.typed[0][0].islower()
    return begins_small and not ANY_STOP_WORD.isdisjoint(anchor.words)


def _as_title(anchor: _Anchor) -> Typed | None:
    titles = anchor.titles
    if anchor.target.keywords:
        titles += (" ".join(address_of(anchor.url).slug),)
    if not titles or is_generic(anchor.words, anchor.language):
        return None
    title = match_title(anchor.words, titles, anchor.language)
    return (AnchorType.TITLE_MATCH, f'is the title "{title}"') if title else None


def _as_generic(anchor: _Anchor) -> Typed | None:
    if is_generic(anchor.words, anchor.language):
        return AnchorType.GENERIC, "is a phrase that fits any link"
    return None


def _says_nothing(words: Sequence[str], language: str) -> bool:
    telling = [word for word in words if word not in ANY_STOP_WORD and not word.isdigit()]
    return not telling or is_generic(words, language)


def _in_host(words: Sequence[str], anchor: _Anchor) -> bool:
    """True where a host name spells the rest of a name: Google Maps on maps.google.com."""
    labels = anchor.target.host.split(".")
    return set(words).issubset(labels) or "".join(words) in labels


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
