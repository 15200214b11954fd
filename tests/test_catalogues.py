"""Every catalogue has every message of the source, with what is to be filled in."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from linkcrawl.languages import DEFAULT, languages
from linkcrawl.policy import Policy

PROJECT = Path(__file__).parent.parent
TRANSLATED = [code for code in languages() if code != DEFAULT]
# "{day}" and "{share:.0%}" of Python, "%(count)s" of templates.
PLACE = re.compile(r"\{[^}]*\}|%\(\w+\)s")
Key = tuple[str, str]


def messages_of_the_source() -> set[Key]:
    """The messages that ``make catalogue`` finds, with their contexts."""
    with (PROJECT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    recipe = (PROJECT / "Makefile").read_text("utf-8")
    keywords = parse_keywords(re.findall(r"--keywords (\S+)", recipe))
    found: set[Key] = set()
    for room in ("linkcrawl", "reports"):
        rows = extract_from_dir(PROJECT / room, methods, options, KEYWORDS | keywords)
        for _file, _line, message, _comments, context in rows:
            found.add((context or "", message if isinstance(message, str) else message[0]))
    return found


KEYWORDS = parse_keywords(["_", "gettext", "ngettext:1,2", "pgettext:1c,2"])
SOURCE = messages_of_the_source()


def messages(code: str) -> list[Message]:
    with (PROJECT / f"linkcrawl/languages/{code}.po").open("rb") as file:
        return [message for message in read_po(file, locale=code) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    done = {
        (message.context or "", forms(message.id)[0])
        for message in messages(code)
        if all(forms(message.string)) and not message.fuzzy
    }

    assert sorted(SOURCE - done) == [], "make catalogue, then translate"


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_translated_that_nobody_says(code: str) -> None:
    assert {(one.context or "", forms(one.id)[0]) for one in messages(code)} - SOURCE == set()


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("kept", [PLACE, re.compile(r"</?[a-z][^>]*>")], ids=["names", "tags"])
def test_what_is_filled_in_and_markup_are_the_same(kept: re.Pattern[str], code: str) -> None:
    wrong = [
        (forms(message.id), translated)
        for message in messages(code)
        for translated in forms(message.string)
        # What is said of one need not have its number.
        if translated
        and held(kept, translated) not in [held(kept, one) for one in forms(message.id)]
    ]

    assert wrong == []


def held(kept: re.Pattern[str], text: str) -> list[str]:
    return sorted(kept.findall(text))


def keys_of(table: dict[str, object], above: str = "") -> dict[str, set[str]]:
    """Every text of a file of letters by its key, with the $words that are filled in."""
    found: dict[str, set[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= keys_of(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = set(re.findall(r"\$\w+", str(value)))
    return found


@pytest.mark.parametrize("kind", ["{}.toml", "proposal.{}.toml"])
@pytest.mark.parametrize("code", get_args(Policy.model_fields["language"].annotation))
def test_letters_are_filled_in_alike_in_every_language(code: str, kind: str) -> None:
    letters = files("linkcrawl.judge.verdicts.letters")
    english, other = (
        keys_of(tomllib.loads(letters.joinpath(kind.format(name)).read_text("utf-8")))
        for name in (DEFAULT, code)
    )

    assert other == english
