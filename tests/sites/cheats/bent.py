"""Links that are there, but lead elsewhere, say something else, or stand elsewhere."""

from __future__ import annotations

import base64

from linkcrawl.demo.web import html_response, redirect
from sites.cheats.case import OWN, PROSE, TARGET, Case, Expected, Pages, link, post

_ENCODED = base64.urlsafe_b64encode(TARGET.encode()).decode().rstrip("=")
_DETOUR = Expected("changed", target="via_partner_redirect")
_STRANGER = Expected("changed", target="wrong_domain")
_ANCHOR = {"anchor": "brick ovens"}
_IN_TEXT = {"placement": "content"}


def _placed(placement: str) -> Expected:
    return Expected("changed", placement=placement)


def _after(block: str) -> Pages:
    return post("a good book", after=block)


_OTHERS = "".join(
    f'<li><a href="http://{name}-shop.example/">{name} shop</a></li>'
    for name in ("Poker", "Loans", "Garden", "Travel", "Dentist", "Lawyer", "Sofa", "Yoga")
)
_LINKS_PAGE = (
    "<title>Link partners</title><h1>Our link partners</h1>"
    f"<ul>{_OTHERS}<li>{link()}</li>{_OTHERS.replace('-shop', '-store')}</ul>"
)

BENT = (
    Case(
        "wrong-page",
        "to another page of ours",
        post(link(f"{OWN}/clay")),
        Expected("changed", target="wrong_page"),
    ),
    Case(
        "home-page",
        "to our home page",
        post(link(f"{OWN}/")),
        Expected("changed", target="wrong_page"),
    ),
    Case(
        "lookalike",
        "to a domain that looks like ours",
        post(link("http://ki1n-house.example/ovens")),
        _STRANGER,
    ),
    Case(
        "nested",
        "to a domain that begins like ours",
        post(link("http://kilnhouse.example.shops.example/ovens")),
        _STRANGER,
    ),
    Case(
        "longer",
        "to a domain with one word more",
        post(link("http://kilnhouse-shop.example/ovens")),
        _STRANGER,
    ),
    Case(
        "cyrillic-host",
        "to a domain with a Cyrillic letter",
        post(link("http://kilnh\u043euse.example/ovens")),
        _STRANGER,
    ),
    Case(
        "userinfo",
        "our domain before an @",
        post(link("http://kilnhouse.example@shops.example/ovens")),
        _STRANGER,
    ),
    Case(
        "stolen",
        "the agreed words lead to a rival",
        post(link("http://rival.example/ovens")),
        _STRANGER,
        _ANCHOR,
    ),
    Case(
        "go",
        "through a redirect of the partner's",
        {**post(link("/go/kiln")), "/go/kiln": redirect(TARGET, 302)},
        _DETOUR,
    ),
    Case(
        "go-named",
        "through a redirect whose address says nothing",
        {**post(link("/x7f3", "Kiln House")), "/x7f3": redirect(TARGET, 302)},
        _DETOUR,
    ),
    Case(
        "go-parameter",
        "through a redirect, the address in a parameter",
        post(link("/out.php?u=http%3A%2F%2Fkilnhouse.example%2Fovens&amp;s=1")),
        _DETOUR,
    ),
    Case(
        "go-base64",
        "through a redirect, the address in base64",
        post(link(f"/leave/{_ENCODED}")),
        _DETOUR,
    ),
    Case(
        "go-page",
        "through a page that sends readers on",
        {
            **post(link("/link/kiln")),
            "/link/kiln": html_response(
                f'<meta http-equiv="refresh" content="0; url={TARGET}"><p>One moment.</p>'
            ),
        },
        _DETOUR,
    ),
    Case(
        "go-script",
        "through a page whose script sends readers on",
        {
            **post(link("/visit/7")),
            "/visit/7": f"<script>location.replace('{TARGET}')</script><p>…</p>",
        },
        _DETOUR,
    ),
    Case(
        "shortened",
        "through a shortener of somebody else's",
        post(link("http://sho.example/k1", "Kiln House")),
        _DETOUR,
        elsewhere={"sho.example/k1": redirect(TARGET)},
    ),
    Case(
        "our-dead",
        "our own page is gone",
        post(link(f"{OWN}/gone")),
        Expected(target="our_page_dead"),
        {"our_target": f"{OWN}/gone"},
    ),
    Case(
        "our-moved",
        "our own page redirects",
        post(link(f"{OWN}/moved")),
        Expected(target="our_page_redirects"),
        {"our_target": f"{OWN}/moved"},
    ),
    Case("anchor", "another anchor", post(link(words="click here")), Expected("changed"), _ANCHOR),
    Case(
        "anchor-stuffed",
        "an anchor with more words",
        post(link(words="cheap brick ovens online")),
        Expected("changed"),
        _ANCHOR,
    ),
    Case(
        "unsponsored",
        "not marked as sponsored, as agreed",
        post(link()),
        Expected("changed"),
        {"rel": "sponsored"},
    ),
    Case(
        "footer",
        "in the footer",
        _after(f"<footer><p>{link()}</p></footer>"),
        _placed("footer"),
        _IN_TEXT,
    ),
    Case(
        "sidebar",
        "in the sidebar",
        _after(f'<aside class="sidebar"><h3>Friends</h3><ul><li>{link()}</li></ul></aside>'),
        _placed("sidebar"),
        _IN_TEXT,
    ),
    Case(
        "menu",
        "in the navigation",
        _after(f'<nav class="menu"><ul><li><a href="/a">A</a></li><li>{link()}</li></ul></nav>'),
        _placed("navigation"),
        _IN_TEXT,
    ),
    Case(
        "comment-area",
        "in a comment of a reader's",
        post(
            "a good book",
            beside=f'<section id="comments"><h2>2 comments</h2><ol class="comment-list">'
            '<li class="comment">'
            f"<p>Great post! See {link()}.</p></li><li class=comment><p>{PROSE}</p></li>"
            "</ol></section>",
        ),
        _placed("comments"),
        _IN_TEXT,
    ),
    Case(
        "links-page",
        "on a page of nothing but links",
        {"/post": _LINKS_PAGE},
        _placed("links_page"),
        _IN_TEXT,
    ),
)
