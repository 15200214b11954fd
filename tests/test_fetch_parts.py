"""What a page loads in the browser is under robots.txt as well, each part under its host's."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer, LocalSite, Route

SHELL = '<html><body><div id="root"></div><script src="{}"></script></body></html>'
FILL = "document.getElementById('root').innerHTML = '<p><a href=/x>link</a></p>';"
ALWAYS = {"LINKCRAWL_RENDER": "always", "RETRY_TIMES": 0}
WORDS = "<p>words <a href=/y>another</a></p>" * 30


def script(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/javascript; charset=utf-8"})


def robots(*disallowed: str) -> Answer:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed)]
    return Answer("\n".join(lines).encode(), headers={"Content-Type": "text/plain"})


EVERY_WAY = f"""
{FILL}
for (const [tag, name] of [['script', 'src'], ['iframe', 'src'], ['link', 'href']]) {{
    const part = document.createElement(tag);
    part.rel = 'stylesheet';
    part[name] = `/kept/${{tag}}`;
    document.body.append(part);
}}
fetch('/kept/fetched');
const data = new XMLHttpRequest();
data.open('GET', '/kept/data');
data.send();
setTimeout(() => {{ location.href = '/kept/next'; }}, 1000);
"""
PARTS = {"/kept/" + name for name in ("script", "iframe", "link", "fetched", "data", "next")}


@pytest.mark.parametrize("disallowed", [True, False])
def test_parts_of_a_page_obey_robots_txt(crawl: Crawl, serve: Serve, disallowed: bool) -> None:
    rules = robots("/kept/" if disallowed else "/other/")
    site = serve({"/robots.txt": rules, "/": SHELL.format("/app.js"), "/app.js": script(EVERY_WAY)})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert {hit for hit in site.hits if hit.startswith("/kept/")} == (
        set() if disallowed else PARTS
    )
    assert got.fetch == "ok"
    assert bool(got.meta["linkcrawl_kept_out"]) is disallowed


def loads(*others: LocalSite) -> dict[str, Route]:
    """A page of which other sites hold parts."""
    parts = "".join(f"<script src={other.url}/part.js></script>" for other in others)
    return {"/": f"{SHELL.format('/app.js')}{WORDS}{parts}", "/app.js": script(FILL)}


def test_parts_of_other_sites_obey_theirs(crawl: Crawl, serve: Serve) -> None:
    rules = [
        (robots("/private"), True),
        (robots("/part"), False),
        (Answer(b"", 404), True),
        (Answer(b"", 500), False),
    ]
    others = [
        serve({"/robots.txt": text, "/part.js": script("1")}, address=f"127.0.0.{number}")
        for number, (text, _) in enumerate(rules, 2)
    ]
    site = serve({"/robots.txt": robots("/part"), **loads(*others)})

    result = crawl(FetchSpider, ALWAYS, urls=[f"{site.url}/?{number}" for number in range(2)])

    assert [set(other.hits) - {"/robots.txt"} for other in others] == [
        {"/part.js"} if allowed else set() for _, allowed in rules
    ]
    assert {other.hits.count("/robots.txt") for other in others} == {1}
    # Most such parts count visitors; the page says enough by itself.
    assert {bool(got.meta["linkcrawl_kept_out"]) for got in result.items} == {False}


def test_a_robots_txt_that_takes_long_costs_its_parts_only(crawl: Crawl, serve: Serve) -> None:
    def late(_handler: BaseHTTPRequestHandler) -> None:
        threading.Event().wait(5)

    other = serve({"/robots.txt": late, "/part.js": script("1")}, address="127.0.0.2")
    site = serve(loads(other))

    [got] = crawl(FetchSpider, ALWAYS, urls=[f"{site.url}/"]).items

    assert b'href="/x"' in got.body
    assert other.hits == ["/robots.txt"]


def test_a_shell_that_lacks_the_script_of_another_site_was_not_read_whole(
    crawl: Crawl, serve: Serve
) -> None:
    other = serve({"/robots.txt": robots("/")}, address="127.0.0.2")
    site = serve({"/": SHELL.format(f"{other.url}/app.js")})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert got.meta["linkcrawl_kept_out"]


MOVED_ON = f"""
{FILL}
for (const [tag, name] of [['script', 'src'], ['iframe', 'src'], ['link', 'href']]) {{{{
    const part = document.createElement(tag);
    part.rel = 'stylesheet';
    part[name] = `/moved/${{{{tag}}}}`;
    document.body.append(part);
}}}}
fetch('/moved/fetched');
// Neither worker nor frame holds up the clock of the page that has it; a request does.
fetch('/held');
new Worker('/worker.js');
const frame = document.createElement('iframe');
frame.src = '{{other}}/frame';
document.body.append(frame);
"""
WORKER = "fetch('/moved/worker').catch(() => 0).then(() => fetch('/over'))"
FRAME = '<script src=/moved onload="{0}" onerror="{0}"></script>'.format("fetch('/over')")
MOVED_TO = {f"/kept/{name}" for name in ("script", "iframe", "link", "fetched", "worker")}


NOTHING = b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize("disallowed", [True, False])
def test_parts_that_are_moved_obey_too(crawl: Crawl, serve: Serve, disallowed: bool) -> None:
    rules = robots("/kept/" if disallowed else "/nothing/")
    moved = {f"/moved/{path[6:]}": Answer(b"", 302, {"Location": path}) for path in MOVED_TO}
    over = threading.Barrier(3)

    def wait(handler: BaseHTTPRequestHandler) -> None:
        over.wait(60)
        handler.wfile.write(NOTHING)

    other = serve(
        {
            "/robots.txt": rules,
            "/frame": FRAME,
            "/moved": Answer(b"", 302, {"Location": "/kept/x"}),
            "/over": wait,
        },
        address="127.0.0.2",
    )
    site = serve({
        "/robots.txt": rules,
        "/": SHELL.format("/app.js"),
        "/app.js": script(MOVED_ON.format(other=other.url)),
        "/worker.js": script(WORKER),
        "/held": wait,
        "/over": wait,
        **moved,
    })  # fmt: skip

    [got] = crawl(FetchSpider, {"LINKCRAWL_RENDER_SETTLE": 20}, urls=[f"{site.url}/"]).items

    assert set(moved) <= set(site.hits)
    assert {hit for hit in site.hits if hit.startswith("/kept/")} == (
        set() if disallowed else MOVED_TO
    )
    assert ("/kept/x" in other.hits) is not disallowed
    assert got.fetch == "ok"
    assert bool(got.meta["linkcrawl_kept_out"]) is disallowed


def test_a_redirect_in_the_browser_does_not_get_around_it(crawl: Crawl, serve: Serve) -> None:
    asked = threading.Event()

    def turncoat(handler: BaseHTTPRequestHandler) -> None:
        first = not asked.is_set()
        asked.set()
        body = SHELL.format("/app.js").encode() if first else b""
        handler.send_response(200 if first else 302)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Location", "/kept")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site = serve({"/robots.txt": robots("/kept"), "/": turncoat, "/kept": "<p>secret</p>"})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert b"secret" not in got.body
    assert "/kept" not in site.hits
    assert "robots.txt" in str(got.meta["linkcrawl_not_rendered"])


def test_a_page_can_be_exempted_with_the_parts_of_its_own_site(crawl: Crawl, serve: Serve) -> None:
    other = serve({"/robots.txt": robots("/")}, address="127.0.0.2")
    site = serve({"/robots.txt": robots("/"), **loads(other)})

    [got] = crawl(
        FetchSpider, ALWAYS, urls=[f"{site.url}/"], meta={"linkcrawl_exempted": "127.0.0.1"}
    ).items

    assert got.fetch == "ok"
    assert site.pages() == ["/", "/", "/app.js"]
    assert other.hits == ["/robots.txt"]
    assert got.meta["linkcrawl_bots_kept_out"] == ("googlebot", "bingbot")
