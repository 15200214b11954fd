"""The page reader: any bytes are a page, and what is said of it stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.fuzz.promise import promise
from linkcrawl.inspect import inspect_page
from linkcrawl.items import Link, Page
from linkcrawl.page.anchors import read_anchor
from linkcrawl.page.disguise import unmasked
from linkcrawl.page.links import find_anchors
from linkcrawl.page.read import MAX_LINKS, parse, read_page
from linkcrawl.page.room import Room
from linkcrawl.page.shown import CONTEXT_LENGTH, MAX_TEXT, NOT_TEXT
from linkcrawl.page.traces import Watched
from linkcrawl.urls import is_web, resolve, site_of

URL = "https://partner.example/blog/post?id=7"
WATCHED = Watched(frozenset({"own.example"}), ("Own Ovens",))
_TYPES = ("text/html", "", "text/html; charset=utf-8", "text/html; charset=utf-16", "text/html; "
          "charset=shift_jis", "text/html; charset=iso-2022-jp", "text/html; charset=utf-7",
          "text/html; charset=nonsense")  # fmt: skip
_NOW = datetime(2026, 11, 21, tzinfo=UTC)
_LINK = re.compile(r"<a(?:rea)?[\s/]", re.IGNORECASE)
WORDS = (
    "<a href=", "<area href=", "</a>", "<base href=", "<p>", "<div>", "<svg>", "<template>",
    "<noscript>", "<table>", "<select>", "<textarea>", "<title>", "<script>", "<!--", "-->",
    "<meta charset=", "<meta name=robots content=", "<link rel=canonical href=", "<iframe srcdoc=",
    "hidden", "style=display:none", "rel=nofollow", "&amp;", "&#0;", "&#xD800;", "//own.example/",
    "<![CDATA[", "<plaintext>", "<footer>", "<nav>", "<article>", "<h1>", "<time datetime=",
    '<script type=application/ld+json>{"@type":"Article","datePublished":"2026-01-01"}</script>',
)  # fmt: skip


def check(data: bytes) -> None:
    """Read *data*, whose first byte chooses the type that the server declares."""
    declared, body = _TYPES[data[0] % len(_TYPES) if data else 0], data[1:]
    page = read(body, declared)
    promise(read(body, declared) == page, "what was read before changes nothing", page)
    check_page(page, body)
    _check_anchors(page, body)
    unmasked(page, body, WATCHED)
    inspected = inspect_page(body, URL, content_type=declared)
    promise([link.url for link in inspected.links] == [link.url for link in page.links], "two ways")
    promise(all(link.anchor_reason for link in inspected.links), "a reason for each anchor type")


def read(body: bytes, declared: str) -> Page:
    """*body* as the page at URL, looked at closely."""
    headers = {"content-type": [declared]} if declared else {}
    return read_page(body, URL, headers=headers, fetched_at=_NOW, watched=WATCHED)


def check_page(page: Page, body: bytes) -> None:
    """Raise where *page* says what *body* can't have said."""
    written = body.decode(page.charset, "replace").replace("\0", "")
    promise(len(page.links) <= MAX_LINKS, "no more links than are read", len(page.links))
    promise(len(page.links) <= len(_LINK.findall(written)), "no more links than tags", page.links)
    promise([k.position for k in page.links] == list(range(len(page.links))), "in order")
    for text in _texts(page):
        promise(_is_storable(text), "text that a database takes", text)
    root = parse(written)
    told = "".join("".join(root.itertext()).split())
    # What is not shown may stand in the middle of a word that is.
    broken = any(element.tag in NOT_TEXT for element in root.iter())
    for link in page.links:
        _check_link(link, set(told) if broken else told)


def _check_link(link: Link, told: str | set[str]) -> None:
    promise(resolve(link.url, link.url) == link.url, "an address stays what it is", link.url)
    promise(link.site == (site_of(link.url) if is_web(link.url) else ""), "its site", link)
    for text, most in (
        (link.anchor_text, MAX_TEXT), (link.title, MAX_TEXT), (link.image_alt or "", MAX_TEXT),
        (link.before, CONTEXT_LENGTH), (link.after, CONTEXT_LENGTH),
    ):  # fmt: skip
        promise(len(text) <= most, "no text without an end", len(text))
        promise(text == " ".join(text.split()), "single spaces", text)
    for word in f"{link.anchor_text} {link.before} {link.after}".split():
        there = word in told if isinstance(told, str) else set(word) <= told
        promise(there, "no word that is not on the page", word, told)
    promise(list(link.rel) == sorted({word.lower() for word in link.rel}), "words of rel", link.rel)


def _check_anchors(page: Page, body: bytes) -> None:
    """Raise where what is remembered of other pages got into this one."""
    root = parse(body.decode(page.charset, "replace"))
    anchors = find_anchors(root, MAX_LINKS)
    if len(anchors) != len(page.links):
        return  # decoded a little differently
    base = page.base_url or page.final_url
    for element, link in zip(anchors, page.links, strict=True):
        fresh = read_anchor(element, base, Room())
        promise(fresh.url == link.url and fresh.rel == link.rel, "its own words", fresh, link)


def _texts(page: Page) -> Iterator[str]:
    yield from (page.title, page.h1, page.language, page.base_url, page.canonical, page.refresh)
    yield from (page.canonical_header, page.content_type, page.main_text, page.charset)
    for directive in page.robots:
        yield from (directive.agent, directive.value)
    for trace in page.traces:
        yield from (trace.url, trace.words)
    yield from (mark.value for mark in page.footprints)
    for link in page.links:
        yield from (link.href, link.url, link.anchor_text, link.title, link.before, link.after)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
