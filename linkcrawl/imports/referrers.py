"""Who sent a visitor: a site, a search engine, a robot, or the address of a campaign."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from urllib.parse import unquote

from crawleruseragents import is_crawler

from linkcrawl.urls import domain_of

# Every browser that people use begins so; RFC 9110 asks robots for a name of their own.
_BROWSER = re.compile(r"(?:Mozilla|Opera)/\d")
# What calls itself a robot, or gives an address to complain to, and is on no list yet.
_ROBOT = re.compile(r"(?<!cu)bot[/;),]|crawler|spider|linkcrawl|\+?https?://", re.IGNORECASE)
# Of a path: an address of a person, an id of a person or a session, a key.
_PERSONAL = re.compile(
    r"@|(?=[A-Za-z]*\d)[A-Za-z0-9]{20,}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|\d{9,}|=", re.ASCII
)
_MAX_PATH = 300
_MAX_MEDIUM = 40
_MEDIUM = re.compile(r"[a-z0-9][a-z0-9 ._/-]*")


@lru_cache(maxsize=10_000)
def is_robot(agent: str) -> bool:
    """True for the user agent of a crawler, a tool or nobody.

    >>> is_robot("Mozilla/5.0 (compatible; Googlebot/2.1)"), is_robot("curl/8.5"), is_robot("-")
    (True, True, True)
    >>> is_robot("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
    False
    """
    return not _BROWSER.match(agent) or _ROBOT.search(agent) is not None or bool(is_crawler(agent))


@lru_cache(maxsize=10_000)
def kind_of(domain: str) -> str:
    """ "search", "social", "mail" or "assistant", "" for a site like any other.

    >>> kind_of("google.co.uk"), kind_of("t.co"), kind_of("mill.example")
    ('search', 'social', '')
    """
    label = domain.partition(".")[0] + ".*"
    return next((k for k, known in _kinds().items() if domain in known or label in known), "")


def public_path(path: str) -> str | None:
    """A path without its query, None where it may say something of a person.

    >>> public_path("/ovens/?session=1"), public_path("/u/jo@example.com"), public_path("/")
    ('/ovens/', None, '/')
    """
    bare = path.split("?", 1)[0].split("#", 1)[0].split(";", 1)[0]
    if len(bare) > _MAX_PATH or not bare.startswith("/") or _PERSONAL.search(unquote(bare)):
        return None
    return bare


def medium_of(text: str) -> str:
    """What ``utm_medium`` says, "referral" where that is nothing or no plain word.

    >>> medium_of("Affiliate"), medium_of("jo@example.com"), medium_of("")
    ('affiliate', 'referral', 'referral')
    """
    word = text.strip().lower()[: _MAX_MEDIUM + 1]
    plain = _MEDIUM.fullmatch(word) and len(word) <= _MAX_MEDIUM and not _PERSONAL.search(word)
    return word if plain else "referral"


def named_source(text: str, known: Collection[str]) -> str:
    """The site that ``utm_source`` or an analytics' source names, "" where it names none.

    A domain names itself, and a word the one *known* site whose name it is.

    >>> named_source("www.Mill.example", ()), named_source("mill", ("mill.example", "x.example"))
    ('mill.example', 'mill.example')
    >>> named_source("newsletter", ("mill.example",))
    ''
    """
    word = text.strip().lower()[:255]
    if "." in word and re.fullmatch(r"[\w.-]+", word):
        try:
            return domain_of(word)
        except ValueError:
            return ""
    called = [domain for domain in known if domain.partition(".")[0] == word]
    return called[0] if len(called) == 1 else ""


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    text = files("linkcrawl.imports").joinpath("referrers.toml").read_text("utf-8")
    return {kind: frozenset(domains) for kind, domains in tomllib.loads(text).items()}
