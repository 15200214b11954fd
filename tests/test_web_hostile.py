"""Whatever a log, a report or a record holds: it is counted, told or refused, never a crash."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_access_log import line
from web_files import OWN, TOLD, wat_page

from linkcrawl.imports.access_log import Log, read_log
from linkcrawl.imports.common_crawl import read_ranks
from linkcrawl.imports.ga4 import read_ga4
from linkcrawl.imports.lines import DamagedFile
from linkcrawl.imports.referrers import is_robot
from linkcrawl.imports.wat import WatFile

LOG = Log((OWN,), named=frozenset(("mill.example",)))
CELLS = st.lists(st.text(max_size=30) | st.sampled_from(["mill.example", "9", "# 20261001"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda some: (
        st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=9), some, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.text(max_size=60), st.text(max_size=60))
@example(b"\n\n", "/\udce4?utm_source=%", "https://[::1]:bad/")
@example(b"\x00", "/?utm_source=\x00&utm_medium=\x1b[31m", "https://mill.example\\@evil/")
def test_any_log_is_read(junk: bytes, target: str, referer: str):
    written = line(target, referer).encode("utf-8", "replace")

    found = read_log(io.BytesIO(junk + b"\n" + written + written + junk), LOG)

    assert found.lines >= 2
    assert all(r.visits and "?" not in r.landing + r.source_page for r in found.referrals)


@settings(deadline=None, max_examples=60)
@given(st.lists(CELLS, max_size=6))
def test_any_report_is_read_or_refused(rows: list[list[str]]):
    heading = [["# 20261001-20261031"], ["Session source", "Sessions"]]

    with suppress(DamagedFile):
        found = read_ga4(iter(enumerate([*heading, *rows], 1)), LOG)
        assert all(referral.visits >= 0 for referral in found.referrals)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_ranks_are_read_or_refused(junk: bytes):
    header = b"#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts\n"

    with suppress(DamagedFile):
        found = read_ranks(io.BytesIO(header + junk), [OWN])
        assert found.of <= junk.count(b"\n") + 1


@settings(deadline=None, max_examples=60)
@given(JSON, JSON)
def test_any_record_is_read(links: object, envelope: object):
    records = [wat_page(links), {"Envelope": envelope, "for": OWN}]
    written = b"".join(
        f"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: https://mill.example/\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
        for body in (json.dumps(record).encode() for record in records)
    )
    wat = WatFile(io.BytesIO(written), TOLD.relations)

    assert [reading.url for reading in wat.readings()] == ["https://mill.example/news"]
    assert (wat.records, wat.bad) == (2, 0)


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0 Edg/142.0", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Safari/604.1", False),
        ("Mozilla/5.0 (Linux; Android 15; CUBOT KINGKONG) Chrome/142.0 Mobile Safari", False),
        ("Opera/9.80 (Windows NT 6.1) Presto/2.12.388 Version/12.18", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0", True),
        ("Mozilla/5.0 (compatible; NobodyKnowsBot/1.0)", True),
        ("python-requests/2.32", True),
        ("", True),
    ],
)  # fmt: skip
def test_robots_are_told_from_browsers(agent: str, robot: bool):
    assert is_robot(agent) is robot
