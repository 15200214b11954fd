"""The words of a short text, spelt alike however they were typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# An anchor longer than this is judged by its beginning, so that a page cannot buy work.
LONGEST = 400
MOST_WORDS = 60

# Soft hyphens, zero-width and direction marks, variation selectors, the private glyphs of
# icon fonts, and the signs of registered names.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ue000-\uf8ff\u00a9\u00ae\u2120\u2122]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u2032\u00b4\uff07", "'"))
# Google's icon fonts are words that a browser shows as a sign, often glued to the text.
_ICON_NAMES = re.compile(
    r"(?:open_in_new|arrow_(?:forward|outward|back)|chevron_(?:right|left)|expand_(?:more|less))\b"
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
# The same where all is ASCII, in a third of the time.
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'+[A-Za-z0-9]+)*|[&+]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# What French and Italian put before an apostrophe is a word of its own.
_ELIDED = re.compile(r"(?:[ldjnscmt]|(?:jusq|lorsq|puisq|quoiq|q)u|un|(?:de|a|ne|su|da)ll|quest)")


class Tokens(NamedTuple):
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
    if "_" in text:
        text = _ICON_NAMES.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text).translate(_APOSTROPHES))
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
    return tokenise_clean(clean(text))


def tokenise_clean(text: str) -> Tokens:
    """The words of a text that is clean already."""
    ascii_only = text.isascii()
    # Most texts are nothing but letters and spaces.
    simple = ascii_only and text.replace(" ", "").isalnum()
    typed = text.split()[:MOST_WORDS] if simple else _typed_words(text)
    folded = map(str.lower if ascii_only else _fold_word, typed)
    return Tokens(text, tuple(typed), tuple(folded))


def _typed_words(text: str) -> list[str]:
    if "." in text:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    if "+" in text:
        text = text.replace("+", "&")
    pattern = _ASCII_WORD if text.isascii() else _WORD
    words: list[str] = pattern.findall(text)[:MOST_WORDS]
    return [part for word in words for part in _apart(word)] if "'" in text else words


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    return fold(word) or word


def _apart(word: str) -> list[str]:
    if "'" not in word:
        return [word]
    head, _, tail = word.partition("'")
    if _ELIDED.fullmatch(head.lower()):
        return [head, tail.replace("'", "")]
    return [head] if tail.lower() == "s" else [word.replace("'", "")]
