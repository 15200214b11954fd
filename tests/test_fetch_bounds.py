"""Every answer has an end, whoever gives it."""

from __future__ import annotations

import gzip
from http.server import BaseHTTPRequestHandler

import brotli
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, Route

HTML = "text/html; charset=utf-8"
LIMITS = {"DOWNLOAD_MAXSIZE": 200_000, "DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0}


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


BOMB = b"<p>" + b"boom " * 4_000_000

HOSTILE: dict[str, tuple[Route, str]] = {
    "endless headers": (
        sends(b"HTTP/1.1 200 OK\r\n", then=b"X-More: of the same\r\n" * 1000),
        "refused",
    ),
    "one endless header": (sends(b"HTTP/1.1 200 OK\r\nX-Long: ", then=b"x" * 10_000), "refused"),
    "endless status line": (sends(b"HTTP/1.1 200 ", then=b"O" * 10_000), "refused"),
    "endless body": (sends(head(), then=b"<p>more</p>" * 1000), "too_large"),
    "endless chunks": (
        sends(head("Transfer-Encoding: chunked"), then=b"4\r\n<p>x\r\n" * 1000),
        "too_large",
    ),
    "declared too large": (sends(head("Content-Length: 5000000000")), "too_large"),
    "gzip bomb": (compressed(gzip.compress(BOMB), "gzip"), "too_large"),
    "brotli bomb": (compressed(brotli.compress(BOMB, quality=3), "br"), "too_large"),
    "gzip twice": (compressed(gzip.compress(gzip.compress(BOMB)), "gzip, gzip"), "too_large"),
    "no answer": (hangs, "timeout"),
    "dripping headers": (drips(b"HTTP/1.1 200 OK\r\nX: "), "timeout"),
    "dripping body": (drips(head()), "timeout"),
    "redirect to itself": (Answer(b"", 302, {"Location": "/redirect-to-itself"}), "redirect_loop"),
    "redirect to a file": (Answer(b"", 302, {"Location": "file:///etc/passwd"}), "moved"),
    "redirect to nowhere": (Answer(b"", 302), "moved"),
    "not HTTP": (sends(b"SSH-2.0-OpenSSH_9.2\r\n"), "refused"),
    "broken chunks": (sends(head("Transfer-Encoding: chunked"), b"zz\r\nnot a number\r\n"), "ok"),
    "broken gzip": (compressed(b"not gzip at all", "gzip"), "refused"),
    "unknown encoding": (compressed(b"<p>x</p>", "snappy"), "ok"),
    "shorter than it says": (sends(head("Content-Length: 1000"), b"<p>short</p>"), "ok"),
    "nothing": (Answer(b"", 200), "ok"),
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
    "HTML of no type": (Answer(b"<html><p>x</p>", headers={"Content-Type": ""}), "ok"),
}


def test_each_hostile_answer_has_its_word(crawl: Crawl, serve: Serve) -> None:
    paths = {"/" + name.replace(" ", "-"): name for name in HOSTILE}
    site = serve({path: HOSTILE[name][0] for path, name in paths.items()})
    settings = {**LIMITS, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "LINKCRAWL_FAILURES_MAX": 100}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in paths])

    found = {paths[got.url.removeprefix(site.url)]: str(got.fetch) for got in result.items}
    assert found == {name: word for name, (_route, word) in HOSTILE.items()}
    assert result.stats["elapsed_time_seconds"] < 20


def test_documents_are_not_downloaded(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/": Answer(b"%PDF" * 1000, headers={"Content-Type": "application/pdf"})})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert (got.fetch, got.status, got.body) == ("not_html", 200, b"")


def test_the_bound_on_headers_is_for_each_answer_of_a_connection(
    crawl: Crawl, serve: Serve
) -> None:
    site = serve({f"/{n}": f"<html><p>{'x' * 1_000}</p>" for n in range(30)})
    settings = {"LINKCRAWL_HEADERS_MAXSIZE": 4_096, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    result = crawl(FetchSpider, settings, urls=[f"{site.url}/{n}" for n in range(30)])

    assert {got.fetch for got in result.items} == {"ok"}
    assert sorted(site.pages()) == sorted(f"/{n}" for n in range(30))
