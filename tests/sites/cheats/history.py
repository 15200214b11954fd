"""What becomes of promises from one crawl to the next."""

from __future__ import annotations

from linkcrawl.demo.web import html_response
from sites.cheats.case import Case, Expected, absent, article, link, post, unread

_GONE = {"/post": html_response("no", status=404)}
_LINKED = post(link())
_NOTHING = post("a good book")
_OTHERS = ", ".join(f'<a href="http://site{n}.example/"{{0}}>site {n}</a>' for n in range(4))
_PLAIN, _ALL = _OTHERS.format(""), _OTHERS.format(' rel="nofollow"')

HISTORY = (
    Case(
        "taken-away", "there, then taken away", _LINKED, Expected(), later=_NOTHING, then=absent()
    ),
    Case(
        "never-there",
        "not there in two crawls two days apart",
        _NOTHING,
        absent(),
        later=_NOTHING,
        then=absent(state="lost"),
    ),
    Case(
        "not-there-today",
        "not there in two crawls on one day",
        _NOTHING,
        absent(),
        later=_NOTHING,
        then=absent(),
        days=0,
    ),
    Case(
        "page-gone",
        "404 in two crawls two days apart",
        _GONE,
        unread("http_4xx", "missing"),
        later=_GONE,
        then=unread("http_4xx", "page_gone"),
    ),
    Case(
        "locked-later",
        "there, then we are turned away",
        _LINKED,
        Expected(),
        later={"/post": html_response("no", status=403)},
        then=unread("blocked"),
    ),
    Case(
        "missing-then-locked",
        "not there, then we are turned away",
        _NOTHING,
        absent(),
        later={"/post": html_response("no", status=403)},
        then=unread("blocked"),
    ),
    Case(
        "moved-later",
        "there, then on another page",
        _LINKED,
        Expected(),
        later={
            **_NOTHING,
            "/": article('<a href="/new">news</a>'),
            "/new": article(link()),
        },
        then=Expected("elsewhere", presence="on_other_page"),
    ),
    Case("came-back", "not there, then there", _NOTHING, absent(), later=_LINKED, then=Expected()),
    Case(
        "to-footer",
        "in the text, then in the footer",
        _LINKED,
        Expected(placement="content"),
        {"placement": "content"},
        later=post("a good book", after=f"<footer><p>{link()}</p></footer>"),
        then=Expected("changed", placement="footer"),
    ),
    Case(
        "only-ours",
        "nofollow later, only ours",
        post(f"{_PLAIN}, {link()}"),
        Expected(),
        later=post(f"{_PLAIN}, {link(more='rel=nofollow')}"),
        then=Expected("no_credit", credit="nofollow"),
    ),
    Case(
        "all-links",
        "nofollow later, like all links that leave the site",
        post(f"{_PLAIN}, {link()}"),
        Expected(),
        later=post(f"{_ALL}, {link(more='rel=nofollow')}"),
        then=Expected("no_credit", credit="nofollow"),
    ),
    Case(
        "noindex-later",
        "noindex later",
        _LINKED,
        Expected(),
        later=post(link(), '<meta name="robots" content="noindex">'),
        then=Expected("no_credit", credit="noindex"),
    ),
)
