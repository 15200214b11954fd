"""Nothing that is not public is reached, whatever it is called."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, LocalSite
from scrapy.resolver import HostResolution, dnscache
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.guard import UnguardedError
from linkcrawl.settings import DOWNLOAD_HANDLERS

NOTHING_ALLOWED = {"LINKCRAWL_ALLOW_ADDRESSES": [], "RETRY_TIMES": 0}


@pytest.fixture
def secret(serve: Serve) -> Iterator[LocalSite]:
    """A site on loopback that must not be asked for anything."""
    site = serve({"/": "<p>secret</p>"})
    yield site
    assert site.hits == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "anything.localhost",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
    ],
)
def test_addresses_that_are_not_public_are_refused(
    crawl: Crawl, secret: LocalSite, host: str
) -> None:
    # Allow its port, so that it is the address that is judged.
    settings = {**NOTHING_ALLOWED, "LINKCRAWL_ALLOW_PORTS": [secret.port]}

    [got] = crawl(FetchSpider, settings, urls=[f"http://{host}:{secret.port}/"]).items

    assert got.fetch == "refused"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org:22/", "port 22 is not allowed"),
        ("http://example.org:6379/", "port 6379 is not allowed"),
        ("ftp://example.org/", "ftp scheme"),
        ("file:///etc/hostname", "file scheme"),
        ("data:text/html,<p>x</p>", "data scheme"),
        ("http://example.org/?" + "x" * 5000, "address longer than 4096 characters"),
    ],
)
def test_ports_and_schemes_are_limited(crawl: Crawl, url: str, words: str) -> None:
    [got] = crawl(FetchSpider, NOTHING_ALLOWED, urls=[url]).items

    assert (got.fetch, got.words) == ("refused", words)


@implementer(IHostnameResolver)
class TestResolver:
    """A name server of the test's own: each look-up of a name takes its next answer."""

    __test__ = False

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = answers

    def resolveHostName(self, receiver, hostName, portNumber=0, *types):
        receiver.resolutionBegan(HostResolution(hostName))
        answers = self.answers.get(hostName, [])
        address = answers.pop(0) if len(answers) > 1 else next(iter(answers), None)
        if address is not None:
            receiver.addressResolved(IPv4Address("TCP", address, portNumber))
        receiver.resolutionComplete()
        return receiver


@pytest.fixture
def names(loop: asyncio.AbstractEventLoop) -> Iterator[dict[str, list[str]]]:
    """Host names and what they resolve to, in place of the machine's resolver."""
    from twisted.internet import reactor

    answers: dict[str, list[str]] = {}
    before = reactor.installNameResolver(TestResolver(answers))
    dnscache.clear()
    yield answers
    reactor.installNameResolver(before)
    dnscache.clear()


def test_a_name_that_leads_inside_is_refused(
    crawl: Crawl, secret: LocalSite, names: dict[str, list[str]]
) -> None:
    names["inside.example"] = ["127.0.0.1"]
    settings = {"LINKCRAWL_ALLOW_ADDRESSES": [], "LINKCRAWL_ALLOW_PORTS": [secret.port]}

    result = crawl(FetchSpider, settings, urls=[f"http://inside.example:{secret.port}/"])

    [got] = result.items
    assert (got.fetch, got.words) == (
        "refused",
        "inside.example is 127.0.0.1, not a public address",
    )
    assert "retry/count" not in result.stats


def test_a_name_that_does_not_exist_is_something_else(
    crawl: Crawl, names: dict[str, list[str]]
) -> None:
    [got] = crawl(FetchSpider, urls=["http://nowhere.example/"]).items

    assert got.fetch == "dns"


def test_a_name_that_changes_its_address_finds_no_gap(
    crawl: Crawl, secret: LocalSite, names: dict[str, list[str]]
) -> None:
    # At first an address that is allowed, where nobody answers; inside ever after.
    names["rebinding.example"] = ["127.0.0.2", "127.0.0.1"]
    names["other.example"] = ["127.0.0.2"]
    settings = {
        "LINKCRAWL_ALLOW_ADDRESSES": ["127.0.0.2"],
        "LINKCRAWL_ALLOW_PORTS": [secret.port],
        "DNSCACHE_SIZE": 1,  # the other name drives the first one out
        "CONCURRENT_REQUESTS": 1,
    }
    hosts = ["rebinding.example", "other.example", "rebinding.example"]
    urls = [f"http://{host}:{secret.port}/" for host in hosts]

    result = crawl(FetchSpider, settings, urls=urls, meta={"dont_obey_robotstxt": True})

    assert {got.fetch for got in result.items} == {"refused"}
    assert result.items[-1].words == "rebinding.example is 127.0.0.1, not a public address"


def test_a_redirect_inside_is_refused(crawl: Crawl, serve: Serve, secret: LocalSite) -> None:
    # The first server is allowed by name; where it sends the crawl is not.
    site = serve({"/": Answer(b"", 302, {"Location": f"http://127.0.0.1:{secret.port}/"})})
    settings = {**NOTHING_ALLOWED, "LINKCRAWL_ALLOW_ADDRESSES": ["localhost"]}

    [got] = crawl(FetchSpider, settings, urls=[f"http://localhost:{site.port}/"]).items

    assert (got.fetch, got.words) == ("refused", "127.0.0.1 is not a public address")
    assert site.pages() == ["/"]


def test_a_redirected_robots_txt_leads_nowhere_inside(
    crawl: Crawl, serve: Serve, secret: LocalSite
) -> None:
    inside = f"http://127.0.0.1:{secret.port}/robots.txt"
    site = serve({"/": "<p>x</p>", "/robots.txt": Answer(b"", 302, {"Location": inside})})
    settings = {**NOTHING_ALLOWED, "LINKCRAWL_ALLOW_ADDRESSES": ["localhost"]}

    [got] = crawl(FetchSpider, settings, urls=[f"http://localhost:{site.port}/"]).items

    assert got.fetch == "refused"


@pytest.mark.parametrize("allowed", ["127.0.0.0/8", "127.0.0.1", "localhost"])
def test_what_the_operator_allows_is_reached(crawl: Crawl, serve: Serve, allowed: str) -> None:
    site = serve({"/": "<p>intranet</p>"})
    host = "localhost" if allowed == "localhost" else "127.0.0.1"
    settings = {"LINKCRAWL_ALLOW_ADDRESSES": [allowed]}

    [got] = crawl(FetchSpider, settings, urls=[f"http://{host}:{site.port}/"]).items

    assert got.fetch == "ok"


def test_a_crawl_that_would_go_around_the_guard_does_not_start(crawl: Crawl) -> None:
    handler = "scrapy.core.downloader.handlers.file.FileDownloadHandler"

    with pytest.raises(UnguardedError, match="FileDownloadHandler"):
        crawl(FetchSpider, {"DOWNLOAD_HANDLERS": {**DOWNLOAD_HANDLERS, "file": handler}}, urls=[])


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("64:ff9b::5db8:d70e", True),
        ("::ffff:93.184.215.14", True),
        ("192.0.2.1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("2001:db8::1", False),
        ("not an address", False),
        ("", False),
    ],
)
def test_resolved_addresses(address: str, allowed: bool) -> None:
    assert AddressPolicy().allows(address) is allowed
