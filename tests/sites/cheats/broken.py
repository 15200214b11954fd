"""Promises broken: no link, or none that anybody can follow."""

from __future__ import annotations

import base64

from linkcrawl.demo.web import redirect
from sites.cheats.case import LONELY, TARGET, Case, Expected, absent, article, link, post

_CHANGED = "changed"
_BASE64 = base64.b64encode(TARGET.encode()).decode()
_ELSEWHERE = Expected("elsewhere", presence="on_other_page")


def _chain(name: str, steps: int) -> dict[str, str]:
    """A site on which the link is *steps* clicks from its home page."""
    pages = {f"/s{n}": article(f'<a href="/s{n + 1}">the next part</a>') for n in range(1, steps)}
    home = article('<a href="/s1">the story</a> and <a href="/post">this</a>')
    return {"/": home, "/post": LONELY, **pages, f"/s{steps}": article(link())}


BROKEN = (
    Case("removed", "taken out", post("a good book"), absent()),
    Case(
        "mentioned", "the address as text", post("kilnhouse.example/ovens"), absent("mention_only")
    ),
    Case(
        "named", "the name without a link", post("the ovens of Kiln House"), absent("mention_only")
    ),
    Case(
        "commented",
        "in a comment",
        post(f"<!-- {link()} --> a good book"),
        absent("commented_out"),
    ),
    Case(
        "conditional",
        "in a comment for browsers of old",
        post(f"<!--[if lt IE 7]><p>{link()}</p><![endif]--> a good book"),
        absent("commented_out"),
    ),
    Case(
        "templated",
        "in a template that is never shown",
        post(f"<template>{link()}</template> a good book"),
        absent("not_clickable"),
    ),
    Case(
        "typed",
        "as the text of a form field",
        post(f"<textarea>{link()}</textarea>"),
        absent("not_clickable"),
    ),
    Case(
        "escaped-markup",
        "its source is shown to readers",
        post(f"<code>{link().replace('<', '&lt;')}</code>"),
        absent("mention_only"),
    ),
    Case(
        "clicked",
        "a click handler in the place of a link",
        post(f"""<span onclick="location.href='{TARGET}'" class="link">brick ovens</span>"""),
        absent("not_clickable"),
    ),
    Case(
        "hrefless",
        "an anchor without href, its address in another attribute",
        post(f'<a data-href="{TARGET}" class="js-link">brick ovens</a>'),
        absent("not_clickable"),
    ),
    Case(
        "hashed",
        "an anchor to nowhere with a click handler",
        post(f"""<a href="#" onclick="window.open('{TARGET}');return false">brick ovens</a>"""),
        absent("not_clickable"),
    ),
    Case(
        "formed",
        "a button that sends a form to us",
        post(f'<form action="{TARGET}"><button>brick ovens</button></form>'),
        absent("not_clickable"),
    ),
    Case(
        "script-address",
        "an address that is a script",
        post(f"""<a href="javascript:window.open('{TARGET}')">brick ovens</a>"""),
        absent("not_clickable"),
    ),
    Case(
        "obfuscated",
        "the address in base64, for a script to open",
        post(f'<span class="lnk" data-o="{_BASE64}">brick ovens</span>'),
        absent("not_clickable"),
    ),
    Case(
        "chosen",
        "in a list to choose from",
        post(f'<select><option>Friends<option value="{TARGET}">brick ovens</select>'),
        absent("not_clickable"),
    ),
    Case(
        "hotlinked",
        "a picture of ours, without a link",
        post('<img src="http://kilnhouse.example/oven.jpg" alt="an oven">'),
        absent(),
    ),
    Case(
        "framed-us",
        "our page in a frame",
        post(f'<iframe src="{TARGET}" width="300" height="200"></iframe>'),
        absent("in_iframe"),
    ),
    Case(
        "variable",
        "the address is in a script that makes nothing of it",
        post("a good book", after=f"<script>var partner = '{TARGET}';</script>"),
        absent(),
    ),
    Case(
        "declared",
        "in data for search engines only",
        post("a good book", f'<script type="application/ld+json">{{"url": "{TARGET}"}}</script>'),
        absent(),
    ),
    Case(
        "preloaded",
        "as a link element in the head",
        post("a good book", f'<link rel="related" href="{TARGET}">'),
        absent(),
    ),
    Case(
        "noscript",
        "shown only where scripts are off",
        post(f"<noscript>{link()}</noscript> a good book"),
        Expected(_CHANGED, presence="in_noscript"),
    ),
    Case(
        "taken-out",
        "a script takes the link out",
        post(f'<span id="x">{link()}</span>', after="<script>x.remove()</script>"),
        Expected(_CHANGED, presence="removed_by_script"),
    ),
    Case(
        "other-page",
        "on another page",
        {
            "/post": LONELY,
            "/": article('<a href="/new">news</a>, <a href="/post">this</a>'),
            "/new": article(link()),
        },
        _ELSEWHERE,
    ),
    Case("deep", "four clicks from the home page", _chain("deep", 4), _ELSEWHERE),
    Case(
        "home-instead",
        "the page redirects to the home page",
        {"/post": redirect("/"), "/": LONELY},
        absent(fetch="moved"),
    ),
    Case(
        "sold",
        "the page redirects to somebody else's site",
        {
            "/post": redirect("http://casino-lander.example/win"),
            "/": redirect("http://casino-lander.example/win"),
        },
        absent(fetch="moved"),
        elsewhere={"casino-lander.example/win": article("a game")},
    ),
    Case(
        "orphan",
        "no page of the site links to the page",
        {"/": LONELY, "/post": article(link())},
        Expected(),
    ),
)
