"""Every answer has an end, whoever gives it."""

from __future__ import annotations

from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer
from sites.faults.answers import ANSWERS

LIMITS = {"DOWNLOAD_MAXSIZE": 200_000, "DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0}


def test_each_hostile_answer_has_its_word(crawl: Crawl, serve: Serve) -> None:
    paths = {"/" + name.replace(" ", "-"): name for name in ANSWERS}
    site = serve({path: ANSWERS[name][0] for path, name in paths.items()})
    settings = {**LIMITS, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "LINKCRAWL_FAILURES_MAX": 100}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in paths])

    found = {paths[got.url.removeprefix(site.url)]: str(got.fetch) for got in result.items}
    assert found == {name: word for name, (_route, word) in ANSWERS.items()}


def test_documents_are_not_downloaded(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/": Answer(b"%PDF" * 1000, headers={"Content-Type": "application/pdf"})})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert (got.fetch, got.status, got.body) == ("not_html", 200, b"")


def test_the_bound_on_headers_is_for_each_answer_of_a_connection(
    crawl: Crawl, serve: Serve
) -> None:
    site = serve({f"/{n}": f"<html><p>{'x' * 1_000}</p>" for n in range(30)})
    settings = {"LINKCRAWL_HEADERS_MAXSIZE": 4_096, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    result = crawl(FetchSpider, settings, urls=[f"{site.url}/{n}" for n in range(30)])

    assert {got.fetch for got in result.items} == {"ok"}
    assert sorted(site.pages()) == sorted(f"/{n}" for n in range(30))
