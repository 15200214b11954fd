"""Pages that need JavaScript are looked at in a real browser, and bounded there."""

from __future__ import annotations

import html
import os
import signal
import threading
from http.server import BaseHTTPRequestHandler

import pytest
from conftest import Crawl, Serve
from crawling import browsers_of
from fetching import FetchSpider
from local_site import Answer, Route

MOUNT = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'
PLAIN = f"<html><body><script>1</script>{'<p>words <a href=/x>link</a></p>' * 30}</body></html>"
FILL = """
const links = Array.from({length: 5}, (_, i) => `<p><a href="/to/${i}">Link ${i}</a></p>`);
document.getElementById('root').innerHTML = links.join('');
"""


def script(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/javascript; charset=utf-8"})


def filled_by(apps: dict[str, str]) -> dict[str, Route]:
    """A page for each path, with nothing on it but what its script writes."""
    pages: dict[str, Route] = {path: MOUNT.replace("/app.js", f"{path}.js") for path in apps}
    return pages | {f"{path}.js": script(app) for path, app in apps.items()}


def test_a_shell_is_rendered_and_both_views_are_kept(crawl: Crawl, serve: Serve) -> None:
    media = "<img src=/a.png><video src=/b.mp4></video><link rel=icon href=/c.ico>"
    apps = {
        "/at-once": FILL,
        "/later": f"setTimeout(() => {{ {FILL} }}, 400)",
        "/fetched": f"fetch('/data').then(data => data.text()).then(() => {{ {FILL} }})",
        "/pictures": f"{FILL} document.body.insertAdjacentHTML('beforeend', '{media}')",
    }
    site = serve({"/data": "[]"} | filled_by(apps))
    settings = {"LINKCRAWL_RENDER_RECYCLE": 2}

    result = crawl(FetchSpider, settings, urls=[site.url + path for path in apps])

    assert {got.fetch for got in result.items} == {"ok"}
    assert [got.body.count(b"<a href=") for got in result.items] == [5] * 4
    assert {bytes(got.meta["linkcrawl_raw"])[:20] for got in result.items} == {MOUNT[:20].encode()}
    assert not {"/a.png", "/b.mp4", "/c.ico"} & set(site.hits)
    assert result.stats["playwright/context_count"] == 2


def test_both_views_are_in_the_charset_that_the_page_declares(crawl: Crawl, serve: Serve) -> None:
    text = "<p>Größe „zitiert“ für 5 €</p>"
    legacy = Answer(
        f"{MOUNT}{text}".encode("cp1252"), headers={"Content-Type": "text/html; charset=cp1252"}
    )
    site = serve({"/": legacy, "/app.js": script(f"{FILL} document.body.append('Größe ελ 🐟')")})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert text in bytes(got.meta["linkcrawl_raw"]).decode("cp1252")
    rendered = html.unescape(got.body.decode("cp1252"))
    assert text in rendered
    assert "Größe ελ 🐟" in rendered


@pytest.mark.parametrize(
    ("mode", "wish", "rendered"),
    [
        ("auto", None, False),
        ("auto", True, True),
        ("always", None, True),
        ("always", False, False),
        ("never", None, False),
        ("never", "always", True),
    ],
)
def test_who_decides_what_is_rendered(
    crawl: Crawl,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    wish: object,
    rendered: bool,
) -> None:
    # Without a browser it is quicker to see what would have been rendered.
    monkeypatch.setenv("LINKCRAWL_BROWSER", "/nowhere/chromium")
    site = serve({"/": PLAIN})
    meta = {} if wish is None else {"linkcrawl_render": wish}

    [got] = crawl(FetchSpider, {"LINKCRAWL_RENDER": mode}, urls=[f"{site.url}/"], meta=meta).items

    assert ("linkcrawl_not_rendered" in got.meta) is rendered
    assert got.body == PLAIN.encode()


def test_a_misspelt_mode_is_named(crawl: Crawl) -> None:
    with pytest.raises(ValueError, match="expected one of auto, always, never"):
        crawl(FetchSpider, {"LINKCRAWL_RENDER": "sometimes"}, urls=[])


def test_without_a_browser_the_plain_page_is_kept(
    crawl: Crawl,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("LINKCRAWL_BROWSER", "/nowhere/chromium")
    site = serve({"/1": MOUNT, "/2": MOUNT})

    result = crawl(FetchSpider, urls=[f"{site.url}/1", f"{site.url}/2"])

    assert [got.fetch for got in result.items] == ["ok", "ok"]
    assert {got.body for got in result.items} == {MOUNT.encode()}
    assert all("no Chromium" in got.meta["linkcrawl_not_rendered"] for got in result.items)
    assert result.stats["linkcrawl/render/failed"] == 2
    assert [line for line in caplog.messages if "Chromium" in line] == [
        "Pages that need JavaScript are read without it: no Chromium was found "
        "(`linkcrawl doctor` tells more)"
    ]


def test_a_browser_that_does_not_start_is_no_browser(
    crawl: Crawl, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCRAWL_BROWSER", "/bin/false")
    site = serve({"/": MOUNT})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert got.body == MOUNT.encode()
    assert "does not start" in got.meta["linkcrawl_not_rendered"]


# What a hostile page does, and how many of the links that it also writes are found. Where
# there are none, the plain page is kept.
HOSTILE = {
    "alerts": (f"alert(1); confirm(2); {FILL}", 5),
    "opens windows": (f"for (let i = 0; i < 5; i++) window.open('/other'); {FILL}", 5),
    "offers a download": (f"{FILL} location.href = '/file'", 0),
    "never ends": (f"{FILL} while (true) {{}}", 0),
    "never stands still": (f"{FILL} setInterval(() => document.body.append('x'), 10)", 5),
    "allocates without end": (
        f"{FILL} const all = []; for (;;) all.push([...Array(1e6).keys()])",
        0,
    ),
    "waits for ever": (f"{FILL} fetch('/never')", 5),
    "renames itself": (f"{FILL} history.pushState(0, '', '/elsewhere')", 5),
    "writes half an emoji": (f"{FILL} document.body.append('\\ud800')", 5),
}


def test_hostile_pages_end(crawl: Crawl, serve: Serve) -> None:
    def never(handler: BaseHTTPRequestHandler) -> None:
        handler.rfile.read(1)

    paths = {"/" + name.replace(" ", "-"): name for name in HOSTILE}
    site = serve(
        {
            "/other": "<p>other</p>",
            "/file": Answer(b"x" * 1000, headers={"Content-Type": "application/zip"}),
            "/never": never,
        }
        | filled_by({path: HOSTILE[name][0] for path, name in paths.items()})
    )
    settings = {
        "LINKCRAWL_RENDER_SETTLE": 1,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 3000,
        "DOWNLOAD_TIMEOUT": 8,
    }
    urls = {site.url + path: name for path, name in paths.items()}

    result = crawl(FetchSpider, settings, urls=list(urls))

    found = {urls[got.url]: got.body.count(b"<a href=") for got in result.items}
    assert found == {name: links for name, (_app, links) in HOSTILE.items()}
    assert {got.fetch for got in result.items} == {"ok"}
    unrendered = {urls[got.url] for got in result.items if "linkcrawl_not_rendered" in got.meta}
    assert unrendered == {"offers a download", "never ends", "allocates without end"}
    assert result.stats["linkcrawl/render/share_percent"] == round(100 * 6 / 9, 1)


def test_a_browser_that_is_killed_is_started_again(crawl: Crawl, serve: Serve) -> None:
    killed: list[int] = []
    first = threading.Lock()

    def kill_once(handler: BaseHTTPRequestHandler) -> None:
        if first.acquire(blocking=False):
            killed.extend(browsers_of(os.getpid()))
            for process in killed:
                os.kill(process, signal.SIGKILL)
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n" + FILL.encode()
        handler.wfile.write(answer)

    site = serve({f"/{number}": MOUNT for number in range(6)} | {"/app.js": kill_once})

    result = crawl(FetchSpider, urls=[f"{site.url}/{n}" for n in range(6)])

    assert len(killed) == 1
    assert [got.body.count(b"<a href=") for got in result.items] == [5] * 6
    assert result.stats["playwright/browser_count"] == 2


def test_nothing_inside_is_reached_from_a_page(crawl: Crawl, serve: Serve) -> None:
    inside = serve({"/": "<p>secret</p>"})
    outside = serve({})
    tries = f"""
    const inside = 'http://127.0.0.1:{inside.port}/', other = 'http://[::1]:{inside.port}/';
    for (const url of [inside, other, 'http://169.254.169.254/', '/sent-inside']) {{
        fetch(url, {{mode: 'no-cors'}}).catch(() => 0);
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
        const file = document.createElement('script');
        file.src = url;
        document.body.append(file);
        for (const rel of ['stylesheet', 'prefetch', 'preload', 'preconnect', 'icon']) {{
            document.head.append(Object.assign(document.createElement('link'), {{rel, href: url}}));
        }}
        document.body.append(Object.assign(document.createElement('object'), {{data: url}}));
        new Image().src = url;
        const form = Object.assign(document.createElement('form'), {{action: url, target: 'f'}});
        document.body.append(form);
        form.submit();
        const style = document.createElement('style');
        style.textContent = `@import '${{url}}'; body {{ background: url('${{url}}') }}`;
        document.head.append(style);
        import(url).catch(() => 0);
    }}
    new WebSocket('ws://127.0.0.1:{inside.port}/');
    new EventSource(inside);
    navigator.sendBeacon(inside);
    {FILL}
    """
    leave = f"location.href = 'http://127.0.0.1:{inside.port}/'"
    outside.routes.update(
        {
            "/": MOUNT,
            "/app.js": script(tries),
            "/leaving": MOUNT.replace("app", "leave"),
            "/leave.js": script(leave),
            "/sent-inside": Answer(b"", 302, {"Location": f"http://127.0.0.1:{inside.port}/"}),
        }
    )
    url = f"http://localhost:{outside.port}"
    settings = {
        "LINKCRAWL_ALLOW_ADDRESSES": ["localhost"],
        "LINKCRAWL_ALLOW_PORTS": [inside.port],
        "ROBOTSTXT_OBEY": False,  # or a robots.txt that cannot be had would refuse all of it first
    }

    result = crawl(FetchSpider, settings, urls=[f"{url}/", f"{url}/leaving"])

    links = {got.url.rpartition("/")[2]: got.body.count(b"<a href=") for got in result.items}
    assert links == {"": 5, "leaving": 0}
    assert "/sent-inside" in outside.hits
    assert inside.hits == []
