"""Tracked keywords, and how nearly a text repeats one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from linkcrawl.classify.stems import stems
from linkcrawl.classify.tokens import spell_out, tokenise
from linkcrawl.classify.word_lists import CONJUNCTIONS, LANGUAGES, STOP_WORDS
from linkcrawl.vocabulary import AnchorType

# Of a keyword's content words, how many make a partial match: field practice says two thirds.
_PARTIAL = 2 / 3
# Stems of a language that the page does not declare count from this length on: shorter ones
# confuse "pasta" with "paste".
_SURE_STEM = 5
# German and Dutch join words: keywords of so many letters are looked for inside others.
_COMPOUND_HEAD, _COMPOUNDING = 7, ("de", "nl")
_SHORTEST_JOINED, _MOST_JOINED = 5, 4
_NEARNESS = (AnchorType.PARTIAL_MATCH, AnchorType.PHRASE_MATCH, AnchorType.EXACT_MATCH)


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """The nearest of the tracked keywords, and how near it is."""

    type: AnchorType
    keyword: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    keyword: str
    words: tuple[str, ...]


class _Lexicon:
    """Texts by words, found in any inflection in any of our languages."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], set[str]] = {}
        self._begun: set[str] = set()
        self.find = lru_cache(20_000)(self._find)

    def learn(self, word: str) -> None:
        self._begun.add(word[:2])
        for key in (
            (word, ""),
            *((stem, name) for name in LANGUAGES for stem in stems(word, name)),
        ):
            self._known.setdefault(key, set()).add(word)

    def may_have(self, word: str) -> bool:
        return word[:2] in self._begun

    def _find(self, word: str, language: str) -> frozenset[str]:
        """The words learnt that *word* is an inflection of."""
        found = set(self._known.get((word, ""), ()))
        for name in LANGUAGES:
            shortest = 1 if name == language or not language else _SURE_STEM
            for stem in stems(word, name):
                if len(stem) >= shortest:
                    found |= self._known.get((stem, name), set())
        return frozenset(found)


class Keywords:
    """The tracked keywords of one site, ready for matching in any of our languages."""

    def __init__(self, keywords: Iterable[str]) -> None:
        self._words, self._joined = _Lexicon(), _Lexicon()
        self._phrases: dict[str, list[_Phrase]] = {}
        self._keyword_of: dict[str, str] = {}
        for keyword in keywords:
            for spelling in dict.fromkeys((keyword, spell_out(keyword))):
                self._learn(keyword, tuple(map(_plain, tokenise(spelling).folded)))
        self._longest = max(map(len, self._keyword_of), default=0) + 3
        self._compound = lru_cache(20_000)(self._in_compound)

    def match(self, words: Sequence[str], language: str = "") -> KeywordMatch | None:
        """How a text of folded *words* repeats a keyword, None where it does not.

        >>> keywords = Keywords(["wood-fired pizza oven"])
        >>> keywords.match(["pizza", "ovens", "fired", "by", "gas"], "en").type.value
        'partial_match'
        """
        words = tuple(map(_plain, words))
        known = [
            self._words.find(word, language) if self._words.may_have(word) else frozenset()
            for word in words
        ]
        near = {
            phrase for found in known for word in found for phrase in self._phrases.get(word, ())
        }
        nearest = None
        for phrase in sorted(near, key=lambda phrase: phrase.keyword):
            nearest = _nearer(nearest, _match(phrase, known, language))
        if nearest and nearest.type is AnchorType.EXACT_MATCH:
            return nearest
        return _nearer(nearest, self._match_joined(words, language))

    def _learn(self, keyword: str, words: tuple[str, ...]) -> None:
        for word in dict.fromkeys(words):
            self._words.learn(word)
            self._phrases.setdefault(word, []).append(_Phrase(keyword, words))
        whole = "".join(words)
        if len(whole) < _SHORTEST_JOINED:
            return
        # With the linking letters of German and Dutch: Hochzeit(s)kleid, Sonne(n)schirm.
        for spelling in {whole, *(link.join(words) for link in "sn" if len(words) == 2)}:
            self._joined.learn(spelling)
            self._keyword_of.setdefault(spelling, keyword)

    def _match_joined(self, words: Sequence[str], language: str) -> KeywordMatch | None:
        nearest = None
        for start in range(len(words)):
            text = ""
            for end in range(start, min(start + _MOST_JOINED, len(words))):
                text += words[end]
                if len(text) > self._longest:
                    break
                if len(text) < _SHORTEST_JOINED or not self._joined.may_have(text):
                    continue
                for found in sorted(self._joined.find(text, language)):
                    whole = end - start + 1 == len(words)
                    kind = AnchorType.EXACT_MATCH if whole else AnchorType.PHRASE_MATCH
                    nearest = _nearer(nearest, KeywordMatch(kind, self._keyword_of[found]))
            if len(words[start]) >= _COMPOUND_HEAD + 3:
                nearest = _nearer(nearest, self._compound(words[start]))
        return nearest

    def _in_compound(self, word: str) -> KeywordMatch | None:
        for known, keyword in self._keyword_of.items():
            if len(known) < _COMPOUND_HEAD:
                continue
            for name in _COMPOUNDING:
                for ending in stems(known, name):
                    if any(stem.endswith(ending) and stem != ending for stem in stems(word, name)):
                        return KeywordMatch(AnchorType.PHRASE_MATCH, keyword)
        return None


def _match(phrase: _Phrase, known: Sequence[frozenset[str]], language: str) -> KeywordMatch | None:
    length = len(phrase.words)
    for start in range(len(known) - length + 1):
        if all(word in known[start + at] for at, word in enumerate(phrase.words)):
            whole = length == len(known)
            kind = AnchorType.EXACT_MATCH if whole else AnchorType.PHRASE_MATCH
            return KeywordMatch(kind, phrase.keyword)
    content = _content(phrase.words, language)
    found = sum(any(word in words for words in known) for word in content)
    if len(content) > 1 and found >= ceil(_PARTIAL * len(content)):
        return KeywordMatch(AnchorType.PARTIAL_MATCH, phrase.keyword)
    return None


@lru_cache(maxsize=4_000)
def _content(words: tuple[str, ...], language: str) -> frozenset[str]:
    """The words of a keyword that carry its topic; none where a script has no spaces."""
    if all(len(word) == 1 for word in words):
        return frozenset()
    return frozenset(word for word in words if not _is_stop_word(word, language))


def _is_stop_word(word: str, language: str) -> bool:
    if word == "&" or word in STOP_WORDS["en"] or word in STOP_WORDS.get(language, ()):
        return True
    # In an unknown language: "de" is one in several, "hat" in German alone.
    return not language and sum(word in listed for listed in STOP_WORDS.values()) > 1


def _plain(word: str) -> str:
    return "&" if word in CONJUNCTIONS else word


def _nearer(one: KeywordMatch | None, other: KeywordMatch | None) -> KeywordMatch | None:
    if one is None or other is None:
        return one or other
    return other if _NEARNESS.index(other.type) > _NEARNESS.index(one.type) else one
