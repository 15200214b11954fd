"""The words that a URL is made of: what the page is about, and whose page it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_plus

from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.tokens import clean, fold, tokenise_clean
from linkcrawl.classify.word_lists import (
    ANY_STOP_WORD,
    BEFORE_OWNER,
    NOT_OWNERS,
    PLACE_PATHS,
    PROFILE_SITES,
)

_LONGEST = 500
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"\.(?:[a-z]{2}-[a-z]{2}\.)?[a-z]{2,5}$", re.IGNORECASE)
_ID = re.compile(r"\d+|(?=\w{4})\w*\d\w*\d\w*")
_NO_TOPIC = PLACE_PATHS | ANY_STOP_WORD


class Address(NamedTuple):
    """The folded words of a URL: *slug* names the page, *around* are those of the *rest* of it."""

    slug: tuple[str, ...] = ()
    rest: str = ""

    @property
    def around(self) -> tuple[str, ...]:
        return tuple([word for word in _words(self.rest) if word not in PLACE_PATHS])


@lru_cache(maxsize=500)
def address_of(url: str) -> Address:
    """The words that the address of a page spells, none where they say nothing.

    >>> address_of("https://shop.example/ovens/84-wood_fired-ovens.html").slug
    ('wood', 'fired', 'ovens')
    >>> address_of("https://shop.example/contact-us").slug
    ()
    """
    path, query, fragment = _parts(url)
    segments = path.split("/")
    while segments:
        slug = _words(segments.pop())
        if not _NO_TOPIC.issuperset(slug):
            if is_generic(slug):
                return Address()
            return Address(slug, f"{' '.join(segments)} {fragment}")
    # The address of another page in the query is where a redirect leads, not a topic.
    values = (
        value for pair in query.split("&")[:8] if "%3A%2F" not in (value := pair.partition("=")[2])
    )
    return Address(_telling(values)) if query else Address()


def path_text(url: str) -> str:
    """Path, query and fragment of a URL in one folded text, for a first look.

    >>> path_text("https://shop.example/Ovens?kind=%C3%96len")
    'ovens?kind=olen'
    """
    text = url[:_LONGEST].partition("//")[2].partition("/")[2]
    return fold(unquote_plus(text)) if "%" in text or not text.isascii() else text.lower()


def owners_of(url: str, site: str) -> tuple[str, ...]:
    """Whose page it is on a site of profiles, as one folded word in each usual spelling.

    >>> owners_of("https://www.linkedin.com/in/jo-doe-4a/", "linkedin.com")
    ('jodoe', 'injodoe')
    """
    if site not in PROFILE_SITES:
        return ()
    segments = [part for part in _parts(url)[0].split("/") if part][:3]
    names = [_name_in(segment) for segment in segments]
    if len(names) > 1 and names[0] in BEFORE_OWNER and names[1]:
        return names[1], names[0] + names[1]
    return tuple(filter(None, names)) if len(names) == 1 else ()


def _name_in(segment: str) -> str:
    first, *others = re.split(r"[\W_]+", fold(unquote_plus(segment)).strip("@"))
    if not NOT_OWNERS.isdisjoint((first, *others)):
        return ""
    return first + "".join(part for part in others if part.isalpha())


def _parts(url: str) -> tuple[str, str, str]:
    _, _, rest = url[:_LONGEST].partition("//")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    return rest.partition("/")[2], query, fragment


def _telling(values: Iterable[str]) -> tuple[str, ...]:
    words = (_words(value) for value in values)
    return next((found for found in words if not _NO_TOPIC.issuperset(found)), ())


def _words(text: str) -> tuple[str, ...]:
    # Most are plain words between hyphens.
    if text.islower() and text.isascii() and text.replace("-", "").isalpha():
        return tuple(filter(None, text.split("-")))
    if "." in text:
        text = _ENDING.sub("", text)
    if "%" in text or "+" in text:
        text = unquote_plus(text)
    if not text.islower():
        text = _CAMEL.sub(" ", text)
    if text.isascii():
        words: Iterable[str] = _WORD.findall(text.lower())
    else:
        words = tokenise_clean(clean(text.replace("-", " "))).folded
    return tuple([word for word in words if word.isalpha() or not _ID.fullmatch(word)])
