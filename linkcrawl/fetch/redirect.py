"""Redirects, followed a few times and never with a referrer."""

from __future__ import annotations

from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from linkcrawl.fetch.errors import RedirectLimit
from linkcrawl.urls import without_password


class RedirectsMiddleware(RedirectMiddleware):
    """Scrapy's, with an exception of its own for redirects that do not end."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler.settings)
        middleware.crawler = crawler
        return middleware

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        try:
            onward = super().process_response(request, response)
        except IgnoreRequest as error:
            raise RedirectLimit(f"more than {self.max_redirect_times} redirects") from error
        if isinstance(onward, Request) and "@" in onward.url:
            return onward.replace(url=without_password(onward.url))
        return onward
