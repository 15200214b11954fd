"""What a page of the synthetic web says for itself: head, prose, author, comments."""

from __future__ import annotations

from random import Random

from bench.anchor import Anchor, items, outside, page_url
from bench.dress import wrap
from bench.site import Site
from bench.words import phrase

_CHILDREN = 6

_HEAD = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8">
<title>{title} | {site}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="index, follow">
<meta name="description" content="{description}">
<meta property="og:title" content="{title}"><meta property="og:url" content="{url}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><script src="/site.js" defer></script>
<script type="application/ld+json">{{"@type": "Article", "headline": "{title}"}}</script>
</head>
"""


def head(site: Site, number: int) -> str:
    """The page's beginning, up to its body."""
    return _HEAD.format(
        title=site.titles[number],
        site=site.name,
        url=page_url(site.host, site.paths[number]),
        description=site.sentences[number % len(site.sentences)],
    )


def prose(rng: Random, site: Site, anchors: list[Anchor]) -> str:
    """A title and 36 to 76 paragraphs, each anchor in a sentence of one of them."""
    paragraphs = [
        " ".join(rng.choices(site.sentences, k=rng.randint(5, 8)))
        for _ in range(rng.randint(36, 76))
    ]
    for anchor in anchors:
        number = rng.randrange(len(paragraphs))
        opening, _, rest = paragraphs[number].partition(". ")
        link = anchor.html() if rng.random() < 0.6 else f"<strong>{anchor.html()}</strong>"
        paragraphs[number] = f"{opening}, see {link}. {rest}"
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<h1>{rng.choice(site.titles)}</h1>\n<div class="text">{text}</div>\n'


def tail(rng: Random, site: Site, number: int) -> str:
    """The author, related pages (through which every page is reached) and comments."""
    first = number * _CHILDREN + 1
    children = range(first, min(first + _CHILDREN, len(site.paths)))
    related = [Anchor(site.paths[child], site.titles[child]) for child in children]
    comments = [
        Anchor(outside(rng).href, phrase(rng), "ugc nofollow") for _ in range(rng.randint(0, 4))
    ]
    author = f"Written by {Anchor('/', phrase(rng).title()).html()}"
    return (
        wrap(site.dress.author, author)
        + wrap(site.dress.related, items(site.dress, related))
        + wrap(site.dress.comments, items(site.dress, comments))
    )
