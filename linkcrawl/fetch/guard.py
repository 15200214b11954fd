"""The address guard: nothing that is not public is connected to, whatever it is called.

A request is judged twice. AddressGuardMiddleware reads what its URL says (scheme, port, literal
addresses); GuardedResolver drops what its host name resolves to, and since the connection is made
to what the resolver returns, a second look-up with another answer cannot come between.
Behind a proxy, host names are resolved by the proxy: only the first holds there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import load_object
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.errors import AddressRefused

_REFUSALS_KEPT = 1000


class UnguardedError(ValueError):
    """Raised before the crawl where settings would let requests go around the guard."""


def policy_of(settings: BaseSettings) -> AddressPolicy:
    """The address policy that LINKCRAWL_ALLOW_ADDRESSES and LINKCRAWL_ALLOW_PORTS describe."""
    ports = [int(port) for port in settings.getlist("LINKCRAWL_ALLOW_PORTS")]
    return AddressPolicy.of(settings.getlist("LINKCRAWL_ALLOW_ADDRESSES"), ports)


def proxy_hosts() -> frozenset[tuple[str, int]]:
    """Host and port of each proxy the environment names: the operator chose to reach those."""
    found = set()
    for scheme, proxy in getproxies().items():
        if scheme == "no":
            continue
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        if parts.hostname:
            found.add((parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)))
    return frozenset(found)


@implementer(IResolutionReceiver)
class _AllowedOnly:
    """Passes on the addresses that the policy allows."""

    def __init__(self, receiver: IResolutionReceiver, host: str, resolver: GuardedResolver) -> None:
        self._receiver = receiver
        self._host = host
        self._resolver = resolver

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        found = getattr(address, "host", "")
        if self._resolver.policy.allows(found):
            self._receiver.addressResolved(address)
        else:
            self._resolver.refusals[self._host] = found

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Resolve names, IPv4 and IPv6, to addresses that may be connected to.

    *refusals* tells, for a name that was refused, what it resolved to.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, policy: AddressPolicy) -> None:
        super().__init__(reactor, cache_size)
        if isinstance(self.original_resolver, GuardedResolver):
            # A second crawl in one process has its own policy, not the sum of both.
            self.original_resolver = self.original_resolver.original_resolver
        self.policy = policy
        self.refusals: LocalCache[str, str] = LocalCache(_REFUSALS_KEPT)
        self._proxies = proxy_hosts()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), policy_of(crawler.settings))

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        if not self._is_exempt(hostName, portNumber):
            resolutionReceiver = _AllowedOnly(resolutionReceiver, hostName, self)
        return super().resolveHostName(
            resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
        )

    def _is_exempt(self, host: str, port: int) -> bool:
        # Scrapy's tunnel through a proxy has the proxy's name resolved without its port.
        proxied = any(host == name and port in (0, at) for name, at in self._proxies)
        return proxied or self.policy.allows_name(host)


class AddressGuardMiddleware:
    """Refuse requests that lead, or whose host name leads, to where a crawl has no business."""

    def __init__(self, crawler: Crawler) -> None:
        self._policy = policy_of(crawler.settings)
        self._crawler = crawler
        self._resolver: GuardedResolver | None = None

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
        self._resolver = resolver

    def process_request(self, request: Request) -> None:
        objection = self._policy.objection(request.url)
        if objection:
            self._crawler.stats.inc_value("linkcrawl/guard/refused")
            raise AddressRefused(objection)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tell a name that was refused from one that does not exist."""
        if self._resolver is None or not isinstance(exception, CannotResolveHostError):
            return
        host = urlparse_cached(request).hostname or ""
        address = self._resolver.refusals.get(host)
        if address is not None:
            self._crawler.stats.inc_value("linkcrawl/guard/refused")
            raise AddressRefused(f"{host} is {address}, not a public address") from exception


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
