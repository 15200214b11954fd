"""Scrapy's download slots, one for each host: where waiting and slowness are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler

# A slot looks at its last request only if it has a delay at all.
_SHORTEST_DELAY = 0.001


def slow_down(crawler: Crawler, host: str, seconds: float) -> None:
    """Let *host* see one request at a time, *seconds* apart, for the rest of the crawl."""
    downloader = crawler.engine.downloader
    # Slots that fall idle are thrown away; the next one is made from these settings.
    downloader.per_slot_settings[host] = {"concurrency": 1, "delay": seconds, "jitter": 0}
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.concurrency, slot.delay, slot.jitter = 1, seconds, 0


def stretch(crawler: Crawler, host: str, seconds: float) -> None:
    """Let requests to *host* start *seconds* apart, or as far as `slow_down` said."""
    downloader = crawler.engine.downloader
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(seconds, downloader.per_slot_settings.get(host, {}).get("delay", 0.0))


def pause(crawler: Crawler, host: str, seconds: float) -> None:
    """Let no request to *host* start for *seconds*."""
    slot = crawler.engine.downloader.slots.get(host)
    if slot is None:
        return
    slot.delay = max(slot.delay, _SHORTEST_DELAY)
    slot.lastseen = monotonic() + seconds - slot.delay


def empty(crawler: Crawler, host: str, reason: Callable[[], Exception]) -> None:
    """Give up, with a *reason* each, the requests that wait for their turn at *host*."""
    slot = crawler.engine.downloader.slots.get(host)
    while slot is not None and slot.queue:
        _request, answer = slot.queue.popleft()
        answer.errback(reason())


@contextmanager
def waiting_in_slot(crawler: Crawler, request: Request) -> Iterator[None]:
    """Count *request* as active for its host while it waits outside the slot's own queue.

    The scheduler takes the next request from the host with the fewest active ones: uncounted,
    those that wait for one slow host would take all places of the crawl.
    """
    # The first requests to a host wait before Scrapy has made its slot, which this does.
    _host, slot = crawler.engine.downloader._get_slot(request)
    slot.active.add(request)
    try:
        yield
    finally:
        slot.active.discard(request)
