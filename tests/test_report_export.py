"""What is written as CSV and JSONL: the columns that do not change, and safe cells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from relationship_sample import MOVED, relationships
from report_sample import NEW, link, sample

from linkcrawl.store.read import StoredEvent
from reports.export import (
    Format,
    Row,
    What,
    agreement_rows,
    event_rows,
    export,
    link_rows,
    relationship_rows,
)

LINKS = (
    "source_url, source_domain, target_url, target_domain, anchor_text, anchor_type, rel, "
    "placement, in_prose, sitewide, boilerplate_ratio, hidden, presence, context, first_seen, "
    "last_seen, live"
)
AGREEMENTS = (
    "agreement, partner, their_page, our_target, found_on, fetch, presence, target, credit, "
    "placement, anchor_text, anchor_type, rel, state, reasons, checked_at, first_seen, last_seen, "
    "our_page, their_target, our_found_on, our_fetch, our_presence, our_target_match, our_credit, "
    "our_placement, our_anchor_text, our_anchor_type, our_rel, our_state, our_reasons, "
    "our_checked_at, our_first_seen, our_last_seen"
)
RELATIONSHIPS = (
    "own_domain, other_domain, role, reciprocity, ring, links_in, links_out, relevance, signals, "
    "q_without_deal, q_relevant, q_placement, q_anchor, verdict, reasons"
)
EVENTS = "at, kind, partner, source_url, target_url, before, after"


def table(what: What, rows: Iterator[Row]) -> list[list[str]]:
    out = io.StringIO(newline="")
    export(what, Format.CSV, rows, out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def objects(what: What, rows: Iterator[Row]) -> list[dict[str, object]]:
    out = io.StringIO(newline="")
    count = export(what, Format.JSONL, rows, out)
    found = [json.loads(line) for line in out.getvalue().split("\n") if line]
    assert len(found) == count
    return found


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        (What.LINKS, LINKS),
        (What.AGREEMENTS, AGREEMENTS),
        (What.EVENTS, EVENTS),
        (What.RELATIONSHIPS, RELATIONSHIPS),
    ],
)
def test_columns_are_those_that_were_promised(what: What, columns: str) -> None:
    assert table(what, iter(())) == [columns.split(", ")]


def test_no_two_columns_of_an_export_share_a_name() -> None:
    for columns in (LINKS, AGREEMENTS, EVENTS):
        assert len(set(columns.split(", "))) == len(columns.split(", "))


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}"]
)
def test_a_cell_never_starts_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("https://evil.example","pay")'
    told = StoredEvent("2026-11-21", "anchor", "a.example", "", "", "", hostile)
    assert table(What.EVENTS, event_rows([told]))[1][-1] == f"'{hostile}"
    assert objects(What.EVENTS, event_rows([told]))[0]["after"] == hostile


def test_what_is_not_known_of_a_block_is_empty() -> None:
    found = link("mill.example/", "ovens.example/")
    (header, row) = table(What.LINKS, link_rows([found]))
    cells = dict(zip(header, row, strict=True))
    assert (cells["sitewide"], cells["boilerplate_ratio"]) == ("", "")
    assert objects(What.LINKS, link_rows([found]))[0]["sitewide"] is None


def test_booleans_and_ratios_are_written_alike_everywhere() -> None:
    found = link(
        "mill.example/", "ovens.example/", missed_at=NEW, sitewide=True, boilerplate_ratio=0.25
    )
    (header, row) = table(What.LINKS, link_rows([found]))
    cells = dict(zip(header, row, strict=True))
    assert [cells[c] for c in ("live", "in_prose", "sitewide", "boilerplate_ratio")] == [
        "false", "true", "true", "0.25",
    ]  # fmt: skip
    told = objects(What.LINKS, link_rows([found]))[0]
    assert [told[c] for c in ("live", "in_prose", "sitewide", "boilerplate_ratio")] == [
        False, True, True, 0.25,
    ]  # fmt: skip


def test_reasons_are_joined_in_csv_and_listed_in_json() -> None:
    judgement, _, _ = sample()
    first = judgement.agreements[0]
    told = objects(What.AGREEMENTS, agreement_rows([first]))[0]
    assert (told["state"], told["reasons"]) == ("live", ["as agreed"])
    assert (told["our_state"], told["found_on"]) == ("live", "https://www.mill.example/flour")
    (header, row) = table(What.AGREEMENTS, agreement_rows([first]))
    assert row[header.index("reasons")] == "as agreed"


def test_a_side_that_promised_nothing_is_empty() -> None:
    judgement, _, _ = sample()
    told = objects(What.AGREEMENTS, agreement_rows(judgement.agreements[1:2]))[0]
    assert {told[column] for column in AGREEMENTS.split(", ")[20:]} == {None}


def test_rows_are_written_as_they_come() -> None:
    out = io.StringIO(newline="")
    lengths: list[int] = []

    def rows() -> Iterator[Row]:
        for row in link_rows([link("mill.example/", "ovens.example/")] * 3):
            lengths.append(len(out.getvalue()))
            yield row

    export(What.LINKS, Format.JSONL, rows(), out)
    assert lengths == sorted(set(lengths))


def test_text_comes_back_as_it_was() -> None:
    hostile = 'a"b;c,\r\nd\u2028e\x00 é'
    told = StoredEvent("2026-11-21", "anchor", "a.example", "", "", "", hostile)
    assert table(What.EVENTS, event_rows([told]))[1][-1] == hostile
    assert objects(What.EVENTS, event_rows([told]))[0]["after"] == hostile


def test_relationships_are_written_with_their_evidence() -> None:
    rows = table(What.RELATIONSHIPS, relationship_rows(relationships()))
    assert [row[1:5] + row[7:] for row in rows[1:]] == [
        [
            "brick.example", "partner", "mutual", "", "0.62",
            "sitewide_link -0.40; in_content +0.40", "yes", "yes", "no", "unclear", "fix",
            f"{MOVED}; The link is not well placed.",
        ],
        [
            "guild.example", "partner", "mutual", "", "", "", "", "", "", "", "watch",
            "Nothing could be looked at yet.",
        ],
        [
            "mill.example", "partner", "mutual", "", "0.62", "in_content +0.40", "yes", "yes",
            "yes", "yes", "keep", "1 link in the content of a page.",
        ],
        [
            "stranger.example", "other", "ring",
            "ovens.example; stranger.example; xn--bckerei-5wa.example", "0.03",
            "link_bar -0.50; unrelated_site -0.40; everyone -0.40", "no", "no", "no", "no",
            "remove", "The block that has our link joins 40 sites side by side, on 12 pages.",
        ],
    ]  # fmt: skip


def test_what_is_several_in_a_relationship_is_listed_in_json() -> None:
    told = objects(What.RELATIONSHIPS, relationship_rows(relationships()))[-1]
    assert told["ring"] == ["ovens.example", "stranger.example", "xn--bckerei-5wa.example"]
    assert (told["relevance"], told["q_anchor"], told["links_in"]) == (0.03, "no", 3)
