from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.error import HTTPError

import pytest

from linkcrawl.demo.proxy import ProxyAddress, serve
from linkcrawl.demo.web import Request, Response, html_response, redirect


def echo(request: Request) -> Response | None:
    """A web of one host, whose pages name the request."""
    if request.host != "echo.example":
        return None
    if request.path == "/old":
        return redirect("http://echo.example/new")
    said = f"{request.method} {request.host}{request.path} {request.headers['User-Agent']}"
    return html_response(said)


@pytest.fixture
def proxy() -> Iterator[ProxyAddress]:
    with serve(echo) as address:
        yield address


def fetch(proxy: ProxyAddress, url: str) -> str:
    handlers = urllib.request.ProxyHandler({"http": proxy.url, "https": proxy.url})
    opener = urllib.request.build_opener(handlers)
    opener.addheaders = [("User-Agent", "tests")]
    with opener.open(url) as response:
        text: str = response.read().decode()
        return text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://echo.example/", "GET echo.example/ tests"),
        ("http://echo.example", "GET echo.example/ tests"),
        ("http://ECHO.example:80/a%20b?c=d&e", "GET echo.example/a%20b?c=d&e tests"),
        ("http://echo.example/old", "GET echo.example/new tests"),
    ],
)
def test_a_host_is_served_by_its_name(proxy: ProxyAddress, url: str, said: str) -> None:
    assert fetch(proxy, url) == said


def test_an_unknown_host_is_a_bad_gateway_that_says_why(proxy: ProxyAddress) -> None:
    with pytest.raises(HTTPError) as caught:
        fetch(proxy, "http://elsewhere.example/")
    with closing(caught.value) as answer:
        assert answer.code == 502
        assert answer.headers["Proxy-Status"] == "demo; error=dns_error"


def test_tunnels_are_refused(proxy: ProxyAddress) -> None:
    connection = http.client.HTTPConnection(proxy.host, proxy.port)
    connection.set_tunnel("echo.example", 443)
    with closing(connection), pytest.raises(OSError, match="502"):
        connection.request("GET", "/")


def test_a_connection_serves_many_requests_and_head_has_no_body(proxy: ProxyAddress) -> None:
    with closing(http.client.HTTPConnection(proxy.host, proxy.port)) as connection:
        lengths = []
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, "http://echo.example/x", headers={"User-Agent": "t"})
            response = connection.getresponse()
            lengths.append((len(response.read()), response.getheader("Content-Length")))
            assert connection.sock is not None
    assert lengths == [(20, "20"), (0, "21"), (20, "20")]


def test_many_ask_at_once(proxy: ProxyAddress) -> None:
    urls = [f"http://echo.example/{number}" for number in range(200)]
    with ThreadPoolExecutor(16) as clients:
        said = list(clients.map(lambda url: fetch(proxy, url), urls))
    assert said == [f"GET echo.example/{number} tests" for number in range(200)]


def test_the_end_does_not_wait_for_idle_clients() -> None:
    with serve(echo) as address:
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.request("GET", "http://echo.example/", headers={"User-Agent": "t"})
        connection.getresponse().read()
        idle = connection.sock
    with closing(connection):
        assert idle.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(address.host, address.port).connect()
