"""Stored sentences are as good as new: in English for people, and in parts for reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl.criteria import Criterion, Outcome
from linkcrawl.said import Said, said, said_all, said_as, said_n
from linkcrawl.store.accepted import accepted, keep_accepted
from linkcrawl.store.database import open_database
from linkcrawl.store.opinions import save_events
from linkcrawl.store.read import StoredEvent, events
from linkcrawl.store.sentences import packed, unpacked
from linkcrawl.store.verdicts import StoredVerdict, save_verdicts, verdicts
from linkcrawl.vocabulary import State
from reports.language import language

NESTED = said_all(
    "; ",
    [
        said_n("{count} page since {day}", "{count} pages since {day}", 3, day=date(2026, 11, 14)),
        said("{state}, {share:.0%} of {all}", state=State.LOST, share=0.25, all=1250),
        said_as("State", "page gone"),
        "{plain}",
    ],
)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "linkcrawl.db")


def test_a_sentence_comes_back_with_all_that_it_is_made_of() -> None:
    back = unpacked(str(NESTED), packed(NESTED))

    assert back == NESTED == "3 pages since 2026-11-14; lost, 25% of 1,250; page gone; {plain}"
    assert language("de").text(back) == language("de").text(NESTED)


def test_plain_text_stays_plain() -> None:
    assert packed("lost") == ""
    assert not isinstance(unpacked("lost", ""), Said)


def test_what_is_stored_can_still_be_said(db: Database) -> None:
    said_then = said("since {day}", day=date(2026, 11, 14))
    event = StoredEvent(
        "2026-11-20", "state", "a.example", "https://a.example/", "", "", "", said_then
    )
    verdict = StoredVerdict("own", "a.example", "fix", "2026", said_then, {"ring": said_then}, {})
    criterion = Criterion("pages", 3.0, 2.0, Outcome.PASS, said_then)
    db["site"].insert({"id": 1, "domain": "a.example"})

    save_events(db, [event])
    save_verdicts(db, [verdict])
    keep_accepted(db, {"a.example": [criterion]}, "2026-11-20")

    (told,) = events(db)
    known = verdicts(db)["own", "a.example"]
    (then,) = accepted(db)["a.example"].criteria
    found = (told.note, known.changed, known.signals["ring"], then.sentence)
    assert [language("en").text(text) for text in found] == ["since 14 Nov 2026"] * 4
    assert list(found) == ["since 2026-11-14"] * 4


def test_a_sentence_is_held_once_and_never_taken_for_another() -> None:
    alike = [said("{count} of it", count=value) for value in (1, 1.0, True, "1")]
    state, verdict = said_as("State", "lost"), said_as("Verdict", "lost")
    whole = [said("It is {word}.", word=word) for word in (state, verdict, "lost")]

    assert said("{count} of it", count=1) is alike[0]
    assert len({id(one) for one in alike}) == 4
    assert len({id(one) for one in whole}) == 3
