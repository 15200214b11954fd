"""A browser on another machine renders pages, and gets no further than one that runs here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer
from test_fetch_render import FILL, MOUNT, script

from linkcrawl.fetch.browser import find_browser
from linkcrawl.fetch.browser_check import try_browser
from linkcrawl.fetch.errors import BrowserUnavailable


@contextmanager
def first_words(command: list[str | Path], mark: str) -> Iterator[str]:
    """What a process says first with *mark* in it, from there to the end of the line."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        line = next(line for line in process.stdout if mark in line)
        try:
            yield mark + line.partition(mark)[2].strip()
        finally:
            # With all that it has started: a server that goes alone leaves its browser behind.
            os.killpg(process.pid, signal.SIGTERM)


@pytest.fixture(params=["Playwright server", "Chromium"])
def elsewhere(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[str]:
    """A browser that is controlled from afar; there is none on this machine."""
    path = find_browser()
    assert path
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    if request.param == "Chromium":
        command: list[str | Path] = [path, "--headless=new", "--remote-debugging-port=0", *root]
        # Its start page would be looked for on the internet, and hold up who connects meanwhile.
        command += [f"--user-data-dir={tmp_path / 'profile'}", "about:blank"]
    else:
        options = {"executablePath": str(path), "chromiumSandbox": not root}
        (tmp_path / "launch.json").write_text(json.dumps(options))
        command = [sys.executable, "-m", "playwright", "launch-server", "--browser=chromium"]
        command += [f"--config={tmp_path / 'launch.json'}"]
    with first_words(command, "ws://") as said:
        http = f"http://{said.split('/')[2]}"
        url = http if request.param == "Chromium" else said
        monkeypatch.setenv("LINKCRAWL_BROWSER", "/nowhere/chromium")
        monkeypatch.setenv("LINKCRAWL_BROWSER_URL", url)
        yield url


def test_it_renders_pages_and_reaches_nothing_inside(
    crawl: Crawl, serve: Serve, elsewhere: str
) -> None:
    inside = serve({"/": "<p>secret</p>"})
    tries = f"""
    for (const url of ['http://127.0.0.1:{inside.port}/', '/sent-inside']) {{
        fetch(url, {{mode: 'no-cors'}}).catch(() => 0);
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
    }}
    new WebSocket('ws://127.0.0.1:{inside.port}/');
    {FILL}
    """
    sent = Answer(b"", 302, {"Location": f"http://127.0.0.1:{inside.port}/"})
    outside = serve({"/": MOUNT, "/app.js": script(tries), "/sent-inside": sent})
    settings = {"LINKCRAWL_ALLOW_ADDRESSES": ["localhost"], "LINKCRAWL_ALLOW_PORTS": [inside.port]}

    [got] = crawl(FetchSpider, settings, urls=[f"http://localhost:{outside.port}/"]).items

    assert got.body.count(b"<a href=") == 5
    assert "/sent-inside" in outside.hits
    assert inside.hits == []


def test_it_is_tried_by_the_doctor(elsewhere: str) -> None:
    assert try_browser()


@pytest.mark.parametrize("wrong", ["10.0.0.9:3000", "ftp://10.0.0.9/", "ws://:3000", "ws://a:b"])
def test_an_address_that_is_none_is_one_line(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("LINKCRAWL_BROWSER_URL", wrong)

    with pytest.raises(BrowserUnavailable, match="LINKCRAWL_BROWSER_URL: accepted: ws:// of a"):
        try_browser()


def test_without_it_the_plain_page_is_kept(
    crawl: Crawl, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKCRAWL_BROWSER_URL", "ws://127.0.0.1:9/secret-key")
    site = serve({"/": MOUNT})

    [got] = crawl(FetchSpider, urls=[f"{site.url}/"]).items

    assert got.body == MOUNT.encode()
    assert got.meta["linkcrawl_not_rendered"] == "127.0.0.1:9 does not answer"
