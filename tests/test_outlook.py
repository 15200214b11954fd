"""What whole sites look like: rows of links, pages that link to everyone, links for sale."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.judge.verdicts.outlook import Outlook, outlook
from linkcrawl.judge.verdicts.pairs import Pair, pairs_of
from linkcrawl.judge.verdicts.signals.offers import offer_in
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_existing
from linkcrawl.store.frontier import Limits
from linkcrawl.store.graph import out_links
from linkcrawl.store.read import links_to
from linkcrawl.vocabulary import Fetch

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIMITS = Limits(
    pages_per_site=99, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
OWN, MILL = "own.example", "mill.example"
WORDS = "Every spring the oven is lit for the first time, and half the village comes to bake. "
SITES = [f"https://site-{number}.example/" for number in range(30)]
OURS = f"https://{OWN}/"


def page(
    number: int, *, text: Iterable[str] = (), footer: Iterable[str] = (), title: str = "Baking"
) -> Page:
    """A page of the mill that links to other sites in its text and in its footer."""
    prose = "".join(f"<p>{WORDS} See <a href='{to}'>them</a>, says {WORDS}</p>" for to in text)
    below = "".join(f"<li><a href='{to}'>{to[8:14]}</a></li>" for to in footer)
    html = (
        f"<html lang=en><head><title>{title}</title></head><body><main><h1>Bread {number}</h1>"
        f"<p>{WORDS * 6}</p>{prose}</main><footer><ul>{below}</ul></footer></body></html>"
    )
    url = f"https://{MILL}/{number}"
    return with_placements(read_page(html.encode(), url, fetched_at=AT))


def look(tmp_path: Path, pages: Iterable[Page]) -> tuple[Outlook, Pair]:
    tmp_path.mkdir(exist_ok=True)
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    for each in pages:
        store.add(each)
    store.close("finished")
    with closing(open_existing(tmp_path / "linkcrawl.db")) as db:
        links = list(links_to(db, [OWN]))
        (pair,) = pairs_of([OWN], {}, [], links, []) or (Pair(OWN, MILL),)
        return outlook(db, out_links(db), [OWN], [MILL], links), pair


def related(one: str, other: str) -> bool | None:
    return True


def unknown(one: str, other: str) -> bool | None:
    return None


def test_a_row_of_friends_in_the_footer_is_a_bar(tmp_path: Path):
    found, pair = look(tmp_path, [page(n, footer=[OURS, *SITES[:6]]) for n in range(4)])

    (bar,) = found.bars_of(pair, unknown)
    assert (bar.sites, bar.pages, bar.rotating, bar.related) == (7, 4, False, None)


def test_a_row_of_which_each_page_shows_three_is_counted_as_a_whole(tmp_path: Path):
    pool = [OURS, *SITES[:11]]
    pages = [page(n, footer=[pool[(n + k) % 12] for k in (0, 4, 8)]) for n in range(24)]
    found, pair = look(tmp_path, pages)

    (bar,) = found.bars_of(pair, unknown)
    assert (bar.sites, bar.rotating) == (12, True)


def test_social_networks_make_no_bar(tmp_path: Path):
    networks = [f"https://{name}.com/mill" for name in ("facebook", "instagram", "youtube", "x")]
    found, pair = look(tmp_path, [page(n, footer=[OURS, *networks]) for n in range(4)])

    (bar,) = found.bars_of(pair, unknown)
    assert bar.sites == 1


def test_of_a_bar_it_is_told_how_many_sites_are_related(tmp_path: Path):
    found, pair = look(tmp_path, [page(n, footer=[OURS, *SITES[:6]]) for n in range(4)])

    (bar,) = found.bars_of(pair, related)
    assert bar.related == 7


def test_sentences_in_articles_are_no_bar(tmp_path: Path):
    pages = [page(n, text=[OURS, SITES[n], SITES[n + 9]]) for n in range(8)]
    found, pair = look(tmp_path, pages)

    assert found.bars_of(pair, unknown) == ()
    assert found.pages[f"https://{MILL}/0"].sites_in_text == 3


@pytest.mark.parametrize(
    ("crowded", "pages", "answer"), [(8, 8, True), (4, 8, True), (3, 8, False), (3, 3, False)]
)
def test_a_site_links_to_everyone_where_most_pages_do(
    tmp_path: Path, crowded: int, pages: int, answer: bool
):
    rows = [page(n, footer=[OURS, *SITES[:12]] if n < crowded else [OURS]) for n in range(pages)]
    site = look(tmp_path, rows)[0].sites[MILL]

    assert (site.read, site.crowded, site.links_to_everyone) == (pages, crowded, answer)
    assert site.crowded_url.startswith(f"https://{MILL}/")


def test_a_title_that_offers_links_is_a_cue(tmp_path: Path):
    offers = [page(1, text=[OURS], title="Guest post pricing"), page(2, title="Write for us")]
    found, _ = look(tmp_path, offers)

    assert [(cue.url, cue.sells) for cue in found.cues[MILL]] == [
        (f"https://{MILL}/1", True),
        (f"https://{MILL}/2", False),
    ]


def test_what_a_site_offers_no_longer_is_no_cue(tmp_path: Path):
    sold = [page(1, text=[OURS], title="Guest post pricing"), page(2, title="Write for us")]
    gone = Page(f"https://{MILL}/2", f"https://{MILL}/2", AT, fetch=Fetch.GONE, status=410)

    found, _ = look(tmp_path, [*sold, page(1, text=[OURS]), gone])

    assert MILL not in found.cues


def test_only_its_own_words_speak_of_a_site(tmp_path: Path):
    offer = f"<p>{WORDS} <a href='https://{MILL}/buy-backlinks'>Buy guest posts</a> {WORDS}</p>"
    elsewhere = read_page(offer.encode(), "https://spam.example/", fetched_at=AT)
    at_home = read_page(offer.encode(), f"https://{MILL}/home", fetched_at=AT)

    found, _ = look(tmp_path / "spam", [page(1), with_placements(elsewhere)])
    assert MILL not in found.cues

    found, _ = look(tmp_path / "home", [page(1), with_placements(at_home)])
    assert [cue.words for cue in found.cues[MILL]] == ["Buy guest posts"]


@pytest.mark.parametrize(
    ("words", "sells"),
    [
        ("Buy backlinks now", True),
        ("sponsored-post-rates", True),
        ("Backlinks kaufen", True),
        ("Achat de liens de qualité", True),
        ("Venta de enlaces", True),
        ("Kup linki!", True),
        ("Write for us", False),
        ("en/schreiben-sie-für-uns", False),
        ("Échange de liens", False),
        ("Scrivi per noi", False),
        ("Intercambio de enlaces", False),
        # What honest sites say.
        ("Links", None),
        ("Useful links in Wales", None),
        ("Buy sausage links", None),
        ("Advertise with us", None),
        ("Contact the author", None),
        ("Links zu unseren Partnern", None),
        ("Nos liens avec le village", None),
    ],
)
def test_words_that_offer_links_are_known_in_several_languages(words: str, sells: bool | None):
    assert offer_in(words) is sells
