"""Sites to think about: a good one in another language, and four that only look good.

A roundup that links to everyone, a sister site of a competitor, a blog that nobody writes any
more, and a site of one page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from linkcrawl.demo.content import Entries, Entry, entries
from linkcrawl.demo.site import Pages, Site, build_entries


@dataclass(frozen=True, slots=True)
class _Considered:
    name: str
    brand: str
    language: str


_SITES = {
    "www.holzofenfreunde.example": _Considered("holzofenfreunde", "Holzofenfreunde", "de"),
    "www.hearthroundup.example": _Considered("hearthroundup", "The Hearth Roundup", "en"),
    "www.stonebake-direct.example": _Considered("stonebakeofferings", "Stonebake Outlet", "en"),
    "www.cinderandcrust.example": _Considered("cinderandcrust", "Cinder & Crust", "en"),
    "www.onefineoven.example": _Considered("onefineoven", "One Fine Oven", "en"),
}


def considered_hosts() -> tuple[str, ...]:
    """Return the hosts of the sites."""
    return tuple(_SITES)


def build_considered(host: str, stage: int) -> Pages:
    """Return the pages of the site at *host*."""
    found = _SITES[host]

    def furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
        menu = "".join(f'<a href="{e.path}">{e.title}</a> ' for e in every if e.section == "Menu")
        day = f'<meta property="article:published_time" content="{entry.date}">'
        return {
            "brand": found.brand.replace("&", "&amp;"),
            "language": found.language,
            "menu": menu,
            "day": day if entry.date else "",
        }

    site = Site(host=host, name="considered", furnish=furnish, has_sitemap=False)
    written = tuple(_dated(entry) for entry in entries(found.name, stage))
    return build_entries(site, written, stage)


def _dated(entry: Entry) -> Entry:
    """The entry with the date that it has whenever the demo is run: some days before today."""
    if not entry.date.startswith("-"):
        return entry
    return replace(entry, date=str(date.today() + timedelta(days=int(entry.date))))
