"""What a page has to say: its running text, without menus and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from linkcrawl.page.shown import count_words

# A topic needs no more, and a page may have megabytes.
MOST_TEXT = 3_000
# Shorter paragraphs are captions, bylines and copyright notes.
_PARAGRAPH = 60
# A page with less in paragraphs has its text elsewhere: lists, tables, boxes.
_ENOUGH = 1_000
_PIECE = 25
# With fewer links inside, a paragraph is no bar of links.
_FEW = 3
# Honest pages have fewer; on others more would cost the square of what is there.
_MOST_PARTS, _MOST_BOXES = 40, 2_000
_BOXES = ("li", "td", "dd", "h3", "h4", "blockquote", "pre", "div", "span")
_BESIDE = ("nav", "footer")
_DESCRIPTION = etree.XPath(
    "/html/head/meta[@name='description' or @name='keywords']/@content", smart_strings=False
)


class MainText(NamedTuple):
    """The beginning of a page's main text, how many words all of it has, and its pieces."""

    text: str
    words: int
    pieces: list[str]


def main_text(root: etree._Element) -> MainText:
    """The main text of a parsed page: its paragraphs, and where they are few its other texts.

    The text begins with the page's title, its description and its headings, which say most
    of what it is about; only the running text counts as words.

    >>> page = etree.HTML("<title>Ovens</title><nav>Menu</nav><p>" + "Bread needs heat. " * 9)
    >>> main_text(page).text[:30], main_text(page).words
    ('Ovens Bread needs heat. Bread ', 27)
    """
    pieces = list(_paragraphs(root))
    if sum(map(len, pieces)) < _ENOUGH:
        pieces += _boxes(root)
    words = count_words("\n".join(pieces))
    return MainText(_begin(chain(_called(root), pieces)), words, pieces)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """The text of the paragraphs that stand beside no menu and are not little but links."""
    parts = islice(root.iter(*_BESIDE), _MOST_PARTS)
    beside = {inside for part in parts for inside in part.iter("p")}
    for element in root.iter("p"):
        # Only the innermost of nested paragraphs, so that no text is read twice.
        if element in beside or (len(element) and len([*islice(element.iter("p"), 2)]) == 2):
            continue
        text = _text(element)
        if len(text) >= _PARAGRAPH and not _is_link_bar(element, text):
            yield text


def _is_link_bar(paragraph: etree._Element, text: str) -> bool:
    """True for partners and the like in a row: their names say nothing of this page's topic."""
    if len(paragraph) < _FEW:
        return False
    linking = [part for part in paragraph if next(part.iter("a"), None) is not None]
    return len(linking) >= _FEW and 2 * sum(len(_text(part)) for part in linking) >= len(text)


def _begin(pieces: Iterable[str]) -> str:
    text: list[str] = []
    room = MOST_TEXT
    for piece in pieces:
        text.append(piece[:room])
        room -= len(piece)
        if room <= 0:
            break
    return " ".join(text)


def _called(root: etree._Element) -> Iterator[str]:
    """The title, the description and the headings."""
    yield root.findtext("head/title") or ""
    yield from _DESCRIPTION(root)
    yield from map(_text, islice(root.iter("h1", "h2"), _MOST_PARTS))


def _boxes(root: etree._Element) -> Iterator[str]:
    found = (e for e in root.iter(*_BOXES) if e.text and len(e.text) >= _PIECE)
    for element in islice(found, _MOST_BOXES):
        around = islice(element.iterancestors(), _MOST_PARTS)
        text = (element.text or "").strip()
        if len(text) >= _PIECE and not any(above.tag in _BESIDE for above in around):
            yield text


def _text(element: etree._Element) -> str:
    # Three times as quick as joining itertext(), at what a crawl spends on a page.
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)
