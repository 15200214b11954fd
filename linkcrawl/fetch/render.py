"""Look at a page in the browser where its HTML alone does not tell."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from itertools import islice
from typing import Self

from playwright.async_api import Request as BrowserRequest
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response

from linkcrawl.fetch.browser import has_browser
from linkcrawl.fetch.certificate import certificate_flaws
from linkcrawl.fetch.errors import BrowserUnavailable
from linkcrawl.fetch.failure import fetch_of_failure, is_challenge
from linkcrawl.fetch.shell import is_shell

logger = logging.getLogger(__name__)

# In a request's meta: True to have the page rendered, False not to, "auto" to decide by it.
RENDER = "linkcrawl_render"
# In a rendered response's meta: the body that the server sent.
RAW = "linkcrawl_raw"
# In a rendered response's meta: the seconds until the server answered with that body.
RAW_TOOK = "linkcrawl_raw_took"
# In a rendered response's meta: what was wrong with the certificate that came with that body.
RAW_CERTIFICATE = "linkcrawl_raw_certificate"
# In a request's meta: whether the browser also says how each link is seen, and in a rendered
# response's meta, what it said: a Sight for each link's number.
LOOK = "linkcrawl_look"
SIGHTS = "linkcrawl_sights"
# In a rendered response's meta: whether all that loads on sight had the time to.
WHOLE = "linkcrawl_whole"
# In a plain response's meta: why it could not be rendered, though it should have been.
NOT_RENDERED = "linkcrawl_not_rendered"
# In a request's meta: domains. Where the HTML links to none of them, the browser looks as well.
WANTED = "linkcrawl_wanted"
# In such a request's meta: how many pages of a crawl may be opened for that reason alone.
WANTED_MOST = "linkcrawl_wanted_most"

# What stands before a domain in a link; so far before it at most, and so often it is looked for.
_IN_HREF = re.compile(rb"""href\s*=\s*["']?[^"'\s>]*""")
_UNREAD = ((b"<!--", b"-->"), (b"<script", b"</script"))
_URL_MAX = 300
_NAMED_MAX = 1_000

_PLAIN = "linkcrawl_plain"
_UNNEEDED = frozenset({"image", "font", "media"})
_MODES: dict[object, bool | None] = {"always": True, "never": False, "auto": None}


def is_unneeded(request: BrowserRequest) -> bool:
    """Say whether the browser may leave a file of a page unloaded: it holds no links."""
    return request.resource_type in _UNNEEDED


def is_rendered(response: Response) -> bool:
    """Say whether *response* is what the browser made of the page."""
    return "playwright" in response.flags


def lacks_links(body: bytes, domains: Iterable[str]) -> bool:
    """True for HTML that links to none of *domains*, where there are any.

    >>> lacks_links(b'<a href="//www.own.example">', ["own.example"])
    False
    >>> lacks_links(b"<p>own.example", ["own.example"]), lacks_links(b"", [])
    (True, False)
    """
    names = "|".join(map(re.escape, domains)).encode()
    body = body.lower()
    for begin, end in _UNREAD:
        first, *others = body.split(begin)
        body = first + b"".join(part.partition(end)[2] for part in others)
    named = re.finditer(names, body) if names else iter(())
    return bool(names) and not any(
        _IN_HREF.fullmatch(body, max(body.rfind(b"href", max(0, at - _URL_MAX), at), 0), at)
        for at in (found.start() for found in islice(named, _NAMED_MAX))
    )


def _needs_scripts(response: Response) -> bool:
    return is_shell(response.body) and not is_challenge(response)


class RenderMiddleware:
    """Ask for a page again, in Chromium, if its mode says so or it is but a shell.

    The rendered response carries the plain body in its meta. Where rendering fails, the plain
    response is handed on with the reason in its meta: it is still what the server said.
    """

    def __init__(self, crawler: Crawler, mode: bool | None) -> None:
        self._crawler = crawler
        self._mode = mode
        self._browser = False
        self._missing = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        mode = crawler.settings["LINKCRAWL_RENDER"]
        if mode not in _MODES:
            raise ValueError(f"LINKCRAWL_RENDER = {mode!r}: expected one of auto, always, never")
        middleware = cls(crawler, _MODES[mode])
        crawler.signals.connect(middleware._tell, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if request.meta.get("playwright"):
            request.meta.pop(_PLAIN, None)
            if is_rendered(response):
                self._count("done")
            return response
        if not isinstance(response, HtmlResponse):
            return response
        if response.status >= 300:
            return response
        self._count("pages")
        mode = self._mode_of(request)
        if mode is False:
            return response
        lacks = not (mode or _needs_scripts(response))
        if lacks and not self._is_wanted(request, response):
            return response
        self._browser = self._browser or has_browser()
        if not self._browser:
            self._give_up("no Chromium was found (`linkcrawl doctor` tells more)")
        if self._missing:
            return self._unrendered(request, response, self._missing)
        self._count("asked")
        if lacks:
            self._count("lacking")
        meta = {**request.meta, "playwright": True, RAW: response.body, _PLAIN: response,
                RAW_TOOK: request.meta.get("download_latency"), LOOK: bool(mode),
                RAW_CERTIFICATE: certificate_flaws(response)}  # fmt: skip
        return request.replace(meta=meta, dont_filter=True, priority=request.priority + 1)

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Fall back on the plain response where the browser brought none."""
        plain = request.meta.get(_PLAIN)
        if not isinstance(plain, Response):
            return None
        if isinstance(exception, BrowserUnavailable):
            self._give_up(str(exception))
        return self._unrendered(request, plain, fetch_of_failure(exception)[1])

    def _is_wanted(self, request: Request, response: Response) -> bool:
        """True for a page that lacks the links that are wanted, while more may be opened."""
        if WANTED not in request.meta or not lacks_links(response.body, request.meta[WANTED]):
            return False
        opened: int = self._crawler.stats.get_value("linkcrawl/render/lacking", 0)
        return opened < int(request.meta[WANTED_MOST])

    def _mode_of(self, request: Request) -> bool | None:
        """True to render, False not to, None to decide by the page."""
        mode = request.meta.get(RENDER, self._mode)
        mode = _MODES.get(mode, mode)
        return None if mode is None else bool(mode)

    def _count(self, what: str) -> None:
        self._crawler.stats.inc_value(f"linkcrawl/render/{what}")

    def _tell(self) -> None:
        stats = self._crawler.stats
        done, pages, failed = (
            stats.get_value(f"linkcrawl/render/{what}", 0) for what in ("done", "pages", "failed")
        )
        if pages:
            share = 100 * done / pages
            stats.set_value("linkcrawl/render/share_percent", round(share, 1))
            lost = f"; {failed} could not be" if failed else ""
            logger.info("%d of %d pages were rendered (%.1f%%)%s", done, pages, share, lost)

    def _give_up(self, reason: str) -> None:
        if not self._missing:
            logger.warning("Pages that need JavaScript are read without it: %s", reason)
        self._missing = reason

    def _unrendered(self, request: Request, response: Response, reason: str) -> Response:
        self._count("failed")
        request.meta.pop(RAW, None)
        request.meta[NOT_RENDERED] = reason
        return response
