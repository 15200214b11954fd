"""What people get wrong: one clear line on standard error, exit code 2, no traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from commands import LINKCRAWL, SCRAPY, Ran, linkcrawl, process, unprivileged

from linkcrawl.store.database import open_database

SCRAPY_HERE = {"SCRAPY_SETTINGS_MODULE": "linkcrawl.settings"}
CONFIG = '[[own]]\ndomain = "own.example"\n'
AGREEMENTS = "partner,their_page\npartner.example,https://partner.example/friends\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with nothing wrong."""
    (tmp_path / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "agreements.csv").write_text(AGREEMENTS, "utf-8")
    open_database(tmp_path / "linkcrawl.db").close()
    return tmp_path


def config(text: str) -> Callable[[Path], None]:
    return lambda folder: void((folder / "linkcrawl.toml").write_text(text, "utf-8"))


def agreements(text: str) -> Callable[[Path], None]:
    return lambda folder: void((folder / "agreements.csv").write_text(text, "utf-8"))


def void(_: object) -> None:
    return None


def newer_database(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection:
        connection.execute(
            "insert into _sqlite_migrations(migration_set, name, applied_at)"
            " values ('linkcrawl', 'm9999_from_the_future', '2030-01-01')"
        )
        connection.commit()


def no_database_at_all(folder: Path) -> None:
    (folder / "linkcrawl.db").write_text("Dear diary, today I was not a database. " * 50, "utf-8")


def folder_for_database(folder: Path) -> None:
    (folder / "linkcrawl.db").unlink()
    (folder / "linkcrawl.db").mkdir()


MISTAKES = {
    "broken TOML": (config("[[own"), "linkcrawl.toml: not valid TOML: Expected ']]'"),
    "empty TOML": (config(""), "linkcrawl.toml: own: missing; accepted: at least `[[own]]`"),
    "unknown key": (
        config(f"{CONFIG}[crawl]\nspeed = 3\n"),
        "linkcrawl.toml: crawl.speed: unknown key; accepted: render, pages_per_site, ",
    ),
    "wrong value": (
        config(f"{CONFIG}[crawl]\ndepth = -1\n"),
        "linkcrawl.toml: crawl.depth: found -1; accepted: greater than or equal to 0",
    ),
    "no TOML": (
        lambda folder: (folder / "linkcrawl.toml").unlink(),
        "linkcrawl.toml: not found; `linkcrawl init` writes one",
    ),
    "no agreements": (
        lambda folder: (folder / "agreements.csv").unlink(),
        "agreements.csv: not found; `linkcrawl init` writes one",
    ),
    "missing column": (
        agreements("site;page\nx;y\n"),
        "agreements.csv, line 1: found site, page; a column `partner` is needed",
    ),
    "empty agreements": (
        agreements(""),
        "agreements.csv, line 1: found an empty file; a column `partner` is needed",
    ),
    "newer database": (
        newer_database,
        "linkcrawl.db: written by a newer linkcrawl (it has m9999_from_the_future); upgrade",
    ),
    "no database": (no_database_at_all, "linkcrawl.db: can't be used: file is not a database"),
    "folder for database": (
        folder_for_database,
        "linkcrawl.db: can't be used: unable to open database file",
    ),
}


@pytest.fixture(params=MISTAKES.values(), ids=MISTAKES.keys())
def mistaken(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, str]:
    """A workspace with one mistake, and how the line about it begins."""
    make, line = request.param
    make(folder)
    return folder, f"{folder}/{line}"


@pytest.mark.parametrize("command", ["status", "report", "judge", "export links"])
def test_commands_tell_a_mistake_in_one_line(mistaken: tuple[Path, str], command: str) -> None:
    folder, line = mistaken

    ran = linkcrawl("--workspace", folder, *command.split())

    assert ran.code == 2
    assert ran.out == ""
    (told,) = ran.error_lines
    assert told.startswith(line)


def test_scrapy_tells_a_mistake_in_one_line(mistaken: tuple[Path, str]) -> None:
    folder, line = mistaken
    environment = {"LINKCRAWL_WORKSPACE": str(folder), **SCRAPY_HERE}

    ran = process([*SCRAPY, "crawl", "partners"], folder, environment)

    assert ran.code == 2
    assert_told_once(ran, line)


@pytest.mark.parametrize("mistake", ["broken TOML", "newer database"])
def test_crawl_tells_a_mistake_in_one_line_and_says_nothing_else(
    folder: Path, mistake: str
) -> None:
    make, line = MISTAKES[mistake]
    make(folder)

    ran = process([*LINKCRAWL, "--workspace", folder, "crawl", "partners"], folder)

    assert ran.code == 2
    (told,) = ran.error_lines
    assert told.startswith(f"{folder}/{line}")


def assert_told_once(ran: Ran, line: str) -> None:
    assert "Traceback" not in ran.err
    assert len([told for told in ran.error_lines if line in told]) == 1


ROWS = {
    "bad URL": "partner.example,nowhere\n",
    "bad domain": "our friends,\n",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_wrong_row_is_told_with_its_line_and_stops_no_other(folder: Path, row: str) -> None:
    agreements(f"{AGREEMENTS}{row}")(folder)

    ran = linkcrawl("--workspace", folder, "status")

    assert ran.code == 0
    (told,) = ran.error_lines
    assert told.startswith(f"{folder}/agreements.csv, line 3: ")
    assert "partner.example" in ran.out


def test_semicolons_and_a_byte_order_mark_are_no_mistake(folder: Path) -> None:
    (folder / "agreements.csv").write_text(AGREEMENTS.replace(",", ";"), "utf-8-sig")

    ran = linkcrawl("--workspace", folder, "status")

    assert (ran.code, ran.err) == (0, "")
    assert "partner.example" in ran.out


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """A workspace that can be read and not be written to."""
    (folder / "linkcrawl.db").unlink()
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.mark.parametrize("command", [(*SCRAPY, "crawl", "partners"), (*LINKCRAWL, "crawl", "own")])
def test_a_crawl_into_a_read_only_folder_is_told_in_one_line(
    read_only: Path, command: tuple[str, ...]
) -> None:
    environment = {"LINKCRAWL_WORKSPACE": str(read_only), **SCRAPY_HERE}

    ran = process(unprivileged(command), read_only, environment)

    assert ran.code == 2
    assert_told_once(ran, f"{read_only}: can't be written to: Permission denied")


def test_init_in_a_read_only_folder_is_told_in_one_line(read_only: Path) -> None:
    command = unprivileged([*LINKCRAWL, "init", "--workspace", read_only / "new"])

    ran = process(command, read_only)

    assert ran.code == 2
    assert_told_once(ran, f"{read_only}/new: Permission denied")


def test_status_of_facts_in_a_read_only_folder_is_told_in_one_line(folder: Path) -> None:
    folder.chmod(0o555)

    ran = process(unprivileged([*LINKCRAWL, "status"]), folder)
    folder.chmod(0o755)

    assert ran.code == 2
    (told,) = ran.error_lines
    assert told.startswith("linkcrawl.db: can't be used: ")


def test_doctor_names_a_read_only_folder(read_only: Path) -> None:
    ran = process(unprivileged([*LINKCRAWL, "doctor"]), read_only)

    assert ran.code == 1
    assert f"fail  database: {read_only}: can't be written to: Permission denied" in ran.out
