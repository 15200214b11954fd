"""docs/verdicts.md says what the code does."""

from __future__ import annotations

import pytest
from verdict_tables import DOCUMENT, with_tables

from linkcrawl.judge.verdicts.messages import PAUSE
from linkcrawl.judge.verdicts.questions import CLEAR
from linkcrawl.judge.verdicts.relationship import Answer, Question, Reciprocity, Verdict
from linkcrawl.judge.verdicts.signals.kinds import KINDS
from linkcrawl.judge.verdicts.verdicts import FEWEST_RISKS, HEAVY

TEXT = DOCUMENT.read_text("utf-8")


def test_the_tables_are_those_of_the_code():
    assert with_tables(TEXT) == TEXT, "python -m tests.verdict_tables"
    assert all(f"| `{name}` |" in TEXT for name in KINDS)


@pytest.mark.parametrize(
    "word", [*Verdict, *Answer, *Question, *Reciprocity], ids=lambda word: str(word)
)
def test_every_word_is_explained(word: str):
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize(
    "figure",
    [f"{CLEAR:g}", f"{HEAVY:g} or less", f"{PAUSE.days} days", f"at least {FEWEST_RISKS} risks"],
)
def test_every_threshold_is_told(figure: str):
    assert figure in TEXT
