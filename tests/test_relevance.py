"""What pages are about: the main text, its vector, and how near two of them are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcrawl.classify.topic import TOPIC_VERSION, topic_of
from linkcrawl.items import Page, Topic
from linkcrawl.judge.criteria.relevance import (
    Kinship,
    as_rows,
    kinship,
    nearness,
    page_relevances,
)
from linkcrawl.page.main_text import MOST_TEXT, main_text
from linkcrawl.page.read import parse, read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.store.topics import topics_by_site, topics_by_url

LIMITS = Limits(pages_per_site=9, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16)
URL = "https://baker.example/oven"
TEXTS = {
    "oven": "A wood-fired oven bakes bread on hot stones. Let the fire burn down, sweep out the"
    " ash and put the loaves of sourdough in while the stones are hot. The crust turns brown"
    " after half an hour, and the kitchen smells of fresh bread and flour.",
    "ofen": "Ein Holzofen backt Brot auf heißen Steinen. Das Feuer brennt herunter, die Asche wird"
    " ausgekehrt, dann kommen die Laibe aus Sauerteig in den Ofen. Nach einer halben Stunde ist"
    " die Kruste braun, und die Küche riecht nach frischem Brot und Mehl.",
    "four": "Un four à bois cuit le pain sur des pierres chaudes. On laisse brûler le feu, on"
    " enlève la cendre et on enfourne les pains au levain. Après une demi-heure la croûte est"
    " brune et la cuisine sent le pain frais et la farine.",
    "horno": "Un horno de leña cuece el pan sobre piedras calientes. Se deja arder el fuego, se"
    " retira la ceniza y se meten los panes de masa madre. Después de media hora la corteza"
    " está dorada y la cocina huele a pan fresco y harina.",
    "forno": "Un forno a legna cuoce il pane su pietre calde. Si lascia bruciare il fuoco, si"
    " toglie la cenere e si infornano le pagnotte con il lievito madre. Dopo mezz'ora la crosta"
    " è dorata e la cucina profuma di pane fresco e farina.",
    "lenha": "Um forno a lenha assa o pão sobre pedras quentes. Deixa-se o fogo queimar, tira-se a"
    " cinza e colocam-se os pães de fermentação natural. Depois de meia hora a crosta está"
    " dourada e a cozinha cheira a pão fresco e farinha.",
    "houtoven": "Een houtoven bakt brood op hete stenen. Laat het vuur uitbranden, veeg de as weg"
    " en zet de broden van zuurdesem in de oven. Na een half uur is de korst bruin en ruikt de"
    " keuken naar vers brood en meel.",
    "loan": "Borrow money today: our credit cards and personal loans come with low interest rates."
    " Compare banks, check your credit score online and receive the cash on your account within"
    " one day. Refinance your mortgage or insurance and save every month.",
    "fußball": "Der Stürmer schoss in der zweiten Halbzeit zwei Tore, und der Verein gewann das"
    " Spiel gegen den Tabellenführer. Der Trainer lobte die Abwehr, die Mannschaft steigt in"
    " der Bundesliga auf den dritten Platz, die Zuschauer im Stadion jubelten.",
}
LANGUAGES = {"oven": "en", "ofen": "de", "four": "fr", "horno": "es", "forno": "it", "lenha": "pt",
             "houtoven": "nl"}  # fmt: skip


def near(one: bytes, other: bytes) -> float | None:
    """How near two pages are, None where one has no vector."""
    return page_relevances([(one, other)])[0] if one and other else None


def vector(name: str) -> bytes:
    return topic_of(TEXTS[name], 40).vector


def related(one: str, other: str) -> Kinship:
    return kinship(near(vector(one), vector(other)))


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != "oven"])
def test_bread_is_bread_in_every_language(name: str) -> None:
    assert related("oven", name) is Kinship.RELATED


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("other", ["loan", "fußball"])
def test_bread_is_neither_money_nor_football(name: str, other: str) -> None:
    assert related(name, other) is Kinship.UNRELATED


@pytest.mark.parametrize(("name", "language"), LANGUAGES.items())
def test_the_language_is_that_of_the_words_whatever_the_page_says(name: str, language: str) -> None:
    assert topic_of(TEXTS[name], 40, declared="pl").language == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bread and ovens.",
        "Хлеб пекут в дровяной печи на горячих камнях, пока огонь не прогорит и не остынет зола.",
        "Chleb wypieka się w piecu opalanym drewnem na gorących kamieniach, gdy ogień przygaśnie,"
        " a popiół zostanie wymieciony przed włożeniem bochenków zakwasowych.",
        "\x00\ud800 \u202e" * 50,
        "Contact menu search login newsletter privacy terms shop account comments " * 9,
    ],
    ids=["nothing", "short", "another script", "another language", "no words", "website"],
)
def test_where_a_text_can_not_be_told_it_has_no_vector(text: str) -> None:
    topic = topic_of(text, 10, declared="ru-RU")

    assert topic == Topic(10, "ru", TOPIC_VERSION, b"")
    assert topic.vector == b""


def test_a_vector_is_small_and_is_that_of_its_text_alone() -> None:
    assert len(vector("oven")) == 128
    assert vector("oven") == vector("oven")
    assert near(vector("oven"), vector("loan")) == pytest.approx(
        near(vector("loan"), vector("oven"))
    )


def test_the_main_text_leaves_out_what_every_page_has() -> None:
    paragraph = "Let the fire burn down and put the loaves in while the stones are hot. "
    html = (
        "<title>Ovens</title><meta name=description content='How to bake'>"
        "<nav><a href=/>Home of the bakers of the village</a></nav>"
        f"<h1>Baking</h1><p>Short.</p><p>{paragraph * 20}</p>"
        f"<script>var p = '{paragraph}';</script>"
        "<footer><div>All rights reserved by the bakers of the village</div></footer>"
    )

    found = main_text(parse(html))

    assert found.text.startswith("Ovens How to bake Baking Let the fire")
    assert "village" not in found.text
    assert found.words == len(paragraph.split()) * 20
    assert len(found.text) <= MOST_TEXT + 100


def test_a_page_without_paragraphs_has_the_text_of_its_boxes() -> None:
    rows = "".join(f"<div><span>Sourdough loaf number {n}, baked on stones</span></div>"
                   for n in range(9))  # fmt: skip

    found = main_text(parse(f"<body>{rows}<footer><div>Our name and our address</div></footer>"))

    assert found.words == 9 * 7
    assert "address" not in found.text


def test_a_bar_of_links_tells_nothing_of_its_page() -> None:
    bar = " | ".join(f'<a href="//s{n}.example/">wood-fired pizza ovens</a>' for n in range(9))
    sentence = "Compare our online casinos and win with the best bonus that there is today. "

    found = main_text(parse(f"<div><p>{sentence * 20}</p></div><div><p>Partners: {bar}</p></div>"))

    assert "pizza" not in found.text
    assert found.words == len(sentence.split()) * 20


HOSTILE = {
    "deep boxes": "<div>Wood-fired ovens and more of them" * 20_000,
    "nested paragraphs": "<p><button>Wood-fired" * 20_000,
    "nested menus": "<nav><p>Wood-fired ovens" * 20_000,
    "nested links": "<p>Ovens" + "<object><a href=/>Wood-fired" * 20_000,
    "nested headings": "<h1><object>Wood-fired" * 20_000,
    "deep text": "<p>" + "<b><i>" * 50_000 + "Wood-fired ovens bake bread on hot stones" * 5,
    "one long text": "<p>" + "Wood-fired ovens " * 300_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_little_is_taken_from_a_hostile_page(html: str) -> None:
    root = parse(html)

    found = main_text(root)
    topic_of(found.text, found.words)

    assert len(found.text) < 2 * MOST_TEXT


def between(ours: list[bytes], theirs: list[bytes]) -> float | None:
    return nearness(as_rows(ours), as_rows(theirs))


def test_a_site_is_near_where_most_of_its_pages_are() -> None:
    bread = [vector(name) for name in LANGUAGES]
    other = [vector("loan"), vector("fußball")]

    assert kinship(between(bread[:3], bread[3:])) is Kinship.RELATED
    assert kinship(between(bread, [*bread[:6], *other])) is Kinship.RELATED
    assert kinship(between(bread, other)) is Kinship.UNRELATED
    assert kinship(between(bread, [bread[0], *other * 6])) is not Kinship.RELATED


@pytest.mark.parametrize(("ours", "theirs"), [([], [b""]), ([b"", b""], ["oven"]), (["oven"], [])])
def test_a_site_that_was_not_read_is_not_known(ours: list[str], theirs: list[str]) -> None:
    one, other = ([vector(name) if name else b"" for name in names] for names in (ours, theirs))

    assert between(one, other) is None
    assert kinship(None) is Kinship.UNKNOWN


def page(text: str, title: str = "Ovens") -> Page:
    html = f"<html lang=en><title>{title}</title><body><p>{text}</p></body></html>"
    return read_page(html.encode(), URL)


def crawl(database: Path, day: int, *pages: Page) -> list[bool]:
    """Store pages as a crawl would; whether each one's topic was known."""
    store = CrawlStore(database, "partners", "digest", LIMITS)
    known = []
    for one in pages:
        known.append(store.knows_topic(one))
        topic = None if known[-1] else topic_of(one.main_text, one.main_words, one.language)
        at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day)
        store.add(replace(one, fetched_at=at, topic=topic))
    store.close("finished")
    return known


def test_a_text_is_looked_at_once_and_keeps_its_topic_when_the_title_changes(
    tmp_path: Path,
) -> None:
    database = tmp_path / "linkcrawl.db"
    bread, money = page(TEXTS["oven"]), page(TEXTS["loan"])

    assert crawl(database, 1, bread) == [False]
    assert crawl(database, 2, page(TEXTS["oven"], title="Our ovens")) == [True]
    db = open_database(database)
    assert topics_by_url(db, [URL])[URL].words == bread.main_words
    assert db.table("topic").count == 2

    assert crawl(database, 3, money) == [False]
    (found,) = topics_by_site(db)["baker.example"]
    assert kinship(near(found.topic.vector, vector("loan"))) is Kinship.RELATED
    assert topics_by_site(db, ["other.example"]) == {}
