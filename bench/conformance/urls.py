"""The cases of the URL standard, of its host names, and of the public suffix list."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.conformance import archive
from bench.conformance.case import ALIKE, Case
from linkcrawl.urls import absolute, domain_of, host_of, resolve, site_of_host, without_password

_FOLDER = "wpt-url/tests/wpt"
_FILES = (
    "urltestdata", "urltestdata-javascript-only", "ada_extra_urltestdata", "ada_long_urltestdata",
)  # fmt: skip
_HOSTS = ("toascii", "IdnaTestV2", "IdnaTestV2-removed")
_LIST = "psl/public_suffix_list.dat"
_PLACEHOLDER = "linkcrawl"


def url_cases() -> Iterator[Case]:
    """Addresses, most of them relative to another, as browsers resolve them."""
    for case in (case for name in _FILES for case in _json(name)):
        base, given = case.get("base"), case["input"]
        url = absolute(given) if base is None else resolve(given, base)
        wanted = "" if case.get("failure") else case["href"]
        yield Case("addresses (WHATWG)", _how(url, wanted, given), (given, base), url)


def _how(url: str, wanted: str, given: str) -> str:
    if url == wanted:
        return ALIKE
    if url == without_password(wanted):
        return "names and passwords left out"
    if not url and any("\ud800" <= letter <= "\udfff" for letter in given):
        return "refused for half of a letter (a lone surrogate)"
    return "otherwise"


def host_cases() -> Iterator[Case]:
    """Host names as they are written, and in the letters of the domain name system."""
    for case in (case for name in _HOSTS for case in _json(name)):
        host = host_of(resolve(f"https://{case['input']}/x", "https://example.com/"))
        alike = host == (case["output"] or "") or not case["input"]
        yield Case("host names (IDNA)", ALIKE if alike else "otherwise", case["input"], host)


def query_cases() -> Iterator[Case]:
    """Letters in the query of a link, on pages of several charsets."""
    for case in _json("percent-encoding"):
        url = resolve(f"https://example.com/?{case['input']}", "https://example.com/")
        for charset, wanted in case["output"].items():
            alike = url.partition("?")[2] == wanted
            kind = ALIKE if alike else "in UTF-8 whatever the page is written in"
            yield Case("letters in queries (WHATWG)", kind, (case["input"], charset), url)


def suffix_cases() -> Iterator[Case]:
    """The list's own cases: which part of a host name somebody registered."""
    for line in archive.content("psl/tests/tests.txt").decode().splitlines():
        host, _, wanted = line.partition(" ")
        if not wanted or line.startswith("//") or host == "null":
            continue
        found = _domain(host)
        if wanted == "null":
            kind = "a public suffix is a site of its own" if found else ALIKE
        else:
            kind = ALIKE if found == _domain(wanted) else "otherwise"
        yield Case("registrable domains (public suffix list)", kind, host, found)


def rule_cases() -> Iterator[Case]:
    """Each rule of the archive's list beside the list that came with our library."""
    rules = [
        line.split()[0]
        for line in archive.content(_LIST).decode().splitlines()
        if line.strip() and not line.startswith("//")
    ]
    known = set(rules)
    for rule in rules:
        suffix = rule.removeprefix("!").replace("*", _PLACEHOLDER)
        wanted = suffix if rule.startswith("!") else f"{_PLACEHOLDER}.{suffix}"
        if f"!{wanted}" in known:
            continue
        wanted = host_of(absolute(f"https://{wanted}/"))
        alike = site_of_host(f"www.{wanted}") == wanted
        kind = ALIKE if alike else "a rule that is newer or older in our copy"
        yield Case("rules of the public suffix list", kind, rule, site_of_host(f"www.{wanted}"))


def _domain(text: str) -> str:
    try:
        return domain_of(text)
    except ValueError:
        return ""


def _json(name: str) -> Iterator[dict[str, object]]:
    cases = json.loads(archive.content(f"{_FOLDER}/{name}.json") or b"[]")
    return (case for case in cases if isinstance(case, dict))
