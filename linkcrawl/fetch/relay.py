"""HTTP/1.1 on raw streams, as little of it as a forward proxy needs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import SplitResult

from linkcrawl.fetch.proxies import Proxy

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

# Of a request or an answer, status line and headers.
HEAD_MAX = 256 * 1024

_CHUNK = 64 * 1024
# What the two sides of a proxy do not tell each other (RFC 9110, 7.6.1).
_HOP_BY_HOP = (b"connection", b"keep-alive", b"proxy-connection")


async def read_head(reader: asyncio.StreamReader) -> tuple[bytes, list[bytes]]:
    """The first line and the header lines that come next on *reader*."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *headers = head[:-4].split(b"\r\n")
    return first, headers


def origin_form(parts: SplitResult) -> bytes:
    """The request target that a server, other than a proxy, expects.

    >>> from urllib.parse import urlsplit
    >>> origin_form(urlsplit("http://example.org?q=1"))
    b'/?q=1'
    """
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{query}".encode("ascii")


def authorized(headers: list[bytes], proxy: Proxy) -> list[bytes]:
    """*headers* with the proxy's password, if it wants one."""
    return (
        [*headers, b"Proxy-Authorization: " + proxy.authorization]
        if proxy.authorization
        else headers
    )


async def one_request(first: bytes, headers: list[bytes], client: Streams, server: Streams) -> None:
    """Pass one request and its answer, then let both connections end."""
    reader, writer = server
    try:
        writer.write(_closing(first, headers))
        length = _content_length(headers)
        while length > 0:
            chunk = await client[0].read(min(_CHUNK, length))
            if not chunk:
                return
            writer.write(chunk)
            await writer.drain()
            length -= len(chunk)
        status, answer = await read_head(reader)
        while status[9:10] == b"1":
            status, answer = await read_head(reader)
        client[1].write(_closing(status, answer))
        await _pass_on(reader, client[1])
    finally:
        writer.close()


async def both_ways(one: Streams, other: Streams) -> None:
    """Pass bytes in both directions until either side is done."""
    directions = [
        asyncio.ensure_future(_pass_on(one[0], other[1])),
        asyncio.ensure_future(_pass_on(other[0], one[1])),
    ]
    try:
        await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for direction in directions:
            direction.cancel()
        await asyncio.gather(*directions, return_exceptions=True)
        other[1].close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(_CHUNK):
            writer.write(chunk)
            await writer.drain()


def _closing(first: bytes, headers: list[bytes]) -> bytes:
    """A head that says the connection ends after this message.

    Otherwise the browser would send its next request, perhaps to another host, on the same one.
    """
    kept = [line for line in headers if line.partition(b":")[0].lower() not in _HOP_BY_HOP]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


def _content_length(headers: list[bytes]) -> int:
    for line in headers:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
