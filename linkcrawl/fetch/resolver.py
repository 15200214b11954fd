"""Host names resolved to addresses that may be connected to, and to no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self, cast

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import LocalCache
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.proxies import configured_proxies

_REFUSALS_KEPT = 1000


def policy_of(settings: BaseSettings) -> AddressPolicy:
    """The address policy that LINKCRAWL_ALLOW_ADDRESSES and LINKCRAWL_ALLOW_PORTS describe."""
    ports = [int(port) for port in settings.getlist("LINKCRAWL_ALLOW_PORTS")]
    return AddressPolicy.of(settings.getlist("LINKCRAWL_ALLOW_ADDRESSES"), ports)


@implementer(IResolutionReceiver)
class _AllowedOnly:
    """Passes on the addresses that the policy allows."""

    def __init__(self, receiver: IResolutionReceiver, host: str, resolver: GuardedResolver) -> None:
        self._receiver = receiver
        self._host = host
        self._resolver = resolver

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)  # type: ignore[call-arg, misc]

    def addressResolved(self, address: IAddress) -> None:
        found = getattr(address, "host", "")
        if self._resolver.policy.allows(found):
            self._receiver.addressResolved(address)  # type: ignore[call-arg, misc]
        else:
            self._resolver.refusals[self._host] = found

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()  # type: ignore[misc]


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
        # The operator chose to reach these.
        self._proxies = tuple(configured_proxies().values())

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
            receiver = _AllowedOnly(resolutionReceiver, hostName, self)
            resolutionReceiver = cast(IResolutionReceiver, receiver)
        return super().resolveHostName(
            resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
        )

    def _is_exempt(self, host: str, port: int) -> bool:
        # Scrapy's tunnel through a proxy has the proxy's name resolved without its port.
        proxied = any(host == proxy.host and port in (0, proxy.port) for proxy in self._proxies)
        return proxied or self.policy.allows_name(host)


def refused_address(host: str) -> str | None:
    """What *host* resolved to when it was refused; None if it was not."""
    from twisted.internet import reactor

    resolver = cast(ReactorBase, reactor).nameResolver
    return resolver.refusals.get(host) if isinstance(resolver, GuardedResolver) else None
