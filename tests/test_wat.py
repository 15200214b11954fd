"""Common Crawl's WAT records, read as an import reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_files import OWN, TOLD, bad, read, refusal, rows_of, wat_page, wat_record

from linkcrawl.claims import Claim
from linkcrawl.imports.rows import Row
from linkcrawl.witness import Reading

LINK = {"path": "A@/href", "url": "https://www.baker.example/ovens", "text": "ovens"}


def wat(tmp_path: Path, *records: bytes) -> list[Row]:
    path = tmp_path / "CC-MAIN-20260512000000-00000.warc.wat.gz"
    path.write_bytes(wat_record(b"Software-Info: x\r\n", path.name, "warcinfo") + b"".join(records))
    return read(path)


def test_a_partners_link_is_a_claim_of_that_day(tmp_path: Path):
    rows = wat(tmp_path, wat_record(wat_page([{**LINK, "rel": "NoFollow ugc"}])))

    (reading,) = rows_of(Reading, rows)
    assert (reading.url, reading.day, reading.status) == (  # type: ignore[union-attr]
        "https://mill.example/news", "2026-05-12", 200,
    )  # fmt: skip
    assert rows_of(Claim, rows) == [
        Claim(
            OWN, "mill.example", "https://mill.example/news", "https://www.baker.example/ovens",
            "ovens", "nofollow ugc", "text", "2026-05-12", "2026-05-12",
        )
    ]  # fmt: skip


def test_a_partners_page_without_a_link_counts_as_read(tmp_path: Path):
    rows = wat(tmp_path, wat_record(wat_page([{"path": "A@/href", "url": "/about"}])))

    assert [reading.links for reading in rows_of(Reading, rows)] == [()]  # type: ignore[union-attr]


def test_a_strangers_page_counts_where_it_links_to_us(tmp_path: Path):
    stranger = "https://stranger.example/list"
    rows = wat(
        tmp_path,
        wat_record(wat_page([LINK], stranger), stranger),
        wat_record(wat_page([{"path": "A@/href", "url": "/x"}], stranger), stranger),
    )

    assert len(rows_of(Reading, rows)) == 1


def test_relative_links_are_read_with_the_base(tmp_path: Path):
    link = {"path": "A@/href", "url": "ovens", "text": "o"}
    rows = wat(tmp_path, wat_record(wat_page([link], base="//baker.example/shop/")))

    assert rows_of(Claim, rows)[0].to_url == "https://baker.example/shop/ovens"  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["IMG@/src", "LINK@/href", "FORM@/action", "SCRIPT@/src"])
def test_what_is_no_link_for_readers_is_left_out(tmp_path: Path, path: str):
    assert rows_of(Claim, wat(tmp_path, wat_record(wat_page([{**LINK, "path": path}])))) == []


def test_our_own_links_to_partners_are_read_too(tmp_path: Path):
    ours = f"https://{OWN}/friends"
    links = [
        {"path": "A@/href", "url": "https://mill.example/"},
        {**LINK, "url": "https://x.example/"},
    ]
    rows = wat(tmp_path, wat_record(wat_page(links, ours), ours))

    assert [claim.to_domain for claim in rows_of(Claim, rows)] == ["mill.example"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"Envelope": None},
        {"Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": []}}},
        {"mill.example": {"Envelope": "baker.example"}},
        wat_page(None),
        wat_page("baker.example"),
        wat_page([None, 3, "x", {}, {"path": "A@/href"}, {"path": "A@/href", "url": 7}]),
        wat_page([{"path": "A@/href", "url": "https://[baker.example"}]),
        [],
    ],
)
def test_any_level_may_be_missing(tmp_path: Path, payload: object):
    rows = wat(tmp_path, wat_record(payload))

    assert rows_of(Claim, rows) == []
    assert bad(rows) == []


@pytest.mark.parametrize(
    "payload", [b'{"Envelope": "baker.example', b"[" * 200_000 + b"baker.example"]
)
def test_a_record_that_is_no_json_is_counted_and_stops_nothing(tmp_path: Path, payload: bytes):
    rows = wat(tmp_path, wat_record(payload), wat_record(wat_page([LINK])))

    assert len(bad(rows)) == 1
    assert len(rows_of(Claim, rows)) == 1


def test_a_day_that_never_was_is_left_out(tmp_path: Path):
    page = wat_page([LINK])
    page["Envelope"]["WARC-Header-Metadata"]["WARC-Date"] = "2026-02-31T00:00:00Z"  # type: ignore[index]

    assert rows_of(Reading, wat(tmp_path, wat_record(page))) == []


def test_a_damaged_file_is_refused_with_the_record(tmp_path: Path):
    path = tmp_path / "x.warc.wat.gz"
    path.write_bytes(wat_record(wat_page([LINK])) + b"WARC/1.0\r\nnothing like gzip")

    assert "x.warc.wat.gz: " in refusal(path, TOLD)
