"""What an answer, or the lack of one, is called on the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from OpenSSL.SSL import Error as TlsError
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    NotSupported,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response, TextResponse
from twisted.internet.error import ConnectionClosed, SSLError, TCPTimedOutError, VerifyError
from twisted.web.client import ResponseFailed

from linkcrawl.fetch.content_type import is_html_type
from linkcrawl.fetch.errors import (
    AddressRefused,
    NotHtml,
    RateLimited,
    RedirectLimit,
    RobotsDisallowed,
    RobotsUnreachable,
    SiteLeftAlone,
    TooLarge,
)
from linkcrawl.masking import masked
from linkcrawl.vocabulary import Fetch

_STATUSES = {
    204: Fetch.NOT_HTML,
    205: Fetch.NOT_HTML,
    401: Fetch.LOGIN,
    403: Fetch.BLOCKED,
    407: Fetch.REFUSED,  # our own proxy wants a password
    410: Fetch.GONE,
    429: Fetch.RATE_LIMITED,
    451: Fetch.BLOCKED,  # withheld for legal reasons, mostly from some countries only
    999: Fetch.BLOCKED,  # what LinkedIn answers crawlers
}

# Exception, its word, and what to say where its own message would not help a reader. The
# first that fits; none is OK, and whatever is not listed counts as REFUSED: no page was had.
_FAILURES: tuple[tuple[type[BaseException], Fetch, str], ...] = (
    (AddressRefused, Fetch.REFUSED, ""),
    (RobotsDisallowed, Fetch.ROBOTS_DISALLOWED, ""),
    (RateLimited, Fetch.RATE_LIMITED, ""),
    (RedirectLimit, Fetch.REDIRECT_LOOP, ""),
    (NotHtml, Fetch.NOT_HTML, ""),
    (TooLarge, Fetch.TOO_LARGE, "larger than linkcrawl reads"),
    # Scrapy gives up a download of its own accord only beyond DOWNLOAD_MAXSIZE.
    (DownloadCancelledError, Fetch.TOO_LARGE, "larger than linkcrawl reads"),
    (DownloadTimeoutError, Fetch.TIMEOUT, "no complete answer in time"),
    (BrowserTimeout, Fetch.TIMEOUT, "not rendered in time"),
    (TCPTimedOutError, Fetch.TIMEOUT, "no connection in time"),
    (CannotResolveHostError, Fetch.DNS, "the host name has no address"),
    (DownloadConnectionRefusedError, Fetch.REFUSED, "the server refuses connections"),
    (NotSupported, Fetch.REFUSED, "not a web address"),
    (UnsupportedURLSchemeError, Fetch.REFUSED, "not a web address"),
    (TlsError, Fetch.TLS, "no encrypted connection could be made"),
    (SSLError, Fetch.TLS, "no encrypted connection could be made"),
    (VerifyError, Fetch.TLS, "no encrypted connection could be made"),
    (ConnectionClosed, Fetch.REFUSED, "the server closed the connection"),
)

# Chromium's network errors, as they stand in Playwright's messages.
_BROWSER_ERROR = re.compile(r"net::(ERR_\w+)")
_BROWSER_FAILURES = (
    ("ERR_NAME_NOT_RESOLVED", Fetch.DNS),
    ("ERR_CERT_", Fetch.TLS),
    ("ERR_SSL_", Fetch.TLS),
    ("ERR_TOO_MANY_REDIRECTS", Fetch.REDIRECT_LOOP),
    ("_TIMED_OUT", Fetch.TIMEOUT),
)

# Answers that ask for proof of being human, whatever their status: response headers of
# Cloudflare and of AWS WAF, then what stands in the small pages of Cloudflare, Imperva,
# PerimeterX and DataDome.
_CHALLENGE_HEADERS = (b"Cf-Mitigated", b"X-Amzn-Waf-Action")
_CHALLENGE_MARKS = (b"_cf_chl_opt", b"_Incapsula_Resource", b"px-captcha", b"captcha-delivery.com")
_CHALLENGE_BODY_MAX = 20_000
_WORDS_MAX = 200


def fetch_of_response(response: Response) -> Fetch:
    """Name how getting *response* went: OK only if it is a page that can be read.

    >>> fetch_of_response(Response("https://example.org/", status=410)).value
    'gone'
    """
    if is_challenge(response):
        return Fetch.BLOCKED
    fetch = fetch_of_status(response.status)
    if fetch is Fetch.OK:
        declared = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
        if not isinstance(response, TextResponse) or not is_html_type(declared):
            return Fetch.NOT_HTML
    return fetch


def fetch_of_status(status: int) -> Fetch:
    """The word for an HTTP status.

    >>> [fetch_of_status(status).value for status in (200, 302, 403, 404, 503)]
    ['ok', 'moved', 'blocked', 'http_4xx', 'http_5xx']
    """
    if status in _STATUSES:
        return _STATUSES[status]
    if status < 300:
        return Fetch.OK
    if status < 400:
        return Fetch.MOVED  # to nowhere that could be followed
    return Fetch.HTTP_4XX if status < 500 else Fetch.HTTP_5XX


def is_challenge(response: Response) -> bool:
    """Say whether *response* is not the page but a test for humans in front of it."""
    if any(name in response.headers for name in _CHALLENGE_HEADERS):
        return True
    body = response.body
    return len(body) < _CHALLENGE_BODY_MAX and any(mark in body for mark in _CHALLENGE_MARKS)


def is_cut_short(response: Response) -> bool:
    """Say whether the body ends before it should: what it lacks may be in the rest."""
    return "dataloss" in response.flags


def fetch_of_failure(error: BaseException) -> tuple[Fetch, str]:
    """Name why there is no response, and say it in a few words.

    >>> fetch_of_failure(RobotsDisallowed("disallowed by robots.txt"))
    (<Fetch.ROBOTS_DISALLOWED: 'robots_disallowed'>, 'disallowed by robots.txt')
    """
    if isinstance(error, RobotsUnreachable) and error.status is not None:
        return fetch_of_status(error.status), _words(error)
    for cause in _causes(error):
        for kind, fetch, words in _FAILURES:
            if isinstance(cause, kind):
                return fetch, _before(error) + (words or _words(cause))
    if any(isinstance(cause, ResponseFailed) for cause in _causes(error)):
        return Fetch.REFUSED, _before(error) + "no proper HTTP answer"
    return _browser_failure(str(error)) or (Fetch.REFUSED, _words(error))


def _browser_failure(message: str) -> tuple[Fetch, str] | None:
    found = _BROWSER_ERROR.search(message)
    if found is None:
        return None
    code = found[1]
    for mark, fetch in _BROWSER_FAILURES:
        if mark in code:
            return fetch, f"the browser says {code}"
    return Fetch.REFUSED, f"the browser says {code}"


def _before(error: BaseException) -> str:
    """What is said first where the trouble was not with the page itself."""
    return f"{_words(error)}: " if isinstance(error, (RobotsUnreachable, SiteLeftAlone)) else ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """*error*, then what lies behind it, as Scrapy and Twisted nest it."""
    seen: list[BaseException] = [error]
    for known in seen:
        yield known
        inner = [known.__cause__] if known.__cause__ is not None else []
        if isinstance(known, ResponseFailed):
            inner += [reason.value for reason in known.reasons]
        seen += [cause for cause in inner if cause not in seen]


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return masked(text)[:_WORDS_MAX]
