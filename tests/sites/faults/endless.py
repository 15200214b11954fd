"""Sites without end. Each also has a few pages that are worth a visit, three clicks away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

WORTH = ("/", "/team", "/team/history", "/team/history/friends")


def _calendar(number: int, host: str, path: str) -> list[str]:
    return [f"/calendar/{2000 + number + step}/{step}/1" for step in range(1, 30)]


def _sessions(number: int, host: str, path: str) -> list[str]:
    return [f"/shop/{item};jsessionid={number:08x}{item}" for item in range(30)]


def _queries(number: int, host: str, path: str) -> list[str]:
    colours = ("red", "blue", "oak", "ash")
    return [f"/shop?page={number}&colour={one}&then={two}" for one in colours for two in colours]


def _hosts(number: int, host: str, path: str) -> list[str]:
    domain = ".".join(host.split(".")[-2:])
    return [f"http://w{number}-{step}.{domain}/" for step in range(30)]


def _folders(number: int, host: str, path: str) -> list[str]:
    return [f"{path.rstrip('/')}/more/again{step % 3}" for step in range(9)]


ENDLESS: dict[str, Callable[[int, str, str], list[str]]] = {
    "a calendar": _calendar,
    "session ids in paths": _sessions,
    "filters in every order": _queries,
    "a host for everything": _hosts,
    "folders in folders": _folders,
}


def endless_page(kind: str, url: str) -> str:
    """The page at *url* of a site of some *kind*, other pages each time."""
    parts = urlsplit(url)
    digest = int.from_bytes(hashlib.blake2b(url.encode(), digest_size=3).digest())
    found = ENDLESS[kind](digest, parts.hostname or "", parts.path)
    if parts.path in WORTH[:-1]:
        found.append(WORTH[WORTH.index(parts.path) + 1])
    links = "".join(f"<li><a href='{href}'>{href}</a>" for href in found)
    return f"<title>{url}</title><p>Words about bread.</p><ul>{links}</ul>"
