"""The browser's only way out lets nothing through to what is not public, whatever asks."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator

import pytest
from conftest import Serve
from local_site import LocalSite

from linkcrawl.fetch.address import AddressPolicy
from linkcrawl.fetch.egress import EgressProxy

REFUSED = b"HTTP/1.1 403 Refused"
Ask = Callable[..., bytes]


@pytest.fixture
def secret(serve: Serve) -> Iterator[LocalSite]:
    """A site on loopback that must not be asked for anything."""
    site = serve({"/": "<p>secret</p>"})
    yield site
    assert site.hits == []


@pytest.fixture
def ask(loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """``ask("GET http://a.example/", policy)``: the first line that the way out answers."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)

    async def first_line(line: str, policy: AddressPolicy) -> bytes:
        egress = EgressProxy(policy)
        await egress.start()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", egress.port)
            # What a WebSocket begins with is a request like any other.
            writer.write(f"{line} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n".encode())
            answer = await reader.readline()
            writer.close()
            return answer.strip()
        finally:
            await egress.stop()

    return lambda line, policy: loop.run_until_complete(first_line(line, policy))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Host names, with what each look-up in turn says of them: a resolver of the test's own."""
    answers: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        said = answers.get(host, [[host]])
        found = said.pop(0) if len(said) > 1 else said[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return answers


@pytest.mark.parametrize("way", ["GET http://{}/", "CONNECT {}", "POST http://{}/"])
@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0", "[::1]", "localhost",
     "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "a.localhost", "169.254.169.254", "10.0.0.1",
     "100.64.0.1", "224.0.0.1", "[fe80::1]", "[fc00::1]", "127.0.0.1."],
)  # fmt: skip
def test_what_is_inside_is_refused(ask: Ask, secret: LocalSite, way: str, host: str) -> None:
    policy = AddressPolicy.of([], [secret.port])

    assert ask(way.format(f"{host}:{secret.port}"), policy) == REFUSED


@pytest.mark.parametrize(
    "way", ["GET http://127.0.0.1:{}/", "CONNECT 127.0.0.1:{}", "GET ftp://127.0.0.1:{}/"]
)
def test_ports_are_limited(ask: Ask, secret: LocalSite, way: str) -> None:
    assert ask(way.format(secret.port), AddressPolicy.of([], [80])) == REFUSED


@pytest.mark.parametrize("way", ["GET http://{}/", "CONNECT {}"])
@pytest.mark.parametrize("found", [["127.0.0.1"], ["::1", "10.0.0.1"], ["169.254.169.254"]])
def test_a_name_that_leads_inside_is_refused(
    ask: Ask, names: dict[str, list[list[str]]], secret: LocalSite, way: str, found: list[str]
) -> None:
    names["inside.example"] = [found]
    policy = AddressPolicy.of([], [secret.port])

    assert ask(way.format(f"inside.example:{secret.port}"), policy) == REFUSED


def test_a_name_that_changes_its_address_finds_no_gap(
    ask: Ask, names: dict[str, list[list[str]]], serve: Serve, secret: LocalSite
) -> None:
    # The connection is made to the address that was judged: one look-up for each.
    names["rebinding.example"] = [["127.0.0.2"], ["127.0.0.1"]]
    policy = AddressPolicy.of(["127.0.0.2"], [secret.port])
    line = f"GET http://rebinding.example:{secret.port}/"

    assert ask(line, policy) == b"HTTP/1.1 502 Unreachable"
    assert names["rebinding.example"] == [["127.0.0.1"]]
    assert ask(line, policy) == REFUSED


def test_of_several_addresses_only_the_allowed_are_tried(
    ask: Ask, names: dict[str, list[list[str]]], serve: Serve, secret: LocalSite
) -> None:
    site = serve({"/": "<p>x</p>"}, address="127.0.0.2")
    names["mixed.example"] = [["127.0.0.1", "127.0.0.2"]]

    line = f"GET http://mixed.example:{site.port}/"

    assert ask(line, AddressPolicy.of(["127.0.0.2"], [site.port])) == b"HTTP/1.1 200 OK"


def test_what_the_operator_allows_is_reached(ask: Ask, serve: Serve) -> None:
    site = serve({"/": "<p>intranet</p>"})

    for allowed in ("127.0.0.0/8", "127.0.0.1"):
        policy = AddressPolicy.of([allowed], [])
        assert ask(f"GET http://{site.host}/", policy) == b"HTTP/1.1 200 OK"
        assert ask(f"CONNECT {site.host}", policy) == b"HTTP/1.1 200 Connection established"


@pytest.mark.parametrize("line", ["GET /", "GET http://[::1", "CONNECT x", "CONNECT x:y", "x y"])
def test_what_is_no_request_is_answered(ask: Ask, line: str) -> None:
    assert ask(line, AddressPolicy()).startswith((b"HTTP/1.1 502", REFUSED))
