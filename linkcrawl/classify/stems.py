"""Which words are one word: "oven" and "ovens", "Fahrrad" and "Fahrräder"."""

from __future__ import annotations

from functools import lru_cache

from Stemmer import Stemmer

# Two stemmers for Dutch: Snowball 3's own tells "oven" from "ovens", Porter's does not.
_STEMMERS = {
    "en": ("english",),
    "de": ("german",),
    "fr": ("french",),
    "es": ("spanish",),
    "it": ("italian",),
    "pt": ("portuguese",),
    "nl": ("dutch", "dutch_porter"),
}
# Regular plurals that Snowball's algorithms leave apart: ending → ending of the singular.
_PLURALS = {
    "en": (("ves", "f"), ("ves", "fe"), ("uses", "us")),
    "es": (("ces", "z"),),
    "fr": (("eres", "er"), ("ere", "er"), ("aux", "al")),
    "it": (("ghi", "go"), ("chi", "co"), ("ghe", "ga"), ("che", "ca")),
    "nl": (("vens", "ven"),),
    "pt": (
        ("oes", "ao"),
        ("aes", "ao"),
        ("aos", "ao"),
        ("ais", "al"),
        ("eis", "el"),
        ("ois", "ol"),
        ("ens", "em"),
        ("is", "il"),
    ),
}
_stemmers = {
    language: tuple(Stemmer(name) for name in names) for language, names in _STEMMERS.items()
}


@lru_cache(maxsize=50_000)
def stems(word: str, language: str) -> frozenset[str]:
    """The stems that a folded *word* may have: two words are one where they share a stem.

    >>> stems("promocoes", "pt") & stems("promocao", "pt") != set()
    True
    """
    forms = {word}
    for ending, singular in _PLURALS.get(language, ()):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            forms.add(word.removesuffix(ending) + singular)
    return frozenset(stemmer.stemWord(form) for stemmer in _stemmers[language] for form in forms)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The one stem of a folded *word*, for where speed counts more than odd plurals."""
    return str(_stemmers[language][0].stemWord(word))
