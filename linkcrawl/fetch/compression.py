"""Compressed bodies, unpacked up to the size that is read at all."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from linkcrawl.fetch.errors import TooLarge


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, with an exception of its own for bombs, and nothing to do for stopped bodies."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        if "download_stopped" in response.flags:
            return response
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLarge(str(error)) from error
