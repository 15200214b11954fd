"""Leave sites in peace that ask for it, and those that do not answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from linkcrawl.fetch.errors import NETWORK_ERRORS, RateLimited, SiteLeftAlone
from linkcrawl.fetch.pace import Pace
from linkcrawl.fetch.slots import empty, pause

_BUSY = (429, 503)


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as such or as a date.

    >>> noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    >>> retry_after("120", noon), retry_after("Fri, 20 Nov 2026 12:01:00 GMT", noon)
    (120.0, 60.0)
    >>> retry_after("soon", noon) is None
    True
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class PolitenessMiddleware:
    """Obey Retry-After, give slow sites longer pauses, and stop asking those that keep failing.

    A pause up to LINKCRAWL_RETRY_AFTER_MAX is waited for, and the page asked for once more; of
    a longer one the answer is handed on, and the site's other pages are not asked for in this
    run. After LINKCRAWL_FAILURES_MAX network failures in a row a site is left alone too.
    """

    def __init__(self, crawler: Crawler, wait_max: float, failures_max: int) -> None:
        self._crawler = crawler
        self._wait_max = wait_max
        self._failures_max = failures_max
        self._failures: dict[str, int] = {}
        self._closed: dict[str, Callable[[], Exception]] = {}
        self._pace = Pace(crawler, crawler.settings.getfloat("DOWNLOAD_DELAY"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        return cls(
            crawler,
            settings.getfloat("LINKCRAWL_RETRY_AFTER_MAX"),
            settings.getint("LINKCRAWL_FAILURES_MAX"),
        )

    def process_request(self, request: Request) -> None:
        if self._closed and (reason := self._closed.get(_host(request))) is not None:
            raise reason()

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if self._failures:
            self._failures.pop(_host(request), None)
        took = request.meta.get("download_latency")
        if took is not None and not request.meta.get("playwright"):
            self._pace.answered(_host(request), took)
        if response.status in _BUSY and b"Retry-After" in response.headers:
            return self._come_back(request, response) or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, NETWORK_ERRORS):
            return
        host = _host(request)
        self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures[host] == self._failures_max:
            reason = f"{host} failed {self._failures_max} times in a row"
            self._close(host, partial(_left_alone, reason, exception))

    def _come_back(self, request: Request, response: Response) -> Request | None:
        """The same request again, with its site paused; None where waiting is no use."""
        value = (response.headers[b"Retry-After"] or b"").decode("latin-1")
        seconds = retry_after(value, datetime.now(UTC))
        if seconds is None:
            return None
        host = _host(request)
        if seconds > self._wait_max:
            reason = f"{host} asked to be left alone for {seconds:.0f} seconds"
            self._close(host, partial(RateLimited, reason))
            return None
        pause(self._crawler, host, seconds)
        self._crawler.stats.inc_value("linkcrawl/politeness/pauses")
        spider = self._crawler.spider
        return get_retry_request(request, spider=spider, reason="Retry-After") if spider else None

    def _close(self, host: str, reason: Callable[[], Exception]) -> None:
        """Ask nothing more of *host* in this crawl."""
        self._closed[host] = reason
        self._crawler.stats.inc_value("linkcrawl/politeness/sites_left_alone")
        empty(self._crawler, host, reason)


def _left_alone(reason: str, last: Exception) -> SiteLeftAlone:
    error = SiteLeftAlone(reason)
    error.__cause__ = last
    return error


def _host(request: Request) -> str:
    return urlparse_cached(request).hostname or ""
