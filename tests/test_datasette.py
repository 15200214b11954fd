"""linkcrawl.db in Datasette, with the file that a workspace begins with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from datasette.app import Datasette

from linkcrawl.classify.page import with_placements
from linkcrawl.items import Page
from linkcrawl.page.read import read_page
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.database import open_database
from linkcrawl.store.frontier import Limits
from linkcrawl.vocabulary import Fetch

METADATA = yaml.safe_load(
    resources.files("linkcrawl.starter").joinpath("datasette.yaml").read_text("utf-8")
)
TABLES = METADATA["databases"]["linkcrawl"]["tables"]
QUERIES = METADATA["databases"]["linkcrawl"]["queries"]
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip
POST, NEWS = "https://mill.example/post", "https://mill.example/news"
OVENS = "https://ovens.example/ovens"

Get = Callable[..., tuple[int, str]]


def page(url: str, body: str) -> Page:
    return with_placements(read_page(f"<main><p>{body}</p></main>".encode(), url))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A link that was lost, one that stayed, a page that can't be read, an event."""
    path = tmp_path_factory.mktemp("workspace") / "linkcrawl.db"
    link = f'We bake in <a href="{OVENS}">a wood-fired oven</a> every day.'
    crawls = [
        (page(POST, link), page(NEWS, link)),
        (page(POST, "Nothing."), Page(NEWS, NEWS, datetime.now(UTC), fetch=Fetch.BLOCKED)),
    ]
    for month, pages in enumerate(crawls, 10):
        store = CrawlStore(path, "partners", "digest", LIMITS)
        for one in pages:
            at = datetime(2026, month, 1, tzinfo=UTC) + timedelta(hours=1)
            store.add(Page(**{**fields(one), "fetched_at": at}))
        store.close("finished")
    with closing(open_database(path)) as db:
        db.table("verdict").insert(
            {"own": "ovens.example", "other": "mill.example", "verdict": "keep",
             "since": "2026-11-01", "changed": "", "signals": "[]", "answers": "[]"}
        )  # fmt: skip
        db.table("event").insert(
            {"at": "2026-11-01", "kind": "removed", "partner": "mill.example", "source_url": POST,
             "target_url": OVENS, "before": "a wood-fired oven", "after": "", "note": ""}
        )  # fmt: skip
    return path


def fields(one: Page) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


@pytest.fixture(scope="module")
def get(database: Path) -> Get:
    """``get(path, …)`` asks a Datasette of its own: the status and what it said."""

    def ask(path: str, **query: str) -> tuple[int, str]:
        async def answer() -> tuple[int, str]:
            shown = Datasette([str(database)], metadata=METADATA)
            said = await shown.client.get(f"/linkcrawl{path}?{urlencode(query)}")
            return said.status_code, said.text

        return asyncio.run(answer())

    return ask


def rows(said: tuple[int, str]) -> list[dict[str, object]]:
    assert said[0] == 200, said[1]
    return list(json.loads(said[1])["rows"])


def test_every_table_and_column_that_is_explained_is_there(database: Path) -> None:
    with closing(open_database(database)) as db:
        known = {name: set(db[name].columns_dict) for name in [*db.table_names(), *db.view_names()]}

    assert TABLES.keys() <= known.keys()
    for name, told in TABLES.items():
        named = {*told.get("columns", ()), *told.get("facets", ())}
        named |= {told[key] for key in ("label_column", "sort_desc") if key in told}
        assert named <= known[name], name


@pytest.mark.parametrize("name", [name for name, told in TABLES.items() if "hidden" not in told])
def test_every_table_opens_with_its_description_and_facets(get: Get, name: str) -> None:
    status, html = get(f"/{name}")
    told = json.loads(get(f"/{name}.json", _shape="objects")[1])

    assert status == 200
    assert TABLES[name]["description"] in html
    assert list(told["facet_results"]) == TABLES[name].get("facets", [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "links_to_own_sites",
            {"target_domain": "ovens.example", "placement": "content", "links": 1},
        ),
        ("pages_that_could_not_be_read", {"url": NEWS, "fetch": "blocked"}),
        ("lost_links", {"source_url": POST, "target_url": OVENS}),
        (
            "referring_domains_by_month",
            {"own": "ovens.example", "month": "2026-10", "new": 1, "lost": 0},
        ),
        ("events_of_a_partner", {"kind": "removed", "before": "a wood-fired oven"}),
    ],
)
def test_every_question_is_answered(get: Get, name: str, found: dict[str, object]) -> None:
    (row,) = rows(get(f"/{name}.json", _shape="objects", partner="mill.example"))

    assert found.items() <= row.items()


def test_there_is_an_answer_to_test_for_every_question() -> None:
    marks = test_every_question_is_answered.pytestmark  # type: ignore[attr-defined]

    assert {case[0] for case in marks[0].args[1]} == QUERIES.keys()


def test_links_are_told_in_words(get: Get) -> None:
    live, gone = rows(get("/links.json", _shape="objects", _sort_desc="live"))

    assert (live["source_url"], live["anchor_text"], live["live"]) == (NEWS, "a wood-fired oven", 1)
    assert (live["words_before"], live["gone_at"]) == ("We bake in", None)
    assert (gone["source_url"], gone["live"]) == (POST, 0)
    assert str(gone["gone_at"]).startswith("2026-11-01")
