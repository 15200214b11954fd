"""A link in a sentence is told from one in a list."""

from __future__ import annotations

import pytest

from linkcrawl import inspect_page

SENTENCE = "Every spring the kiln is lit for the first time, and half the village comes to look"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{SENTENCE} at <a href=//own.example>the oven</a>, which is ours.</p>", True),
        (f"<div><div>{SENTENCE} <em>at <a href=//own.example>it</a></em></div></div>", True),
        ("<ul><li><a href=//own.example>the oven</a></li><li><a href=/b>b</a></li></ul>", False),
        (f"<p><a href=//own.example>{SENTENCE}</a></p>", False),
        (f"<p>{SENTENCE}</p><p><a href=//own.example>the oven</a></p>", False),
    ],
)
def test_prose(body: str, expected: bool):
    page = inspect_page(f"<main>{body}</main>".encode(), "https://partner.example/")

    assert page.links[0].in_prose is expected
