"""The word lists that anchors are judged by, read once from ``anchor_words.toml``."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import chain

from linkcrawl.classify.tokens import fold, tokenise

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")

_data = tomllib.loads(
    files("linkcrawl.classify").joinpath("anchor_words.toml").read_text(encoding="utf-8")
)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


STOP_WORDS = {language: _words(_data[language]["stop"]) for language in LANGUAGES}
ANY_STOP_WORD = frozenset(chain.from_iterable(STOP_WORDS.values()))
LEGAL_FORMS = _words(_data["legal_forms"])
CONJUNCTIONS = _words(_data["conjunctions"])
NAMES: dict[str, list[str]] = _data["names"]
PROFILE_SITES = _words(_data["profiles"]["sites"])
BEFORE_OWNER = _words(_data["profiles"]["before_owner"])
NOT_OWNERS = _words(_data["profiles"]["not_owners"])
PLACE_HOSTS = _words(_data["places"]["hosts"])
PLACE_PATHS = _words(_data["places"]["paths"])
GENERIC = {
    language: frozenset(
        " ".join(tokenise(phrase).folded) for phrase in _data[language]["generic"].splitlines()
    )
    - {""}
    for language in LANGUAGES
}


def language_of(code: str) -> str:
    """The language of a ``lang`` value where it is one of ours, else "".

    >>> language_of("de-AT"), language_of("pt_BR"), language_of("xx")
    ('de', 'pt', '')
    """
    short = code[:2].lower()
    return short if short in STOP_WORDS and not code[2:3].isalpha() else ""
