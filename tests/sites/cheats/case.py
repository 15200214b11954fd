"""One way to keep, bend or break a promise: a small web, what was agreed, what is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linkcrawl.demo.web import Response

OWN = "http://kilnhouse.example"
TARGET = f"{OWN}/ovens"
PROSE = (
    "Every spring the kiln is lit for the first time, and half the village comes to look at the"
    " smoke. It takes two days until the bricks are warm enough to bake in, and one more until"
    " the bread comes out as it should. We write down what we learn, so that others need not"
    " begin from nothing. "
)
# A page, or whatever answers in its place; None hangs, a list is sent slowly, piece by piece.
Answer = str | Response | list[bytes] | None
Pages = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Expected:
    """The state and the five facets of a check; "" of a placement that does not matter."""

    state: str = "live"
    fetch: str = "ok"
    presence: str = "raw_and_rendered"
    target: str = "exact"
    credit: str = "followed"
    placement: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A partner, ``NAME.example``, whose page ``/post`` should link to our ``/ovens``.

    *pages* are its answers by path, *elsewhere* those of other hosts by address. *agreed*
    are further columns of its agreement; "{+3}" in them is the day in three days. *later* is
    what the partner has made of its pages by the second crawl, and *then* what is true after
    it: with *days* of at least one between the crawls.
    """

    name: str
    trick: str
    pages: Pages
    expected: Expected
    agreed: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Pages = field(default_factory=dict)
    later: Pages | None = None
    then: Expected | None = None
    days: int = 2

    @property
    def host(self) -> str:
        return f"{self.name}.example"


def link(href: str = TARGET, words: str = "brick ovens", more: str = "") -> str:
    """A link as most people write it."""
    return f'<a href="{href}"{" " if more else ""}{more}>{words}</a>'


def article(
    inside: str,
    head: str = "",
    *,
    title: str = "Baking in brick",
    beside: str = "",
    after: str = "",
) -> str:
    """A page with a header, a text that has *inside* in the middle of a sentence, a footer."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav>
</header>
<main><article><h1>{title}</h1><p>{PROSE * 2}</p>
<p>{PROSE}Those who build their own should look at {inside} before they begin. {PROSE}</p>
<p>{PROSE * 2}</p></article>{beside}</main>{after}
<footer><p>Made in the village. <a href="/imprint">Imprint</a></p></footer></body></html>"""


LONELY = article("a good book")


def post(inside: str, head: str = "", **more: str) -> Pages:
    """A site whose /post has *inside* in its text."""
    return {"/post": article(inside, head, **more)}


def absent(presence: str = "absent", state: str = "missing", fetch: str = "ok") -> Expected:
    """What is true where there is no link."""
    return Expected(state, fetch, presence, "none", "none", "unknown")


def unread(fetch: str, state: str = "unknown") -> Expected:
    """What is true where the page could not be read."""
    return Expected(state, fetch, "not_checked", "none", "none", "unknown")
