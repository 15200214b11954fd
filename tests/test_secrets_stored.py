"""Two crawls of a web full of secrets, its imports and exports: none is in any file of ours, and
what was agreed with a secret in its address is checked all the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from commands import Ran, linkcrawl
from crawling import crawl
from local_site import LocalSite
from secret_web import AGREEMENTS, CONFIG, IMPORTED, OURS, THEIRS, WEB, moved

from linkcrawl.store.database import open_database
from reports.export import What

SPIDERS = ("partners", "candidates", "backlinks", "own", "partners")


def unzipped(path: Path) -> bytes:
    """The bytes of a file, of a workbook those that are packed in it."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def ran(folder: Path, *arguments: str | Path) -> Ran:
    done = linkcrawl("--workspace", folder, *arguments)
    assert done.code == 0, done.err
    return done


@dataclass(frozen=True, slots=True)
class Crawled:
    """What is on the disk afterwards, by name; what was said; which addresses were asked for."""

    files: dict[str, bytes]
    said: str
    hits: list[str]

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[f"exports/{name}.csv"].decode())))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """Imports, five crawls, and all that can be made of them, in a workspace full of secrets."""
    elsewhere, folder = tmp_path_factory.mktemp("elsewhere"), tmp_path_factory.mktemp("workspace")
    imports = [elsewhere / name for name in IMPORTED]
    for path, text in zip(imports, IMPORTED.values(), strict=True):
        path.write_text(text, "utf-8")
    given = set()
    for place in (folder, folder / "merged"):
        place.mkdir(exist_ok=True)
        for name, text in (("linkcrawl.toml", CONFIG), ("agreements.csv", AGREEMENTS)):
            given.add(place / name)
            (place / name).write_text(text, "utf-8")
    exports = folder / "exports"
    exports.mkdir()
    said = []
    # As long as one reads, what was written stays in the log of the database too.
    with closing(open_database(folder / "linkcrawl.db")), LocalSite(WEB) as web:
        said.append(ran(folder, "import", *imports).out)
        for session, spider in enumerate(SPIDERS):
            web.routes[f"{THEIRS}/moved"] = moved(f"session-{session}")
            web.routes[f"{THEIRS}/shop;jsessionid=planted-session-{session}"] = (
                f'<a href="{OURS}/?sid=planted-{session}">one</a> <a href="{OURS}/">two</a>'
            )
            said.append(crawl(folder, web.url, spider, "-s", "LOG_LEVEL=DEBUG"))
        for command in ("report", "status", "judge", "mail --dry-run", "export disavow"):
            said.append(ran(folder, *command.split()).out)
        for what, form in product(What, ("csv", "jsonl", "xlsx")):
            ran(folder, "export", what, "--format", form, "--output", exports / f"{what}.{form}")
        ran(folder, "backup", "--output", folder / "backup.db")
        said.append(ran(folder / "merged", "merge", folder / "linkcrawl.db").out)
        files = {
            str(path.relative_to(folder)): unzipped(path)
            for path in folder.rglob("*")
            if path.is_file() and path not in given
        }
    return Crawled(files, "\n".join(said), web.hits)


def test_no_secret_is_in_any_file_nor_said(crawled: Crawled) -> None:
    """Raw bytes: what SQLite and its log have beside their rows counts too."""
    written = {
        "linkcrawl.db-wal",
        "merged/linkcrawl.db",
        "backup.db",
        "mail/ana@kiln.example-everything.eml",
    }
    assert [name for name in written if not crawled.files[name]] == []
    files = crawled.files | {"said": crawled.said.encode()}
    found = {name: set(re.findall(rb"planted[\w-]*", data)) for name, data in files.items()}
    assert {name: secrets for name, secrets in found.items() if secrets} == {}


def test_what_has_a_secret_is_visited_all_the_same(crawled: Crawled) -> None:
    secret = {hit for hit in WEB if "planted" in hit and "robots" not in hit}

    assert secret - set(crawled.hits) == set()
    assert [hit for hit in crawled.hits if "***" in hit] == []
    assert [hit for hit in crawled.hits if "planted-source" in hit] == []


def test_what_was_agreed_is_checked_with_its_secrets(crawled: Crawled) -> None:
    kept, other, moved_on = crawled.rows("agreements")

    assert (kept["state"], kept["our_state"]) == ("live", "live")
    assert (kept["target"], kept["our_target_match"]) == ("exact", "exact")
    assert kept["found_on"] == kept["their_page"]
    assert (other["state"], other["target"]) == ("changed", "wrong_page")
    assert (moved_on["state"], moved_on["fetch"]) == ("live", "moved")


def test_the_same_web_tells_no_news(crawled: Crawled) -> None:
    assert crawled.rows("events") == []
