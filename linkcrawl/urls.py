"""Which page is this, and whose site is it?

URLs are read the way browsers read them (the WHATWG URL standard, through ada), whole
sites are told apart by the public suffix list that ships with tldextract: nothing is
fetched.
"""

from __future__ import annotations

import mimetypes
import re
from enum import StrEnum
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import ada_url

from linkcrawl.masking import is_starred

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Parameters that tell where a visitor came from and never which page is shown.
_TRACKING = re.compile(
    r"(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid"
    r"|li_fat_id|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id"
    r"|wickedid|s_cid|srsltid)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# Of a URL as the standard writes it: scheme://user:password@host:port
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)*(\[[^\]/?#]*\]|[^:/?#@]*)", re.IGNORECASE)
# Of most of them, which are quicker to read: a name and nothing beside it.
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|\Z)")
# A name before the @ that is written like a host's is no secret but a disguise, to be seen.
_USERINFO = re.compile(r"^(https?://)(?![a-z0-9.-]{1,80}\.[a-z]{2,12}@)[^/?#]*@")
# Written as the standard writes them: nothing is escaped or folded, no part of a path is "." or
# "..", and no host can be an address or in Punycode.
_PLAIN_ROOT = re.compile(r"https?://(?:(?!xn--)[a-z0-9-]+\.)+(?!xn--)[a-z-]*[a-z](?=/)")
_PLAIN_PATH = re.compile(
    r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)?"
)
_SHORT = 250
# Browsers go to longer ones. But a base of megabytes would be put before each of a page's links.
LONGEST = 4_000
_WITH_HOST = re.compile(r"https?://[^/?#]*[/?#]")
_NOWHERE = "nowhere:"
_PAGE_TYPES = {None, "text/html", "application/xhtml+xml", "application/x-httpd-php", "text/plain"}


class Match(StrEnum):
    """How near two URLs are to being one page."""

    EXACT = "exact"
    EQUIVALENT = "equivalent"
    DIFFERENT = "different"


def resolve(href: str, base: str) -> str:
    """The absolute URL that a browser on *base* would go to, or "" where *href* is no URL.

    What is longer than any that is kept ends there.

    >>> resolve(" ../a b?x=1 ", "https://Example.com/shop/oven/")
    'https://example.com/shop/a%20b?x=1'
    >>> resolve("//[nonsense", "https://example.com/")
    ''
    """
    own = _PLAIN_ROOT.match(href)
    if _PLAIN_PATH.fullmatch(href, own.end() if own else 0) and len(href) < _SHORT:
        if own:
            return href
        if root := _PLAIN_ROOT.match(base):
            return root[0] + href
    try:
        url = ada_url.join_url(base, href)
    except ValueError:
        return ""
    if "@" in url:
        url = without_password(url)
    return url if len(url) <= LONGEST else _cut(url)


def _cut(url: str) -> str:
    """The beginning of a URL, none where that would be the beginning of another host."""
    return url[:LONGEST] if not is_web(url) or _WITH_HOST.match(url, 0, LONGEST) else ""


def absolute(text: str) -> str:
    """The URL that *text* is by itself, "" where it is none.

    >>> absolute("HTTP:example.com"), absolute("example.com")
    ('http://example.com/', '')
    """
    url = resolve(text, _NOWHERE)
    return "" if url.startswith(_NOWHERE) else url


def without_password(url: str) -> str:
    """*url* without the user's name and password in it, which name no page.

    >>> without_password("https://jo:secret@example.com/@jo")
    'https://example.com/@jo'
    >>> without_password("https://bank.example@example.com/")
    'https://bank.example@example.com/'
    """
    return _USERINFO.sub(r"\1", url)


def is_web(url: str) -> bool:
    """True for what a crawler can fetch and a report may make clickable."""
    return url.startswith(("http://", "https://"))


def is_visitable(url: str) -> bool:
    """True for a web page's address that can be visited: with its secrets, not with stars.

    >>> is_visitable("https://example.com/?token=abc"), is_visitable("https://example.com/?token=***")
    (True, False)
    """
    return is_web(url) and not is_starred(url)


def page_of(url: str) -> str:
    """*url* without its fragment, unless the fragment is a page of a script's own routing.

    >>> page_of("https://example.com/a#top"), page_of("https://example.com/#/a")
    ('https://example.com/a', 'https://example.com/#/a')
    """
    page, mark, fragment = url.partition("#")
    return url if mark and fragment.startswith(("/", "!")) else page


def host_of(url: str) -> str:
    """The host name of an absolute URL in ASCII, "" where it has none."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    found = _HOST.match(url)
    return found[1].lower() if found else ""


@lru_cache(maxsize=20_000)
def site_of_host(host: str) -> str:
    """The registrable domain of a host: public suffix + 1, private suffixes included.

    A last label that is on no list counts as a suffix, as the list's own rule has it.

    >>> site_of_host("blog.example.co.uk"), site_of_host("someone.github.io")
    ('example.co.uk', 'someone.github.io')
    >>> site_of_host("www.shop.example"), site_of_host("127.0.0.1")
    ('shop.example', '127.0.0.1')
    """
    host = host.rstrip(".").lower()
    found = _suffixes()(host)
    if found.suffix or is_address(host):
        return found.top_domain_under_public_suffix or host
    return ".".join(host.rsplit(".", 2)[-2:])


def site_of(url: str) -> str:
    """The registrable domain that an absolute URL belongs to."""
    return site_of_host(host_of(url))


def domain_of(text: str) -> str:
    """The registrable domain that a person means by "example.com", a host name or a URL.

    Raises ValueError where *text* names no domain.

    >>> domain_of("https://www.Example.com/about"), domain_of("bäckerei.example")
    ('example.com', 'xn--bckerei-5wa.example')
    """
    text = text.strip()
    url = resolve(text if "//" in text else f"https://{text}", "https://invalid.invalid/")
    host = host_of(url)
    labels = host.removesuffix(".").split(".")
    if not is_web(url) or len(labels) < 2 or "" in labels or is_address(host):
        raise ValueError("no domain")
    return site_of_host(host)


def looks_like_page(url: str) -> bool:
    """False where the path ends like a picture, a document or an archive."""
    return mimetypes.guess_type(urlsplit(url).path)[0] in _PAGE_TYPES


def compare(one: str, other: str) -> Match:
    """Say whether two URLs name one page.

    *Equivalent* are URLs that differ in scheme, ``www.``, a trailing slash or index file,
    fragment, tracking parameters, order of parameters or the spelling of an escape.

    >>> compare("https://example.com/a", "http://www.example.com/a/?utm_source=x").value
    'equivalent'
    """
    if one == other or page_of(one) == page_of(other):
        return Match.EXACT
    return Match.EQUIVALENT if page_key(one) == page_key(other) else Match.DIFFERENT


@lru_cache(maxsize=30_000)
def page_key(url: str) -> str:
    """One string for all equivalent spellings of a page; not itself a URL.

    >>> page_key("http://www.example.com:80/%7Ejo/index.html?b=2&utm_medium=x&a=1")
    'example.com/~jo?a=1&b=2'
    """
    # Most addresses have no more than a host and a path that is written in one way only.
    root = _PLAIN_ROOT.match(url)
    if root and _PLAIN_PATH.fullmatch(url, root.end()) and len(url) < _SHORT:
        host, path = root[0].partition("://")[2], _INDEX.sub("/", url[root.end() :])
        return f"{host.removeprefix('www.')}{path.rstrip('/')}"
    try:
        parts = urlsplit(page_of(absolute(url) or url))
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    path = quote(
        unquote(_INDEX.sub("/", parts.path), errors="surrogateescape"),
        safe="/~!$&'()*+,;=:@",
        errors="surrogateescape",
    )
    query = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    )
    route = f"#{parts.fragment}" if parts.fragment else ""
    asked = f"?{urlencode(query, errors='replace')}" if query else ""
    return f"{host}{port}{path.rstrip('/')}{asked}{route}"


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list; what reads it brings an HTTP client along, so commands wait."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def is_address(host: str) -> bool:
    """True for the host of a URL that is an IP address and no name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
