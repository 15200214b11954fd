"""How fast a site is asked: the slower it answers, the longer the pauses."""

from __future__ import annotations

from scrapy.crawler import Crawler

from linkcrawl.fetch.slots import stretch

# Requests start so many times as far apart as answers take: half of the time nothing is asked.
_STRETCH = 2
_LONGEST = 30.0


class Pace:
    """The pause of each host, never shorter than *delay* or what its robots.txt asks for.

    Without a *delay* there are no pauses at all, whoever answers.
    """

    def __init__(self, crawler: Crawler, delay: float) -> None:
        self._crawler = crawler
        self._delay = delay
        self._took: dict[str, float] = {}

    def answered(self, host: str, seconds: float) -> None:
        """Take into account that *host* needed *seconds* for an answer: the last counts half."""
        if not self._delay:
            return
        took = self._took[host] = (self._took.get(host, seconds) + seconds) / 2
        stretch(self._crawler, host, max(self._delay, min(_STRETCH * took, _LONGEST)))
