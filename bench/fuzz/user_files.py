"""What the user writes: linkcrawl.toml, agreements.csv, candidates.csv. Used, or told why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.fuzz.promise import promise
from linkcrawl.agreements import COLUMNS, cells_of, load_agreements, read_agreement
from linkcrawl.candidates import load_candidates
from linkcrawl.config import Config, ConfigError, load_config
from linkcrawl.spreadsheets import SpreadsheetError, add_rows
from linkcrawl.urls import domain_of, is_web, resolve

CONFIG_WORDS = (
    "[[own]]", 'domain = "example.com"', "[crawl]", "[mail]", "[policy]", "[criteria]", "[report]",
    "[[sites]]", "[[schedule]]", "[[nodes]]", "[[candidates]]", "[backlinks]", "brands = [",
    'render = "never"', "delay = ", "inf", "nan", "1e999", "0x", "true", "2026-01-01", "'''", "\\u",
    "placement = {", 'cron = "* * * * *"', "start_urls = [",
)  # fmt: skip
TABLE_WORDS = (
    *COLUMNS, "domain", "source", ",", ";", "\t", '"', "\ufeff", "=1+1", "ring:a", "exchange",
    "2026-01-01", "nofollow", "footer", "https://a.example/", "#",
)  # fmt: skip


def check_config(data: bytes) -> None:
    """Read *data* as a linkcrawl.toml."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "linkcrawl.toml")
        path.write_bytes(data)
        try:
            config = load_config(path)
        except ConfigError as error:
            _check_told(str(error), path)
            return
    again = Config.model_validate(config.model_dump())
    promise(again.digest == config.digest, "read once and for all", config)
    for own in config.own:
        promise(domain_of(own.domain) == own.domain, "a domain", own.domain)
        promise(all(map(is_web, own.start_urls)), "pages to start from", own.start_urls)


def check_tables(data: bytes) -> None:
    """Read *data* as each of the tables that users edit."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes(data)
        for check in (_check_agreements, _check_candidates):
            _told(check, path)


def _told(check: Callable[[Path], None], path: Path) -> None:
    try:
        check(path)
    except SpreadsheetError as error:
        _check_told(str(error), path)


def _check_agreements(path: Path) -> None:
    found = load_agreements(path)
    for problem in found.problems:
        _check_told(problem, path)
    for row in found.rows:
        promise(domain_of(row.partner) == row.partner, "a partner is a domain", row.partner)
        for page in filter(None, (row.their_page, row.our_target, row.our_page, row.their_target)):
            promise(is_web(page) and resolve(page, page) == page, "a page", page)
        promise(read_agreement(cells_of(row)) == row, "the same when written and read", row)
    if found.rows:
        _check_added(path.with_name("new.csv"), [cells_of(row) for row in found.rows])


def _check_added(path: Path, rows: list[dict[str, str]]) -> None:
    """Raise where rows that are written to a new file are not the same agreements there."""
    rows = [row for row in rows if row["partner"][:1].isalnum()]  # else it may be a formula
    add_rows(path, COLUMNS, rows)
    back = load_agreements(path)
    promise([row.name for row in back.rows] == [read_agreement(row).name for row in rows],
            "the same in a new file", rows, back)  # fmt: skip
    path.unlink()


def _check_candidates(path: Path) -> None:
    found = load_candidates(path)
    for problem in found.problems:
        _check_told(problem, path)
    names = [row.domain for row in found.rows]
    promise(len(set(names)) == len(names), "each once", names)


def _check_told(said: str, path: Path) -> None:
    """Raise where what is said to the user does not say of which file it is, or is endless."""
    promise(said.startswith(str(path)), "which file", said)
    promise(len(said) < 100_000, "no more than can be read", len(said))
