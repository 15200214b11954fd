"""Promises kept on pages that move, are written by scripts, or look amiss and are not."""

from __future__ import annotations

from datetime import date, timedelta

from linkcrawl.demo.web import Response, redirect
from sites.cheats.case import OWN, PROSE, TARGET, Case, Expected, article, link, post

_EQUIVALENT = Expected(target="equivalent")
_NEXT_YEAR = (date.today() + timedelta(days=365)).strftime("%d %b %Y 12:00:00 GMT")
_SCRIPT = (
    "const a = document.createElement('a'); a.href = 'http://kilnhouse.example/ovens';"
    " a.textContent = 'brick ovens'; document.getElementById('here').append(a);"
)

KEPT_PAGES = (
    Case(
        "moved-page",
        "the page has a new address, and redirects",
        {"/post": redirect("/2026/post"), "/2026/post": article(link())},
        Expected(fetch="moved"),
    ),
    Case(
        "moved-host",
        "the site has moved to www and https is not there",
        {"/post": redirect("http://www.moved-host.example/post")},
        Expected(),
        elsewhere={"www.moved-host.example/post": article(link())},
    ),
    Case(
        "old-address",
        "an old address of ours, which redirects to the agreed page",
        post(link(f"{OWN}/old-ovens")),
        Expected(target="redirects_to_agreed"),
    ),
    Case(
        "scripted",
        "a script writes the link",
        post('<span id="here"></span>', after=f"<script>{_SCRIPT}</script>"),
        Expected(presence="rendered_only"),
    ),
    Case(
        "late",
        "a script writes the link after a while",
        post(
            '<span id="here"></span>',
            after=f"<script>setTimeout(() => {{ {_SCRIPT} }}, 1200)</script>",
        ),
        Expected(presence="rendered_only"),
    ),
    Case(
        "folded",
        "in an accordion that readers open",
        post(f"<details><summary>More</summary><p>{link()}</p></details>"),
        Expected(),
    ),
    Case(
        "agreed-nofollow",
        "nofollow, as agreed",
        post(link(more='rel="nofollow noopener"')),
        Expected(credit="nofollow"),
        {"rel": "nofollow"},
    ),
    Case(
        "relaxed", "other words in rel", post(link(more='rel="noopener external me"')), Expected()
    ),
    Case(
        "twice",
        "once in the footer with nofollow, once in the text",
        post(link(), after=f"<footer>{link(more='rel=nofollow')}</footer>"),
        Expected(placement="content"),
    ),
    Case(
        "not-expired",
        "to be taken out of the index next year",
        {
            "/post": Response(
                article(link()).encode(),
                headers=(
                    ("Content-Type", "text/html"),
                    ("X-Robots-Tag", f"unavailable_after: {_NEXT_YEAR}"),
                ),
            )
        },
        Expected(),
    ),
    Case(
        "other-bots",
        "noindex and robots.txt for crawlers that are no search engine",
        {
            **post(link(), '<meta name="yandex" content="noindex">'),
            "/robots.txt": "User-agent: AhrefsBot\nUser-agent: GPTBot\nDisallow: /\n",
        },
        Expected(),
    ),
    Case(
        "self-canonical",
        "its own canonical, with slash and https",
        post(link(), '<link rel="canonical" href="https://www.self-canonical.example/post/">'),
        Expected(),
    ),
    Case(
        "canonical-twin",
        "the canonical page has the link too",
        {
            "/post": article(link(), '<link rel="canonical" href="/story">'),
            "/story": article(link()),
            "/": article('<a href="/story">our story</a> and <a href="/post">this</a>'),
        },
        Expected(),
    ),
    Case(
        "long",
        "at the end of a page of two megabytes",
        {"/post": article(f"{'<p>' + PROSE + '</p>' + '<!-- -->' * 60}" * 2_500 + link())},
        Expected(),
    ),
    Case(
        "refreshed",
        "the page sends readers on by meta refresh",
        {
            "/post": '<meta http-equiv="refresh" content="0; url=/new"><p>We have moved.</p>',
            "/new": article(link()),
        },
        Expected(fetch="moved", presence="rendered_only"),
    ),
    Case(
        "replaced",
        "the page sends readers on by a script",
        {
            "/post": "<script>location.replace('/new')</script><p>We have moved.</p>",
            "/new": article(link()),
        },
        Expected(fetch="moved", presence="rendered_only"),
    ),
    Case(
        "referred",
        "a parameter that says who sent the reader",
        post(link(f"{TARGET}?ref=referred")),
        _EQUIVALENT,
    ),
    Case(
        "both-ways",
        "a script writes the link, and noscript has it too",
        post(
            f'<span id="here"></span><noscript>{link()}</noscript>',
            after=f"<script>{_SCRIPT}</script>",
        ),
        Expected(presence="rendered_only"),
    ),
    Case(
        "scrolled",
        "a script writes the link when readers come near",
        post(
            "our friends",
            after="<div style='height: 3000px'></div><p id='here'>Our friends: </p><script>new"
            " IntersectionObserver((seen, me) => { if (seen[0].isIntersecting) {"
            f" me.disconnect(); {_SCRIPT} }} }}).observe(here)</script>",
        ),
        Expected(presence="rendered_only"),
    ),
    Case(
        "about-404",
        "an article about pages that are not found",
        post(link(), title="404: page not found, and what to do about it"),
        Expected(),
    ),
    Case(
        "members",
        "a short page with a login in its corner",
        {
            "/post": f"<title>Log in or read on</title><p>Our friends: {link()}</p>"
            "<form><input name=u><input type=password name=p></form>"
        },
        Expected(),
    ),
)
