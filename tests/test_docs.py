"""The docs name what the code has: words, keys, columns, commands, tables."""

from __future__ import annotations

import doctest
import re
from enum import StrEnum
from pathlib import Path

import click
import pytest

from linkcrawl import settings, vocabulary
from linkcrawl.agreements import COLUMNS as AGREEMENT_COLUMNS
from linkcrawl.cli import main
from linkcrawl.config import Backlinks, Candidate, Crawl, OwnSite, Report, Site
from linkcrawl.criteria import Criteria
from linkcrawl.mailing import Mail, Recipient
from linkcrawl.nodes import Node
from linkcrawl.policy import Policy, RelPolicy
from linkcrawl.schedule import Entry
from linkcrawl.sections import Section
from linkcrawl.store.database import open_database
from reports.export import COLUMNS, What
from reports.vocabulary import EVENTS

PROJECT = Path(__file__).parent.parent
VOCABULARIES = [
    value
    for value in vars(vocabulary).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
]


def document(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def code_of(text: str) -> set[str]:
    """Every word that a document sets as code."""
    blocks = re.findall(r"```.*?```", text, re.DOTALL)
    inline = re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return {word for code in [*blocks, *inline] for word in re.split(r"[\s,]+", code)}


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda v: v.__name__)
def test_every_word_is_explained(words: type[StrEnum]):
    assert {word.value for word in words} <= code_of(document("docs/glossary.md"))


@pytest.mark.parametrize(
    "section",
    [
        *(OwnSite, Candidate, Site, Crawl, Backlinks, Report, Policy, RelPolicy, Criteria),
        *(Mail, Recipient, Entry, Node),
    ],
    ids=lambda s: s.__name__,
)
def test_every_key_is_listed(section: type[Section]):
    # A heading names the recipients, with the section that they are of.
    keys = set(section.model_fields) - {"recipients"}
    assert keys <= code_of(document("docs/configuration.md"))


def test_every_setting_of_ours_is_listed():
    ours = {name for name in vars(settings) if name.startswith("LINKCRAWL_")}
    # What linkcrawl.toml says of rendering holds for each page.
    assert ours - {"LINKCRAWL_RENDER"} <= code_of(document("docs/configuration.md"))


def test_every_column_of_agreements_is_listed():
    assert set(AGREEMENT_COLUMNS) <= code_of(document("docs/configuration.md"))


@pytest.mark.parametrize("what", list(What))
def test_every_exported_column_is_listed(what: What):
    assert set(COLUMNS[what]) <= code_of(document("docs/exports.md"))


def test_every_kind_of_event_is_listed():
    table = document("docs/exports.md").partition("## events")[2]
    assert EVENTS.keys() <= code_of(table)


def test_every_command_is_listed_and_has_help():
    context = click.Context(main)
    names = main.list_commands(context)
    assert len(names) > 5
    assert {f"linkcrawl {name}" for name in names} <= set(
        re.findall(r"linkcrawl \w+", document("README.md"))
    )
    commands = [main.get_command(context, name) for name in names]
    assert all(command and command.help for command in commands)


def test_every_table_is_explained(tmp_path: Path):
    tables = set(open_database(tmp_path / "linkcrawl.db").table_names())

    assert tables - {"_sqlite_migrations"} <= code_of(document("docs/schema.md"))


def test_the_questions_of_the_schema_can_be_asked(tmp_path: Path):
    db = open_database(tmp_path / "linkcrawl.db")
    (questions,) = re.findall(r"```sql\n(.*?)```", document("docs/schema.md"), re.DOTALL)

    for question in questions.split(";"):
        if question.strip():
            assert db.execute(question).fetchall() == []


def test_the_example_of_the_readme_is_true():
    failed, tried = doctest.testfile(str(PROJECT / "README.md"), module_relative=False)

    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize(
    "path", ["README.md", *sorted(str(p.relative_to(PROJECT)) for p in PROJECT.glob("docs/*.md"))]
)
def test_every_link_between_documents_leads_somewhere(path: str):
    folder = (PROJECT / path).parent
    for target in re.findall(r"\]\(([^)#]+)\)", document(path)):
        assert "://" in target or (folder / target).exists(), target


def test_the_readme_is_short():
    assert len(document("README.md").splitlines()) <= 150
