"""linkcrawl import and export of ranks, graph, records, logs and analytics, end to end."""

from __future__ import annotations

import csv
import gzip
import io
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from commands import linkcrawl
from test_access_log import line
from test_common_crawl import DOMAINS, EDGES, HEADER, RELEASE, VERTICES
from test_ga4 import PREAMBLE, TABLE
from test_store import LIMITS, page
from test_wat import LINK
from web_files import OWN, packed, wat_page, wat_record

from linkcrawl.ranks import SiteRank
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.ranks import ranks_of

# The same bytes at any time: test runners compare the names of cases.
zipped = partial(gzip.compress, mtime=0)

RANKS = f"{RELEASE}-domain-ranks.txt.gz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "linkcrawl.toml").write_text(
        f'[[own]]\ndomain = "{OWN}"\ncompetitors = ["rival.example"]\n'
        '[[candidates]]\ndomain = "guild.example"\n',
        "utf-8",
    )
    (tmp_path / "agreements.csv").write_text("partner\nmill.example\n", "utf-8")
    return tmp_path


def exported(folder: Path, what: str) -> list[dict[str, str]]:
    ran = linkcrawl("--workspace", folder, "export", what)
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def imported(folder: Path, *paths: Path | str) -> str:
    ran = linkcrawl("--workspace", folder, "import", *paths)
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split())


def everything(folder: Path) -> list[Path]:
    (folder / "ga4.csv").write_text(PREAMBLE + TABLE, "utf-8")
    wat = folder / "CC-MAIN-20260512000000-00000.warc.wat.gz"
    wat.write_bytes(wat_record(wat_page([LINK])))
    packed(folder / f"{RELEASE}-domain-vertices.txt.gz", VERTICES)
    return [
        packed(folder / f"{RELEASE}-domain-edges.txt.gz", EDGES),
        packed(folder / RANKS, HEADER + DOMAINS),
        packed(folder / "access.log.gz", line() * 2),
        folder / "ga4.csv",
        wat,
    ]


def test_all_of_it_is_imported_and_exported(folder: Path):
    imported(folder, *everything(folder))

    ranks = {row["domain"]: (row["rank"], row["standing"]) for row in exported(folder, "ranks")}
    assert ranks["mill.example"] == ("2", "comparable")
    assert [(r["counted_by"], r["visits"]) for r in exported(folder, "referrals")] == [
        ("ga4", "1040"), ("ga4", "7"), ("ga4", "3"), ("log", "2"),
    ]  # fmt: skip
    assert [(r["saw"], r["witness_day"]) for r in exported(folder, "witness")] == [
        ("not_read", "2026-05-12")
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "saw", "doubt"),
    [
        ("<p>no link</p>", [LINK], "only_witness", "served"),
        ('<p><a href="https://baker.example/ovens/">o</a></p>', [], "only_we", "served"),
        ('<p><a href="https://baker.example/ovens/">o</a></p>', [LINK], "both", ""),
    ],
)
def test_what_we_saw_stands_beside_what_another_crawler_saw(
    folder: Path, ours: str, theirs: list[object], saw: str, doubt: str
):
    store = CrawlStore(folder / "linkcrawl.db", "partners", "digest", LIMITS)
    read = page(ours, "https://www.mill.example/news/")
    store.add(replace(read, fetched_at=datetime(2026, 5, 10, tzinfo=UTC)))
    store.close("finished")
    wat = folder / "x.warc.wat.gz"
    wat.write_bytes(wat_record(wat_page(theirs)))

    imported(folder, wat)

    told = [(row["saw"], row["doubt"], row["our_day"]) for row in exported(folder, "witness")]
    assert told == [(saw, doubt, "2026-05-10")]


def test_importing_twice_changes_nothing(folder: Path):
    files = everything(folder)
    imported(folder, *files)
    before = [exported(folder, what) for what in ("ranks", "referrals", "witness", "backlinks")]

    again = imported(folder, *files)

    assert again.count("imported already") == len(files)
    after = [exported(folder, what) for what in ("ranks", "referrals", "witness", "backlinks")]
    assert after == before


def test_a_log_that_grew_is_counted_once(folder: Path):
    morning, noon = line(at="21/Nov/2026:08:00:00 +0000"), line()
    imported(folder, packed(folder / "old.log.gz", morning))

    said = imported(folder, packed(folder / "grown.log.gz", morning + noon))

    assert "1 left out: counted before" in said
    assert [row["visits"] for row in exported(folder, "referrals")] == ["2"]


def test_ranks_are_read_again_when_more_sites_are_known(folder: Path):
    ranks = packed(folder / RANKS, HEADER + DOMAINS)
    imported(folder, ranks)
    config = folder / "linkcrawl.toml"
    config.write_text(config.read_text() + '[[candidates]]\ndomain = "stone.co.uk"\n', "utf-8")

    imported(folder, ranks)

    assert "stone.co.uk" in {row["domain"] for row in exported(folder, "ranks")}


def test_all_ranks_can_be_kept_for_sites_that_nobody_knows_yet(folder: Path):
    ranks = packed(folder / RANKS, HEADER + DOMAINS)
    imported(folder, ranks)
    assert asked(folder, "stone.co.uk") == {}

    imported(folder, "--all", ranks)

    assert asked(folder, "stone.co.uk") == {
        "stone.co.uk": SiteRank("stone.co.uk", 4, 3, None, 4, RELEASE)
    }
    assert asked(folder, "nobody.example") == {}
    assert (folder / "linkcrawl.ranks").stat().st_size == 512 + 4 * 16


def asked(folder: Path, domain: str) -> dict[str, SiteRank]:
    with closing(open_database(folder / "linkcrawl.db")) as db:
        return ranks_of(db, [domain])


def test_nothing_of_a_visitor_reaches_the_disk(folder: Path):
    told = line("/me/jo@people.example?q=s3cr3t", "https://mill.example/?user=b10om") * 3
    imported(folder, packed(folder / "access.log.gz", told))

    stored = b"".join(path.read_bytes() for path in folder.glob("linkcrawl.db*"))
    personal = (b"198.51.100.23", b"people.example", b"s3cr3t", b"b10om", b"Firefox", b" jo ")
    assert [word for word in personal if word in stored] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (RANKS, zipped((HEADER + DOMAINS).encode())[:-30]),
        (RANKS, zipped(HEADER.encode() + b"1" * 200_000_000)),
        (RANKS, zipped(HEADER.replace("host_rev", "name").encode() + DOMAINS.encode())),
        (RANKS, zipped(HEADER.encode())),
        ("renamed.gz", zipped((HEADER + DOMAINS).encode())),
        (f"{RELEASE}-domain-edges.txt.gz", zipped(EDGES.encode())),
        ("x.warc.wat.gz", zipped(b"WARC/1.0\r\n" + b"A: b\r\n" * 20_000_000)),
        ("x.warc.wat.gz", zipped(b"WARC/1.0\r\nContent-Length: -5\r\n\r\nxx")[:-9]),
        ("ga4.csv", TABLE.encode()),
        ("access.log", b"\x1f\x8b\x08junk"),
    ],
)
def test_a_file_that_can_not_be_used_gets_one_line(folder: Path, name: str, content: bytes):
    (folder / name).write_bytes(content)

    ran = linkcrawl("--workspace", folder, "import", folder / name)

    assert ran.code == 2
    assert len(ran.error_lines) == 1
    assert name in ran.error_lines[0]
