"""The main text of a page → what it is about, as 128 numbers that can be compared.

docs/relevance.md says how the word vectors were made, and how well they tell related pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from linkcrawl.items import Topic

TOPIC_VERSION = 1
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_FILE = Path(__file__).with_name("word_vectors.npz")
# Shorter words hardly tell a topic, and are half of a text.
_SHORTEST = 4
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
# Fewer words say too little, and a text of mostly unknown words is in another language.
_LEAST_WORDS, _LEAST_KNOWN = 12, 0.5
# Two bits say how far a number lies from the middle: 1.5 or 0.45 standard deviations.
_LEVELS = np.array([-30, -9, 9, 30], np.int8)
_BYTES = np.arange(256)
# The four numbers of each byte, as one number of four bytes.
_UNPACKED = (
    np.stack([_LEVELS[_BYTES >> shift & 3] for shift in (0, 2, 4, 6)], axis=1).view("<u4").ravel()
)
# Which languages each mark stands for, a bit for each.
_MARKED = _BYTES[:, None] >> np.arange(len(LANGUAGES)) & 1


@dataclass(frozen=True, slots=True)
class _WordVectors:
    place: dict[str, int]
    codes: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float32]
    marks: npt.NDArray[np.uint8]


@cache
def _word_vectors() -> _WordVectors:
    with np.load(_FILE) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        place = dict(zip(words, range(len(words)), strict=True))
        return _WordVectors(
            place, stored["codes"], stored["scales"].astype(np.float32), stored["marks"]
        )


def topic_of(text: str, words: int, declared: str = "") -> Topic:
    """What a page's main *text* is about; its vector is b"" where that can't be told.

    *words* is the length of the whole main text, *declared* the language that the page says
    it is in, which counts where the words don't tell.

    >>> topic_of("", 0, "de-AT").language
    'de'
    """
    table = _word_vectors()
    found, unknown = _look_up(text, table.place)
    language = declared.lower().replace("_", "-").partition("-")[0]
    weights = table.scales[found]
    telling = np.count_nonzero(weights)
    if telling < _LEAST_WORDS or len(found) < _LEAST_KNOWN * (len(found) + unknown):
        return Topic(words, language, TOPIC_VERSION, b"")
    rows = _UNPACKED.take(table.codes.take(found, axis=0)).view(np.int8)
    vector = weights @ rows.astype(np.float32)
    vector *= 127 / np.abs(vector).max()
    language = _language(table.marks[found]) or language
    return Topic(words, language, TOPIC_VERSION, vector.astype(np.int8).tobytes())


def _look_up(text: str, place: dict[str, int]) -> tuple[npt.NDArray[np.intp], int]:
    """The rows of a text's known words, and how many words are unknown."""
    pieces = [piece for piece in text.lower().split() if len(piece) >= _SHORTEST]
    whole = [*map(place.get, pieces)]
    # Most pieces are words as they are; only the others are worth a regular expression.
    rest = " ".join([piece for piece, at in zip(pieces, whole, strict=True) if at is None])
    inside = [*map(place.get, _WORD.findall(rest))]
    known = [at for at in (*whole, *inside) if at is not None]
    return np.array(known, np.intp), inside.count(None)


def _language(marks: npt.NDArray[np.uint8]) -> str:
    """The language whose frequent words are a twelfth of a text, and most of them."""
    counts = np.bincount(marks, minlength=len(_BYTES)) @ _MARKED
    best = int(counts.argmax())
    return LANGUAGES[best] if counts[best] * 12 >= len(marks) else ""
