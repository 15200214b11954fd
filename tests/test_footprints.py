"""Whose accounts a page's code names, and what the database keeps of that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from linkcrawl.fetch.visit import page_of_response
from linkcrawl.items import Footprint, Page
from linkcrawl.page.read import read_page
from linkcrawl.page.views import both_views
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.footprints import footprints
from linkcrawl.store.frontier import Limits
from linkcrawl.vocabulary import FootprintKind as Kind

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMITS = Limits(pages_per_site=99, depth=9, seconds_per_site=99, at_once_per_site=9, at_once=99)
TAG_MANAGER = (
    "<script>(function(w,d,s,l,i){w[l].push({'gtm.start':0});})"
    "(window,document,'script','dataLayer','GTM-K3J7XQ');</script>"
)
FOUND = [
    (
        '<script async src="https://www.googletagmanager.com/gtag/js?id=G-7JH2K3LM9P"></script>',
        Footprint(Kind.GOOGLE_ANALYTICS, "G-7JH2K3LM9P"),
    ),
    (
        "<script>(function(){})(window,'//www.google-analytics.com/analytics.js');"
        "ga('create','UA-40021188-3','auto')</script>",
        Footprint(Kind.GOOGLE_ANALYTICS, "UA-40021188"),
    ),
    (
        '<meta name="google-analytics-id" content="UA-40021188-1">',
        Footprint(Kind.GOOGLE_ANALYTICS, "UA-40021188"),
    ),
    (TAG_MANAGER, Footprint(Kind.GOOGLE_TAG_MANAGER, "GTM-K3J7XQ")),
    (
        "<script src='https://www.googletagmanager.com/gtag/js?id=AW-987654321'></script>",
        Footprint(Kind.GOOGLE_ADS, "AW-987654321"),
    ),
    (
        '<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?'
        'client=ca-pub-8675309867530986"></script>',
        Footprint(Kind.ADSENSE, "pub-8675309867530986"),
    ),
    (
        '<meta name="google-adsense-account" content="ca-pub-8675309867530986">',
        Footprint(Kind.ADSENSE, "pub-8675309867530986"),
    ),
    (
        "<script>!function(){}('https://connect.facebook.net/en_US/fbevents.js');"
        "fbq('init', '4021188402118840');</script>",
        Footprint(Kind.META_PIXEL, "4021188402118840"),
    ),
    (
        '<script>(function(c,l,a,r,i,t,y){t.src="https://www.clarity.ms/tag/"+i;})'
        '(window, document, "clarity", "script", "k3j7xq82zz");</script>',
        Footprint(Kind.CLARITY, "k3j7xq82zz"),
    ),
    (
        "<script>var _paq=[];(function(){var u='//stats.Example.com/';"
        "_paq.push(['setTrackerUrl', u+'matomo.php']);_paq.push(['setSiteId', '7']);})()</script>",
        Footprint(Kind.MATOMO, "stats.example.com 7"),
    ),
    (
        "<script>(function(h){h._hjSettings={hjid:4021188,hjsv:6};"
        "})(window,'https://static.hotjar.com/c/hotjar-');</script>",
        Footprint(Kind.HOTJAR, "4021188"),
    ),
    (
        '<script>(function(){})("https://mc.yandex.ru/metrika/tag.js"); ym(40211884, "init", {});'
        "</script>",
        Footprint(Kind.YANDEX_METRICA, "40211884"),
    ),
    (
        '<script defer src="https://static.cloudflareinsights.com/beacon.min.js"'
        """ data-cf-beacon='{"token": "c0ffee4b1d40211884021188c0ffee42"}'></script>""",
        Footprint(Kind.CLOUDFLARE_BEACON, "c0ffee4b1d40211884021188c0ffee42"),
    ),
    (
        '<script type="text/plain" data-consent="statistics">'
        "gtag('config', 'G-7JH2K3LM9P') // google</script>",
        Footprint(Kind.GOOGLE_ANALYTICS, "G-7JH2K3LM9P"),
    ),
]
NOT_FOUND = {
    "an article about it": "<pre>ga('create', 'UA-40021188-3') // google</pre>",
    "a guide's placeholder": "<script>gtag('config','G-XXXXXXXXXX') // google</script>",
    "zeros": "<script>ga('create','UA-000000-1') // google</script>",
    "a platform's own id": "<script>/* google */ host='ca-host-pub-1556223355139109'</script>",
    "a frame's address": '<iframe src="https://w.example/?google&id=G-7JH2K3LM9P"></iframe>',
    "data of an article": '<script type="application/ld+json">{"t":"google \'G-7JH2K3LM9P\'"}'
    "</script>",
    "part of a longer word": "<script>/*google*/ x='SLUG-A1B2C3D4E5'; y='G-7JH2K3LM9P-z'</script>",
}


def read(head: str, url: str = "https://shop.example/") -> Page:
    html = f"<html><head>{head}</head><body><p>Text</body></html>"
    return read_page(html.encode(), url, fetched_at=NOW)


@pytest.mark.parametrize(("head", "footprint"), FOUND, ids=[f"{f.kind}" for _, f in FOUND])
def test_an_account_is_read_from_the_code_that_names_it(head: str, footprint: Footprint):
    assert read(head).footprints == (footprint,)


@pytest.mark.parametrize("head", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_what_only_looks_like_an_account_is_none(head: str):
    assert read(head).footprints == ()


def test_a_page_of_a_thousand_ids_has_twenty():
    ids = "".join(f"gtag('config','G-A{number}B7C9D');" for number in range(1111, 2111))

    assert len(read(f"<script>/* google */{ids}</script>").footprints) == 20


def test_what_only_the_browser_shows_is_not_the_sites_own():
    raw, shown = read(TAG_MANAGER), read(FOUND[0][0])

    assert both_views(raw, shown).footprints == raw.footprints


def response(address: str, **meta: str) -> HtmlResponse:
    request = Request("https://shop.example/", meta=meta)
    return HtmlResponse(
        "https://shop.example/",
        body=b"<html><body>Text",
        headers={"Content-Type": "text/html"},
        request=request,
        ip_address=ip_address(address),
    )


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (response("93.184.215.14"), (Footprint(Kind.ADDRESS, "93.184.215.14"),)),
        (response("127.0.0.1"), ()),
        (response("93.184.215.14", proxy="http://proxy.example:3128"), ()),
    ],
    ids=["public", "ours", "of a proxy"],
)
def test_the_servers_address_is_kept_where_it_is_the_servers(
    answer: HtmlResponse, kept: tuple[Footprint, ...]
):
    assert page_of_response(answer, "https://shop.example/").footprints == kept


def test_a_site_keeps_each_mark_once(tmp_path: Path):
    path = tmp_path / "linkcrawl.db"
    later = NOW + timedelta(days=3)
    for moment in (NOW, later):
        store = CrawlStore(path, "partners", "x", LIMITS)
        for page in ("", "about", "contact"):
            html = f"<html><head>{TAG_MANAGER}</head><body><p>{page}</body></html>"
            url = f"https://www.shop.example/{page}"
            store.add(read_page(html.encode(), url, fetched_at=moment))
        store.close("finished")

    (one,) = footprints(open_existing(path))
    assert (one.site, one.kind, one.value) == (
        "shop.example",
        Kind.GOOGLE_TAG_MANAGER,
        "GTM-K3J7XQ",
    )
    assert (one.url, one.first_seen, one.last_seen) == (
        "https://www.shop.example/",
        "2026-11-21",
        "2026-11-24",
    )
