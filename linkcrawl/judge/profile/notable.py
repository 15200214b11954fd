"""New links in running text → those that are worth a look."""

from __future__ import annotations

from collections.abc import Iterable

from linkcrawl.periods import Window
from linkcrawl.rels import credit_words
from linkcrawl.store.profile import NewLink


def notable(links: Iterable[NewLink], window: Window) -> tuple[NewLink, ...]:
    """Those that were first seen within the *window*: followed links first, then the newest.

    Each is a link in the running text of content, the first of its site.
    """
    held = [link for link in links if window.holds(link.first_seen)]
    held.sort(key=lambda link: link.first_seen, reverse=True)
    return tuple(sorted(held, key=lambda link: bool(credit_words(link.rel))))
