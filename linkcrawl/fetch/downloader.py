"""Scrapy's downloader, keeping to CONCURRENT_REQUESTS_PER_DOMAIN."""

from __future__ import annotations

from collections.abc import Coroutine

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class CountingDownloader(Downloader):
    """Counts a request as under way from the moment that it leaves its host's queue.

    Scrapy 2.19 counts it once its task runs, a turn of the event loop later. Until then every
    request that waits for the same host is started too: after robots.txt, all of them at once.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[object, object, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
