"""Links that reach a site by a detour: where they lead, out of their address or of a visit."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from linkcrawl.store.visits import StoredVisit
from linkcrawl.urls import is_web, resolve, site_of

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*["']?([^"']+)""", re.IGNORECASE)
_LONGEST = 2_000
_MOST_SEGMENTS = 12


def encoded_target(url: str, domains: Collection[str]) -> str:
    """The page of one of *domains* that is written into an address of another site, or "".

    >>> encoded_target("https://a.example/go?u=https%3A%2F%2Fb.example%2Fx", ["b.example"])
    'https://b.example/x'
    >>> encoded_target("https://a.example/out/aHR0cHM6Ly9iLmV4YW1wbGUveA", ["b.example"])
    'https://b.example/x'
    """
    for text in _parts(url[:_LONGEST]):
        for said in _readings(text):
            if not any(d in said.lower() or d.startswith("xn--") for d in domains):
                continue
            target = resolve(said if "//" in said[:8] else f"http://{said}", "http://invalid/")
            if is_web(target) and site_of(target) in domains:
                return target
    return ""


def _parts(url: str) -> Iterator[str]:
    """The pieces of an address that may hold another one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    yield from (value for _, value in parse_qsl(parts.query))
    yield parts.query
    segments = parts.path.split("/", _MOST_SEGMENTS)
    for number in range(1, len(segments)):
        yield "/".join(segments[number:]) + (f"?{parts.query}" if parts.query else "")
        yield segments[number]
    yield parts.fragment


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, unescaped, and decoded."""
    for _ in range(3):
        # Servers and proxies fold the two slashes of a nested address into one.
        yield re.sub(r"^(https?:)/(?=[^/])", r"\1//", text)
        if _BASE64.fullmatch(text):
            yield from _decoded(text)
        if text == (text := unquote(text)):
            return


def _decoded(text: str) -> Iterator[str]:
    standard = text.replace("-", "+").replace("_", "/").rstrip("=")
    readings = []
    try:
        readings.append(base64.b64decode(standard + "=" * (-len(standard) % 4)))
        if _HEX.fullmatch(text):
            readings.append(bytes.fromhex(text))
    except binascii.Error:
        pass
    for reading in readings:
        said = reading.decode("ascii", errors="replace")
        if said.isprintable():
            yield unquote(said)


def led_to(visit: StoredVisit | None, domains: Collection[str]) -> str:
    """The page of one of *domains* where a visit ended, or was sent by the page it read."""
    if visit is None:
        return ""
    if site_of(visit.answered_url) in domains:
        return visit.answered_url
    if found := _REFRESH.match(visit.refresh):
        target = resolve(found[1].strip(), visit.answered_url)
        if site_of(target) in domains:
            return target
    return ""
