"""CPU time of placement beyond the parse, on a page of a given size.

    python -m bench.placement.speed [PAGE.html ...]

Without arguments the page is made: 50 KB, 120 links, the blocks of an ordinary blog.
Measured are the surroundings and the classification, best of several runs on one thread.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from linkcrawl.classify.placement import classify_placements
from linkcrawl.page.links import find_anchors
from linkcrawl.page.read import parse
from linkcrawl.page.surroundings import read_surroundings
from linkcrawl.urls import resolve

RUNS = 50
URL = "https://bakery.example/blog/bread/"
_SENTENCE = "Bread is baked before dawn, in an oven that was built of brick a century ago. "


def ordinary_page() -> str:
    """50 KB with 120 links: menu, article, related posts, sidebar, comments, footer."""
    menu = "".join(f'<li class="menu-item"><a href="/m{n}/">Page {n}</a></li>' for n in range(30))
    prose = "".join(
        f'<p class="text">{_SENTENCE * 18}<a href="https://site{n}.example/a">source {n}</a>'
        f" {_SENTENCE * 8}</p>"
        for n in range(20)
    )
    cards = "".join(
        f'<article class="card"><a href="/blog/{n}/"><img src="{n}.jpg" alt=""></a>'
        f'<h3><a href="/blog/{n}/">An older post about ovens {n}</a></h3>'
        f"<time>2 May 2026</time><p>{_SENTENCE}</p></article>"
        for n in range(12)
    )
    notes = "".join(
        f'<li class="comment"><a href="https://reader{n}.example/">Reader {n}</a>'
        f'<p>{_SENTENCE * 2}</p><a href="#reply-{n}">Reply</a></li>'
        for n in range(10)
    )
    foot = "".join(f'<li><a href="/legal/{n}">Legal {n}</a></li>' for n in range(26))
    return f"""<!doctype html><html><head><title>Bread</title></head><body class="single">
    <header class="site-header"><div class="inner"><nav><ul class="menu">{menu}</ul></nav></div>
    </header><div class="wrap"><main><article class="post"><h1>Bread</h1>{prose}</article>
    <section class="related"><h2>Related</h2>{cards}</section>
    <section id="comments"><h2>Comments</h2><ol>{notes}</ol></section></main></div>
    <footer><ul>{foot}</ul><p>© 2026</p></footer></body></html>"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, nargs="*")
    pages = [(path.name, path.read_text("utf8")) for path in parser.parse_args().pages]
    for name, html in pages or [("an ordinary page", ordinary_page())]:
        measure(name, html)


def measure(name: str, html: str) -> None:
    root = parse(html)
    anchors = find_anchors(root, 20_000)
    urls = [resolve(anchor.get("href") or "", URL) for anchor in anchors]
    around = read_surroundings(root, anchors, urls, URL)
    reading = _best(lambda: read_surroundings(root, anchors, urls, URL))
    judging = _best(lambda: classify_placements(around))
    print(
        f"{name}: {len(html) / 1000:.0f} KB, {sum(1 for _ in root.iter())} elements,"
        f" {len(anchors)} links: parse {_best(lambda: parse(html)):.2f} ms,"
        f" surroundings {reading:.2f} ms, classification {judging:.2f} ms"
    )


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
