"""Pages that could not be read, and pages that are no more."""

from __future__ import annotations

from linkcrawl.demo.web import Response, html_response, redirect, typed_response
from sites.cheats.case import LONELY, PROSE, Case, Expected, article, link, post, unread


def _status(status: int, text: str = "<p>no</p>") -> dict[str, Response]:
    return {"/post": html_response(text, status=status)}


def _ok(text: str) -> dict[str, str]:
    return {"/post": text}


_PDF = Response(b"%PDF-1.7\n" + b"x" * 500, headers=(("Content-Type", "application/pdf"),))
_CHALLENGE = (
    "<title>Just a moment...</title><script>window._cf_chl_opt = {}</script><p>Checking</p>"
)
_HUMAN = (
    "<title>Security check</title><h1>One more step</h1><p>Please verify you are a human to access"
    ' this site.</p><form action="/verify"><input type="checkbox"> I am not a robot</form>'
)
_LOGIN = (
    "<title>Log in</title><h1>Members only</h1><form method=post><input name=user>"
    "<input type=password name=pass><button>Log in</button></form>"
)
_SOFT = (
    "<title>Page not found | The village</title><h1>Oops!</h1><p>The page that you look for does"
    ' not exist. Go to the <a href="/">home page</a>.</p>'
)
_SOFT_GERMAN = (
    "<title>Das Dorf</title><h1>Seite nicht gefunden</h1><p>Diese Seite gibt es nicht mehr.</p>"
)
_LONG_SOFT = (
    "<title>404 Not Found</title><h1>404</h1><p>Perhaps you look for one of these?</p>"
    + "".join(f'<p><a href="/p{n}">{PROSE[:120]}</a></p>' for n in range(20))
)
_MEMBERS = (
    "<title>The village</title><h1>For members</h1><p>You must be logged in to read this page."
    ' <a href="/join">Join us</a></p>'
)
_PAYWALL = f"<title>A story</title><p>{PROSE}</p><p>Subscribe to continue reading this story.</p>"
_COOKIES = (
    "<title>Before you continue</title><h1>We value your privacy</h1><p>Accept all cookies to"
    " continue to the site.</p><button>Accept all</button>"
)
_AGE = (
    "<title>Age check</title><p>Are you over 18? Please confirm your age.</p><button>Yes</button>"
)
_REGION = "<title>Sorry</title><p>This content is not available in your country.</p>"
_WORKS = (
    "<title>Maintenance</title><h1>We'll be back soon</h1><p>Our site is under maintenance.</p>"
)
_PARKED = (
    "<title>parked.example</title><h1>parked.example</h1><p>This domain is for sale! Buy this"
    ' domain.</p><a href="http://ads.example/1">Brick ovens</a> <a href="http://ads.example/2">Kilns'
    "</a>"
)

UNREACHABLE = (
    Case("login", "asks for a password", _status(401), unread("login")),
    Case("forbidden", "turns us away", _status(403), unread("blocked")),
    Case("busy", "too many requests", _status(429), unread("rate_limited")),
    Case("broken-server", "the server fails", _status(500), unread("http_5xx")),
    Case("overloaded", "the server is overloaded", _status(503), unread("http_5xx")),
    Case("teapot", "an answer that means nothing", _status(418), unread("http_4xx")),
    Case("hanging", "never answers", {"/post": None}, unread("timeout")),
    Case(
        "dripping",
        "answers a byte at a time",
        {"/post": [b"<p>", *[b"x"] * 120]},
        unread("timeout"),
    ),
    Case("challenged", "a test for humans", _status(403, _CHALLENGE), unread("blocked")),
    Case("challenged-ok", "a test for humans that says OK", _ok(_HUMAN), unread("blocked")),
    Case("login-ok", "a login that says OK", _ok(_LOGIN), unread("login")),
    Case(
        "login-moved",
        "redirects to a login",
        {"/post": redirect("/login?next=/post"), "/login?next=/post": _LOGIN},
        unread("login"),
    ),
    Case(
        "looping",
        "redirects in a circle",
        {"/post": redirect("/a"), "/a": redirect("/post")},
        unread("redirect_loop"),
    ),
    Case(
        "disallowed",
        "robots.txt keeps us out",
        {"/robots.txt": "User-agent: *\nDisallow: /post\n", **post(link())},
        unread("robots_disallowed"),
    ),
    Case(
        "robots-down",
        "robots.txt fails",
        {"/robots.txt": html_response("no", status=503), **post(link())},
        unread("http_5xx"),
    ),
    Case("nameless", "no server is there", {}, unread("http_5xx")),
    Case("members-only", "for members only", _ok(_MEMBERS), unread("login")),
    Case("paywall", "for subscribers only", _ok(_PAYWALL), unread("login")),
    Case("consent", "a wall of cookies", _ok(_COOKIES), unread("blocked")),
    Case("age", "asks for the reader's age", _ok(_AGE), unread("blocked")),
    Case("region", "not for our country", _ok(_REGION), unread("blocked")),
    Case("maintenance", "under maintenance, and says OK", _ok(_WORKS), unread("http_5xx")),
    Case("empty", "an empty answer", _ok(""), unread("not_html")),
    Case("blank", "a page of nothing", _ok("<html><body></body></html>"), unread("not_html")),
    Case("pdf", "a PDF", {"/post": _PDF}, unread("not_html")),
    Case("data", "JSON", {"/post": typed_response("{}", "application/json")}, unread("not_html")),
    Case(
        "huge",
        "nine megabytes",
        {"/post": f"<p>{'<b>x</b>' * 1_200_000}{link()}"},
        unread("too_large"),
    ),
)

GONE = (
    Case("not-found", "404", {**_status(404), "/": LONELY}, unread("http_4xx", "missing")),
    Case("gone", "410", {**_status(410), "/": LONELY}, unread("gone", "missing")),
    Case("soft", "says OK, and that it is not there", _ok(_SOFT), unread("soft_404", "missing")),
    Case(
        "soft-long",
        "the same, with a long list of other pages",
        _ok(_LONG_SOFT),
        unread("soft_404", "missing"),
    ),
    Case("soft-german", "the same in German", _ok(_SOFT_GERMAN), unread("soft_404", "missing")),
    Case(
        "parked",
        "the domain is for sale",
        {"/post": _PARKED, "/": _PARKED},
        unread("soft_404", "missing"),
    ),
    Case(
        "gone-moved",
        "404, and the link is on another page",
        {**_status(404), "/": article('<a href="/new">news</a>'), "/new": article(link())},
        Expected("elsewhere", "http_4xx", "on_other_page"),
    ),
)
