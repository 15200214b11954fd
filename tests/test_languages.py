"""What is said in English can be said in another language, with all that it is made of."""

from __future__ import annotations

import pickle
import re
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from linkcrawl.config import ConfigError, load_config
from linkcrawl.judge.details import detail
from linkcrawl.languages import languages
from linkcrawl.said import Said, said, said_all, said_as, said_n
from linkcrawl.vocabulary import Placement, State
from reports.language import ENGLISH, language

GERMAN = language("de")


@pytest.mark.parametrize(
    ("text", "plain", "english", "german"),
    [
        (said("{number} of it", number=1250), "1,250 of it", "1,250 of it", "1.250 of it"),
        (said("{part:.1%} of it", part=0.5), "50.0% of it", "50.0% of it", "50,0\xa0% of it"),
        (said("{value:.2f} of it", value=0.5), "0.50 of it", "0.50 of it", "0,50 of it"),
        (
            said("{day} of it", day=date(2026, 11, 14)),
            "2026-11-14 of it", "14 Nov 2026 of it", "14. Nov. 2026 of it",
        ),
        (said("{where} of it", where=Placement.LINKS_PAGE), "links page of it", "links page of it",
         "Linkseite of it"),
        (said_all(" {} ", ["a {b}", said("{n}", n=1000)]), "a {b} {} 1,000", "a {b} {} 1,000",
         "a {b} {} 1.000"),
        (said_as("State", "lost"), "lost", "lost", "verloren"),
    ],
)  # fmt: skip
def test_what_fills_a_message_is_written_in_its_language(
    text: Said, plain: str, english: str, german: str
) -> None:
    assert text == plain
    assert ENGLISH.text(text) == english
    assert GERMAN.text(text) == german


def test_a_plural_counts() -> None:
    texts = [said_n("{count} agreement", "{count} agreements", count) for count in (1, 1250)]

    assert texts == ["1 agreement", "1,250 agreements"]
    assert [ENGLISH.text(text) for text in texts] == ["1 agreement", "1,250 agreements"]


def test_what_is_no_sentence_stays_as_it_is() -> None:
    assert GERMAN.text("lost") == "lost"
    assert GERMAN.say(7) == 7


@pytest.mark.parametrize("copied", [deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_of_a_sentence_can_be_said_as_well(copied) -> None:
    copy = copied(said("{where}", where=State.LOST))

    assert copy == "lost"
    assert GERMAN.text(copy) == "verloren"


@pytest.mark.parametrize(
    "text",
    [
        '[report]\nlanguage = "tlh"',
        '[mail]\nrecipients = [{address = "a@b.example", language = "tlh"}]',
    ],
)
def test_an_unknown_language_is_one_clear_line(text: str, tmp_path) -> None:
    file = tmp_path / "linkcrawl.toml"
    file.write_text(f'own = [{{domain = "a.example"}}]\n{text}', "utf-8")

    with pytest.raises(
        ConfigError, match=rf"language: found 'tlh'; accepted: {', '.join(languages())}"
    ):
        load_config(file)


def test_what_hides_a_link_can_be_said_in_every_language() -> None:
    scripts = Path("linkcrawl/fetch/scripts")
    told = re.findall(
        r'why = \["([^"]+)"|return \["([^"]+)"|(?:return|\?|: |=) "([a-z ]+ [a-z ]+)"',
        "".join(path.read_text("utf-8") for path in sorted(scripts.glob("*.js"))),
    )
    words = {word for found in told for word in found if " " in word}

    assert len(words) > 5
    assert {word for word in words if not isinstance(detail(word), Said)} == set()
