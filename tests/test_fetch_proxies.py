"""http_proxy, https_proxy and no_proxy hold for plain requests and for the browser alike."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Iterator

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, LocalSite

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.egress import EgressProxy

SHELL = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'
FILL = b"document.getElementById('root').innerHTML = '<a href=/x>link</a>'"
SCRIPT = Answer(FILL, headers={"Content-Type": "text/javascript"})

# Not even loopback: the proxy is where the operator says, and that is enough.
NOTHING_ALLOWED: dict[str, object] = {"LINKCRAWL_ALLOW_ADDRESSES": []}


@pytest.fixture
def proxy(serve: Serve, crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> LocalSite:
    """A proxy that answers for some hosts itself."""
    proxy = serve(
        {
            "http://shop.example/": "<p>a plain page</p>",
            "http://app.example/": SHELL,
            "http://app.example/app.js": SCRIPT,
            "http://away.example/": SHELL.replace("app.js", "away.js"),
            "http://away.example/away.js": Answer(
                b"location.href = 'http://169.254.169.254/'",
                headers={"Content-Type": "text/javascript"},
            ),
        }
    )
    monkeypatch.setenv("http_proxy", f"http://me:secret@{proxy.host}")
    return proxy


def test_plain_requests_go_through_the_proxy(crawl: Crawl, proxy: LocalSite) -> None:
    [got] = crawl(FetchSpider, NOTHING_ALLOWED, urls=["http://shop.example/"]).items

    assert (got.fetch, got.body) == ("ok", b"<p>a plain page</p>")
    assert proxy.hits == ["http://shop.example/robots.txt", "http://shop.example/"]


def test_so_does_the_browser(
    crawl: Crawl, serve: Serve, proxy: LocalSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    direct = serve({"/": SHELL, "/app.js": SCRIPT})
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    urls = ["http://app.example/", "http://away.example/", f"{direct.url}/"]

    result = crawl(FetchSpider, urls=urls)

    links = {got.url: got.body.count(b"<a href=") for got in result.items}
    assert links == {urls[0]: 1, urls[1]: 0, urls[2]: 1}
    assert proxy.hits.count("http://app.example/") == 2
    assert "http://app.example/app.js" in proxy.hits
    # What the guard can see, it keeps from the proxy; what no_proxy names, goes past it.
    assert not [hit for hit in proxy.hits if "169.254" in hit or "127.0.0.1" in hit]
    assert direct.pages() == ["/", "/", "/app.js"]
    password = "Basic " + base64.b64encode(b"me:secret").decode()
    assert {headers.get("Proxy-Authorization") for headers in proxy.seen} == {password}
    assert not [headers for headers in direct.seen if "Proxy-Authorization" in headers]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://localhost/"]
)
def test_the_proxy_is_not_asked_for_what_is_inside(
    crawl: Crawl, proxy: LocalSite, url: str
) -> None:
    [got] = crawl(FetchSpider, NOTHING_ALLOWED, urls=[url]).items

    assert (got.fetch, proxy.hits) == ("refused", [])


class Asked(AddressPolicy):
    """A policy that remembers how often it was asked."""

    times = 0

    def objection_to(self, host: str, port: int) -> str:
        Asked.times += 1
        return super().objection_to(host, port)


@pytest.fixture
def tunnel(loop: asyncio.AbstractEventLoop) -> Iterator[EgressProxy]:
    """A proxy of the network's own, that reaches loopback."""
    Asked.times = 0
    tunnel = EgressProxy(Asked.of(["127.0.0.0/8"], [80]))
    loop.run_until_complete(tunnel.start())
    yield tunnel
    loop.run_until_complete(tunnel.stop())


def test_encrypted_pages_go_through_a_tunnel(
    crawl: Crawl,
    serve: Serve,
    tunnel: EgressProxy,
    expired_certificate: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = serve({"/": SHELL, "/app.js": SCRIPT}, tls=expired_certificate)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{tunnel.port}")

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert got.body.count(b"<a href=") == 1
    assert Asked.times >= 3


def test_a_tunnel_that_is_refused(
    crawl: Crawl, tunnel: EgressProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{tunnel.port}")

    [got] = crawl(FetchSpider, urls=["https://nowhere.invalid:8443/"]).items

    assert got.fetch == "refused"
    assert "tunnel" in got.words
