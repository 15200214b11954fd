"""Fixtures that every room's tests share: a real local site, and a crawl in this process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import settings
from local_site import LocalSite
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from twisted.internet import asyncioreactor

# The same inputs in each run, however slow the machine: `python -m bench.fuzz` looks for others.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# Begun first, so that no process is left with one of them when the others are done.
LONGEST = (
    "test_cheats.py", "test_real_pages.py", "test_crawl_demo.py", "test_cli_demo.py",
    "test_deal.py", "test_report_browser.py", "test_report_axe.py", "test_crawl_cut_short.py",
    "test_faults.py", "test_container.py", "test_scrapyd.py",
)  # fmt: skip

# What a test crawl changes in linkcrawl.settings unless the test says otherwise.
TEST_SETTINGS: dict[str, object] = {
    "LINKCRAWL_ALLOW_ADDRESSES": ["127.0.0.0/8"],
    "ITEM_PIPELINES": {},
    "LINKCRAWL_JUDGE_ON_CLOSE": False,
    "STATS_DUMP": False,
}


@dataclass(frozen=True, slots=True)
class Crawled:
    """What a crawl left behind: the items it scraped, its stats, and how it ended."""

    reason: str
    items: list[object] = field(default_factory=list)
    stats: dict[str, object] = field(default_factory=dict)


Crawl = Callable[..., Crawled]
Serve = Callable[..., LocalSite]


def pytest_xdist_auto_num_workers() -> int:
    """More processes than processors: crawls wait for servers and browsers half of their time."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest go first."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The event loop of all crawls, with Twisted's reactor running on it."""
    loop = asyncio.new_event_loop()
    asyncioreactor.install(loop)
    from twisted.internet import reactor

    # What reactor.run() does, without giving up control: crawls are run to their end by
    # loop.run_until_complete().
    reactor.startRunning(installSignalHandlers=False)  # type: ignore[attr-defined]
    yield loop
    reactor.fireSystemEvent("shutdown")  # type: ignore[attr-defined]
    loop.run_forever()  # until the reactor, shut down, stops it
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


@pytest.fixture
def crawl(loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch) -> Crawl:
    """Run a spider to its end, in this process, with the project's own settings.

    ``crawl(SpiderClass, {"SETTING": value}, spider_argument=…)`` returns a Crawled. The
    settings are linkcrawl.settings, then TEST_SETTINGS (loopback is allowed, no pipelines),
    then those given. Everything else is the real thing: handler, resolver, middlewares.
    Proxy variables of the machine are hidden; set http_proxy in the test to use one.
    """
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)

    def run(
        spider: type[Spider], settings: Mapping[str, object] | None = None, /, **arguments: object
    ) -> Crawled:
        crawler = Crawler(spider, _settings({**TEST_SETTINGS, **(settings or {})}))
        items: list[object] = []

        def collect(item: object) -> None:
            items.append(item)

        crawler.signals.connect(collect, signals.item_scraped)
        loop.run_until_complete(crawler.crawl_async(**arguments))
        stats = crawler.stats.get_stats()
        return Crawled(str(stats.get("finish_reason")), items, stats)

    return run


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve({"/": "<html>…"})`` starts a LocalSite on 127.0.0.1, closed after the test.

    It takes what LocalSite takes.
    """
    with contextlib.ExitStack() as stack:
        yield lambda routes, **options: stack.enter_context(LocalSite(routes, **options))


@pytest.fixture
def expired_certificate(tmp_path: Path) -> ssl.SSLContext:
    """A certificate that has expired, is for another name, and is signed by nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "other.example")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=20))
        .not_valid_after(datetime.now(UTC) - timedelta(days=10))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "site.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def _settings(values: Mapping[str, object]) -> Settings:
    settings = Settings()
    settings.setmodule("linkcrawl.settings", priority="project")
    settings.setdict(dict(values), priority="cmdline")
    return settings
