"""What pages say of the day of their content, of who wrote it, and of where to write to."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml import etree

from linkcrawl.page.publication import read_publication

TODAY = date(2026, 11, 21)


def published(html: str) -> tuple[tuple[str, ...], str]:
    found = read_publication(etree.HTML(f"<html>{html}</html>"), (), TODAY)
    return found.days, found.author


def json_ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<meta property="article:published_time" content="2026-03-01T09:00:00+01:00">',
         "2026-03-01"),
        (json_ld({"@graph": [{"@type": "Article", "datePublished": "2025-12-24"}]}), "2025-12-24"),
        (json_ld([{"datePublished": "2025-12-24", "dateModified": "2026-01-02"}]), "2026-01-02"),
        ('<p><time datetime="2026-02-02">2 Feb</time> <time datetime="2026-05-05">', "2026-05-05"),
        ('<meta name="date" content="2019-04-01"><p><time datetime="2026-05-05">a comment</time>',
         "2019-04-01"),
        ('<p><time datetime="2027-01-01">an event to come</time>', ""),
        ('<p><time datetime="0004-01-01"></time><time datetime="14:30"></time>', ""),
        (json_ld({"datePublished": {"nested": ["no", "date"]}}), ""),
        ('<script type="application/ld+json">{"datePublished": "2026-01-0</script>', ""),
        ("<p>Written on 1 March 2026", ""),
    ],
)  # fmt: skip
def test_a_day_is_what_the_page_declares_and_never_one_to_come(html: str, day: str) -> None:
    assert published(html)[0] == ((day,) if day else ())


@pytest.mark.parametrize(
    ("html", "author"),
    [
        ('<meta name="author" content=" Ann \n Ember ">', "Ann Ember"),
        (json_ld({"author": [{"@type": "Person", "name": "Jo Kiln"}]}), "Jo Kiln"),
        (json_ld({"author": "Jo Kiln"}), "Jo Kiln"),
        ('<meta property="article:author" content="https://facebook.example/jo">', ""),
        (f'<meta name="author" content="{"long " * 50}">', ""),
        (json_ld({"author": {"name": {"first": "Jo"}}}), ""),
    ],
)
def test_an_author_is_a_name_that_the_page_gives(html: str, author: str) -> None:
    assert published(html)[1] == author


@pytest.mark.parametrize(
    ("html", "has_form"),
    [
        ("<form action=/send><textarea name=message></textarea></form>", True),
        ("<form action=/search><input type=search></form>", False),
        ("<textarea>embed code</textarea>", False),
    ],
)
def test_a_form_to_write_by_has_room_for_a_message(html: str, has_form: bool) -> None:
    assert read_publication(etree.HTML(html), (), TODAY).has_form is has_form


def test_passages_are_few_and_short() -> None:
    passages = read_publication(etree.HTML("<p>"), ["long " * 1_000] * 99, TODAY).passages

    assert (len(passages), max(map(len, passages))) == (12, 600)


@pytest.mark.parametrize(
    ("html", "passages"),
    [
        ('<meta property="og:type" content="product.item">', 0),
        ('<meta property="product:price:amount" content="9">', 0),
        (json_ld({"@type": "Product", "name": "Oven door"}), 0),
        (json_ld({"@type": "Product"}) + '<meta property="og:type" content="article">', 1),
        ('<meta property="og:type" content="website">', 1),
    ],
)
def test_a_page_that_sells_one_thing_has_no_passages(html: str, passages: int) -> None:
    found = read_publication(etree.HTML(f"<html>{html}"), ("An oven door.",), TODAY)

    assert len(found.passages) == passages


@pytest.mark.parametrize(
    "html",
    [
        "<time datetime=2026-01-01>" * 50_000,
        '<meta name="date" content="x">' * 50_000,
        '<script type="application/ld+json">' + '{"date":[' * 6_000 + "</script>",
        json_ld({"author": {"date": [[{"author": []}] * 100] * 100}}) * 50,
        "<form>" + "<div>" * 200 + "<textarea>" * 20_000,
    ],
    ids=["times", "metas", "nested JSON", "wide JSON", "forms"],
)
def test_little_is_taken_from_a_hostile_page(html: str) -> None:
    root = etree.HTML(html)

    assert len(repr(read_publication(root, (), TODAY))) < 10_000
