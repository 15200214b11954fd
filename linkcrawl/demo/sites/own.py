"""Oak & Ember, the user's own site: an oven maker with guides and a journal."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from linkcrawl.demo.archive import english_date, paginated, section
from linkcrawl.demo.content import Entries, Entry
from linkcrawl.demo.site import Site


def _card(entry: Entry) -> str:
    price = f'<span class="price">{entry.price}</span>' if entry.price else ""
    return (
        f'<div class="card"><h3><a href="{entry.path}">{escape(entry.title)}</a></h3>'
        f"<p>{entry.excerpt}</p>{price}</div>"
    )


def _derive(written: Entries) -> Entries:
    return tuple(paginated("/journal/", "Journal", section(written, "Journal"), _card, 5))


def _furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
    if entry.path == "/":
        return {"crumbs": "", "heading": "", "below": ""}
    parent = (
        f' &rsaquo; <a href="/{entry.section.lower()}/">{entry.section}</a>'
        if entry.section
        else ""
    )
    byline = f"<p><em>{entry.author}, {english_date(entry.date)}</em></p>" if entry.date else ""
    price = f'<p class="price">{entry.price}, delivery included</p>' if entry.price else ""
    return {
        "crumbs": f'<nav class="crumbs" aria-label="Breadcrumb"><a href="/">Home</a>{parent}</nav>',
        "heading": f"<h1>{escape(entry.title)}</h1>{byline}{price}",
        "below": _read_on(entry, every),
    }


def _read_on(entry: Entry, every: Entries) -> str:
    others = [other for other in every if other.section == entry.section and other != entry]
    if not entry.section or not others:
        return ""
    links = "".join(f'<li><a href="{o.path}">{escape(o.title)}</a></li>' for o in others[:3])
    return f"<aside><h2>Read on</h2><ul>{links}</ul></aside>"


OAK_AND_EMBER = Site(
    host="www.oakandember.example",
    name="oakandember",
    card=_card,
    derive=_derive,
    furnish=_furnish,
)
