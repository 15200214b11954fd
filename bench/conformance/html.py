"""html5lib's cases: how markup is taken apart, and which charset a page is in."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import webencodings
from lxml import etree

from bench.conformance import archive
from bench.conformance.case import ALIKE, Case
from linkcrawl.page.read import parse, read_page

# The element that puts a tokenizer into a state, in which a case begins.
_STATES = {
    "Data state": "div", "RCDATA state": "title", "RAWTEXT state": "style",
    "Script data state": "script", "PLAINTEXT state": "plaintext",
}  # fmt: skip
# Elements that a tree has whether or not they were written, or that end others.
_IMPLIED = ("html", "head", "body", "p")
_HALF_LETTERS = frozenset(range(0xD800, 0xE000))
_ENCODINGS = ("tests1.dat", "tests2.dat", "test-yahoo-jp.dat", "scripted/tests1.dat")


def markup_cases() -> Iterator[Case]:
    """Pieces of markup, each in the states that it is meant for."""
    for name, body in archive.files("html5lib-tests/tokenizer/"):
        file = json.loads(body) if name.endswith(".test") else {}
        for case in file.get("tests", ()):
            for state in case.get("initialStates", ("Data state",)):
                if state in _STATES:
                    yield _markup_case(case, state)


def _markup_case(case: dict[str, Any], state: str) -> Case:
    if state == "RCDATA state":  # xmp is none such any more
        case = json.loads(re.sub("(?i)xmp", "title", json.dumps(case)))
    given, wanted = case["input"], case["output"]
    if case.get("doubleEscaped"):
        given, wanted = _unescaped(given), [[*map(_unescaped, token)] for token in wanted]
    holder = case.get("lastStartTag", _STATES[state])
    markup = f"<{holder}>{given}"
    read_page(markup.encode("utf-8", "surrogatepass"), "https://example.com/")
    tags, text, comments = _tokens(parse(markup))
    tags = tags[1:]
    alike = (
        _tags(wanted) == tags,
        _text(wanted) == text,
        [token[1] for token in wanted if token[0] == "Comment"] == comments,
    )
    kind = ALIKE if all(alike) else _why(given)
    return Case("markup (html5lib's tokenizer)", kind, (state, given), (tags, text, comments))


def _why(given: str) -> str:
    letters = set(map(ord, given))
    if 0 in letters:
        return "NUL left out"
    if letters & _HALF_LETTERS:
        return "half of a letter (a lone surrogate) read as ?"
    return "space at the end of the page left out" if given[-1:].isspace() else "otherwise"


def _tokens(root: etree._Element) -> tuple[list[tuple[str, dict[str, str]]], str, list[str]]:
    """The start tags, the text and the comments of a tree, in the order of the text."""
    tags: list[tuple[str, dict[str, str]]] = []
    texts: list[str] = []
    comments: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            tags.append((str(element.tag), {str(k): str(v) for k, v in element.attrib.items()}))
            texts.append(element.text or "")
        elif event == "comment":
            comments.append(element.text or "")
        if event != "start" and element is not root:
            texts.append(element.tail or "")
    return [tag for tag in tags if tag[0] not in _IMPLIED], _plain("".join(texts)), comments


def _tags(wanted: Sequence[Any]) -> list[tuple[str, dict[str, str]]]:
    starts = (token for token in wanted if token[0] == "StartTag")
    return [(token[1], token[2]) for token in starts if token[1] not in _IMPLIED]


def _text(wanted: Sequence[Any]) -> str:
    return _plain("".join(token[1] for token in wanted if token[0] == "Character"))


def _plain(text: str) -> str:
    """Without the space at its ends, which belongs to no element."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\f")


def _unescaped(text: object) -> Any:
    return json.loads(json.dumps(text).replace("\\\\u", "\\u")) if isinstance(text, str) else text


def charset_cases() -> Iterator[Case]:
    """Pages that say, or do not say, how they are written."""
    for name in _ENCODINGS:
        for case in archive.content(f"html5lib-tests/encoding/{name}").split(b"#data\n")[1:]:
            given, _, label = case.partition(b"\n#encoding\n")
            wanted = webencodings.lookup(label.decode().strip()).codec_info.name
            charset = read_page(given, "https://example.com/").charset
            yield Case("charsets (html5lib)", _charset_kind(wanted, charset), given, charset)


def _charset_kind(wanted: str, charset: str) -> str:
    wanted, charset = codecs.lookup(wanted).name, codecs.lookup(charset).name
    if wanted == charset:
        return ALIKE
    if wanted == "cp1252" and charset == "utf-8":
        return "nothing declared and no byte against it: UTF-8, not Windows-1252"
    if wanted == "cp1252":
        return "a broken declaration taken at its word"
    return "a declaration that comes late, second or by script is not seen"
