"""The bytes of a page → its text, in a charset that browsers know."""

from __future__ import annotations

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

# Python's names for the encodings of https://encoding.spec.whatwg.org/#names-and-labels. It knows
# a hundred others: "zlib" and "idna" fail, and in "cp037" a page would say to us what no
# browser shows.
_OF_THE_WEB = frozenset((
    "utf-8", "cp866", "cp874", "cp932", "cp949", "gb18030", "big5hkscs", "big5", "euc_jp",
    "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    *(f"cp125{number}" for number in range(9)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
))  # fmt: skip
_WIDE = frozenset(("utf-16", "utf-16-be", "utf-16-le"))
_GUESSED_FROM = 65_536


def decoded(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The charset of a page, as Python calls it, and its text.

    The mark of the byte order comes first, then the Content-Type header, then what the page
    declares, as in browsers; what declares nothing is UTF-8, or else what it looks like.

    >>> decoded("é".encode("cp1252"), "text/html; charset=latin1")
    ('cp1252', 'é')
    >>> decoded(b"<meta charset=utf-16>x")
    ('utf-8', '<meta charset=utf-16>x')
    """
    charset, mark = read_bom(body)
    if charset and mark:
        return charset, to_unicode(body[len(mark) :], charset)
    charset = _told(content_type) or _declared(body) or _likely(body)
    return charset, to_unicode(body, charset)


def _told(content_type: str) -> str | None:
    charset = http_content_type_encoding(content_type) if content_type else None
    if charset in _WIDE:
        return "utf-16-be" if charset == "utf-16-be" else "utf-16-le"
    return charset if charset in _OF_THE_WEB else None


def _declared(body: bytes) -> str | None:
    charset = html_body_declared_encoding(body)
    # Its declaration could be read, so the page is written in bytes that begin like ASCII.
    if charset in _WIDE:
        return "utf-8"
    return charset if charset in _OF_THE_WEB else None


def _likely(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        best = from_bytes(body[:_GUESSED_FROM], cp_isolation=[*_OF_THE_WEB]).best()
        return best.encoding if best else "cp1252"
    return "utf-8"
