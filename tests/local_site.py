"""A web server of our own on loopback, for tests that fetch."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path answers with. A length is declared unless *headers* say otherwise."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Answer | bytes | str | Callable[[BaseHTTPRequestHandler], None]


class LocalSite:
    """Answers *routes* (path → HTML, Answer, or a function that writes to the socket).

    Paths that are not in *routes* are 404, robots.txt included. *hits* are the paths asked
    for, in order; *seen* the headers of each request.
    """

    def __init__(
        self,
        routes: Mapping[str, Route],
        *,
        address: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.routes = dict(routes)
        self.hits: list[str] = []
        self.seen: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer((address, 0), _handler_for(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self.port: int = self._server.server_address[1]
        self.host = f"{address}:{self.port}"
        self.url = f"{'https' if tls else 'http'}://{self.host}"

    def __enter__(self) -> LocalSite:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def pages(self) -> list[str]:
        """The paths asked for, without robots.txt and the browser's own favicon."""
        return [hit for hit in self.hits if hit not in ("/robots.txt", "/favicon.ico")]


def _handler_for(site: LocalSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60
        wbufsize = -1  # headers and body in one packet, as most servers send them

        def do_GET(self) -> None:
            site.hits.append(self.path)
            site.seen.append(dict(self.headers.items()))
            route = site.routes.get(self.path) or site.routes.get(self.path.partition("?")[0])
            if callable(route):
                self.close_connection = True
                try:
                    route(self)
                except OSError:
                    self.connection.close()
            else:
                _answer(self, route)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a test's output is its own."""

        def handle(self) -> None:
            try:
                super().handle()
            except (TimeoutError, ConnectionError):
                self.close_connection = True

    return Handler


def _answer(handler: BaseHTTPRequestHandler, route: Answer | bytes | str | None) -> None:
    if route is None:
        answer = Answer(b"no such page", 404)
    elif isinstance(route, Answer):
        answer = route
    else:
        answer = Answer(route.encode() if isinstance(route, str) else route)
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(answer.body))}
    handler.send_response(answer.status)
    for name, value in {**headers, **answer.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(answer.body)
