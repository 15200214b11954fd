"""Bodies that are not HTML stay where they are: their headers say enough."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers

# Set on requests whose body is wanted whatever it is: robots.txt, sitemaps.
ANY_TYPE = "linkcrawl_any_type"

_HTML = ("text/html", "application/xhtml+xml")


def is_html_type(content_type: str) -> bool:
    """Say whether a Content-Type header may announce a page.

    A missing one may; so may text/plain or XML no more than a picture.

    >>> is_html_type("Text/HTML; charset=utf-8"), is_html_type("")
    (True, True)
    >>> is_html_type("application/pdf"), is_html_type("text/htmlx")
    (False, False)
    """
    media_type = content_type.partition(";")[0].strip().lower()
    return not media_type or media_type in _HTML


class HtmlOnly:
    """Stop the download of anything but HTML once its headers are known.

    The answer then reaches the spider without a body, flagged "download_stopped".
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.headers_received, signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        content_type = headers.get("Content-Type", b"") or b""
        if content_type.startswith(b"text/html"):
            return
        if not is_html_type(content_type.decode("latin-1")) and not request.meta.get(ANY_TYPE):
            raise StopDownload(fail=False)
