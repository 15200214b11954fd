"""Tracked keywords, and how nearly a text repeats one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from linkcrawl.classify.stems import stems
from linkcrawl.classify.tokens import spell_out, tokenise
from linkcrawl.classify.word_lists import CONJUNCTIONS, LANGUAGES, STOP_WORDS
from linkcrawl.items import AnchorType

# Of a keyword's content words, how many make a partial match: field practice says two thirds.
_PARTIAL = 2 / 3
# Stems of a language that the page does not declare count from this length on: shorter ones
# confuse "pasta" with "paste".
_SURE_STEM = 5
_COMPOUND_HEAD = 7
_MOST_JOINED = 4
_NEARNESS = (AnchorType.PARTIAL_MATCH, AnchorType.PHRASE_MATCH, AnchorType.EXACT_MATCH)


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """The nearest of the tracked keywords, and how near it is."""

    type: AnchorType
    keyword: str


class Keywords:
    """The tracked keywords of one site, ready for matching in any of our languages."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._keywords = tuple(
            (keyword, words) for keyword in keywords for words in _spellings(keyword) if words
        )
        self._beginnings = frozenset(word[:2] for _, words in self._keywords for word in words) | {
            "&"
        }
        self._heads = tuple(
            {
                words[-1][-4:-1]
                for _, words in self._keywords
                if len("".join(words)) >= _COMPOUND_HEAD
            }
        )
        self._in = cache(self._prepared)

    def match(self, words: Sequence[str], language: str = "") -> KeywordMatch | None:
        """How a text of folded *words* repeats a keyword, None where it does not.

        >>> keywords = Keywords(["wood-fired pizza oven"])
        >>> keywords.match(["pizza", "ovens", "fired", "by", "gas"], "en").type.value
        'partial_match'
        """
        if not self._keywords or not self._may_match(words):
            return None
        found = self._in(language, 1).match(words) if language else None
        shortest = _SURE_STEM if language else 1
        for other in LANGUAGES:
            if found and found.type is AnchorType.EXACT_MATCH:
                return found
            if other != language:
                found = _nearer(found, self._in(other, shortest).match(words))
        return found

    def _may_match(self, words: Sequence[str]) -> bool:
        return any(
            word[:2] in self._beginnings
            or (len(word) > _COMPOUND_HEAD and any(head in word for head in self._heads))
            for word in words
        )

    def _prepared(self, language: str, shortest: int) -> _InOneLanguage:
        return _InOneLanguage(self._keywords, language, shortest)


class _InOneLanguage:
    def __init__(
        self, keywords: Sequence[tuple[str, tuple[str, ...]]], language: str, shortest: int
    ) -> None:
        self._language, self._shortest = language, shortest
        self._ids: dict[str, int] = {}
        self._joined: dict[str, str] = {}
        self._phrases: list[tuple[str, tuple[int, ...], frozenset[int]]] = []
        self._stop = STOP_WORDS[language] | STOP_WORDS["en"]
        for keyword, words in keywords:
            ids = tuple(self._learn(word) for word in words)
            content = frozenset(
                number
                for number, word in zip(ids, words, strict=True)
                if word not in self._stop and word not in CONJUNCTIONS
            )
            unspaced = all(len(word) == 1 for word in words)
            self._phrases.append((keyword, ids, frozenset() if unspaced else content))
            self._join(keyword, words)
        self._lengths = sorted({len(key) for key in self._joined if len(key) >= _COMPOUND_HEAD})

    def match(self, words: Sequence[str]) -> KeywordMatch | None:
        ids = [self._id(word) for word in words]
        found = None
        for keyword, phrase, content in self._phrases:
            found = _nearer(found, _match_ids(keyword, ids, phrase, content))
        return _nearer(found, self._match_joined(words))

    def _keys(self, word: str) -> Iterable[str]:
        yield word
        for stem in stems(word, self._language):
            if len(stem) >= self._shortest:
                yield f"{stem}~"

    def _learn(self, word: str) -> int:
        known = [self._ids[key] for key in self._keys(word) if key in self._ids]
        number = known[0] if known else len(self._ids)
        for key in self._keys(word):
            self._ids.setdefault(key, number)
        return number

    def _id(self, word: str) -> int:
        word = "&" if word in CONJUNCTIONS else word
        for key in self._keys(word):
            if key in self._ids:
                return self._ids[key]
        return -1

    def _join(self, keyword: str, words: tuple[str, ...]) -> None:
        # German and Dutch join words, with or without a linking s or n.
        whole = "".join(words)
        if len(whole) < 5:
            return
        spellings = {whole, *(link.join(words) for link in ("s", "n") if len(words) == 2)}
        for spelling in spellings:
            for key in self._keys(spelling):
                self._joined.setdefault(key, keyword)

    def _match_joined(self, words: Sequence[str]) -> KeywordMatch | None:
        found = None
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_JOINED, len(words)) + 1):
                keyword = self._joined_keyword("".join(words[start:end]))
                if keyword:
                    whole = end - start == len(words)
                    kind = AnchorType.EXACT_MATCH if whole else AnchorType.PHRASE_MATCH
                    found = _nearer(found, KeywordMatch(kind, keyword))
            found = _nearer(found, self._compound(words[start]))
        return found

    def _joined_keyword(self, text: str) -> str | None:
        if len(text) < 5:
            return None
        return next((self._joined[key] for key in self._keys(text) if key in self._joined), None)

    def _compound(self, word: str) -> KeywordMatch | None:
        if self._language not in ("de", "nl") or len(word) < _COMPOUND_HEAD + 3:
            return None
        for key in self._keys(word):
            for length in self._lengths:
                keyword = self._joined.get(key[-length:]) if length <= len(key) - 3 else None
                if keyword:
                    return KeywordMatch(AnchorType.PHRASE_MATCH, keyword)
        return None


def _spellings(keyword: str) -> Iterable[tuple[str, ...]]:
    for spelling in dict.fromkeys((keyword, spell_out(keyword))):
        words = tokenise(spelling).folded
        yield tuple("&" if word in CONJUNCTIONS else word for word in words)


def _match_ids(
    keyword: str, ids: Sequence[int], phrase: tuple[int, ...], content: frozenset[int]
) -> KeywordMatch | None:
    length = len(phrase)
    for start in range(len(ids) - length + 1):
        if ids[start] == phrase[0] and tuple(ids[start : start + length]) == phrase:
            whole = length == len(ids)
            return KeywordMatch(
                AnchorType.EXACT_MATCH if whole else AnchorType.PHRASE_MATCH, keyword
            )
    if len(content) > 1 and len(content.intersection(ids)) >= ceil(_PARTIAL * len(content)):
        return KeywordMatch(AnchorType.PARTIAL_MATCH, keyword)
    return None


def _nearer(one: KeywordMatch | None, other: KeywordMatch | None) -> KeywordMatch | None:
    if one is None or other is None:
        return one or other
    return other if _NEARNESS.index(other.type) > _NEARNESS.index(one.type) else one
