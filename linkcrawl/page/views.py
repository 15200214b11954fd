"""A page as its HTML has it and as a browser shows it: one page, both views told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from linkcrawl.items import Link, Page, Presence

_Key = tuple[str, str, str]


def both_views(raw: Page, rendered: Page) -> Page:
    """The rendered page, each link with the view that it was found in.

    Links that the HTML has and the browser does not show any more follow at the end, as
    ``removed_by_script``.
    """
    in_html = Counter(_key(link) for link in raw.links)
    links = []
    for link in rendered.links:
        links.append(link._replace(presence=_presence(link, in_html[_key(link)] > 0)))
        in_html[_key(link)] -= 1
    links += _removed(raw, rendered, len(links))
    return replace(rendered, rendered=True, links=tuple(links))


def _key(link: Link) -> _Key:
    return (link.tag, link.url, link.anchor_text)


def _presence(link: Link, in_html: bool) -> Presence:
    if link.presence is not Presence.RAW:
        return link.presence
    return Presence.RAW_AND_RENDERED if in_html else Presence.RENDERED_ONLY


def _removed(raw: Page, rendered: Page, position: int) -> Iterator[Link]:
    """Links of the HTML whose target no link of the browser's view has any more."""
    shown = {link.url for link in rendered.links}
    for link in raw.links:
        if link.url not in shown and link.presence is Presence.RAW:
            yield link._replace(presence=Presence.REMOVED_BY_SCRIPT, position=position)
            position += 1
