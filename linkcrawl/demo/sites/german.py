"""A garden designer with a blog under a name of its own, and a bakery with an umlaut in its name.

Both write German.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from linkcrawl.demo.archive import dated, paginated
from linkcrawl.demo.content import Entries, Entry
from linkcrawl.demo.site import Site


def _card(entry: Entry) -> str:
    return (
        f'<section class="teaser"><h2><a href="{entry.path}">{escape(entry.title)}</a></h2>'
        f'<p>{entry.excerpt} <a href="{entry.path}">Weiterlesen</a></p></section>'
    )


def _derive(written: Entries) -> Entries:
    return tuple(paginated("/", "Neues aus Garten und Werkstatt", dated(written), _card, 4))


def _furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
    parent = (
        f'<a href="/{entry.section.lower()}/">{entry.section}</a> &rsaquo; '
        if entry.section
        else ""
    )
    return {"crumbs": f'<nav class="brotkrumen">{parent}{escape(entry.title)}</nav>', "below": ""}


def _furnish_post(entry: Entry, every: Entries) -> Mapping[str, str]:
    if not entry.date:
        return {"crumbs": "", "below": ""}
    near = [p for p in dated(every) if p.section == entry.section and p != entry][:2]
    links = "".join(f'<li><a href="{p.path}">{escape(p.title)}</a></li>' for p in near)
    return {
        "crumbs": f'<nav class="brotkrumen"><a href="/">Blog</a> &rsaquo; {entry.section}</nav>',
        "below": f'<div class="autor">{entry.author} schreibt hier über Steine, Wasser und Feuer. '
        '<a href="http://www.gartenwerk-lindner.example/ueber-uns/">Mehr über uns</a></div>'
        f"<h2>Ähnliche Beiträge</h2><ul>{links}</ul>",
    }


GARTENWERK = Site(
    host="www.gartenwerk-lindner.example",
    name="gartenwerk",
    card=_card,
    furnish=_furnish,
)

GARTENWERK_BLOG = Site(
    host="blog.gartenwerk-lindner.example",
    name="gartenwerkblog",
    card=_card,
    derive=_derive,
    furnish=_furnish_post,
)

MUEHLENBAECKEREI = Site(
    host="www.xn--mhlenbckerei-lcb44a.example",
    name="muehlenbaeckerei",
    card=_card,
)
