"""The URL code: any text is an address or none, and is read as the standard says."""

from __future__ import annotations

import ada_url

from bench.fuzz.promise import promise
from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.masking import masked
from linkcrawl.urls import (
    Match,
    compare,
    domain_of,
    host_of,
    is_web,
    looks_like_page,
    page_key,
    page_of,
    resolve,
    site_of,
    site_of_host,
    without_password,
)

WORDS = (
    "http://", "https:", "//", "/", "\\", "..", "%2e", "%00", "%ff", "?", "#", "#!", "@", ":80",
    ":443", "xn--", "www.", "example.com", "index.html", "utm_source=", "[::1]", "0x7f.1", "\t",
    "co.uk", "github.io", "token=", "javascript:", "mailto:", "file:///", "ß", "。", "\u202e",
)  # fmt: skip
_POLICY = AddressPolicy()
_PAGE = "https://example.com/a/b?c"


def check(data: bytes) -> None:
    """Read *data* as a base and, after the first line, an address in it."""
    base, _, href = data.decode("utf-8", "surrogateescape").partition("\n")
    check_address(href, resolve(base, base) or _PAGE)
    check_address(base, _PAGE)


def check_address(href: str, base: str) -> None:
    """Raise where *href* on a page at *base* is not read as the standard and our rules say."""
    url = resolve(href, base)
    promise(url == _by_the_standard(href, base), "as the standard has it", href, base, url)
    promise(resolve(url, url) == url, "resolved once and for all", href, url)
    promise(compare(url, url) is Match.EXACT, "a page is itself", url)
    promise(without_password(without_password(url)) == without_password(url), "once", url)
    promise(masked(masked(url)) == masked(url), "masked once and for all", url)
    promise(page_of(page_of(url)) == page_of(url), "a page's page is itself", url)
    promise(page_key(page_of(url)) == page_key(url), "one key for a page", url, page_key(url))
    looks_like_page(url), _POLICY.objection(url), _POLICY.objection(href)
    for text in (href, url):
        _check_domain(text)
    if is_web(url):
        _check_web(url)


def _check_web(url: str) -> None:
    parsed = ada_url.URL(url)
    promise(host_of(url) == parsed.hostname, "its host", url, host_of(url))
    promise(url.isascii() and url.isprintable() and " " not in url, "plain letters", url)
    site, host = site_of(url), host_of(url)
    promise(host == site or host.rstrip(".").endswith(f".{site}") or host.rstrip(".") == site,
            "a host is of its site", host, site)  # fmt: skip
    promise(site_of_host(site) == site, "a site's site is itself", site)
    plain = url.partition("#")[0].partition("?")[0]
    promise(page_key(f"{plain}?utm_source=x#a") == page_key(plain), "the same page", url)


def _check_domain(text: str) -> None:
    try:
        domain = domain_of(text)
    except ValueError:
        return
    promise(domain_of(domain) == domain, "a domain is its own", text, domain)


def _by_the_standard(href: str, base: str) -> str:
    """What ada alone says, which our shorter ways must agree with."""
    try:
        return without_password(ada_url.join_url(base, href))
    except ValueError:
        return ""
