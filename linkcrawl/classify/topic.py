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
_WORD = re.compile(r"[^\W\d_]{2,}")
# Fewer words say too little, and a text of mostly unknown words is in another language.
_LEAST_WORDS, _LEAST_KNOWN = 20, 0.5
# Two bits say how far a number lies from the middle, in standard deviations.
_LEVELS = np.array([-1.5, -0.45, 0.45, 1.5], np.float32)
_BYTES = np.arange(256)
_UNPACKED = np.stack([_LEVELS[_BYTES >> shift & 3] for shift in (0, 2, 4, 6)], axis=1)
_BITS = 1 << np.arange(len(LANGUAGES))


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
    said = _WORD.findall(text.lower())
    found = np.array([at for word in said if (at := table.place.get(word)) is not None], np.intp)
    language = declared.lower().replace("_", "-").partition("-")[0]
    if len(found) < max(_LEAST_WORDS, _LEAST_KNOWN * len(said)):
        return Topic(words, language, TOPIC_VERSION, b"")
    known, times = np.unique(found, return_counts=True)
    weights = times * table.scales[known]
    vector = weights @ _UNPACKED[table.codes[known]].reshape(len(known), -1)
    vector *= 127 / np.abs(vector).max()
    return Topic(
        words,
        _language(table.marks[known], times) or language,
        TOPIC_VERSION,
        vector.astype(np.int8).tobytes(),
    )


def _language(marks: npt.NDArray[np.uint8], times: npt.NDArray[np.intp]) -> str:
    """The language whose frequent words are a quarter of a text, and more than any other's."""
    counts = times @ ((marks[:, None] & _BITS) > 0)
    best = int(counts.argmax())
    return LANGUAGES[best] if counts[best] * 4 >= times.sum() else ""
