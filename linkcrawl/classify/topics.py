"""How nearly a text repeats the address or the title of its target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from linkcrawl.classify.addresses import address_of, path_text
from linkcrawl.classify.stems import stem
from linkcrawl.classify.tokens import tokenise
from linkcrawl.classify.word_lists import PLACE_PATHS, STOP_WORDS
from linkcrawl.vocabulary import AnchorType

_TITLE_JOINT = re.compile(r"\s[|\-–—·•»:]+\s|\s?\|\s?")  # noqa: RUF001
# How much of the text, and of the slug, are the same words.
_EXACT_TEXT, _EXACT_SLUG, _PARTIAL = 0.8, 0.6, 1 / 3
# Words found elsewhere in the path weigh less than the slug's.
_ELSEWHERE = 1 / 6
# A headline stays one with its source or date added.
_HEADLINE, _EXACT_HEADLINE = 5, 0.6
_NEAR = 0.8
_BESIDE_PATH = re.compile(r"[?#].*|\.[a-z]{2,5}(?=[?#]|$)", re.DOTALL)
_JOINTS = str.maketrans("", "", "-_+ ")
_UMLAUT = re.compile("(?<=[aou])e")
# Stems keep at least these letters of a word.
_STEM_START = 3
_STOP = {language: words | STOP_WORDS["en"] | {"&"} for language, words in STOP_WORDS.items()}


def match_address(
    words: Sequence[str], url: str, language: str, least: int = 1
) -> tuple[AnchorType, str] | None:
    """How nearly folded *words* repeat the address of their target, and which words it has.

    A partial match shares *least* words with it, and a good part of theirs or of its.

    >>> match_address(["fired", "oven"], "https://shop.example/wood-fired-ovens", "en")
    (<AnchorType.EXACT_MATCH: 'exact_match'>, 'wood fired ovens')
    """
    language = language or "en"
    path, stop = path_text(url), _STOP[language]
    if not _may_share(words, path, stop):
        return None
    slug = address_of(url).slug
    # Most that match repeat the slug word for word.
    if tuple(words) == slug and not stop.issuperset(slug):
        return AnchorType.EXACT_MATCH, " ".join(slug)
    known, telling = _words_of_address(url, language)
    if not telling:
        return None
    kind = _match(known.numbered(words), telling, least)
    if kind is not AnchorType.EXACT_MATCH and _is_segment(words, path):
        return AnchorType.EXACT_MATCH, " ".join(words)
    return (kind, " ".join(slug)) if kind else None


def _may_share(words: Sequence[str], path: str, stop: frozenset[str]) -> bool:
    if "ue" in path or "ae" in path or "oe" in path:
        path += _UMLAUT.sub("", path)
    # Twice as fast as any().
    for word in words:  # noqa: SIM110
        if word[:_STEM_START] in path and word not in stop:
            return True
    return False


def _is_segment(words: Sequence[str], path: str) -> bool:
    # As one word, since an address may spell JavaScript in two and Java Script in one.
    if f"/{words[0]}" not in f"/{path}":
        return False
    segments = _BESIDE_PATH.sub("", path).translate(_JOINTS).split("/")
    return "".join(words) in segments and not PLACE_PATHS.issuperset(words)


def _match(content: dict[str, int | None], telling: int, least: int) -> AnchorType | None:
    numbers = [number for number in content.values() if number is not None]
    if not numbers:
        return None
    in_slug = len({number for number in numbers if number < telling})
    text_share, slug_share = len(numbers) / len(content), in_slug / telling
    whole = telling > 1 and slug_share == 1 and _in_a_row(list(content.values()), telling)
    headline = whole and telling >= _HEADLINE and text_share >= _EXACT_HEADLINE
    if headline or (text_share >= _EXACT_TEXT and slug_share >= _EXACT_SLUG):
        return AnchorType.EXACT_MATCH
    if whole:
        return AnchorType.PHRASE_MATCH
    share = max(text_share, slug_share) if in_slug else text_share - _ELSEWHERE
    return AnchorType.PARTIAL_MATCH if len(numbers) >= least and share >= _PARTIAL else None


def match_title(words: Sequence[str], titles: Iterable[str], language: str) -> str | None:
    """The title that folded *words* repeat, nearly or whole, with or without a site's name.

    >>> match_title(["choosing", "an", "oven"], ["Choosing an oven | Oak & Ember"], "en")
    'Choosing an oven'
    """
    for title in titles:
        for part in dict.fromkeys((title, *_TITLE_JOINT.split(title))):
            if _near(words, tokenise(part).folded, language or "en"):
                return part
    return None


def _near(words: Sequence[str], title: Sequence[str], language: str) -> bool:
    known = _WordSet(title, language)
    content = known.numbered(words)
    if not content or known.count < 2:
        return bool(words) and tuple(words) == tuple(title)
    hits = {number for number in content.values() if number is not None}
    return len(hits) / (len(content) + known.count - len(hits)) >= _NEAR


class _WordSet:
    """The content words of a title or an address, found in any inflection."""

    def __init__(self, words: Iterable[str], language: str) -> None:
        self._language = language
        self._stop = _STOP[language]
        self._numbers: dict[str, int] = {}
        self._pairs: dict[str, tuple[int, int]] = {}
        self.count = 0
        self.learn(words)

    def learn(self, words: Iterable[str]) -> int:
        """Add the content words among *words*; how many are known then."""
        before = ""
        for word in words:
            if word not in self._stop and word not in self._numbers:
                number = self._numbers.setdefault(stem(word, self._language), self.count)
                if "ae" in word or "oe" in word or "ue" in word:
                    # "kueste" in an address is "Küste" in a text, which is folded to "kuste".
                    self._numbers.setdefault(_UMLAUT.sub("", word), number)
                self._numbers[word] = number
                self.count += number == self.count
            if before in self._numbers and word in self._numbers:
                self._pairs[before + word] = self._numbers[before], self._numbers[word]
            before = word
        return self.count

    def numbered(self, words: Sequence[str]) -> dict[str, int | None]:
        """The content words of a text, each with the number of the word of ours that it is.

        Two words are also looked up as one, and one as two: "carry-on" is "carryon".
        """
        found: dict[str, int | None] = {}
        skip = False
        for at, word in enumerate(words):
            pair = word + words[at + 1] if at + 1 < len(words) else ""
            if skip:
                skip = False
            elif pair in self._numbers and word not in self._numbers:
                found[pair] = self._numbers[pair]
                skip = True
            elif word in self._pairs and word not in self._numbers:
                found[word], found[f"{word} "] = self._pairs[word]
            elif word in self._numbers or not (word in self._stop or word.isdigit()):
                found[word] = self.find(word)
        return found

    def find(self, word: str) -> int | None:
        number = self._numbers.get(word)
        return self._numbers.get(stem(word, self._language)) if number is None else number


def _in_a_row(numbers: list[int | None], count: int) -> bool:
    start = numbers.index(0) if 0 in numbers else len(numbers)
    return numbers[start : start + count] == list(range(count))


@lru_cache(maxsize=500)
def _words_of_address(url: str, language: str) -> tuple[_WordSet, int]:
    """The words of a URL's slug and of the rest of its path, and how many are the slug's."""
    address = address_of(url)
    known = _WordSet((), language)
    telling = known.learn(address.slug)
    known.learn(address.around)
    return known, telling
