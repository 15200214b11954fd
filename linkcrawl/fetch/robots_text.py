"""The bytes of a robots.txt → the rules in it, whatever they are."""

from __future__ import annotations

import re

from scrapy.robotstxt import ProtegoRobotParser

# RFC 9309, 2.5: a crawler reads at least 500 kibibytes.
_READ_MAX = 500 * 1024
# "linkcrawl/1.0" means linkcrawl (2.2.1); the library takes it for another name.
_OUR_VERSION = re.compile(r"(?im)^([ \t]*user-agent[ \t]*:[ \t]*linkcrawl)/[^\s#]*")
_NO_LETTER = re.compile("[\udc80-\udcff]")


def rules_in(body: bytes) -> ProtegoRobotParser:
    """The rules of a robots.txt, of a long one those of its beginning.

    >>> rules = rules_in(b"User-agent: LinkCrawl/2\\nDisallow: /a")
    >>> rules.allowed("https://example.com/a", "linkcrawl")
    False
    """
    text = _whole_lines(body).decode("utf-8-sig", "surrogateescape")
    # Left out, as the library would, "Disallow: /\xe9" in another charset would forbid all.
    text = _NO_LETTER.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", text)
    return ProtegoRobotParser(_OUR_VERSION.sub(r"\1", text).encode(), spider=None)


def _whole_lines(body: bytes) -> bytes:
    """The whole lines that lie within the size limit."""
    if len(body) <= _READ_MAX:
        return body
    end = max(body.rfind(mark, 0, _READ_MAX) for mark in (b"\n", b"\r"))
    return body[: end + 1]
