"""The examples of docs/anchors.md are what the classifier answers."""

import re
from pathlib import Path

import pytest

from linkcrawl.classify.anchor import AnchorTerms, classify_anchor
from linkcrawl.vocabulary import AnchorType

PAGE = (Path(__file__).parent.parent / "docs" / "anchors.md").read_text(encoding="utf-8")
URL = "https://oakandember.example/garden-ovens/"
TERMS = AnchorTerms(("Oak & Ember",), ("wood-fired pizza oven",))
ROWS = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", PAGE, re.MULTILINE)
EXAMPLES = [(kind, text) for kind, cell in ROWS for text in re.findall(r"`([^`]+)`", cell)]


def test_the_page_has_the_vocabulary_in_its_order():
    assert [kind for kind, _ in ROWS] == [kind.value for kind in AnchorType]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_example(kind, text):
    assert URL in PAGE
    assert classify_anchor(text, None, "", URL, TERMS, "en").type.value == kind
