"""The address guard: nothing that is not public is connected to, whatever it is called.

A request is judged twice. AddressGuardMiddleware reads what its URL says (scheme, port, literal
addresses); GuardedResolver drops what its host name resolves to, and since the connection is made
to what the resolver returns, a second look-up with another answer cannot come between.
Behind a proxy, host names are resolved by the proxy: only the first holds there.
"""

from __future__ import annotations

from typing import Self, cast

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from twisted.internet.base import ReactorBase

from linkcrawl.fetch.errors import AddressRefused
from linkcrawl.fetch.resolver import GuardedResolver, policy_of


class UnguardedError(ValueError):
    """Raised before the crawl where settings would let requests go around the guard."""


class AddressGuardMiddleware:
    """Refuse requests that lead, or whose host name leads, to where a crawl has no business."""

    def __init__(self, crawler: Crawler) -> None:
        self._policy = policy_of(crawler.settings)
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        _check_handlers(crawler.settings)
        middleware = cls(crawler)
        crawler.signals.connect(middleware.engine_started, signals.engine_started)
        return middleware

    def engine_started(self) -> None:
        """Take over name resolution, which is the reactor's, under this crawl's policy."""
        from twisted.internet import reactor

        resolver = GuardedResolver.from_crawler(self._crawler, cast(ReactorBase, reactor))
        resolver.install_on_reactor()

    def process_request(self, request: Request) -> None:
        objection = self._policy.objection(request.url)
        if objection:
            self._crawler.stats.inc_value("linkcrawl/guard/refused")
            raise AddressRefused(objection)


def _check_handlers(settings: BaseSettings) -> None:
    """Stop a crawl whose settings would go around the guard."""
    if not settings.getbool("TWISTED_REACTOR_ENABLED"):
        raise UnguardedError("TWISTED_REACTOR_ENABLED = False: the address guard needs it on")
    for scheme, handler in settings.getwithbase("DOWNLOAD_HANDLERS").items():
        if handler is not None and not issubclass(load_object(handler), HTTP11DownloadHandler):
            raise UnguardedError(
                f"DOWNLOAD_HANDLERS[{scheme!r}] = {handler}: the address guard holds only for "
                "handlers made from Scrapy's HTTP11DownloadHandler"
            )
