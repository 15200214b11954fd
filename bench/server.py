"""Serve a synthetic web as an HTTP proxy on loopback, every response ready in memory.

``python -m bench.server --pages 1000`` prints its port, and serves until its standard
input is closed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from bench.anchor import page_url
from bench.web import Web

COUNT_URL = "http://count.example/"
"""Answers how many pages were served since it was last asked."""

_ROBOTS = b"User-agent: *\nDisallow: /cart/\n"


def _response(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


_MISSING = _response("404 Not Found", "text/html", b"<title>Not found</title>")


class Shelf:
    """The responses of a web by address, and how many pages were handed out."""

    def __init__(self, web: Web) -> None:
        self.pages: dict[bytes, bytes] = {}
        self.others: dict[bytes, bytes] = {}
        self.served = 0
        for site in web.sites:
            robots = page_url(site.host, "/robots.txt").encode()
            self.others[robots] = _response("200 OK", "text/plain", _ROBOTS)
            for number, path in enumerate(site.paths):
                body = web.page(site, number).encode()
                response = _response("200 OK", "text/html; charset=utf-8", body)
                self.pages[page_url(site.host, path).encode()] = response

    def get(self, url: bytes) -> bytes:
        """The response to a request for *url*."""
        page = self.pages.get(url)
        if page is not None:
            self.served += 1
            return page
        if url == COUNT_URL.encode():
            count, self.served = self.served, 0
            return _response("200 OK", "text/plain", str(count).encode())
        return self.others.get(url, _MISSING)


class Proxy(asyncio.Protocol):
    """One connection: GET requests with absolute targets, pipelined or not."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError(transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self.unread = (self.unread + data).split(b"\r\n\r\n")
        for request in requests:
            self.transport.write(self.shelf.get(request.split(b" ", 2)[1]))


async def _serve(shelf: Shelf) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Proxy(shelf), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    """Build the web and serve it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--core", type=int, help="the processor core to run on")
    given = parser.parse_args()
    if given.core is not None:
        os.sched_setaffinity(0, {given.core})
    asyncio.run(_serve(Shelf(Web(given.seed, given.pages, given.hosts))))


if __name__ == "__main__":
    main()
