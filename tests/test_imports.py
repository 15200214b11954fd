"""Who may import whom: docs/architecture.md, held to the syntax trees."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import process

from linkcrawl.store.database import open_database

PROJECT = Path(__file__).parent.parent
ROOMS = ("linkcrawl", "spiders", "pipelines", "reports")
CLI = "linkcrawl.cli"
# The packages that only some rooms may use, and those rooms.
RESERVED = {
    "reports": ("reports", CLI),
    "spiders": ("spiders",),
    "pipelines": ("pipelines",),
    CLI: (CLI, "linkcrawl.__main__"),
    "sqlite_utils": ("linkcrawl.store", "linkcrawl.judge"),
    "sqlite3": ("linkcrawl.store",),
    "jinja2": ("reports",),
    "matplotlib": ("reports.charts",),
    "xlsxwriter": ("reports.workbook",),
    "playwright": ("linkcrawl.fetch",),
    "scrapy_playwright": ("linkcrawl.fetch",),
    "scrapy": ("linkcrawl.fetch", "linkcrawl.settings", "spiders", "pipelines", CLI),
    "twisted": ("linkcrawl.fetch", "spiders", "pipelines"),
    "babel": ("reports.language",),
    "click": (CLI,),
    "lxml": ("linkcrawl.page", "linkcrawl.fetch"),
    "numpy": ("linkcrawl.store", "linkcrawl.page", "linkcrawl.classify", "linkcrawl.judge"),
    "rustworkx": ("linkcrawl.judge",),
    "requests": (CLI,),
    "pydantic": (
        "linkcrawl.config",
        "linkcrawl.criteria",
        "linkcrawl.mailing",
        "linkcrawl.nodes",
        "linkcrawl.policy",
        "linkcrawl.schedule",
        "linkcrawl.sections",
    ),
    "tldextract": ("linkcrawl.urls",),
    "polars": ("linkcrawl.imports",),
    "warcio": ("linkcrawl.imports",),
    "crawleruseragents": ("linkcrawl.imports",),
}
# The way of the data: a stage never calls a later or an earlier one.
APART = {
    "linkcrawl.page": ("linkcrawl.fetch", "linkcrawl.store", "linkcrawl.judge"),
    "linkcrawl.classify": ("linkcrawl.fetch", "linkcrawl.store", "linkcrawl.judge"),
    "linkcrawl.store": ("linkcrawl.fetch", "linkcrawl.page", "linkcrawl.judge"),
    "linkcrawl.judge": ("linkcrawl.fetch", "linkcrawl.page"),
    "linkcrawl.fetch": ("linkcrawl.judge",),
    "linkcrawl.imports": ("linkcrawl.fetch", "linkcrawl.page", "linkcrawl.judge", "reports"),
    "reports": ("linkcrawl.fetch", "linkcrawl.page"),
    "pipelines": ("linkcrawl.judge",),
    "spiders": ("linkcrawl.judge",),
}

# What takes long to load, and what a command may have of it: the database brings numpy along,
# and whole sites are told apart by a library that can also fetch its list.
HEAVY = {
    "dateparser", "jinja2", "matplotlib", "numpy", "openpyxl", "parsel", "playwright", "polars",
    "pydantic", "requests", "rich", "rustworkx", "scrapy", "sqlite_utils", "twisted", "xlsxwriter",
}  # fmt: skip
READING = {"numpy", "parsel", "pydantic", "requests", "sqlite_utils"}
JUDGING = READING | {"rich", "rustworkx"}
NEEDED = {
    "--help": set[str](),
    "crawl nosuch": READING - {"requests"},
    "status": JUDGING,
    "judge": JUDGING,
    "export links": JUDGING - {"rich"},
    "import links.csv": READING | {"rich"},
    "inspect page.html": READING | {"rich"},
}
LOADED = """
import sys
import linkcrawl
print(*sys.modules)
from linkcrawl.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print()
    print(*sys.modules)
"""

EXTENSIONS = """
import sys
from scrapy.utils.project import get_project_settings
for name in get_project_settings().get_component_priority_dict_with_base("EXTENSIONS"):
    __import__(name.rpartition(".")[0])
print(*sys.modules)
"""


def inside(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield str(node.module)
            yield from (f"{node.module}.{name.name}" for name in node.names)


IMPORTS = [(module, name) for module, path in modules() for name in imports(path)]


def test_there_are_imports_to_look_at() -> None:
    assert {module.partition(".")[0] for module, _ in IMPORTS} == set(ROOMS)


@pytest.mark.parametrize(("package", "rooms"), RESERVED.items(), ids=RESERVED.keys())
def test_a_package_is_used_only_in_its_rooms(package: str, rooms: tuple[str, ...]) -> None:
    strangers = {
        module
        for module, name in IMPORTS
        if inside(name, package) and not any(inside(module, room) for room in rooms)
    }

    assert strangers == set()


@pytest.mark.parametrize(("room", "others"), APART.items(), ids=APART.keys())
def test_a_room_does_not_know_the_stages_apart_from_it(room: str, others: tuple[str, ...]) -> None:
    known = {
        (module, name)
        for module, name in IMPORTS
        if inside(module, room) and any(inside(name, other) for other in others)
    }

    assert known == set()


def test_spiders_and_pipelines_know_no_sibling() -> None:
    known = {
        (module, name)
        for module, name in IMPORTS
        for room in ("spiders", "pipelines")
        if inside(module, room) and inside(name, room) and module != name
    }

    assert known == set()


def test_the_judge_names_the_database_and_asks_the_store() -> None:
    known = {
        name
        for module, name in IMPORTS
        if inside(module, "linkcrawl.judge") and inside(name, "sqlite_utils")
    }

    assert known <= {"sqlite_utils", "sqlite_utils.Database"}


@pytest.mark.parametrize(("command", "needed"), NEEDED.items(), ids=NEEDED.keys())
def test_a_command_loads_only_what_it_needs(command: str, needed: set[str], tmp_path: Path) -> None:
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "own.example"\n')
    (tmp_path / "agreements.csv").write_text("partner\n")
    (tmp_path / "links.csv").write_text(
        "Linking page,Last crawled\nhttps://a.example/,2026-10-01\n"
    )
    (tmp_path / "page.html").write_text('<a href="https://own.example/">Own</a>')
    open_database(tmp_path / "linkcrawl.db").close()

    out = process([sys.executable, "-P", "-c", LOADED, *command.split()], tmp_path).out

    at_first, *_, at_last = out.splitlines()
    assert "linkcrawl" in at_first.split()
    assert HEAVY.isdisjoint(at_first.split())
    assert HEAVY.intersection(at_last.split()) == needed


def test_a_crawl_loads_neither_a_web_server_nor_telnet() -> None:
    out = process([sys.executable, "-c", EXTENSIONS], PROJECT).out

    assert "linkcrawl.fetch.progress" in out.split()
    assert {"aiohttp", "twisted.conch"}.isdisjoint(out.split())
