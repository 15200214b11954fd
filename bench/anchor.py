"""The links of the synthetic web, before they are written into a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bench.dress import Dress
from bench.words import phrase

_OUTSIDE_SITES = 2_000
_OUTSIDE_PAGES = 60
_RELS = ("", "", "", "", "nofollow", "nofollow noopener", "sponsored", "noopener")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link to be written."""

    href: str
    text: str
    rel: str = ""

    def html(self) -> str:
        rel = f' rel="{self.rel}"' if self.rel else ""
        return f'<a href="{self.href}"{rel}>{self.text}</a>'


def page_url(host: str, path: str) -> str:
    """The address of a page of the web, which has no encrypted site."""
    return f"http://{host}{path}"


def outside(rng: Random) -> Anchor:
    """A link to one of 120,000 pages that are not part of the web."""
    site, page = rng.randrange(_OUTSIDE_SITES), rng.randrange(_OUTSIDE_PAGES)
    href = f"https://www.elsewhere-{site}.example/read/{page}-{site}"
    return Anchor(href, phrase(rng), rng.choice(_RELS))


def inside(rng: Random, paths: Sequence[str], titles: Sequence[str]) -> Anchor:
    """A link to a page of the same site, by its title."""
    number = rng.randrange(len(paths))
    return Anchor(paths[number], titles[number])


def items(dress: Dress, anchors: Sequence[Anchor]) -> str:
    """The entries of a menu: list items, or plain boxes where the hand knows no lists."""
    tag = "li" if "ul" in dress.menu else "div"
    return "\n".join(f'<{tag} class="item">{anchor.html()}</{tag}>' for anchor in anchors)
