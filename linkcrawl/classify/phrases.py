"""Phrases that fit any link: "read more", "mehr erfahren", "cliquez ici"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from linkcrawl.classify.word_lists import ANY_STOP_WORD, GENERIC, STOP_WORDS

_LONGEST_ANCHOR = 12
_ALL = frozenset(chain.from_iterable(GENERIC.values()))
_VOCABULARY = frozenset(word for phrase in _ALL for word in phrase.split()) | ANY_STOP_WORD
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _ALL)
# Single words of another language are too often words of this one: "meer", "suite", "plus".
_SEVERAL_WORDS = frozenset(phrase for phrase in _ALL if " " in phrase)
_PHRASES = {language: _SEVERAL_WORDS | GENERIC[language] for language in GENERIC}


def is_generic(words: Sequence[str], language: str = "") -> bool:
    """True where folded *words* say nothing about the target.

    They are generic phrases, joined by stop words and numbers. At most two of the phrases
    are single words, so that "visit website" is generic and "shop search help" is not.
    Without a *language* they must be so in one of ours; English ones are used everywhere.

    >>> is_generic("click here to read more".split())
    True
    >>> is_generic("learn more about pizza".split())
    False
    """
    if not words or len(words) > _LONGEST_ANCHOR:
        return False
    for word in words:
        if word not in _VOCABULARY and not word.isdigit():
            return False
    if all(map(str.isdigit, words)):
        return False
    languages = (language, "en") if language else tuple(GENERIC)
    return any(_is_generic_in(words, name, bool(language)) for name in languages)


def _is_generic_in(words: Sequence[str], language: str, declared: bool) -> bool:
    phrases, fillers = _PHRASES[language], STOP_WORDS[language]
    at = singles = found = 0
    while at < len(words):
        length = _phrase_at(words, at, phrases)
        if length == 0 and words[at] not in fillers and not words[at].isdigit():
            return False
        found += length > 0
        singles += length == 1 and words[at] not in fillers
        at += length or 1
    # "MIT" is no German "with" where the page is not known to be German.
    return singles <= 2 and (found > 0 or declared or len(words) > 1)


def _phrase_at(words: Sequence[str], at: int, phrases: frozenset[str]) -> int:
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        if " ".join(words[at : at + length]) in phrases:
            return length
    return 0
