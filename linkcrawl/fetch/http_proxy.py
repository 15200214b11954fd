"""Sends requests through the proxies that the environment names."""

from __future__ import annotations

from functools import lru_cache
from urllib.request import proxy_bypass

from scrapy import Request
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.utils.httpobj import urlparse_cached


class EnvironmentProxyMiddleware(HttpProxyMiddleware):
    """Scrapy's own, which reads all of the environment for every request; this once a host."""

    def __init__(self, auth_encoding: str | None = "latin-1") -> None:
        super().__init__(auth_encoding)
        self._bypass = lru_cache(maxsize=10_000)(proxy_bypass)

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        parts = urlparse_cached(request)
        named = self.proxies.get(parts.scheme)
        if "proxy" in request.meta or named is None or self._bypass(parts.hostname or ""):
            super().process_request(request)
        else:
            authorization, url = named
            self._set_proxy_and_creds(request, url, authorization, parts.scheme)
