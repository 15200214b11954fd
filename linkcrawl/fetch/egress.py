"""The browser's way out: a forward proxy on loopback that keeps to the address policy.

Request interception does not see the targets of redirects, WebSockets or whatever else a browser
sends of its own accord, so Chromium is given this as its only way to the network. It resolves
each host name, drops the addresses that the policy does not allow, and connects to what is left.
Where the environment names a proxy, that one is asked instead, and resolves names itself.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.proxies import Proxy, configured_proxies, proxy_for
from linkcrawl.fetch.relay import (
    HEAD_MAX,
    Streams,
    authorized,
    both_ways,
    one_request,
    origin_form,
    read_head,
)

REFUSED_HEADER = "X-Linkcrawl-Refused"

_REFUSED = f"HTTP/1.1 403 Refused\r\n{REFUSED_HEADER}: 1\r\nContent-Length: 0\r\n\r\n".encode()
_UNREACHABLE = b"HTTP/1.1 502 Unreachable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_CONNECTED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_CONNECT_TIMEOUT = 15.0
_HERE = "127.0.0.1"


class Refused(Exception):
    """Raised for a host that the policy does not allow."""


class EgressProxy:
    """Serves at *host* and *port* between start() and stop()."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._proxies = configured_proxies()
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()
        self._served_hosts = frozenset({_HERE})
        self.host = _HERE
        self.port = 0

    async def start(self, host: str = _HERE, clients: frozenset[str] = frozenset({_HERE})) -> None:
        """Begin to serve on an address of this machine, and only *clients*."""
        self.host, self._served_hosts = host, clients
        self._server = await asyncio.start_server(self._client, host, 0, limit=HEAD_MAX)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the port and every connection that is still open."""
        if self._server is not None:
            self._server.close()
        for client in self._clients:
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if writer.get_extra_info("peername")[0] not in self._served_hosts:
            writer.close()
            return
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._clients.add(task)
        task.add_done_callback(self._clients.discard)
        await asyncio.gather(task, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request, headers = await read_head(reader)
            method, target, _version = request.split(b" ", 2)
            if method == b"CONNECT":
                await self._tunnel(target.decode("ascii"), (reader, writer))
            else:
                await self._forward(method, target.decode("ascii"), headers, (reader, writer))
        except Refused:
            writer.write(_REFUSED)
        except (OSError, ValueError, EOFError, asyncio.LimitOverrunError):
            writer.write(_UNREACHABLE)
        finally:
            with suppress(OSError):
                writer.close()

    async def _tunnel(self, target: str, client: Streams) -> None:
        host, _, port = target.rpartition(":")
        host = host.strip("[]")
        proxy = proxy_for("https", host, self._proxies)
        if proxy is None:
            server = await self._connect(host, int(port))
        else:
            self._check(host, int(port))
            server = await _tunnel_through(proxy, target)
        client[1].write(_CONNECTED)
        await both_ways(client, server)

    async def _forward(
        self, method: bytes, target: str, headers: list[bytes], client: Streams
    ) -> None:
        parts = urlsplit(target)
        host, port = parts.hostname or "", parts.port or 80
        proxy = proxy_for("http", host, self._proxies)
        if proxy is None:
            server = await self._connect(host, port)
            line = b"%s %s HTTP/1.1" % (method, origin_form(parts))
        else:
            self._check(host, port)
            server = await _open(proxy.host, proxy.port)
            line = b"%s %s HTTP/1.1" % (method, target.encode("ascii"))
            headers = authorized(headers, proxy)
        await one_request(line, headers, client, server)

    def _check(self, host: str, port: int) -> None:
        objection = self._policy.objection_to(host, port)
        if objection:
            raise Refused(objection)

    async def _connect(self, host: str, port: int) -> Streams:
        """A connection to an address of *host* that the policy allows."""
        self._check(host, port)
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
        if not self._policy.allows_name(host):
            addresses = {address: None for address in addresses if self._policy.allows(address)}
        if not addresses:
            raise Refused(f"{host} has no public address")
        return await _open_first(list(addresses), port)


async def _open_first(addresses: list[str], port: int) -> Streams:
    for address in addresses[:-1]:
        with suppress(OSError):
            return await _open(address, port)
    return await _open(addresses[-1], port)


async def _open(host: str, port: int) -> Streams:
    async with asyncio.timeout(_CONNECT_TIMEOUT):
        return await asyncio.open_connection(host, port, limit=HEAD_MAX)


async def _tunnel_through(proxy: Proxy, target: str) -> Streams:
    server = await _open(proxy.host, proxy.port)
    request = [b"CONNECT %s HTTP/1.1" % target.encode("ascii"), b"Host: %s" % target.encode()]
    server[1].write(b"\r\n".join(authorized(request, proxy)) + b"\r\n\r\n")
    status, _headers = await read_head(server[0])
    if status.split(b" ", 2)[1:2] != [b"200"]:
        server[1].close()
        raise OSError("the proxy opened no tunnel")
    return server
