"""Whose name, account or address proves nothing: platforms that everybody uses, shared hosting."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network


@dataclass(frozen=True, slots=True)
class _Lists:
    sites: frozenset[str]
    accounts: frozenset[str]
    networks: tuple[tuple[IPv4Network | IPv6Network, str], ...]


def is_platform(domain: str) -> bool:
    """True for social networks, search engines, shops, blog hosts and the like.

    >>> is_platform("amazon.co.uk"), is_platform("someone.github.io"), is_platform("github.io")
    (True, False, True)
    """
    sites = _lists().sites
    return domain in sites or domain.partition(".")[0] + ".*" in sites


def platform_of(domain: str) -> str:
    """The platform that a site is hosted under a name of, "" where the name is its own.

    >>> platform_of("someone.github.io"), platform_of("example.com")
    ('github.io', '')
    """
    host = domain.partition(".")[2]
    return host if is_platform(host) else ""


def is_platform_account(value: str) -> bool:
    """True for an account that a platform has on the sites of its customers."""
    return value in _lists().accounts


@lru_cache(maxsize=10_000)
def hosting_of(address: str) -> str:
    """Whose address it is, where it serves many sites of strangers; "" where none is known.

    >>> hosting_of("104.16.1.1"), hosting_of("2606:4700::1111"), hosting_of("93.184.215.14")
    ('Cloudflare', 'Cloudflare', '')
    """
    try:
        one = ip_address(address)
    except ValueError:
        return ""
    return next((name for network, name in _lists().networks if one in network), "")


@cache
def _lists() -> _Lists:
    text = resources.files("linkcrawl.judge.graph").joinpath("platforms.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return _Lists(
        frozenset(domain for group in data["sites"].values() for domain in group),
        frozenset(account for group in data["accounts"].values() for account in group),
        tuple(
            (ip_network(network), name)
            for name, ranges in data["addresses"].items()
            for network in ranges
        ),
    )
