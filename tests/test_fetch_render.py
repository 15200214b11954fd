"""Pages that need JavaScript are looked at in a real browser, and bounded there."""

from __future__ import annotations

import pytest
from conftest import Crawl, Serve
from fetching import FetchSpider
from local_site import Answer

from linkcrawl.fetch.browser import find_browser
from linkcrawl.fetch.shell import is_shell

FILL = """
const links = Array.from({length: 5}, (_, i) => `<p><a href="/to/${i}">Link ${i}</a></p>`);
document.getElementById('root').innerHTML = links.join('');
"""
SHELL = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'
PLAIN = (
    "<html><body><script>1</script>" + '<p>Words <a href="/x">link</a></p>' * 30 + "</body></html>"
)


def test_a_shell_is_rendered_and_both_views_are_kept(crawl: Crawl, serve: Serve) -> None:
    site = serve(
        {"/": SHELL, "/app.js": Answer(FILL.encode(), headers={"Content-Type": "text/javascript"})}
    )

    [got] = crawl(FetchSpider, urls=[site.url + "/"]).items

    assert got.fetch == "ok"
    assert got.body.count(b"<a href=") == 5
    assert got.meta["linkcrawl_raw"] == SHELL.encode()
