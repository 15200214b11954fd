"""Texts that are a URL."""

from __future__ import annotations

import re

from linkcrawl.urls import domain_of, site_of_host

_SCHEME = re.compile(r"(?:https?://|www\.)[^\W_]", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)(?::\d+)?(?P<path>[/?#]\S*)?"
)
_BRACKETS = "()[]<>{}\"'«»“”„‹›,;:!*→➝➜»↗"  # noqa: RUF001
# Country domains that are first of all endings of files.
_FILES = frozenset(("md", "mov", "py", "rs", "sh", "zip"))


def url_in(word: str, host: str) -> str:
    """The site that *word* names as a URL, "" where *word* is none.

    Anything with a scheme or ``www.`` is a URL. A bare domain is one where it is the
    target's own, or has a path, or is written in small letters: "ASP.NET" is a name. *host*
    is the target's.

    >>> url_in("OakAndEmber.com/ovens…", "www.oakandember.com")
    'oakandember.com'
    >>> url_in("ASP.NET", "learn.microsoft.com"), url_in("info@oakandember.com", "oakandember.com")
    ('', '')
    """
    if "." not in word:
        return ""
    word = word.strip(_BRACKETS).rstrip(".…")
    explicit = _SCHEME.match(word)
    bare = _DOMAIN.fullmatch(word)
    if "@" in word.partition("/")[0] or not (explicit or bare):
        return ""
    try:
        site = domain_of(word)
    except ValueError:
        return ""
    if explicit or site in (host, host.removeprefix("www."), site_of_host(host)):
        return site
    likely = bare is not None and (word.islower() or bool(bare["path"]))
    return site if likely and _is_registrable(site) else ""


def _is_registrable(site: str) -> bool:
    return site_of_host(f"www.{site}") == site and site.rpartition(".")[2] not in _FILES
