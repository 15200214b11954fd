"""A garden weekly, a guild of makers and a walker's notebook: those who write about others."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from linkcrawl.demo.archive import dated, english_date, paginated
from linkcrawl.demo.content import Entries, Entry
from linkcrawl.demo.site import Site


def _teaser(entry: Entry) -> str:
    return (
        f'<div class="teaser"><h3><a href="{entry.path}">{escape(entry.title)}</a></h3>'
        f"<p>{entry.excerpt}</p></div>"
    )


def _derive_authors(written: Entries) -> Entries:
    stories = dated(written)
    authors = dict.fromkeys(story.author for story in stories if story.author != "Partner content")
    return tuple(
        page
        for author in authors
        for page in paginated(
            _author_path(author),
            author,
            tuple(story for story in stories if story.author == author),
            _teaser,
            5,
            later="?page={}",
        )
    )


def _author_path(author: str) -> str:
    return f"/authors/{author.lower().replace(' ', '-')}"


def _furnish_story(entry: Entry, every: Entries) -> Mapping[str, str]:
    most_read = (story for story in dated(every) if story.section != "Partner content")
    rail = [f'<li><a href="{s.path}">{escape(s.title)}</a></li>' for s in most_read][:5]
    fields = {"rail": "".join(rail), "byline": "", "author_card": ""}
    if not entry.date:
        return fields
    byline = f"{entry.author}, {english_date(entry.date)}"
    if entry.section == "Partner content":
        return fields | {"byline": byline}
    card = (
        f'<div class="byline-card"><strong>About the author</strong><br>{entry.author} has '
        f'gardened on clay, chalk and once on a boat. <a href="{_author_path(entry.author)}">'
        f"More by {entry.author}</a></div>"
    )
    return fields | {"byline": byline, "author_card": card}


def _furnish_guild(entry: Entry, every: Entries) -> Mapping[str, str]:
    news = [f'<li><a href="{n.path}">{escape(n.title)}</a></li>' for n in dated(every)[:3]]
    parent = (
        f'<li><a href="/{entry.section.lower()}/">{entry.section}</a></li>' if entry.section else ""
    )
    return {
        "latest": f"<ul>{''.join(news)}</ul>",
        "crumbs": f'<li><a href="/">Home</a></li>{parent}',
    }


def _note(entry: Entry) -> str:
    return f'<div class="a8"><a href="{entry.path}">{escape(entry.title)}</a></div>'


def _furnish_note(entry: Entry, every: Entries) -> Mapping[str, str]:
    notes = [other for other in every if other.section == "Notes"]
    if entry not in notes:
        return {"below": ""}
    place = notes.index(entry)
    near = [_note(other) for other in (*notes[place + 1 : place + 2], *notes[:place][-1:])]
    return {"below": f'<div class="a7">{"".join(near)}</div>'}


GARDEN_POST = Site(
    host="www.thegardenpost.example",
    name="gardenpost",
    images={"/files/oven.svg": "oven"},
    card=_teaser,
    derive=_derive_authors,
    furnish=_furnish_story,
)

SLOW_HEARTH_GUILD = Site(
    host="www.slowhearthguild.example",
    name="guild",
    card=_teaser,
    furnish=_furnish_guild,
    disallow="/members/",
    images={"/files/map.svg": "makers"},
)

WANDERING_LADLE = Site(
    host="www.thewanderingladle.example",
    name="ladle",
    paragraph="div",
    card=_note,
    furnish=_furnish_note,
    has_sitemap=False,
)
