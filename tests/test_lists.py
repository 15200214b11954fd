"""Sitemaps and feeds: what they name, and what hostile ones do not do."""

from __future__ import annotations

import gzip
from datetime import date
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from linkcrawl.fetch.lists import Listed, feeds_of, listed_days, read_list
from linkcrawl.fetch.render import lacks_links
from linkcrawl.fetch.searching import named_in, plain_names

# The same bytes at any time: test runners compare the names of cases.
zipped = partial(gzip.compress, mtime=0)

URL = "https://a.example/sitemap.xml"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'


def listed(body: str | bytes) -> list[Listed]:
    return list(read_list(body.encode() if isinstance(body, str) else body, URL, ["own.example"]))


def page(path: str, **more: bool) -> Listed:
    return Listed(f"https://a.example/{path}", **more)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<urlset><url><loc> https://a.example/1 </loc></url></urlset>", [page("1")]),
        ("<urlset><url><loc>/1</loc></url><url><loc>https://A.example/1</loc></url></urlset>",
         [page("1")]),
        ("<sitemapindex><sitemap><loc>/more.xml.gz</loc></sitemap></sitemapindex>",
         [page("more.xml.gz", is_list=True)]),
        ("<rss><channel><link>https://a.example/</link><item><link>/p</link></item></channel></rss>",
         [page("p")]),
        ("<rss><item><link>/p</link><description>&lt;a href='https://own.example'&gt;"
         "</description></item></rss>", [page("p", names_us=True)]),
        (f'{ATOM}<entry><link rel="self" href="/s"/><link href="/p"/></entry></feed>', [page("p")]),
        (f'{ATOM}<entry><link href="/p"/><content type="xhtml"><a href="https://own.example/"/>'
         "</content></entry></feed>", [page("p", names_us=True)]),
        ("https://a.example/1\nhttps://a.example/2\nnonsense", [page("1"), page("2")]),
        # Cut off in the middle.
        ("<urlset><url><loc>/1</loc></url><url><loc>/2", [page("1"), page("2")]),
        # Pages of other sites, and what is no page.
        ("<urlset><url><loc>https://b.example/</loc></url><url><loc>mailto:a@a.example</loc></url>"
         "<url><loc>//[</loc></url></urlset>", []),
        ("<!doctype html><html><body><p>Not found", []),
        ("", []),
        (b"\x1f\x8bno gzip", []),
        (zipped(b"<urlset><url><loc>/1</loc></url></urlset>"), [page("1")]),
        ("<urlset><url><loc>/1</loc></url></urlset>".encode("utf-16"), [page("1")]),
    ],
)  # fmt: skip
def test_lists_name_pages_of_their_own_site(body: str | bytes, found: list[Listed]):
    assert listed(body) == found


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    entities = "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in pairwise("abcdefghij"))
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>'
    secret = tmp_path / "secret"
    secret.write_text("secret")
    file = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file://{secret}">]>'

    for body in (
        f"{bomb}<urlset><url><loc>https://a.example/&j;</loc></url></urlset>",
        f'{bomb}{ATOM}<entry><link href="/&j;"/></entry></feed>',
        f"{file}<urlset><url><loc>https://a.example/&f;</loc></url></urlset>",
    ):
        assert all(len(found.url) < 3_000 and "secret" not in found.url for found in listed(body))


def test_a_list_is_read_up_to_a_bound():
    many = "".join(f"<url><loc>/{n}</loc></url>" for n in range(30_000))

    assert len(listed(f"<urlset>{many}</urlset>")) == 20_000
    assert listed(zipped(b"<urlset>" + b" " * 50_000_000)) == []


def test_a_name_that_no_element_may_have_breaks_nothing():
    assert listed('<urlset xmlns="a\x01}b"><url><loc>/a</loc></url></urlset>') != []


@given(st.binary(max_size=300))
def test_whatever_stands_there_breaks_nothing(noise: bytes):
    for body in (noise, b"<urlset><url><loc>" + noise, b"\x1f\x8b" + noise, b"<rss><item>" + noise):
        listed(body)


def test_what_names_us_comes_first_then_what_is_likely_then_what_is_near():
    paths = ("shop/ovens/big", "shop", "2024/oak-and-ember-review", "blog/x", "partners", "a.pdf")
    body = "".join(f"<url><loc>/{path}</loc></url>" for path in paths)
    response = HtmlResponse(URL, body=f"<urlset>{body}</urlset>".encode())

    found = sorted(
        named_in(response, 1, ["own.example"], plain_names(["Oak and Ember"])),
        key=lambda waiting: waiting.rank,
    )

    assert [waiting.url.removeprefix("https://a.example/") for waiting in found] == [
        "2024/oak-and-ember-review",
        "partners",
        "blog/x",
        "shop",
        "shop/ovens/big",
    ]


def test_feeds_are_those_that_the_page_declares():
    links = (
        '<link rel="alternate" type="application/rss+xml" href="/feed">'
        '<link rel="ALTERNATE nofollow" type="application/atom+xml " href="https://a.example/atom">'
        '<link rel="alternate" type="application/rss+xml" href="https://b.example/feed">'
        '<link rel="alternate" type="text/html" hreflang="de" href="/de">'
        '<link rel="stylesheet" type="application/rss+xml" href="/no">'
    )
    home = HtmlResponse("https://a.example/", body=links.encode())

    assert list(feeds_of(home)) == ["https://a.example/feed", "https://a.example/atom"]


@pytest.mark.parametrize(
    ("html", "lacks"),
    [
        ('<a href="https://www.own.example/x">', False),
        ("<A HREF = //own.example>", False),
        ("<p>own.example", True),
        ('<!-- <a href="https://own.example/"> -->', True),
        ("<script>draw(`<a href='https://own.example/'>`)</script>", True),
        ("<script>unclosed <a href='https://own.example/'>", True),
        ("own.example " * 2_000 + '<a href="https://own.example/">', True),
    ],
)
def test_a_page_whose_html_lacks_the_link_is_told(html: str, lacks: bool):
    assert lacks_links(html.encode(), ["own.example"]) is lacks


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("<urlset><url><loc>/p</loc><lastmod>2026-03-01T10:00:00+01:00</lastmod></url></urlset>",
         "2026-03-01"),
        ("<rss><item><link>/p</link><pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate></item></rss>",
         "2026-03-01"),
        (f"{ATOM}<entry><link href='/p'/><updated>2026-03-01T09:00:00Z</updated></entry></feed>",
         "2026-03-01"),
        ("<rss><item><link>/p</link><pubDate>next Tuesday</pubDate></item></rss>", None),
        ("<rss><item><link>/p</link><pubDate>Mon, 01 Mar 2027 09:00:00 GMT</pubDate></item></rss>",
         None),
        ("<rss><item><link>/p</link><pubDate>Mon, 99 Mar 99999 99:99</pubDate></item></rss>", None),
        ("<rss><item><link>/p</link><pubDate>Mon, 01 Mar 99999999999 9:00</pubDate></item></rss>",
         None),
    ],
)  # fmt: skip
def test_the_day_of_an_entry_is_read_as_lists_write_it(entry: str, day: str | None) -> None:
    assert listed_days(listed(entry), date(2026, 11, 21)).get("https://a.example/p") == day


def test_a_sitemap_that_gives_all_its_pages_one_day_tells_nothing() -> None:
    many = [Listed(f"https://a.example/{n}", day="2026-03-01") for n in range(5)]
    other = Listed("https://a.example/new", day="2026-03-02")

    assert listed_days(many, date(2026, 11, 21)) == {}
    assert next(iter(listed_days([*many, other], date(2026, 11, 21)))) == other.url
