"""The markup of the synthetic sites: the same regions, written in several hands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_STEP = re.compile(r"(?P<tag>\w+)(?:#(?P<id>[\w-]+))?(?P<classes>[.\w-]*)(?P<rest>(?:\[[^]]*\])*)")


@dataclass(frozen=True, slots=True)
class Dress:
    """One hand: for each region the elements around its content, outermost first.

    They are written like selectors: ``ul#a.b.c[role=navigation]``.
    """

    body: str
    header: str
    menu: str
    columns: str
    article: str
    sidebar: str
    widget: str
    related: str
    author: str
    comments: str
    footer: str
    footer_column: str


@cache
def _tags(elements: str) -> tuple[str, str]:
    """The opening and the closing tags of *elements*.

    >>> _tags("nav.main > ul[role=menu]")
    ('<nav class="main"><ul role="menu">', '</ul></nav>')
    """
    opening, closing = "", ""
    for step in elements.split(" > "):
        match = _STEP.fullmatch(step)
        if match is None:
            raise ValueError(f"not an element: {step!r}")
        name = f' id="{match["id"]}"' if match["id"] else ""
        classes = " ".join(match["classes"].split(".")[1:])
        attributes = re.sub(r"\[(\w+)=([^]]*)\]", r' \1="\2"', match["rest"])
        style = f' class="{classes}"' if classes else ""
        opening += f"<{match['tag']}{name}{style}{attributes}>"
        closing = f"</{match['tag']}>{closing}"
    return opening, closing


def wrap(elements: str, content: str) -> str:
    """*content* inside *elements*, a field of a Dress."""
    opening, closing = _tags(elements)
    return f"{opening}{content}{closing}\n"


_LANDMARKS = Dress(
    body="body.single > div#page.site",
    header="header.site-header > div.wrap > div.branding",
    menu="nav.main-nav > div.wrap > div.inner > ul.menu",
    columns="div.site-content",
    article="main#main > article.post > div.entry",
    sidebar="aside.sidebar > div.inner",
    widget="section.widget > ul",
    related="section.related > ul",
    author="footer.entry-meta > p.byline",
    comments="section#comments > ol.comment-list",
    footer="footer.site-footer > div.wrap",
    footer_column="div.col > ul",
)

_BLOG = Dress(
    body="body.single.single-post > div#wrapper",
    header="div#header.clearfix > div.branding",
    menu="div#access[role=navigation] > div.menu-primary > ul.sf-menu",
    columns="div#content-wrap.clearfix",
    article="div#content > div.post.hentry.type-post > div.entry-content",
    sidebar="div#secondary.widget-area > div.xoxo",
    widget="div.widget.widget_block > ul",
    related="div.yarpp.related-posts > ul",
    author="div.author-bio > div.vcard > p",
    comments="div#respond > div.commentlist > ul",
    footer="div#colophon[role=contentinfo] > div.footer-widgets",
    footer_column="div.footer-widget > ul.links",
)

_SHOP = Dress(
    body="body > div#app > div.layout",
    header="header.navbar-top > div.container > div.row",
    menu="nav.navbar.navbar-expand-lg > div.container > ul.navbar-nav",
    columns="div.container",
    article="div.col-md-9 > div.card > div.card-body",
    sidebar="div.col-md-3 > div.list-wrap",
    widget="div.card.mb-3 > ul.list-group",
    related="div.row.products > div.col > ul.list-inline",
    author="div.media > div.media-body > p",
    comments="div.reviews > ul.list-unstyled",
    footer="footer.bg-dark > div.row",
    footer_column="div.col-sm-3 > ul.list-unstyled",
)

_SOUP = Dress(
    body="body > div.x1 > div.x2.a9f",
    header="div.b7 > div.k1.k2 > div.h",
    menu="div.b8 > div.k3 > div.q",
    columns="div.b9",
    article="div.c1 > div.k5 > div.t",
    sidebar="div.c2 > div.k6",
    widget="div.k7 > div.q",
    related="div.k8 > div.q.r",
    author="div.k9 > div.w > span",
    comments="div.m1 > div.m2 > div.q",
    footer="div.d1 > div.row",
    footer_column="div.d2 > div.q",
)

DRESSES = (_LANDMARKS, _BLOG, _SHOP, _SOUP)
