"""Phrases that fit any link: "read more", "mehr erfahren", "cliquez ici"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from linkcrawl.classify.word_lists import ANY_STOP_WORD, GENERIC, STOP_WORDS

_LONGEST_ANCHOR = 12
_ALL = frozenset(chain.from_iterable(GENERIC.values()))
# Single words of another language are too often words of this one: "meer", "suite", "plus".
_SEVERAL_WORDS = frozenset(phrase for phrase in _ALL if " " in phrase)
_KNOWN = {language: _SEVERAL_WORDS | GENERIC[language] | GENERIC["en"] for language in GENERIC}
_FILLERS = {language: STOP_WORDS[language] | STOP_WORDS["en"] for language in GENERIC}
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _ALL)


def is_generic(words: Sequence[str], language: str = "") -> bool:
    """True where folded *words* say nothing about the target.

    They are generic phrases, joined by stop words and numbers. At most two of the phrases
    are single words, so that "visit website" is generic and "shop search help" is not.

    >>> is_generic("click here to read more".split())
    True
    >>> is_generic("learn more about pizza".split())
    False
    """
    if not words or len(words) > _LONGEST_ANCHOR:
        return False
    phrases = _KNOWN.get(language, _ALL)
    fillers = _FILLERS.get(language, ANY_STOP_WORD)
    at = singles = 0
    while at < len(words):
        length = _phrase_at(words, at, phrases)
        if length == 0 and words[at] not in fillers and not words[at].isdigit():
            return False
        singles += length == 1 and words[at] not in fillers
        at += length or 1
    return singles <= 2


def _phrase_at(words: Sequence[str], at: int, phrases: frozenset[str]) -> int:
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        if " ".join(words[at : at + length]) in phrases:
            return length
    return 0
