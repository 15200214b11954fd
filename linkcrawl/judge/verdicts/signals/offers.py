"""Words in which sites offer links or ask for some, out of ``offers.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files

from linkcrawl.judge.verdicts.signals.known import Cue
from linkcrawl.store.outbound import Offer

_data: dict[str, dict[str, str]] = tomllib.loads(
    files("linkcrawl.judge.verdicts.signals").joinpath("offers.toml").read_text(encoding="utf-8")
)
_LONGEST = 200
_MOST_CUES = 5
_NO_WORD = re.compile(r"[\W_]+")


def _pattern(kind: str) -> re.Pattern[str]:
    phrases = {line for text in _data[kind].values() for line in text.splitlines() if line}
    return re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})\b"
    )


_SELLS, _ASKS = _pattern("sells"), _pattern("asks")
# Every phrase has one of these stems, which are quicker to look for than all of them.
_ANY = re.compile(r"link|guest|gast|backlink|post|writ|schr|ecri|escri|scri|napisz|site|sito|sitio"
                  r"|sponso|enlace|lien|invit|stron|escreva")  # fmt: skip


def offer_in(text: str) -> bool | None:
    """True for words that sell links, False for words that ask for some, None for others.

    >>> offer_in("Guest post pricing"), offer_in("/schreib-für-uns/"), offer_in("Links in Wales")
    (True, False, None)
    """
    plain = _folded(text[:_LONGEST])
    if _SELLS.search(plain):
        return True
    return False if _ASKS.search(plain) else None


def is_cue(text: str) -> bool:
    """True for words that `cues_of` finds something in, which few are."""
    worth_a_look = len(text) >= len("kup linki") and _ANY.search(text.lower())
    return bool(worth_a_look) and offer_in(text) is not None


def cues_of(offers: Iterable[Offer], sites: Collection[str]) -> Mapping[str, tuple[Cue, ...]]:
    """The pages of *sites* that sell links or ask for some, those that sell first."""
    found: defaultdict[str, dict[Cue, None]] = defaultdict(dict)
    wanted = frozenset(sites)
    for offer in offers:
        if offer.site in wanted:
            sells = offer_in(offer.words)
            if sells is not None:
                found[offer.site][Cue(offer.url, offer.words[:_LONGEST], sells)] = None
    return {site: _chosen(cues) for site, cues in found.items()}


def _chosen(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    pages: dict[tuple[str, bool], Cue] = {}
    for cue in sorted(cues, key=lambda cue: (not cue.sells, cue.url, cue.words)):
        pages.setdefault((cue.url, cue.sells), cue)
    return tuple(pages.values())[:_MOST_CUES]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", letters)
