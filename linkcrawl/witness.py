"""What another crawler saw on a page on a day, before it is stored."""

from __future__ import annotations

from typing import NamedTuple


class SeenLink(NamedTuple):
    """A link as the other crawler read it out of the HTML; *rel* is "" where it is followed."""

    url: str
    site: str
    text: str
    rel: str


class Reading(NamedTuple):
    """A page that the other crawler read on *day*, with the links that concern the user."""

    url: str
    site: str
    day: str
    status: int | None
    links: tuple[SeenLink, ...]
