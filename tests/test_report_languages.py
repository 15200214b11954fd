"""The report and the mail in other languages: nothing of them is left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from gettext import NullTranslations
from pathlib import Path

import pytest
from candidate_sample import candidates, crossings
from commands import linkcrawl
from jinja2 import Environment
from relationship_sample import profile, pruning
from report_sample import GERMAN, german_texts, report_texts, sample, sample_summary
from visible_text import lines_of

from linkcrawl.said import Said
from linkcrawl.store.database import open_database
from reports.language import ENGLISH, Language, language
from reports.render import render
from reports.single import single_file

TEMPLATES = Path(__file__).parent.parent / "reports/templates"
KEPT = re.compile(r"(\{[^}]*\}|%\(\w+\)s|%%|<[^>]*>|&\w+;)")
# Files, commands, formats and names that are the same everywhere.
NAMES = (
    "agreements.csv relationships.csv links.csv linkcrawl.toml UTC"
    " linkcrawl export backlinks linkcrawl export candidates linkcrawl report"
    " Search Console px bäckerei For crust we know nothing better than the oven of Ovens"
)
WORDS = re.compile(r"[^\W\d_]{2,}(?:[ '-][^\W\d_]+)*")


class Blotted(NullTranslations):
    """A language without letters: all that it says is dots, all that is data stays."""

    def gettext(self, message: str) -> str:
        parts = KEPT.split(message)
        return "".join(
            part if number % 2 else re.sub(r"\w", "·", part) for number, part in enumerate(parts)
        )

    def ngettext(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


BLOTTED = Language("en", ENGLISH.locale, Blotted())


def strings_in(value: object) -> Iterator[str]:
    """The plain texts that a value is made of, sentences and words of vocabularies left out."""
    if isinstance(value, str):
        if not isinstance(value, Said | StrEnum):
            yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from strings_in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from strings_in(each)
    elif isinstance(value, Said):
        yield from strings_in(list(value.parameters.values()))


def test_nothing_is_left_of_the_language_once_its_messages_are_blotted_out(tmp_path: Path) -> None:
    summary = replace(sample_summary(), title="Ovens")
    facts = (sample(), profile(), pruning(), candidates(), crossings())
    data = " ".join([*strings_in(facts), *summary.problems, *dates(), NAMES]).casefold()

    left = {
        f"{name}: {words}"
        for name, lines in report_texts(summary, BLOTTED, tmp_path).items()
        for line in lines
        for words in WORDS.findall(re.sub(r"^\[[a-z-]+\]|\{\w+\}", "", line))
        if words.casefold() not in data
    }

    assert sorted(left) == []


def dates() -> Iterator[str]:
    for month in range(1, 13):
        day = date(2026, month, 1)
        yield f"{ENGLISH.month(day)} {ENGLISH.short_month(day)}"


def test_german_is_as_it_was() -> None:
    kept = {path.name: path.read_text("utf-8") for path in GERMAN.iterdir()}

    found = german_texts()

    assert set(found) == set(kept)
    assert [name for name, text in found.items() if text != kept[name]] == []


def test_a_page_says_in_which_language_it_is(tmp_path: Path) -> None:
    german = language("de")

    pages = [
        render(sample_summary(), tmp_path, german).read_text("utf-8"),
        (tmp_path / "partner/mill.example.html").read_text("utf-8"),
        single_file(sample_summary(), german),
    ]

    assert [re.findall(r"<html lang=\"([^\"]*)\"", page) for page in pages] == [["de"]] * 3


def test_the_language_of_the_workspace_is_that_of_its_report(tmp_path: Path) -> None:
    config = 'own = [{domain = "ovens.example"}]\n[report]\nlanguage = "de"\n'
    (tmp_path / "linkcrawl.toml").write_text(config, "utf-8")
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    open_database(tmp_path / "linkcrawl.db")
    index = tmp_path / "report/index.html"

    headings = []
    for options in ([], ["--language", "en"]):
        ran = linkcrawl("report", "--workspace", tmp_path, *options)
        assert ran.code == 0, ran.err
        headings += re.findall(r"<h1>(.*)</h1>", index.read_text("utf-8"))

    assert headings == ["<bdi>Linkpartnerschaften</bdi>", "<bdi>Link partnerships</bdi>"]


def written_in(path: Path) -> str:
    """What a template says by itself: without its blocks, its variables and its messages."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    said, within = [], False
    for _line, kind, value in environment.lex(path.read_text("utf-8")):
        if kind == "name" and value in ("trans", "endtrans"):
            within = value == "trans"
        elif kind == "data" and not within:
            said.append(value)
    return " ".join(said)


def hard_coded(path: Path) -> list[str]:
    """The lines with words that no catalogue knows; units are the same everywhere."""
    text = written_in(path)
    lines = lines_of(text) if path.suffix == ".html" and text.strip() else text.splitlines()
    return [line for line in lines if re.search(r"[^\W\d_]{3}", re.sub(r"^\[[a-z-]+\]", "", line))]


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(TEMPLATES.iterdir()) if path.suffix in (".html", ".txt")],
    ids=lambda path: path.name,
)
def test_a_template_says_nothing_but_messages(path: Path) -> None:
    assert hard_coded(path) == []


def test_a_sentence_that_is_no_message_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<p title="A title">{{ _("Said") }}{% trans %}Too{% endtrans %}<b>Not so</b></p>', "utf-8"
    )

    assert hard_coded(path) == ["Not so", "[title] A title"]
