"""robots.txt is read first, and obeyed as RFC 9309 says."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer

PATHS = [f"/{number}" for number in range(8)]
PAGES = dict.fromkeys(PATHS, "<p>a page</p>")


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), status, {"Content-Type": "text/plain"})


@pytest.mark.parametrize("rule", ["Disallow: /", "Disallow:"])
def test_no_request_overtakes_robots_txt(crawl: Crawl, serve: Serve, rule: str) -> None:
    asked = threading.Event()

    def slow_robots(handler: BaseHTTPRequestHandler) -> None:
        # Long enough for all others to arrive, if they were let through.
        asked.wait(0.3)
        body = f"User-agent: *\n{rule}\n".encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site = serve({"/robots.txt": slow_robots, **PAGES})
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": 8}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in PATHS])

    assert site.hits[0] == "/robots.txt"
    assert site.hits.count("/robots.txt") == 1
    words = {got.fetch for got in result.items}
    if rule == "Disallow: /":
        assert (site.pages(), words) == ([], {"robots_disallowed"})
    else:
        assert (sorted(site.pages()), words) == (PATHS, {"ok"})


def test_a_slow_robots_txt_leaves_room_for_other_sites(crawl: Crawl, serve: Serve) -> None:
    done = threading.Event()
    lock = threading.Lock()
    at_once: list[int] = []
    served: list[str] = []
    in_time: list[bool] = []

    def slow_robots(handler: BaseHTTPRequestHandler) -> None:
        in_time.append(done.wait(20))
        handler.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def page(handler: BaseHTTPRequestHandler) -> None:
        with lock:
            at_once.append(1 + (at_once[-1] if at_once else 0))
        done.wait(0.05)
        with lock:
            at_once.append(at_once[-1] - 1)
            served.append(handler.path)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        if len(served) == len(many):
            done.set()

    many = [f"/{number}" for number in range(30)]
    slow = serve({"/robots.txt": slow_robots, **dict.fromkeys(many, "<p>slow</p>")})
    quick = serve(dict.fromkeys(many, page), address="127.0.0.2")
    pairs = [(slow.url + path, quick.url + path) for path in many]

    result = crawl(
        FetchSpider, {"CONCURRENT_REQUESTS": 6}, urls=[url for pair in pairs for url in pair]
    )

    assert len(result.items) == 2 * len(many)
    # Uncounted, those that wait for robots.txt would take all places until it answers, or leave
    # one to the other site.
    assert in_time == [True]
    assert at_once.count(2) > 10


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /private\n", False),
        ("User-agent: linkcrawl\nDisallow:\n\nUser-agent: *\nDisallow: /\n", True),
        ("User-agent: LinkCrawl\nDisallow: /private\n\nUser-agent: *\nDisallow:\n", False),
        ("User-agent: otherbot\nDisallow: /\n", True),
        ("User-agent: a\nUser-agent: linkcrawl\nDisallow: /private\n", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/page\n", True),
        ("User-agent: *\nDisallow: /*/page$\n", False),
        ("User-agent: *\nDisallow: /private/page.html\n", True),
        ("User-agent: *\nDisallow: /PRIVATE\n", True),
        ("User-agent: *\nDisallow: /priv%61te\n", False),
        ("\ufeffUser-agent: *\nDisallow: /private # a comment\n", False),
        ("<html>not robots at all</html>", True),
        ("", True),
    ],
)
def test_rules_decide(crawl: Crawl, serve: Serve, text: str, allowed: bool) -> None:
    site = serve({"/robots.txt": robots(text), "/private/page": "<p>a page</p>"})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/private/page"]).items

    assert got.fetch == ("ok" if allowed else "robots_disallowed")


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (404, "ok"),
        (403, "ok"),
        (401, "ok"),
        (429, "rate_limited"),
        (500, "http_5xx"),
        (503, "http_5xx"),
    ],
)
def test_an_unanswered_robots_txt(crawl: Crawl, serve: Serve, status: int, word: str) -> None:
    site = serve({"/robots.txt": robots("oops", status), **PAGES})

    result = crawl(FetchSpider, urls=[site.url + path for path in PATHS[:3]])

    assert {got.fetch for got in result.items} == {word}
    assert len(site.pages()) == (3 if word == "ok" else 0)
    if word != "ok":
        assert {got.words for got in result.items} == {f"robots.txt answered {status}"}


def test_a_robots_txt_that_cannot_be_read_forbids_all(crawl: Crawl, serve: Serve) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    site = serve({"/robots.txt": hang_up, **PAGES})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/1"]).items

    assert got.fetch == "refused"
    assert got.words.startswith("robots.txt could not be read: ")
    assert site.pages() == []


def test_a_redirected_robots_txt_holds(crawl: Crawl, serve: Serve) -> None:
    other = serve({"/rules": robots("User-agent: *\nDisallow: /1\n")})
    site = serve({"/robots.txt": Answer(b"", 301, {"Location": f"{other.url}/rules"}), **PAGES})

    result = crawl(FetchSpider, urls=[f"{site.url}/1", f"{site.url}/2"])

    assert sorted(got.fetch for got in result.items) == ["ok", "robots_disallowed"]


@pytest.mark.parametrize(("redirects", "word"), [(5, "robots_disallowed"), (6, "ok")])
def test_up_to_five_redirects_are_followed_to_other_hosts(
    crawl: Crawl, serve: Serve, redirects: int, word: str
) -> None:
    target = serve({"/rules": robots("User-agent: *\nDisallow: /\n")})
    url = f"{target.url}/rules"
    for number in range(2, redirects + 2):
        hop = serve(
            {"/robots.txt": Answer(b"", 302, {"Location": url}), **PAGES},
            address=f"127.0.0.{number}",
        )
        url = f"{hop.url}/robots.txt"

    [got] = crawl(FetchSpider, urls=[f"{hop.url}/1"]).items

    assert got.fetch == word


def test_what_could_not_be_read_is_not_asked_for_again(crawl: Crawl, serve: Serve) -> None:
    def never(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(1)

    site = serve({"/robots.txt": never, **PAGES})
    settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in PATHS])

    assert {got.fetch for got in result.items} == {"timeout"}
    assert site.hits == ["/robots.txt"]


def test_a_robots_txt_that_redirects_without_end_counts_as_absent(
    crawl: Crawl, serve: Serve
) -> None:
    site = serve({"/robots.txt": Answer(b"", 302, {"Location": "/robots.txt"}), **PAGES})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/1"]).items

    assert got.fetch == "ok"


def test_only_the_first_500_kibibytes_are_read(crawl: Crawl, serve: Serve) -> None:
    filler = "# nothing\n" * 60_000
    text = f"User-agent: *\nDisallow: /1\n{filler}Disallow: /2\n"
    site = serve({"/robots.txt": robots(text), **PAGES})

    result = crawl(FetchSpider, urls=[f"{site.url}/1", f"{site.url}/2"])

    assert {got.url[-1]: got.fetch for got in result.items} == {
        "1": "robots_disallowed",
        "2": "ok",
    }


def test_crawl_delay_is_kept(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.2\n"), **PAGES})

    result = crawl(FetchSpider, urls=[site.url + path for path in PATHS[:4]])

    # Three pauses, from the first page to the fourth.
    assert result.stats["elapsed_time_seconds"] > 0.6
    assert len(site.pages()) == 4


def test_an_absurd_crawl_delay_is_cut_down(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/robots.txt": robots("User-agent: *\nCrawl-delay: 86400\n"), **PAGES})
    settings = {"LINKCRAWL_CRAWL_DELAY_MAX": 0.1}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in PATHS[:3]])

    assert [got.fetch for got in result.items] == ["ok"] * 3


def test_a_request_can_be_exempted(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/robots.txt": robots("User-agent: *\nDisallow: /\n"), **PAGES})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/1"], meta={"dont_obey_robotstxt": True}).items

    assert (got.fetch, site.hits) == ("ok", ["/1"])


def test_the_user_agent_is_ours(crawl: Crawl, serve: Serve) -> None:
    site = serve(PAGES)

    crawl(FetchSpider, urls=[f"{site.url}/1"])

    assert {headers["User-Agent"].split()[0] for headers in site.seen} == {"linkcrawl"}
