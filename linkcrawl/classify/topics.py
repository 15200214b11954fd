"""What the address or the title of a target says it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_plus

from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.stems import stems
from linkcrawl.classify.tokens import fold, tokenise
from linkcrawl.classify.word_lists import (
    ANY_STOP_WORD,
    BEFORE_OWNER,
    PLACE_PATHS,
    PROFILE_SITES,
    STOP_WORDS,
)
from linkcrawl.items import AnchorType

_LONGEST_URL = 500
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDING = re.compile(r"\.(?:[a-z]{2}-[a-z]{2}\.)?[a-z]{2,5}$", re.IGNORECASE)
_TITLE_JOINT = re.compile(r"\s[|\-–—·•»:]+\s|\s?\|\s?")  # noqa: RUF001
# How much of the text, and of the slug, are the same words.
_EXACT_TEXT, _EXACT_SLUG, _PARTIAL = 0.8, 0.6, 1 / 3
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of a URL: *slug* names the page, *around* are the rest of the path."""

    slug: tuple[str, ...]
    around: frozenset[str]


@lru_cache(maxsize=4_000)
def topic_of(url: str) -> Topic:
    """The topic that the address of a page spells; without words where it spells none.

    >>> topic_of("https://shop.example/ovens/84-wood_fired-ovens.html").slug
    ('wood', 'fired', 'ovens')
    """
    path, query, fragment = _parts(url)
    segments = [_segment_words(segment) for segment in path.split("/")]
    telling = [words for words in segments if words] or [
        words
        for words in (_segment_words(pair.partition("=")[2]) for pair in query.split("&")[:8])
        if words
    ]
    if not telling or is_generic(telling[-1]):
        return Topic((), frozenset())
    around = [*telling[:-1], _segment_words(fragment)]
    return Topic(telling[-1], frozenset(word for words in around for word in words))


def owners_of(url: str, site: str) -> tuple[str, ...]:
    """Whose page it is on a site of profiles, as one folded word in each usual spelling.

    >>> owners_of("https://www.linkedin.com/in/jo-doe-4a/", "linkedin.com")
    ('jodoe', 'injodoe')
    """
    if site not in PROFILE_SITES:
        return ()
    segments = [part for part in _parts(url)[0].split("/") if part][:3]
    names = [_name_in(segment) for segment in segments]
    if len(names) > 1 and names[0] in BEFORE_OWNER:
        return names[1], names[0] + names[1]
    return tuple(names) if len(names) == 1 else ()


def _name_in(segment: str) -> str:
    first, *others = re.split(r"[\W_]+", fold(unquote_plus(segment)).strip("@"))
    return first + "".join(part for part in others if part.isalpha())


def match_topic(words: Sequence[str], topic: Topic, language: str) -> AnchorType | None:
    """How nearly folded *words* repeat the address of their target.

    >>> match_topic(["wood", "fired", "ovens"], Topic(("wood", "fired", "oven"), frozenset()), "en")
    <AnchorType.EXACT_MATCH: 'exact_match'>
    """
    slug, around = _Known(topic.slug, language), _Known(topic.around, language)
    content = slug.numbered(words)
    if not slug.words or not content:
        return None
    in_slug = {number for number in content.values() if number is not None}
    in_path = sum(
        number is not None or around.find(word) is not None for word, number in content.items()
    )
    text_share, slug_share = in_path / len(content), len(in_slug) / len(slug.words)
    if text_share >= _EXACT_TEXT and slug_share >= _EXACT_SLUG:
        return AnchorType.EXACT_MATCH
    if slug_share == 1 and len(slug.words) > 1:
        return AnchorType.PHRASE_MATCH
    return AnchorType.PARTIAL_MATCH if max(text_share, slug_share) >= _PARTIAL else None


def match_title(words: Sequence[str], titles: Iterable[str], language: str) -> str | None:
    """The title that folded *words* repeat, nearly or whole, with or without a site's name.

    >>> match_title(["choosing", "an", "oven"], ["Choosing an oven | Oak & Ember"], "en")
    'Choosing an oven'
    """
    for title in titles:
        for part in (title, *_TITLE_JOINT.split(title)):
            if _near(words, tokenise(part).folded, language):
                return part
    return None


def _near(words: Sequence[str], title: Sequence[str], language: str) -> bool:
    known = _Known(title, language)
    content = known.numbered(words)
    if not content or len(known.words) < 2:
        return bool(words) and tuple(words) == tuple(title)
    hits = {number for number in content.values() if number is not None}
    return len(hits) / (len(content) + len(known.words) - len(hits)) >= _NEAR


class _Known:
    def __init__(self, words: Iterable[str], language: str) -> None:
        self._language = language or "en"
        self._stop = STOP_WORDS[self._language] | STOP_WORDS["en"]
        self.words = list(dict.fromkeys(self.content(words)))
        self._keys = {
            key: number
            for number, word in enumerate(self.words)
            for key in (word, *stems(word, self._language))
        }

    def content(self, words: Iterable[str]) -> list[str]:
        return [word for word in words if word not in self._stop and word != "&"]

    def numbered(self, words: Sequence[str]) -> dict[str, int | None]:
        """The content words of a text, each with the number of the known word that it is.

        Two words are also looked up as one: "carry-on" is "carryon".
        """
        numbers: dict[str, int | None] = {}
        at = 0
        while at < len(words):
            pair = "".join(words[at : at + 2])
            joined = pair in self._keys and words[at] not in self._keys
            word = pair if joined else words[at]
            if joined or (word not in self._stop and word != "&"):
                numbers[word] = self.find(word)
            at += 1 + joined
        return numbers

    def find(self, word: str) -> int | None:
        for key in (word, *stems(word, self._language)):
            if key in self._keys:
                return self._keys[key]
        return None


def _parts(url: str) -> tuple[str, str, str]:
    _, _, rest = url[:_LONGEST_URL].partition("//")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    return rest.partition("/")[2], query, fragment


def _segment_words(segment: str) -> tuple[str, ...]:
    if not segment:
        return ()
    text = _CAMEL.sub(" ", _ENDING.sub("", unquote_plus(segment)))
    words = tokenise(text.replace("-", " ")).folded
    telling = [word for word in words if not (word.isdigit() or _is_id(word))]
    if all(word in PLACE_PATHS or word in ANY_STOP_WORD for word in telling):
        return ()
    return tuple(telling)


def _is_id(word: str) -> bool:
    return len(word) > 3 and sum(letter.isdigit() for letter in word) > 1
