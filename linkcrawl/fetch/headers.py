"""A bound on response headers, which Scrapy's DOWNLOAD_MAXSIZE does not have.

Reaches behind private names of Scrapy 2.19 and of Twisted; tests/test_fetch_bounds.py fails if
they change.
"""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, STATUS, HTTP11ClientProtocol, Request
from twisted.web.iweb import IResponse


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Aborts a connection whose status line and headers exceed *headers_max* bytes."""

    headers_max = 0
    _headers_read = 0

    def request(self, request: Request) -> Deferred[IResponse]:
        # A small answer arrives in one read, body and all; the next one begins from nothing.
        self._headers_read = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        parser = self._parser
        if parser is not None and parser.state in (STATUS, HEADER):
            self._headers_read += len(data)
            # One read of a socket may hold some of the body as well, hence the margin.
            if self._headers_read > self.headers_max and self.transport is not None:
                self.transport.abortConnection()
                return
        else:
            self._headers_read = 0
        super().dataReceived(data)  # type: ignore[no-untyped-call]


def bounded_factory(headers_max: int) -> type[_LenientHTTP11ClientFactory]:
    """The connection factory for a pool whose answers have at most *headers_max* of headers."""
    protocol = type("BoundedProtocol", (_BoundedProtocol,), {"headers_max": headers_max})

    class Factory(_LenientHTTP11ClientFactory):
        def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:
            connection: HTTP11ClientProtocol = protocol(self._quiescentCallback)
            return connection

    return Factory
