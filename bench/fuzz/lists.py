"""Sitemaps and feeds: they name pages of their own site, and no others."""

from __future__ import annotations

import zlib
from datetime import date

from scrapy.http import HtmlResponse

from bench.fuzz.promise import promise
from linkcrawl.fetch.lists import feeds_of, listed_days, read_list
from linkcrawl.urls import is_web, resolve, site_of

URL = "https://partner.example/sitemap.xml"
WORDS = (
    "<urlset>", "<url><loc>", "</loc>", "<sitemap>", "<lastmod>", "<rss><channel><item><link>",
    "<feed><entry><link href=", "<pubDate>", "<!DOCTYPE a [<!ENTITY b ", "&b;", "]>", "<![CDATA[",
    "https://partner.example/a", "https://other.example/", "\x1f\x8b\x08", "xmlns=", "2026-01-01",
)  # fmt: skip
SEEDS = (
    b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>"
    b"<loc>https://partner.example/a</loc><lastmod>2026-01-01</lastmod></url></urlset>",
    b"<rss><channel><item><link>https://partner.example/b</link><pubDate>Sat, 21 Nov 2026 09:00:00 "
    b"GMT</pubDate><description>own.example</description></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/c'/><updated>2026-02-03T00:00Z"
    b"</updated></entry></feed>",
    b"https://partner.example/d\nhttps://partner.example/e\n",
    b"<html><link rel=alternate type=application/rss+xml href=/feed></html>",
)  # fmt: skip
_TODAY = date(2026, 11, 21)


def check(data: bytes) -> None:
    """Read *data* as a sitemap or feed, packed and not, and as a page that declares feeds."""
    found = list(read_list(data, URL, ("own.example",)))
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(data) + packer.flush()
    if not data.startswith(b"\x1f\x8b"):
        promise(list(read_list(packed, URL, ("own.example",))) == found, "packed or not", found)
    pages = [one.url for one in found]
    promise(len(set(pages)) == len(pages), "each once", pages)
    for page in pages:
        promise(is_web(page) and site_of(page) == "partner.example", "of its own site", page)
        promise(resolve(page, page) == page, "a page", page)
    for day in listed_days(found, _TODAY).values():
        promise(date.fromisoformat(day) <= _TODAY, "no day to come", day)
    response = HtmlResponse("https://partner.example/", body=data, encoding="utf-8")
    for feed in feeds_of(response):
        promise(site_of(feed) == "partner.example", "a feed of its own", feed)
