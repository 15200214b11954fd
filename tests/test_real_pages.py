"""Real pages of several hundred sites, served under their own names and crawled as partners."""

from __future__ import annotations

import csv
import html
import json
import os
import sqlite3
import tarfile
from collections import Counter
from contextlib import closing, suppress
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from crawling import PROJECT, crawl

from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response
from linkcrawl.page.read import read_page
from linkcrawl.store.intern import page_name
from linkcrawl.urls import domain_of, resolve

ARCHIVE = Path(
    os.environ.get("LINKCRAWL_REAL_PAGES", PROJECT.parent / "shared/placement/dev.tar.xz")
)
CONFIG = """
[[own]]
domain = "oakandember.example"

[crawl]
render = "never"
depth = 0
pages_per_site = 1
delay = 0
"""

pytestmark = pytest.mark.skipif(
    not ARCHIVE.exists(), reason=f"{ARCHIVE} holds other people's pages and is not shipped"
)


class _Hrefs(HTMLParser):
    """The href of every <a> and <area> that is written as a tag; the library's tokenizer."""

    # The raw text elements of the HTML standard: what looks like a tag in them is none.
    CDATA_CONTENT_ELEMENTS = (
        "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hrefs = [value or "" for name, value in attrs if name == "href"]
        if tag in ("a", "area") and hrefs:
            self.found.append(hrefs[0])


@cache
def hrefs_of(body: bytes) -> list[str]:
    parser = _Hrefs()
    parser.feed(body.decode().replace("\r\n", "\n"))
    parser.close()
    return parser.found


def unpacked(config: pytest.Config) -> Path:
    """The folder of the archive, unpacked once."""
    folder = config.cache.mkdir("real-pages") / "dev"  # type: ignore[union-attr]
    if not folder.exists():
        with TemporaryDirectory(dir=folder.parent) as fresh, tarfile.open(ARCHIVE) as archive:
            # Debian 12's Python has no such filter yet, newer ones want it named.
            if hasattr(tarfile, "data_filter"):
                archive.extraction_filter = tarfile.data_filter
            archive.extractall(fresh)
            # Another process may have been quicker.
            with suppress(OSError):
                Path(fresh, "dev").rename(folder)
    return folder


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The pages by their address, over plain HTTP."""
    folder = unpacked(request.config)
    found = {}
    for line in (folder / "pages.jsonl").read_text().splitlines():
        row = json.loads(line)
        if not row["url"]:
            continue  # Nobody knows where this one was found.
        url = page_name(resolve(row["url"].replace("https://", "http://", 1), row["url"]))
        found[url] = (folder / "pages" / f"{row['page']}.html").read_bytes()
    return found


@pytest.fixture(scope="module")
def crawled(pages: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    workspace = tmp_path_factory.mktemp("real")
    (workspace / "linkcrawl.toml").write_text(CONFIG)
    with (workspace / "agreements.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["partner", "their_page"])
        writer.writerows([domain_of(url), url] for url in pages)
    by_place = {(urlsplit(url).netloc, url.split("/", 3)[-1]): body for url, body in pages.items()}

    def respond(request: Request) -> Response:
        body = by_place.get((request.host, request.path.removeprefix("/")))
        if body is None:
            return html_response("not here", status=404)
        return Response(body, 200, (("Content-Type", "text/html; charset=utf-8"),))

    with serve(respond) as proxy:
        log = crawl(workspace, proxy.url)
    return workspace, log


def test_every_page_is_stored_and_nothing_is_complained_of(
    pages: dict[str, bytes], crawled: tuple[Path, str]
):
    workspace, log = crawled

    complaints = [line for line in log.splitlines() if " ERROR" in line or " WARNING" in line]
    assert complaints == []
    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        fetched = dict(
            connection.execute("select url, fetch from visit join page on page.id = page_id")
        )
    assert {url: fetched.get(url) for url in pages} == dict.fromkeys(pages, "ok")


def test_every_link_is_stored(pages: dict[str, bytes], crawled: tuple[Path, str]):
    workspace, _ = crawled

    with closing(sqlite3.connect(workspace / "linkcrawl.db")) as connection:
        stored = dict(
            connection.execute(
                "select url, count(*) from link join page on page.id = page_id group by url"
            )
        )
    assert {url: stored.get(url, 0) for url in pages} == {
        url: len(hrefs_of(body)) for url, body in pages.items()
    }


def test_every_href_is_read_as_it_is_written(pages: dict[str, bytes]):
    for url, body in pages.items():
        headers = {"content-type": ["text/html; charset=utf-8"]}
        # Where they stand, most of the work, is asked of nobody here.
        links = read_page(body, url, headers=headers, recall=lambda page: page).links

        assert Counter(_plain(link.href) for link in links) == Counter(
            _plain(href) for href in hrefs_of(body)
        ), url


def _plain(href: str) -> str:
    """An href without what the parsers read differently: odd entities, control characters."""
    return "".join(char for char in html.unescape(href)[:2_000] if char.isprintable())
