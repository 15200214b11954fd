"""Every reader that is tried, by name, and what its first inputs are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.conformance import archive
from bench.fuzz import addresses, exports, lists, page, robots, user_files
from bench.fuzz.promise import Target

_PROJECT = Path(__file__).parents[2]
_STARTER = _PROJECT / "linkcrawl/starter"
_DEMO = _PROJECT / "linkcrawl/demo"
_MOST_ROBOTS = 400
_URL_CASES = "wpt-url/tests/wpt/urltestdata.json"


def _pages() -> Iterator[bytes]:
    """The demo's pages and the archive's cases of HTML, each as it is declared best."""
    for path in sorted(_DEMO.rglob("*.html")):
        yield b"\0" + path.read_bytes()
    for name in ("tests1.dat", "tests2.dat", "test-yahoo-jp.dat"):
        for case in archive.content(f"html5lib-tests/encoding/{name}").split(b"#data\n"):
            yield b"\1" + case
    for file in archive.json_under("html5lib-tests/tokenizer/"):
        for case in islice(file.get("tests", ()), 200):
            yield b"\2" + str(case["input"]).encode("utf-8", "surrogatepass")


def _addresses() -> Iterator[bytes]:
    for case in json.loads(archive.content(_URL_CASES) or "[]"):
        if isinstance(case, dict):
            both = f"{case['base'] or ''}\n{case['input']}"
            yield both.encode("utf-8", "surrogatepass")


def _robots() -> Iterator[bytes]:
    bodies = (body for _, body in archive.files("robots-real/tests/test_data/"))
    return (body[:20_000] for body in islice(bodies, _MOST_ROBOTS))


def _headers() -> Iterator[bytes]:
    yield b'noindex\n</a>; rel="canonical"\ntext/html; charset=utf-8\nde, en\n120'
    yield b"googlebot: noindex, nofollow\n<https://a.example/>; rel=canonical\n\n\nFri, 20 Nov 2026"
    yield b"unavailable_after: 25 Jun 2026 15:00:00 PST"


def _tables() -> Iterator[bytes]:
    files = [_STARTER / "agreements.csv", *sorted(exports.SAMPLES.glob("*.csv"))]
    return (path.read_bytes() for path in files)


def _configurations() -> Iterator[bytes]:
    return (path.read_bytes() for path in (_STARTER / "linkcrawl.toml", *_DEMO.rglob("*.toml")))


TARGETS = {
    "page": Target(page.check, _pages, page.WORDS),
    "addresses": Target(addresses.check, _addresses, addresses.WORDS),
    "robots": Target(robots.check_text, _robots, robots.TEXT_WORDS),
    "headers": Target(robots.check_headers, _headers, robots.HEADER_WORDS),
    "lists": Target(lists.check, lambda: lists.SEEDS, lists.WORDS),
    "config": Target(user_files.check_config, _configurations, user_files.CONFIG_WORDS),
    "tables": Target(user_files.check_tables, _tables, user_files.TABLE_WORDS),
    "exports": Target(exports.check, exports.files, exports.WORDS),
    "workbook": Target(exports.check_workbook, exports.sheets, ("<row", "<c r=", "<v>", "t=")),
}
