"""The words of a short text, spelt alike however they were typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# An anchor longer than this is judged by its beginning, so that a page cannot buy work.
LONGEST = 600

_SIGNS = dict.fromkeys("\u00ad\u061c\u180e\ufeff\u2122\u00ae\u00a9\u2120") | dict.fromkeys(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
)
_INVISIBLE = str.maketrans(
    _SIGNS | dict.fromkeys("\u2019\u2018\u02bc\u2032\u0060\u00b4\uff07", "'")
)
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th"}
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Accents, Hebrew points, Arabic vowel signs and the tatweel.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]")

# Scripts that put no space between words are read a character at a time: Thai to Khmer,
# kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(
    rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[\u0900-\u0dff])+"
    rf"(?:['\u0300-\u036f]+(?:[^\W_{_UNSPACED}]|[\u0900-\u0dff])+)*|[&+]"
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# What French and Italian put before an apostrophe is a word of its own.
_ELIDED = re.compile(r"(?:[ldjnscmt]|(?:jusq|lorsq|puisq|quoiq|q)u|un|(?:de|a|ne|su|da)ll|quest)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as shown, and its words: as typed and folded (no case, no accents)."""

    text: str
    typed: tuple[str, ...]
    folded: tuple[str, ...]


def clean(text: str) -> str:
    """*text* as a reader sees it: nothing invisible, one kind of space and apostrophe.

    >>> clean("  Oak\\u00a0&\\u200b Em\\u00adber\\u2122 ")
    'Oak & Ember'
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return " ".join(text.split())


def fold(text: str) -> str:
    """*text* without case and accents.

    >>> fold("Straße"), fold("Jamón"), fold("한국")
    ('strasse', 'jamon', '한국')
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return unicodedata.normalize("NFC", _MARKS.sub("", apart))


def spell_out(text: str) -> str:
    """*text* with umlauts written as two letters, as in many domain names.

    >>> spell_out("Bäckerei")
    'Baeckerei'
    """
    return text if text.isascii() else text.casefold().translate(_SPELT_OUT).capitalize()


def tokenise(text: str) -> Tokens:
    """The words of *text*; ``&`` and ``+`` count as words, other signs do not.

    >>> tokenise("L'huile d'olive & Co.").folded
    ('l', 'huile', 'd', 'olive', '&', 'co')
    """
    text = clean(text)
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text
    typed: list[str] = []
    for word in _WORD.findall(joined):
        if "'" in word:
            typed += _split_apostrophe(word)
        else:
            typed.append(word)
    return Tokens(text, tuple(typed), tuple([_fold_word(word) for word in typed]))


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    return "&" if word == "+" else fold(word)


def _split_apostrophe(word: str) -> list[str]:
    head, _, tail = word.partition("'")
    if _ELIDED.fullmatch(head.lower()):
        return [head, tail.replace("'", "")]
    return [head] if tail.lower() == "s" else [word.replace("'", "")]
