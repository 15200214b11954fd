"""The names of a site, and where in a text they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkcrawl.classify.phrases import is_generic
from linkcrawl.classify.tokens import Tokens, fold, spell_out, tokenise, tokenise_clean
from linkcrawl.classify.word_lists import (
    ANY_STOP_WORD,
    CONJUNCTIONS,
    LEGAL_FORMS,
    NAMES,
    PLACE_HOSTS,
)
from linkcrawl.urls import site_of_host

_AND = ("and", "und", "et", "y", "e", "en")
_BEFORE = ("the", "get", "try", "use", "join", "my", "go", "hello", "visit", "buy")
_AFTER = ("app", "hq", "online", "official", "shop", "store", "inc", "ltd", "gmbh", "group", "uk")
_MOST_WORDS = 8
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
_LITTLE_WORDS = ANY_STOP_WORD | {"&"}


@dataclass(frozen=True, slots=True)
class BrandFound:
    """A brand in a text: words *start* to *end*. Not *sure* are common words as names."""

    name: str
    start: int
    end: int
    sure: bool


class BrandNames:
    """The brand names of one site: those configured, and those its domain spells.

    A domain that spells a tracked keyword or a generic word is no brand of its own:
    "pizza oven" is a keyword on pizzaoven.example unless it is configured as a brand.
    """

    def __init__(self, configured: Sequence[str], host: str, keywords: Iterable[str] = ()) -> None:
        label, others = host_labels(host)
        names = NAMES.get(host) or NAMES.get(site_of_host(host), [])
        self._dotted = [name for name in configured if "." in name and not name.islower()]
        self._labels = tuple(name for name in (label, *others) if len(name) > 2)
        self._initials = frozenset(name[0] for name in self._labels)
        self._sure = {
            spelling: name for name in (*names, *configured) for spelling in _spellings_of(name)
        }
        barred = {spelling for word in keywords for spelling in _with_plural(_compact(word))}
        self._derived = {
            spelling: label for spelling in _domain_names(label) if spelling not in barred
        }
        self._whole = frozenset(others) - barred
        known = [*self._sure, *self._derived]
        # Two letters, or one where "H & M" is spelt with spaces.
        self._begun = frozenset(name[:letters] for name in known for letters in (1, 2))
        self._longest = max(map(len, known), default=0) + 3

    def written_in(self, text: str) -> bool:
        """True where a text has a configured brand that looks like a domain: "Booking.com".

        >>> names = BrandNames(["Booking.com"], "www.booking.com")
        >>> names.written_in("Booking.com"), names.written_in("booking.com")
        (True, False)
        """
        return any(name in text for name in self._dotted)

    def find(self, tokens: Tokens) -> BrandFound | None:
        """The longest brand name in a text, the first of equals.

        >>> names = BrandNames(["Oak & Ember"], "oakandember.example")
        >>> found = names.find(tokenise("visit Oak and Ember Ltd"))
        >>> found.name, found.start, found.end
        ('Oak & Ember', 1, 4)
        """
        found = self._find(tokens, tokens.folded)
        if found is None and not tokens.text.isascii():
            found = self._find(tokens, [fold(spell_out(word)) for word in tokens.typed])
        if found is None and "'" in tokens.text:
            owned = tokenise_clean(_POSSESSIVE.sub("s", tokens.text)).folded
            found = self._find(tokens, owned) if len(owned) == len(tokens.typed) else None
        return found

    def _find(self, tokens: Tokens, words: Sequence[str]) -> BrandFound | None:
        best = None
        for start, word in enumerate(words):
            if word[:2] not in self._begun:
                continue
            length = 0
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                length += len(words[end - 1])
                if length > self._longest:
                    break
                found = self._named(tokens, words, start, end)
                if found and (best is None or end - start > best.end - best.start):
                    best = found
        return best

    def spelt_by(self, tokens: Tokens) -> bool:
        """True where a whole text is the name that a host name shortens.

        >>> BrandNames((), "www.nytimes.com").spelt_by(tokenise("The New York Times"))
        True
        >>> BrandNames((), "netflixtechblog.medium.com").spelt_by(tokenise("Netflix Tech Blog"))
        True
        """
        words = tokens.folded
        if len(words) > _MOST_WORDS:
            return False
        if self._whole and "".join(words) in self._whole:
            return True
        # The first word may be an article.
        if not words or self._initials.isdisjoint((words[0][0], words[1 % len(words)][0])):
            return False
        content = [at for at, word in enumerate(words) if word not in _LITTLE_WORDS]
        if len(content) < 2 or any(tokens.typed[at][0].islower() for at in content):
            return False
        return any(_shortens(label, [words[at] for at in content]) for label in self._labels)

    def _named(
        self, tokens: Tokens, folded: Sequence[str], start: int, end: int
    ) -> BrandFound | None:
        words = folded[start:end]
        if len(words) > 1 and (words[0] in CONJUNCTIONS or words[-1] in CONJUNCTIONS):
            return None
        for spelling in joined(words):
            if spelling in self._sure:
                return BrandFound(self._sure[spelling], start, end, sure=True)
            if spelling in self._derived:
                capital = not tokens.typed[start][0].islower()
                sure = capital or end - start > 1 or len(spelling) >= 8
                return BrandFound(self._derived[spelling], start, end, sure=sure)
        return None


def host_labels(host: str) -> tuple[str, tuple[str, ...]]:
    """What the owner chose in a host name: the domain's own label, then telling subdomains.

    >>> host_labels("pubmed.ncbi.nlm.nih.gov")
    ('nih', ('pubmed', 'ncbi', 'nlm'))
    >>> host_labels("www.oak-and-ember.co.uk")
    ('oak-and-ember', ())
    """
    parts = [_decoded(part) for part in host.lower().split(".")]
    if len(parts) < 2 or parts[-1].isdigit():
        return "", ()
    site = site_of_host(host)
    known = site_of_host(f"www.{site}") == site
    at = len(parts) - site.count(".") - 1 if known else len(parts) - 2
    others = tuple(
        part.replace("-", "")
        for part in parts[:at]
        if len(part) > 2 and part not in PLACE_HOSTS and not part.startswith("www")
    )
    return parts[at], others


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _domain_names(label: str) -> Iterator[str]:
    compact = fold(label).replace("-", "")
    if len(compact) < 2 and compact != "x":
        return
    if not is_generic((compact,)):
        yield from _with_plural(compact)
    for shorter in (
        *(compact.removeprefix(word) for word in _BEFORE if compact.startswith(word)),
        *(compact.removesuffix(word) for word in _AFTER if compact.endswith(word)),
    ):
        if len(shorter) >= 4 and not is_generic((shorter,)):
            yield shorter


def _with_plural(name: str) -> Iterator[str]:
    # "McDonald's" is read as "mcdonald" + possessive, its domain as one word.
    yield name
    if len(name) > 5:
        yield name.removesuffix("s") if name.endswith("s") else f"{name}s"


def _spellings_of(name: str) -> Iterator[str]:
    for spelling in {name, spell_out(name)}:
        words = list(tokenise(spelling).folded)
        while len(words) > 1 and words[-1] in LEGAL_FORMS | CONJUNCTIONS:
            words.pop()
        yield from filter(None, joined(words))
        if len(words) > 2 and words[0] in ANY_STOP_WORD:
            yield from filter(None, joined(words[1:]))


def _compact(text: str) -> str:
    return "".join(tokenise(text).folded)


def joined(words: Sequence[str]) -> Iterator[str]:
    """Folded *words* as one word, in each way that "&" may be spelt.

    >>> list(joined(["oak", "&", "ember"]))[:3]
    ['oak&ember', 'oakember', 'oakandember']
    """
    yield "".join(words)
    if len(words) < 3 or CONJUNCTIONS.isdisjoint(words[1:-1]):
        return
    for conjunction in ("", *_AND):
        yield "".join(
            conjunction if word in CONJUNCTIONS and 0 < at < len(words) - 1 else word
            for at, word in enumerate(words)
        )


def _shortens(label: str, words: Sequence[str]) -> bool:
    """True where *label* is made of beginnings of all *words*, or of some words whole."""
    label = label.replace("-", "")
    if label[0] != words[0][0]:
        return False
    whole = begun = {0}
    for at, word in enumerate(words):
        begun = {
            end + taken
            for end in begun
            for taken in range(1, len(word) + 1)
            if label.startswith(word[:taken], end)
        }
        added = {end + len(word) for end in whole if label.startswith(word, end)}
        whole = added | whole if at else added
    return len(label) in begun or (len(label) in whole and label != words[0])
