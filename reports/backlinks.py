"""Backlinks as rows of a spreadsheet: what sources say, then what we saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkcrawl.judge.backlinks.backlinks import Backlink

BACKLINK_COLUMNS = (
    "own_domain", "source_domain", "source_url", "target_url", "sources", "claimed_anchor",
    "claimed_rel", "claimed_first_seen", "claimed_last_seen", "claimed_lost", "verified",
    "checked_at", "fetch", "searched", "found_on", "found_target", "anchor_text", "anchor_type",
    "rel", "placement", "in_prose", "sitewide", "hidden", "presence", "context", "first_seen",
    "last_seen", "live", "way", "backing", "agreed", "undocumented", "authority", "relevance",
    "flags",
)  # fmt: skip
_Row = tuple[str | bool | float | tuple[str, ...] | None, ...]


def backlink_rows(backlinks: Iterable[Backlink]) -> Iterator[_Row]:
    """A row for each backlink; cells of what is not said, or was not seen, are None."""
    for backlink in backlinks:
        site = backlink.crossed
        yield (
            site.own, site.domain, backlink.source_url or None, backlink.target_url or None,
            *_said(backlink), *_looked(backlink), *_seen(backlink), site.way, site.backing,
            site.agreed, site.undocumented, site.authority.words if site.authority else None,
            site.relevance, site.flags,
        )  # fmt: skip


def _said(backlink: Backlink) -> _Row:
    said = backlink.said
    if said is None:
        return ((), None, None, None, None, None)
    return (
        said.sources, said.anchors, said.rels, said.first_seen or None, said.last_seen or None,
        said.lost or None,
    )  # fmt: skip


def _looked(backlink: Backlink) -> _Row:
    look, search = backlink.look, backlink.crossed.search
    words = search.words if search and not backlink.source_url else None
    return (
        backlink.verified, look.at if look else None, look.fetch if look else None, words,
    )  # fmt: skip


def _seen(backlink: Backlink) -> _Row:
    link = backlink.link
    if link is None:
        return (None,) * 14
    return (
        link.source_url, link.target_url, link.anchor_text, link.anchor_type, link.rel,
        link.placement, link.in_prose, link.sitewide, link.hidden, link.presence, link.context,
        link.first_seen, link.last_seen, link.live,
    )  # fmt: skip
