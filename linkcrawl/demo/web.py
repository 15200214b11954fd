"""What a web is to the proxy: something that answers a request, or knows no such host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it reached the proxy; *path* includes the query."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. The proxy adds Content-Length and Date, nothing else.

    *rest* follows the body piece by piece, each sent when it comes; then no length is told.
    """

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    rest: Iterable[bytes] = ()


Respond = Callable[[Request], Response | None]
"""Answers a request; None means that no such host exists."""


def html_response(
    text: str, charset: str = "utf-8", status: int = 200, *, declare_charset: bool = True
) -> Response:
    """Return *text* as an HTML page in the bytes of *charset*.

    >>> html_response("<p>Öfen", "windows-1252").body
    b'<p>\\xd6fen'
    """
    content_type = f"text/html; charset={charset}" if declare_charset else "text/html"
    body = text.encode(charset, errors="xmlcharrefreplace")
    return Response(body, status, (("Content-Type", content_type),))


def typed_response(text: str, content_type: str) -> Response:
    """Return *text* in UTF-8 under *content_type*."""
    return Response(text.encode(), headers=(("Content-Type", content_type),))


def redirect(location: str, status: int = 301) -> Response:
    """Return a redirect to *location*."""
    return Response(status=status, headers=(("Location", location),))
