"""What crawls note about pages and links in a few words: those of them that can be translated.

Crawls keep these words in English. What is not listed, such as a browser's own error, is told
as it is.
"""

from __future__ import annotations

from linkcrawl.said import Said, marked, said, said_all

_SIGHTS = (
    marked("off the page"),
    marked("clipped away"),
    marked("no size"),
    marked("tiny text"),
    marked("transparent text"),
    marked("same colour as its background"),
    marked("under a transparent element"),
    marked("covered by another element"),
)
_FAILURES = (
    marked("larger than linkcrawl reads"),
    marked("no complete answer in time"),
    marked("not rendered in time"),
    marked("no Chromium was found (`linkcrawl doctor` tells more)"),
    marked("no connection in time"),
    marked("its scripts drew nothing in time"),
    marked("the host name has no address"),
    marked("the server refuses connections"),
    marked("the server closed the connection"),
    marked("not a web address"),
    marked("no encrypted connection could be made"),
    marked("no proper HTTP answer"),
    marked("led to an address that is not public"),
    marked("the browser was led to a page that robots.txt disallows"),
    marked("disallowed by robots.txt"),
    marked("robots.txt could not be read"),
    marked("a download instead of a page"),
    marked("not a page in the browser"),
)
_DISGUISES = (
    marked("an empty page"),
    marked("a test for humans"),
    marked("a wall before the page"),
    marked("out of order"),
    marked("for members"),
    marked("a parked page"),
    marked("a login instead of the page"),
    marked("it says OK, and"),
)
_KNOWN = frozenset({*_SIGHTS, *_FAILURES, *_DISGUISES})


def detail(noted: str) -> str:
    """What was noted, to be said in a reader's language as far as that is known.

    >>> detail("a parked page: “Buy this domain”"), detail("net::ERR_FAILED")
    ('a parked page: “Buy this domain”', 'net::ERR_FAILED')
    """
    if isinstance(noted, Said) or noted in _KNOWN:
        return noted if isinstance(noted, Said) else said(noted)
    what, colon, words = noted.partition(": ")
    return said_all(colon, (said(what), words)) if what in _KNOWN else noted
