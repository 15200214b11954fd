"""One site of the synthetic web: its paths, and the parts that all its pages repeat."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.anchor import Anchor, inside, items, outside
from bench.dress import DRESSES, Dress, wrap
from bench.words import phrase, sentence, slug, title


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages of one host share."""

    host: str
    name: str
    dress: Dress
    paths: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    header: str
    sidebar: str
    footer: str


def host_name(number: int) -> str:
    """The host of the site *number*; 0 is the user's own."""
    return "own-site.example" if number == 0 else f"partner-{number:02}.example"


def new_site(seed: int, number: int, pages: int) -> Site:
    """The site *number* with so many *pages*, the first of them at ``/``."""
    rng = Random(f"{seed}/{number}/{pages}")
    titles = tuple(title(rng) for _ in range(pages))
    sections = [slug(phrase(rng)) for _ in range(6)]
    inner = (f"/{sections[n % 6]}/{slug(titles[n])}-{n}" for n in range(1, pages))
    paths = ("/", *inner)
    dress = DRESSES[number % len(DRESSES)]
    name = phrase(rng).title()
    return Site(
        host=host_name(number),
        name=name,
        dress=dress,
        paths=paths,
        titles=titles,
        sentences=tuple(sentence(rng) for _ in range(400)),
        header=_header(rng, dress, name, paths, titles),
        sidebar=_sidebar(rng, dress, paths, titles),
        footer=_footer(rng, dress, paths, titles),
    )


def _header(
    rng: Random, dress: Dress, name: str, paths: tuple[str, ...], titles: tuple[str, ...]
) -> str:
    brand = [Anchor("/", name), Anchor("#content", "Skip to content"), Anchor("tel:+00", "Call")]
    menu = [Anchor("/", "Home")] + [inside(rng, paths, titles) for _ in range(15)]
    top = " ".join(anchor.html() for anchor in brand)
    return wrap(dress.header, top) + wrap(dress.menu, items(dress, menu))


def _sidebar(rng: Random, dress: Dress, paths: tuple[str, ...], titles: tuple[str, ...]) -> str:
    recent = [inside(rng, paths, titles) for _ in range(12)]
    tags = [Anchor(rng.choice(paths), phrase(rng)) for _ in range(8)]
    friends = [outside(rng) for _ in range(4)]
    widgets = (wrap(dress.widget, items(dress, group)) for group in (recent, tags, friends))
    return wrap(dress.sidebar, "".join(widgets))


def _footer(rng: Random, dress: Dress, paths: tuple[str, ...], titles: tuple[str, ...]) -> str:
    groups = [[inside(rng, paths, titles) for _ in range(7)] for _ in range(2)]
    groups.append([outside(rng) for _ in range(7)])
    groups.append([Anchor("/", "Terms &amp; conditions"), Anchor("mailto:a@b.example", "Mail")])
    columns = "".join(wrap(dress.footer_column, items(dress, group)) for group in groups)
    return wrap(dress.footer, columns)
