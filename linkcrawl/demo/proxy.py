"""A whole web behind one loopback port: an HTTP proxy that answers instead of forwarding."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from linkcrawl.demo.web import Request, Respond, Response


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """Where a web is served."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What belongs into ``http_proxy``."""
        return f"http://{self.host}:{self.port}"


@contextmanager
def serve(respond: Respond, host: str = "127.0.0.1", port: int = 0) -> Iterator[ProxyAddress]:
    """Serve *respond* on loopback, or wherever is said, in threads, until the block ends.

    Nothing is ever fetched: hosts that *respond* does not know and every CONNECT are
    answered with 502. *respond* is called from many threads at once.
    """
    server = _Server((host, port), respond)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield ProxyAddress(host, server.server_address[1])
    finally:
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    # A browser and a crawler open dozens of connections at once; the default is 5.
    request_queue_size = 128
    daemon_threads = False

    def __init__(self, address: tuple[str, int], respond: Respond) -> None:
        self.respond = respond
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what went wrong, unless the client hung up in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End idle keep-alive connections, so that their threads end too."""
        with self._lock:
            for connection in self._open:
                # The client may have been quicker.
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet; two would wait for each other's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        response = self.server.respond(self._request()) or _NO_SUCH_HOST
        self.send_response_only(response.status)
        self.send_header("Date", self.date_time_string())
        for name, value in response.headers:
            self.send_header(name, value)
        if response.rest:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)
            for piece in response.rest:
                self.wfile.flush()
                self.wfile.write(piece)

    do_HEAD = do_GET

    def do_CONNECT(self) -> None:
        self.close_connection = True
        self.send_response_only(502)
        self.send_header("Proxy-Status", "demo; error=destination_unavailable")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _request(self) -> Request:
        asked = urlsplit(self.path)
        # A proxy is asked for a whole URL; whoever comes without one names the host apart.
        host = (asked.netloc or self.headers.get("Host", "")).lower().removesuffix(":80")
        path = (asked.path or "/") + (f"?{asked.query}" if asked.query else "")
        return Request(self.command, host, path, dict(self.headers.items()))

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: what was asked for is the crawler's to tell."""


# RFC 9209 gives proxies this way to say that the name did not resolve.
_NO_SUCH_HOST = Response(
    b"No such host.\n",
    502,
    (("Content-Type", "text/plain"), ("Proxy-Status", "demo; error=dns_error")),
)
