"""Sites held against criteria, then and now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from test_relevance import TEXTS

from linkcrawl.claims import DomainFigure, Metric
from linkcrawl.classify.page import with_placements
from linkcrawl.classify.topic import topic_of
from linkcrawl.config import Config, ConfigError, load_config
from linkcrawl.criteria import Criteria, Outcome, Preset
from linkcrawl.items import Page
from linkcrawl.judge.criteria.criteria import SiteFigures, judge_criteria, qualified
from linkcrawl.judge.criteria.figures import criteria_of_all, figures_of_all
from linkcrawl.judge.criteria.imported import Imported, imported_from
from linkcrawl.judge.criteria.pruning import Change, Comparison, Pruning, compare, pruning_of
from linkcrawl.page.read import read_page
from linkcrawl.store.accepted import Accepted, accepted
from linkcrawl.store.claim_writer import ClaimWriter
from linkcrawl.store.claims import StoredFigure
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.vocabulary import Fetch

TODAY = date(2026, 11, 21)
LIMITS = Limits(pages_per_site=9, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16)
CONFIG = Config.model_validate(
    {"own": [{"domain": "own.example", "competitors": ["rival.example"]}]}
)
GOOD = SiteFigures(
    site="partner.example",
    relevance=0.8,
    pages=12,
    words=400,
    substance=0.9,
    https=1.0,
    errors=0.0,
    outbound_domains=2.5,
    links_pages=0.0,
    links_to_us=1,
    competitors_linked=0,
    language="en",
    authority=1.2,
    traffic=5_000,
    originality=1.0,
    authorship=0.5,
    newest_days=10,
    updates=30,
    contact="mail@partner.example",
    contact_url="https://partner.example/contact",
)


def outcomes(figures: SiteFigures, criteria: Criteria | None = None) -> dict[str, Outcome]:
    judged = judge_criteria(figures, criteria or Criteria.model_validate({}))
    return {one.name: one.outcome for one in judged}


def strict() -> Criteria:
    return Criteria.model_validate({"preset": "strict"})


def test_a_good_site_passes_even_strict_criteria() -> None:
    assert set(outcomes(GOOD, strict()).values()) == {Outcome.PASS}
    assert qualified(judge_criteria(GOOD, strict())) is Outcome.PASS


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("relevance", 0.1), ("pages", 1), ("words", 40.0), ("substance", 0.1), ("https", 0.2),
        ("errors", 0.5), ("outbound_domains", 60.0), ("links_pages", 0.4), ("authority", 0.1),
        ("traffic", 5.0), ("competitors_linked", 9), ("newest_days", 4_000),
        ("originality", 0.1), ("updates", 0), ("contact", ""),
    ],
)  # fmt: skip
def test_each_figure_fails_its_own_criterion_and_no_other(name: str, figure: float | str) -> None:
    worse = replace(GOOD, **{name: figure})  # type: ignore[arg-type]

    failed = [one for one, outcome in outcomes(worse).items() if outcome is Outcome.FAIL]

    assert failed == [name]
    assert qualified(judge_criteria(worse, Criteria.model_validate({}))) is Outcome.FAIL


def test_what_is_not_known_fails_nothing_and_passes_nothing() -> None:
    unknown = SiteFigures("partner.example")

    assert set(outcomes(unknown, strict()).values()) == {Outcome.UNKNOWN}
    assert qualified(judge_criteria(unknown, strict())) is Outcome.UNKNOWN


def test_a_language_counts_only_where_some_are_named() -> None:
    named = Criteria.model_validate({"languages": ["de", "fr"]})

    assert outcomes(GOOD)["language"] is Outcome.PASS
    assert outcomes(GOOD, named)["language"] is Outcome.FAIL
    assert outcomes(replace(GOOD, language="de"), named)["language"] is Outcome.PASS


def test_a_sentence_has_the_figure_and_what_was_wanted() -> None:
    sentences = {one.name: one.sentence for one in judge_criteria(GOOD, strict())}

    assert sentences["relevance"] == (
        "Its relevance to your topics is 0.80 of 1; at least 0.60 wanted."
    )
    assert sentences["outbound_domains"] == (
        "A page of it links to 2.5 other sites on average; at most 5 wanted."
    )
    assert sentences["substance"] == (
        "90% of its pages have a main text of substance; at least 60% wanted."
    )


def test_a_stricter_preset_asks_for_no_less() -> None:
    lenient, normal, hard = (Criteria.model_validate({"preset": one}) for one in Preset)
    more = ("relevance", "pages", "words", "substance", "https", "authority", "traffic",
            "originality", "authorship", "updates")  # fmt: skip

    for name in Criteria.model_fields.keys() - {"preset", "languages"}:
        figures = [getattr(one, name) for one in (lenient, normal, hard)]
        assert figures == sorted(figures, reverse=name not in more), name


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('preset = "harsh"', "criteria.preset: found 'harsh'; accepted: 'lenient', 'normal'"),
        ("relevance = 7", "criteria.relevance: found 7"),
        ("word = 7", "criteria.word: unknown key; accepted: preset, relevance"),
    ],
)
def test_a_wrong_criterion_is_one_clear_line(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "linkcrawl.toml"
    file.write_text(f'[[own]]\ndomain = "own.example"\n[criteria]\n{line}\n', "utf-8")

    with pytest.raises(ConfigError, match="criteria") as raised:
        load_config(file)

    assert len(raised.value.args) == 1
    assert said in str(raised.value)


def page(url: str, text: str, links: str = "", fetch: Fetch = Fetch.OK) -> Page:
    if fetch is not Fetch.OK:
        return Page(url, url, datetime(2026, 11, 20, tzinfo=UTC), fetch, 404)
    html = f"<body><main><p>{text}</p><p>{text} {links}</p></main></body>".encode()
    read = with_placements(read_page(html, url, fetched_at=datetime(2026, 11, 20, tzinfo=UTC)))
    return replace(read, topic=topic_of(read.main_text, read.main_words))


def link(url: str) -> str:
    return f'and read more of it in <a href="{url}">a page of theirs</a> about it'


@pytest.fixture
def db(tmp_path: Path) -> Database:
    """An own site about bread, a partner about bread, one about money with a page gone."""
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    bread = [TEXTS[name] * 3 for name in ("oven", "ofen", "four", "horno")]
    store.add(page("https://own.example/", bread[0]))
    store.add(page("https://own.example/de", bread[1]))
    store.add(page("https://bread.example/", bread[2], link("https://own.example/")))
    store.add(page("https://bread.example/es", bread[3], link("https://rival.example/")))
    many = " ".join(link(f"https://s{number}.example/") for number in range(30))
    store.add(page("http://money.example/", TEXTS["loan"], many))
    store.add(page("http://money.example/old", "", fetch=Fetch.GONE))
    store.close("finished")
    return open_database(tmp_path / "linkcrawl.db")


def test_the_figures_of_sites_come_out_of_what_was_read(db: Database) -> None:
    sites = ["bread.example", "money.example", "unread.example"]

    figures = figures_of_all(db, CONFIG, sites, TODAY)

    bread, money = figures["bread.example"], figures["money.example"]
    assert bread.relevance is not None
    assert bread.relevance > 0.6
    assert (bread.pages, bread.https, bread.errors, bread.substance) == (2, 1.0, 0.0, 1.0)
    assert (bread.outbound_domains, bread.links_to_us, bread.competitors_linked) == (1.0, 1, 1)
    assert money.relevance is not None
    assert money.relevance < 0.15
    assert (money.pages, money.https, money.errors) == (1, 0.0, 0.5)
    assert (money.outbound_domains, money.links_to_us, money.language) == (30.0, 0, "en")
    assert figures["unread.example"] == SiteFigures("unread.example")


def test_a_page_that_is_gone_links_to_nobody(db: Database, tmp_path: Path) -> None:
    store = CrawlStore(tmp_path / "linkcrawl.db", "partners", "digest", LIMITS)
    for path in ("", "es"):
        store.add(page(f"https://bread.example/{path}", "", fetch=Fetch.GONE))
    store.add(page("https://bread.example/flour", TEXTS["four"] * 3))
    store.close("finished")

    found = figures_of_all(db, CONFIG, ["bread.example"], TODAY)["bread.example"]

    assert (found.pages, found.outbound_domains) == (1, 0.0)
    assert (found.links_to_us, found.competitors_linked) == (0, 0)


def test_what_was_imported_stands_beside_what_was_read(db: Database) -> None:
    told = [
        DomainFigure("bread.example", Metric.RATING, 30),
        DomainFigure("own.example", Metric.RATING, 60),
        DomainFigure("bread.example", Metric.TRAFFIC, 7),
    ]
    with db.atomic():
        writer = ClaimWriter(db, file="x.csv", format="x", source="ahrefs", at="2026-11-01")
        writer.add_figures(told)
        writer.store("digest", len(told), 0)

    found = figures_of_all(db, CONFIG, ["bread.example"], TODAY)["bread.example"]

    assert (found.authority, found.traffic, found.pages) == (0.5, 7, 2)


def test_of_several_sources_the_one_that_rates_most_sites_is_taken(db: Database) -> None:
    both = {"own.example": 60, "bread.example": 30}
    told = {"ahrefs": both, "moz": {"own.example": 50, "bread.example": 40, "inn.example": 9}}
    for source, ratings in told.items():
        with db.atomic():
            writer = ClaimWriter(db, file=source, format="x", source=source, at="2026-11-01")
            writer.add_figures(
                DomainFigure(domain, Metric.RATING, value) for domain, value in ratings.items()
            )
            writer.store(source, len(ratings), 0)

    found = figures_of_all(db, CONFIG, ["bread.example", "inn.example"], TODAY)

    assert found["bread.example"].authority == 0.8


def rating(domain: str, source: str, value: float, metric: Metric = Metric.RATING) -> StoredFigure:
    return StoredFigure(domain, metric, source, "2026-11-01", value)


def test_authority_is_compared_within_one_source() -> None:
    figures = [
        rating("own.example", "ahrefs", 40),
        rating("a.example", "moz", 90),
        rating("a.example", "ahrefs", 20),
        rating("b.example", "moz", 90),
        rating("b.example", "semrush", 500, Metric.TRAFFIC),
    ]

    found = imported_from(figures, {}, ["own.example"], ["a.example", "b.example", "c.example"])

    assert found["a.example"] == Imported(authority=20, our_authority=40)
    assert found["b.example"] == Imported(traffic=500)
    assert "c.example" not in found


def worse_of(pruning: Pruning) -> list[Comparison]:
    return [one for one in pruning.turned if one.change is Change.WORSE]


def test_the_day_on_which_a_partner_was_accepted_is_never_overwritten(db: Database) -> None:
    sites = ["bread.example", "unread.example"]
    first = criteria_of_all(db, CONFIG, sites, TODAY)

    begun = pruning_of(db, first, TODAY)
    later = criteria_of_all(db, Config.model_validate(
        CONFIG.model_dump() | {"criteria": {"words": 5_000}}), sites, TODAY)  # fmt: skip
    now = pruning_of(db, later, date(2027, 3, 1))["bread.example"]

    assert set(begun) == {"bread.example"}
    assert worse_of(begun["bread.example"]) == []
    assert accepted(db)["bread.example"].at == "2026-11-21"
    assert set(accepted(db)["bread.example"].criteria) == set(first["bread.example"])
    (worse,) = worse_of(now)
    assert worse.name == "words"
    assert "5,000 wanted. On 2026-11-21, when it was accepted: The main text" in worse.sentence


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (GOOD, GOOD, Change.SAME),
        (GOOD, replace(GOOD, relevance=0.0), Change.WORSE),
        (replace(GOOD, relevance=0.0), GOOD, Change.BETTER),
        (replace(GOOD, relevance=None), GOOD, Change.NEW),
        (GOOD, replace(GOOD, relevance=None), Change.UNKNOWN),
    ],
)
def test_each_criterion_is_compared(then: SiteFigures, now: SiteFigures, change: Change) -> None:
    first = Accepted("2025-01-01", judge_criteria(then, strict()))

    compared = compare(first, judge_criteria(now, strict()))

    assert {one.name: one.change for one in compared.comparisons}["relevance"] is change
    assert [one.name for one in worse_of(compared)] == (["relevance"] if change == "worse" else [])
