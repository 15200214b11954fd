"""What others say, stored: their word against their own older word, never against facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from linkcrawl.claims import Claim, Disavowed, DomainFigure, Metric, Source
from linkcrawl.store.claim_writer import ClaimWriter, import_of
from linkcrawl.store.claims import (
    StoredClaim,
    all_figures,
    claims_from,
    claims_to,
    disavowed,
    domain_claims_to,
    figures_of,
)
from linkcrawl.store.database import open_database

OWN = ["own.example"]
LINK = Claim(
    "own.example",
    "blog.example",
    "https://blog.example/a",
    "https://own.example/",
    "own",
    "",
    "text",
    "2026-01-05",
    "2026-03-01",
    "",
    {Metric.PAGE_RATING: 14.0},
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "linkcrawl.db")) as found:
        yield found


def tell(
    db: Database,
    *claims: Claim,
    source: str = "ahrefs",
    at: str = "2026-11-01T00:00:00Z",
    figures: Sequence[DomainFigure] = (),
) -> None:
    writer = ClaimWriter(db, file="export.csv", format="x", source=source, at=at)
    writer.add_claims(claims)
    writer.add_figures(figures)
    writer.store(None, len(claims), 0)


def only(claims: Iterator[StoredClaim]) -> StoredClaim:
    (found,) = claims
    return found


def test_a_claim_comes_back_as_it_was_told(db: Database) -> None:
    tell(db, LINK)

    assert only(claims_to(db, OWN)) == StoredClaim(
        source="ahrefs",
        from_domain="blog.example",
        from_url="https://blog.example/a",
        to_domain="own.example",
        to_url="https://own.example/",
        anchor="own",
        rel="",
        kind="text",
        first_seen="2026-01-05",
        last_seen="2026-03-01",
        lost="",
        imported_at="2026-11-01T00:00:00Z",
        figures={Metric.PAGE_RATING: 14.0},
    )


NEWER = LINK._replace(first_seen="2026-02-01", last_seen="2026-06-01", rel="nofollow", kind="image")
OLDER = LINK._replace(first_seen="2025-12-01", last_seen="2026-02-01", rel="nofollow")
LOST = LINK._replace(last_seen="2026-06-01", lost="2026-06-09")
WORDS = {
    "a newer one wins and the earliest sight stays": (
        [LINK, NEWER],
        ("2026-01-05", "2026-06-01", "nofollow", "image", ""),
    ),
    "an older one only tells when it was first seen": (
        [LINK, OLDER],
        ("2025-12-01", "2026-03-01", "", "text", ""),
    ),
    "a link is lost": ([LINK, LOST], ("2026-01-05", "2026-06-01", "", "text", "2026-06-09")),
    "a lost link is back": (
        [LOST, LINK._replace(last_seen="2026-08-01")],
        ("2026-01-05", "2026-08-01", "", "text", ""),
    ),
    "who does not say is not heard": (
        [LINK, LINK._replace(rel=None, kind="", first_seen="", figures={})],
        ("2026-01-05", "2026-03-01", "", "text", ""),
    ),
}


@pytest.mark.parametrize(("words", "known"), WORDS.values(), ids=WORDS.keys())
def test_a_source_corrects_itself(
    words: list[Claim], known: tuple[str, str, str, str, str], db: Database
) -> None:
    for word in words:
        tell(db, word)

    found = only(claims_to(db, OWN))
    assert (found.first_seen, found.last_seen, found.rel, found.kind, found.lost) == known
    assert found.figures == {Metric.PAGE_RATING: 14.0}


@pytest.mark.parametrize(("words", "known"), WORDS.values(), ids=WORDS.keys())
def test_it_is_the_same_within_one_file(
    words: list[Claim], known: tuple[str, str, str, str, str], db: Database
) -> None:
    tell(db, *words)

    found = only(claims_to(db, OWN))
    assert (found.first_seen, found.last_seen, found.rel, found.kind, found.lost) == known


def test_sources_corroborate_each_other(db: Database) -> None:
    tell(db, LINK)
    tell(db, LINK._replace(rel="nofollow"), source="semrush")

    assert [(claim.source, claim.rel) for claim in claims_to(db, OWN)] == [
        ("ahrefs", ""),
        ("semrush", "nofollow"),
    ]


def test_pages_sites_and_totals_are_asked_for_apart(db: Database) -> None:
    by_site = Claim("own.example", "news.example", figures={Metric.LINKING_PAGES: 3})
    by_text = Claim("own.example", anchor="ovens", figures={Metric.LINKING_PAGES: 7})
    ours = Claim("shop.example", "own.example", "https://own.example/", "https://shop.example/")
    tell(db, LINK, by_site, by_text, ours)

    assert [claim.from_url for claim in claims_to(db, OWN)] == ["https://blog.example/a"]
    assert [claim.from_domain for claim in domain_claims_to(db, OWN)] == ["news.example"]
    assert [claim.to_url for claim in claims_from(db, OWN)] == ["https://shop.example/"]


def test_no_text_is_another_word_than_no_word(db: Database) -> None:
    tell(db, LINK._replace(anchor=""), LINK._replace(anchor=None))

    assert {claim.anchor for claim in claims_to(db, OWN)} == {"", None}


def test_figures_keep_their_history(db: Database) -> None:
    rating = DomainFigure("blog.example", Metric.RATING, 40.0)
    tell(db, at="2026-01-01T00:00:00Z", figures=[rating])
    tell(db, at="2026-06-01T00:00:00Z", figures=[rating._replace(value=55.0)])
    tell(db, source="moz", figures=[rating._replace(value=30.0)])

    now = {(figure.source, figure.value) for figure in figures_of(db, ["blog.example"])}
    ever = [figure.value for figure in all_figures(db) if figure.source == "ahrefs"]
    assert now == {("ahrefs", 55.0), ("moz", 30.0)}
    assert ever == [40.0, 55.0]


def disavow(db: Database, own: str, *rows: Disavowed) -> None:
    writer = ClaimWriter(db, file="d.txt", format="disavow", source="search_console", at="2026")
    writer.add_disavowed(own, rows)
    writer.store(None, len(rows), 0)


def test_a_disavow_file_takes_the_place_of_the_one_before(db: Database) -> None:
    disavow(db, "own.example", Disavowed("old.example"), Disavowed("bad.example"))
    disavow(db, "other.example", Disavowed("other-bad.example"))
    page = Disavowed("worse.example", "https://worse.example/x")
    disavow(db, "own.example", Disavowed("bad.example"), page)

    assert disavowed(db, "own.example") == {
        ("bad.example", ""),
        ("worse.example", "https://worse.example/x"),
    }
    assert disavowed(db, "other.example") == {("other-bad.example", "")}


def test_an_import_is_known_again_only_when_it_was_read_to_its_end(db: Database) -> None:
    for digest in (None, "whole"):
        writer = ClaimWriter(db, file="export.csv", format="x", source="ahrefs", at="2026-11-01")
        writer.add_claims([LINK])
        writer.store(digest, 1, 2)

    found = import_of(db, "whole")
    assert found is not None
    assert (found.file, found.rows, found.bad) == ("export.csv", 1, 2)
    assert import_of(db, "other") is None


def test_an_import_of_nothing_leaves_no_trace(db: Database) -> None:
    ClaimWriter(db, file="a", format="x", source="ahrefs", at="2026").store("digest", 0, 0)

    assert db.execute("select count(*) from import").fetchone() == (0,)


def test_no_fact_is_touched(db: Database) -> None:
    facts = ("crawl", "visit", "document", "anchor", "link", "frontier", "event", "standing")
    tell(db, LINK)

    counts = [db.execute(f"select count(*) from {table}").fetchone()[0] for table in facts]
    assert counts == [0] * len(facts)


@pytest.mark.parametrize("word", [*Source, *Metric])
def test_every_word_of_claims_is_explained(word: str) -> None:
    glossary = Path(__file__).parent.parent / "docs" / "glossary.md"

    assert f"`{word}`" in glossary.read_text("utf-8")
