"""What one HTML page declares, and every link on it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.items import Directive, Link, Page
from linkcrawl.page.read import read_page
from linkcrawl.vocabulary import Presence

URL = "https://partner.example/blog/post"


def read(body: str, head: str = "", **headers: str) -> Page:
    html = f"<html lang=de><head>{head}</head><body>{body}</body></html>".encode()
    named = {name.replace("_", "-"): [value] for name, value in headers.items()}
    return read_page(html, URL, headers=named)


def link(body: str, head: str = "") -> Link:
    (only,) = read(body, head).links
    return only


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", "https://partner.example/a"),
        ("b", "https://partner.example/blog/b"),
        (" \n/a\t ", "https://partner.example/a"),
        ("//own.example/x", "https://own.example/x"),
        ("HTTP://OWN.example:80/X", "http://own.example/X"),
        ("https://own.example/?a=1&amp;b=2", "https://own.example/?a=1&b=2"),
        ("https:\\\\own.example\\x", "https://own.example/x"),
        ("/ä b", "https://partner.example/%C3%A4%20b"),
        ("?page=2", "https://partner.example/blog/post?page=2"),
        ("#top", "https://partner.example/blog/post#top"),
        ("", "https://partner.example/blog/post"),
        ("mailto:hello@own.example", "mailto:hello@own.example"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("https://[", ""),
    ],
)
def test_a_link_points_where_a_browser_would_go(href: str, url: str):
    assert link(f'<a href="{href}">x</a>').url == url


def test_a_base_moves_relative_links_only():
    page = read("<a href=a>a</a><a href=https://own.example/>b</a>", "<base href='/shop/'>")

    assert [found.url for found in page.links] == [
        "https://partner.example/shop/a",
        "https://own.example/",
    ]


@pytest.mark.parametrize(
    ("body", "text", "alt"),
    [
        ("<a href=x>  two \n words </a>", "two words", None),
        ("<a href=x>a<b>b</b> c<br>d</a>", "ab c d", None),
        ("<a href=x><div>a</div><div>b</div></a>", "a b", None),
        ("<a href=x>a<p>b<p>c</a>", "a b c", None),
        ("<a href=x>&Ouml;fen &amp; mehr</a>", "Öfen & mehr", None),
        ("<a href=x><img src=i alt='An oven'></a>", "", "An oven"),
        ("<a href=x><img src=i></a>", "", ""),
        ("<a href=x><svg><title>Oven</title></svg></a>", "", "Oven"),
        ("<a href=x>a<script>b</script><style>c</style></a>", "a", None),
        ("<map><area href=x alt='North'></map>", "", "North"),
        ("<a href=x></a>", "", None),
    ],
)
def test_the_words_of_a_link(body: str, text: str, alt: str | None):
    found = link(body)

    assert (found.anchor_text, found.image_alt) == (text, alt)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a</p></body></html><p>b <a href=//own.example>c</a></p>",
        "<html><body>a</body></html>b <a href=//own.example>c</a>",
        "<html><body></body></html>a b <a href=//own.example>c</a>",
        "<html></html><p>a b <a href=//own.example>c</a>",
        "<html><body>a</body> b <p><a href=//own.example>c</a></p></html>",
        "<p>a</p></body><div>b</div> d <a href=//own.example>c</a> e</html>f",
        "<p>a</p></html><!-- x --><html><head></head><body><p>b <a href=//own.example>c</a></p>",
        "<p>a</p></html>b <b>d</b></html> e <a href=//own.example>c</a>",
    ],
)
def test_what_stands_behind_the_end_of_a_page_belongs_to_it(markup: str):
    page = read_page(markup.encode(), URL)

    as_one = read_page(re.sub("</?(html|body|head)>", " ", markup).encode(), URL)
    assert [found.anchor_text for found in page.links] == ["c"]
    assert page.text_digest == as_one.text_digest


def test_rel_is_a_set_of_lower_case_words():
    assert link("<a href=x rel=' UGC nofollow  ugc'>x</a>").rel == ("nofollow", "ugc")


def test_a_label_stands_for_a_title():
    assert link("<a href=x aria-label='Home' title=''>x</a>").title == "Home"


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        ("<p>We like <a href=//own.example>them</a>, really.</p>", "We like", ", really."),
        ("<p>One.</p><p><em>a <a href=//own.example>b</a></em> c</p>", "a", "c"),
        ("<div>far<p>x</p>near <a href=//own.example>b</a><p>y</p></div>", "near", ""),
        ("<p>We like <a href=/us>us</a> too.</p>", "", ""),
    ],
)
def test_words_around_a_link_are_kept_where_it_leaves_the_site(body: str, before: str, after: str):
    found = link(body)

    assert (found.before, found.after) == (before, after)


def test_long_texts_are_cut_without_a_space_at_the_end():
    words = "oak " * 200
    found = link(f"<p>{words}<a href=//own.example>{'oak ' * 600}</a>{words}</p>")

    assert (len(found.before), len(found.after), len(found.anchor_text)) == (119, 119, 1999)


@pytest.mark.parametrize(
    ("body", "presence", "hidden"),
    [
        ("<a href=x>x</a>", Presence.RAW, False),
        ("<noscript><a href=x>x</a></noscript>", Presence.IN_NOSCRIPT, False),
        ("<template><a href=x>x</a></template>", Presence.NOT_CLICKABLE, False),
        ("<div style='Display : none'><p><a href=x>x</a></p></div>", Presence.RAW, True),
        ("<p hidden><a href=x>x</a></p>", Presence.RAW, True),
        ("<a href=x style='visibility:hidden'>x</a>", Presence.RAW, True),
        ("<p style='background:none'><a href=x>x</a></p>", Presence.RAW, False),
    ],
)
def test_what_the_html_itself_keeps_from_readers(body: str, presence: Presence, hidden: bool):
    found = link(body)

    assert (found.presence, found.hidden) == (presence, hidden)


@pytest.mark.parametrize(
    "body",
    [
        "<!-- <a href=x>x</a> -->",
        "<textarea><a href=x>x</a></textarea>",
        "<script>document.write('<a href=x>x</a>')</script>",
        "<a name=x>no href</a>",
        "<span onclick=go()>x</span>",
    ],
)
def test_what_only_looks_like_a_link_is_none(body: str):
    assert read(body).links == ()


def test_a_page_declares_itself():
    page = read(
        "<h1>Our <i>ovens</i></h1><svg><title>icon</title></svg>",
        "<title> A\n title </title><link rel='Canonical' href='/canon'>"
        "<meta name=Robots content='NoIndex,follow'><meta name=googlebot content=nofollow>"
        "<meta name=description content=x><meta http-equiv=refresh content='0; url=/new'>",
        content_type="text/html; charset=utf-8",
        link='<https://partner.example/header>; rel="canonical"',
        x_robots_tag="bingbot: noarchive, nofollow",
    )

    assert (page.title, page.h1, page.language) == ("A title", "Our ovens", "de")
    assert page.canonical == "https://partner.example/canon"
    assert page.canonical_header == "https://partner.example/header"
    assert page.refresh == "0; url=/new"
    assert page.robots == (
        Directive("robots", "noindex, follow", "meta"),
        Directive("googlebot", "nofollow", "meta"),
        Directive("bingbot", "noarchive, nofollow", "header"),
    )


@pytest.mark.parametrize(
    ("value", "directive"),
    [
        ("noindex", Directive("robots", "noindex", "header")),
        ("NoIndex, NoFollow", Directive("robots", "noindex, nofollow", "header")),
        ("googlebot: noindex", Directive("googlebot", "noindex", "header")),
        (
            "unavailable_after: 25 Jun 2026 15:00:00 PST",
            Directive("robots", "unavailable_after: 25 jun 2026 15:00:00 pst", "header"),
        ),
    ],
)
def test_the_robots_header_is_for_all_or_for_one(value: str, directive: Directive):
    assert read("", x_robots_tag=value).robots == (directive,)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("text/html; charset=iso-8859-2", "iso-8859-2"),
        ("text/html; charset=windows-1252", "windows-1252"),
        ("text/html", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_text_is_read_in_its_charset(declared: str, encoding: str):
    body = "<html><p><a href=x>Öfen für das Brot müßiger Bäcker</a></p></html>".encode(encoding)
    page = read_page(body, URL, headers={"content-type": [declared]})

    assert page.links[0].anchor_text == "Öfen für das Brot müßiger Bäcker"


@pytest.mark.parametrize("charset", ["zlib", "idna", "undefined", "base64", "cp037", "utf-16", "x"])
def test_a_charset_that_browsers_do_not_know_hides_nothing(charset: str):
    body = f"<meta charset={charset}><a href=//own.example>Öfen</a>".encode()
    declared = [] if charset == "utf-16" else [f"text/html; charset={charset}"]

    assert [k.anchor_text for k in read_page(body, URL).links] == ["Öfen"]
    page = read_page(body, URL, headers={"content-type": declared})
    assert [k.anchor_text for k in page.links] == ["Öfen"]


def test_a_page_of_many_links_is_cut_and_says_so():
    page = read("<a href=x>x</a>" * 20_500)

    assert len(page.links) == 20_000
    assert page.truncated


def test_equal_words_make_an_equal_digest():
    assert read("<p>a  b</p>").text_digest == read("<div>a</div>\n<b>b</b>").text_digest
    assert read("<p>a b</p>").text_digest != read("<p>a c</p>").text_digest
    assert read("<p>a</p><script>1</script>").text_digest == read("<p>a</p>").text_digest


@given(st.binary(max_size=2_000))
def test_no_bytes_make_the_reader_fail(body: bytes):
    page = read_page(body, URL)

    assert [found.position for found in page.links] == list(range(len(page.links)))


@given(st.text(alphabet="<>/ ahrefimgsp=\"'!-\x00&;#xé", max_size=300))
def test_no_markup_makes_the_reader_fail(text: str):
    read_page(text.encode(), URL)


@pytest.mark.parametrize(
    "body",
    ["<div>" * 30_000 + "<a href=x>x</a>", "<a href=x>" * 3_000, "<p " + "a=b " * 50_000 + ">"],
)
def test_absurd_nesting_is_read(body: str):
    read_page(body.encode(), URL)
