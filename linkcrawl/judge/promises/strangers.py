"""Links that look as if they led to a site, and lead to another."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from linkcrawl.urls import host_of, site_of_host

# Cyrillic and Greek letters, and figures, that are taken for Latin letters.
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458"
    "\u0455\u0501\u04bb\u04cf\u03bf\u03b1\u03bd\u03c401",
    "aeopcyxijsdhloavtol",
)


def is_lookalike(url: str, domains: Collection[str]) -> bool:
    """True for another site whose host passes for one of *domains*.

    >>> is_lookalike("https://oak-ernber.example/", ["oakember.example"])
    True
    >>> is_lookalike("https://oakember.example.evil.example/", ["oakember.example"])
    True
    >>> is_lookalike("https://oakember.example@evil.example/", ["oakember.example"])
    True
    >>> is_lookalike("https://timber.example/", ["oakember.example"])
    False
    """
    host = host_of(url)
    user, mark, _ = url.split("/")[2].rpartition("@") if url.count("/") > 1 else ("", "", "")
    site = site_of_host(host)
    if site in domains:
        return False
    label = _plain(site.partition(".")[0])
    for domain in domains:
        own = _plain(domain.partition(".")[0])
        if mark and domain in user.lower():
            return True
        nested = len(own) > 4 and own in _plain(host.removesuffix(site))
        longer = len(own) > 5 and own in label
        if nested or longer or _near(label, own):
            return True
    return False


def _near(one: str, other: str) -> bool:
    """Equal but for a letter, or two in a long name."""
    allowed = 0 if len(other) < 5 else 1 if len(other) < 8 else 2
    return abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _plain(label: str) -> str:
    """A name as the eye takes it: no hyphens, no accents, Latin letters."""
    try:
        label = ".".join(
            part[4:].encode().decode("punycode") if part.startswith("xn--") else part
            for part in label.split(".")
        )
    except UnicodeError:
        return label
    letters = unicodedata.normalize("NFKD", label).translate(_ALIKE)
    return "".join(c for c in letters if c.isalnum() or c == ".").replace("rn", "m")
