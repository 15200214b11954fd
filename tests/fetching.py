"""A spider that fetches what it is told, and says what became of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from linkcrawl.fetch.failure import fetch_of_failure, fetch_of_response


@dataclass(frozen=True, slots=True)
class Got:
    """What became of one request."""

    url: str
    fetch: str
    words: str = ""
    status: int | None = None
    body: bytes = b""
    meta: dict[str, object] | None = None


class FetchSpider(Spider):
    """Asks for each of *urls* and yields a Got for each."""

    name = "fetch"

    def __init__(self, urls: list[str], meta: dict[str, object] | None = None) -> None:
        super().__init__()
        self.urls = urls
        self.meta = meta or {}

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(
                url,
                callback=self.parse,
                errback=self.failed,
                meta=dict(self.meta),
                cb_kwargs={"asked": url},
            )

    def parse(self, response: Response, asked: str) -> Iterator[Got]:
        fetch = fetch_of_response(response)
        yield Got(asked, fetch, "", response.status, response.body, dict(response.meta))

    def failed(self, failure: Failure) -> Iterator[Got]:
        request: Request = failure.request  # type: ignore[attr-defined]
        fetch, words = fetch_of_failure(failure.value)
        yield Got(str(request.cb_kwargs["asked"]), fetch, words)
