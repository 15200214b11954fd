"""Answers that servers should not give, and the word that a visit has for each."""

from __future__ import annotations

import gzip
import zlib
from functools import partial
from http.server import BaseHTTPRequestHandler

import brotli
from local_site import Answer, Route

# The same bytes at any time: test runners compare the names of cases.
zipped = partial(gzip.compress, mtime=0)

HTML = "text/html; charset=utf-8"
# A link to us stands first: what can be read at all has it.
LINK = b'<p>bread <a href="http://kilnhouse.example/ovens">our ovens</a></p>'
_BOMB = LINK + b"<p>" + b"boom " * 4_000_000


def head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {HTML}", *lines, "", ""]).encode()


def sends(*parts: bytes, then: bytes = b"") -> Route:
    """Answers *parts*, then *then* again and again until nobody listens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)
        while then:
            handler.wfile.write(then)

    return answer


def drips(first: bytes) -> Route:
    """Answers *first*, then a byte now and then, for ever."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        handler.connection.settimeout(0.1)
        while True:
            handler.wfile.write(b"x")
            try:
                if not handler.connection.recv(1):
                    return
            except TimeoutError:
                continue

    return answer


def hangs(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(1)


def compressed(body: bytes, encoding: str) -> Answer:
    return Answer(body, headers={"Content-Encoding": encoding})


def _zstd_bomb() -> bytes:
    """20 MB of one letter in 700 bytes: blocks of 128 KiB by run length (RFC 8878, 3.1.1.2)."""
    block, last = ((128 * 1024 << 3 | 0b010 | is_last).to_bytes(3, "little") for is_last in (0, 1))
    return b"\x28\xb5\x2f\xfd\x00\x58" + (block + b"x") * 160 + last + b"x"


ANSWERS: dict[str, tuple[Route, str]] = {
    "endless headers": (
        sends(b"HTTP/1.1 200 OK\r\n", then=b"X-More: of the same\r\n" * 1000),
        "refused",
    ),
    "one endless header": (sends(b"HTTP/1.1 200 OK\r\nX-Long: ", then=b"x" * 10_000), "refused"),
    "endless status line": (sends(b"HTTP/1.1 200 ", then=b"O" * 10_000), "refused"),
    "endless body": (sends(head(), then=b"<p>more</p>" * 10_000), "too_large"),
    "endless chunks": (
        sends(head("Transfer-Encoding: chunked"), then=b"400\r\n%s\r\n" % (b"<p>x" * 256)),
        "too_large",
    ),
    "declared too large": (sends(head("Content-Length: 5000000000")), "too_large"),
    "gzip bomb": (compressed(zipped(_BOMB), "gzip"), "too_large"),
    "deflate bomb": (compressed(zlib.compress(_BOMB), "deflate"), "too_large"),
    "brotli bomb": (compressed(brotli.compress(_BOMB, quality=3), "br"), "too_large"),
    "zstd bomb": (compressed(_zstd_bomb(), "zstd"), "too_large"),
    "gzip twice": (compressed(zipped(zipped(_BOMB)), "gzip, gzip"), "too_large"),
    "no answer": (hangs, "timeout"),
    "dripping headers": (drips(b"HTTP/1.1 200 OK\r\nX: "), "timeout"),
    "dripping body": (drips(head()), "timeout"),
    "redirect to itself": (Answer(b"", 302, {"Location": "?"}), "redirect_loop"),
    "redirect to a file": (Answer(b"", 302, {"Location": "file:///etc/passwd"}), "moved"),
    "redirect inside": (Answer(b"", 302, {"Location": "http://169.254.169.254/"}), "refused"),
    "redirect to nowhere": (Answer(b"", 302), "moved"),
    "not HTTP": (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), "refused"),
    "broken chunks": (
        sends(head("Transfer-Encoding: chunked"), b"43\r\n", LINK, b"\r\nzz\r\nnot a number\r\n"),
        "ok",
    ),
    "broken gzip": (compressed(b"not gzip at all", "gzip"), "refused"),
    "unknown encoding": (compressed(LINK, "snappy"), "ok"),
    "shorter than it says": (sends(head("Content-Length: 1000"), LINK), "ok"),
    "longer than it says": (sends(head(f"Content-Length: {len(LINK)}"), LINK, b"more"), "ok"),
    "two lengths": (
        sends(head(f"Content-Length: {len(LINK)}", "Content-Length: 7"), LINK), "refused",
    ),
    "no content": (Answer(b"", 204), "not_html"),
    "a picture": (Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), "not_html"),
    "a film without end": (
        sends(head().replace(b"text/html", b"video/mp4"), then=b"x" * 1000),
        "not_html",
    ),
    "a compressed document": (
        Answer(b"%PDF", headers={"Content-Type": "application/pdf", "Content-Encoding": "br"}),
        "not_html",
    ),
    "bytes of no type": (Answer(b"\0\1\2\xff" * 50, headers={"Content-Type": ""}), "not_html"),
    "HTML of no type": (Answer(b"<html>" + LINK, headers={"Content-Type": ""}), "ok"),
    "two types": (sends(head("Content-Type: application/pdf"), LINK), "not_html"),
}  # fmt: skip
