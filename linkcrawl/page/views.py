"""A page as its HTML has it and as a browser shows it: one page, both views told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkcrawl.items import Link, Page
from linkcrawl.vocabulary import Presence

_Key = tuple[object, ...]


def both_views(raw: Page, rendered: Page) -> Page:
    """The rendered page, each link with the view that it was found in.

    Links that the HTML has and the browser does not show any more follow at the end, as
    ``removed_by_script``. What a script changed of a link counts as the browser shows it.
    """
    pairs = _pairs(raw.links, rendered.links)
    links = [_in_view(link, pairs.get(link.position)) for link in rendered.links]
    links += _removed(raw, rendered, len(links))
    traces = tuple(dict.fromkeys((*raw.traces, *rendered.traces)))
    # Search engines that read the HTML alone obey what it says, whatever a script makes of it.
    robots = tuple(dict.fromkeys((*raw.robots, *rendered.robots)))
    # Frames in the rendered page have ids of their own, and so has what they load.
    return replace(
        rendered,
        rendered=True,
        links=tuple(links),
        traces=traces,
        robots=robots,
        footprints=raw.footprints,
    )


def _pairs(raw: Sequence[Link], rendered: Sequence[Link]) -> dict[int, Link]:
    """The link of the HTML for each position of the rendered view that has one.

    Those that say the same find each other first, then those whose rel a script changed, then
    those whose words it changed.
    """
    pairs: dict[int, Link] = {}
    left = [link for link in raw if link.presence is Presence.RAW]
    for key in (_whole, _but_rel, _target):
        waiting: defaultdict[_Key, list[Link]] = defaultdict(list)
        for link in reversed(left):
            waiting[key(link)].append(link)
        for link in rendered:
            if link.position not in pairs and (same := waiting.get(key(link))):
                pairs[link.position] = same.pop()
        left = [link for links in waiting.values() for link in links]
        left.sort(key=lambda link: link.position)
    return pairs


def _whole(link: Link) -> _Key:
    return (link.tag, link.url, link.anchor_text, link.rel)


def _but_rel(link: Link) -> _Key:
    return (link.tag, link.url, link.anchor_text)


def _target(link: Link) -> _Key:
    return (link.tag, link.url)


def _in_view(link: Link, in_html: Link | None) -> Link:
    if in_html is not None and in_html.rel != link.rel:
        link = link._replace(raw_rel=in_html.rel)
    if link.presence is not Presence.RAW:
        return link
    both = Presence.RENDERED_ONLY if in_html is None else Presence.RAW_AND_RENDERED
    return link._replace(presence=both)


def _removed(raw: Page, rendered: Page, position: int) -> Iterator[Link]:
    """Links of the HTML whose target no link of the browser's view has any more."""
    shown = {link.url for link in rendered.links}
    for link in raw.links:
        if link.url not in shown and link.presence is Presence.RAW:
            yield link._replace(presence=Presence.REMOVED_BY_SCRIPT, position=position)
            position += 1
