"""Why a request was not made, or its answer not taken: each reason is an exception.

IgnoreRequest
├── AddressRefused        the address guard: not a public address, port or scheme
├── RobotsDisallowed      robots.txt says no
├── RobotsUnreachable     robots.txt could not be read, so nothing may be fetched for now
├── RateLimited           the site asked to be left alone for longer than we wait
├── SiteLeftAlone         the site failed too often in this run
├── RedirectLimit         too many redirects
├── TooLarge              an answer larger than is read
├── NotHtml               a page that turned out to be a download in the browser
└── BrowserUnavailable    no browser, so a page stays unrendered

linkcrawl.fetch.failure gives each the word that a visit says.
"""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, ConnectionClosed

# What Scrapy and Twisted raise when a server cannot be reached or does not answer properly.
NETWORK_ERRORS = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    OSError,
    ResponseDataLossError,
)


class AddressRefused(IgnoreRequest):
    """Raised by the address guard; the text names what was refused and why."""


class RobotsDisallowed(IgnoreRequest):
    """Raised for a page that its site's robots.txt disallows."""


class RobotsUnreachable(IgnoreRequest):
    """Raised for every page of a site whose robots.txt could not be read (RFC 9309, 2.3.1.4).

    *status* is that of a robots.txt answered with an error; otherwise ``__cause__`` is the
    exception that kept it from being read.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class RateLimited(IgnoreRequest):
    """Raised for pages of a site that asked for a longer pause than a run waits."""


class SiteLeftAlone(IgnoreRequest):
    """Raised for pages of a site that failed too often in a row; ``__cause__`` is the last."""


class RedirectLimit(IgnoreRequest):
    """Raised when a page redirects more often than REDIRECT_MAX_TIMES."""


class TooLarge(IgnoreRequest):
    """Raised when an answer is larger than linkcrawl reads."""


class NotHtml(IgnoreRequest):
    """Raised when the browser is offered a download instead of a page."""


class BrowserUnavailable(IgnoreRequest):
    """Raised when a page is to be rendered and no browser can be started."""
