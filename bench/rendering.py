"""Does a crawl that renders page after page stay as small as it was, and what does a page cost?

``python -m bench.rendering`` renders 500 pages and prints memory every 50; exit code 1 where it
has grown beyond the budget. README.md in this folder says what is measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean
from threading import Thread

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from linkcrawl.fetch.visit import page_of_response

MEMORY_BUDGET = 1.15
EVERY = 50
LINKS = 60

_SCRIPT = f"""
const number = Number(location.pathname.slice(1));
const words = (seed) => Array.from({{length: 40}}, (_, i) => `word${{(seed * 31 + i * 7) % 997}}`);
const parts = Array.from({{length: {LINKS}}}, (_, i) => `<section><h2>Part ${{i}}</h2>
  <p>${{words(i).join(' ')}} <a href="https://site${{(number + i) % 50}}.example/${{i}}">link</a>
  <img src="/picture-${{i}}.png"></p></section>`);
document.getElementById('root').innerHTML = parts.join('');
globalThis.kept = Array.from({{length: 200000}}, (_, i) => ({{number: i}}));
setTimeout(() => document.body.append('late'), 1000);
"""
_PAGE = (
    "<!doctype html><title>Page</title><style>section {margin: 1em} a {color: navy}</style>"
    "<nav><a href=/1>Home</a></nav><div id=root></div><script src=/app.js></script>"
)


class Handler(BaseHTTPRequestHandler):
    """Every path is a page but one, which is the script of all of them."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        script = self.path == "/app.js"
        body = (_SCRIPT if script else _PAGE).encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Megabytes of this process and of the browser's after so many pages and seconds."""

    pages: int
    seconds: float
    python: float
    browser: float


class RenderingSpider(Spider):
    """Renders *pages* pages, and leaves a sample for every fifty."""

    name = "rendering"

    def __init__(self, url: str, pages: int, samples: list[Sample]) -> None:
        super().__init__()
        self.url = url
        self.pages = pages
        self.samples = samples
        self.done = 0
        self.began = time.monotonic()

    async def start(self) -> AsyncIterator[Request]:
        for number in range(self.pages):
            yield Request(f"{self.url}/{number}", cb_kwargs={"asked": "x"}, dont_filter=True)

    def parse(self, response: Response, asked: str) -> Iterator[object]:
        page = page_of_response(response, response.url)
        if not page.rendered or len(page.links) != LINKS + 1:
            raise RuntimeError(
                f"{response.url}: {len(page.links)} links, rendered: {page.rendered}"
            )
        self.done += 1
        if self.done % EVERY == 0:
            self.samples.append(
                Sample(self.done, time.monotonic() - self.began, _resident(), _browser())
            )
            _print(self.samples[-1])
        return iter(())


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _browser() -> float:
    """What the browser's processes have for themselves, and their share of the rest."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_name = entry.read_text().rpartition(") ")[2]
            parents[int(entry.parent.name)] = int(after_name.split()[1])
    return sum(_proportional(pid) for pid in parents if _is_ours(pid, parents))


def _is_ours(pid: int, parents: dict[int, int]) -> bool:
    with suppress(OSError):
        if "chrom" in Path(f"/proc/{pid}/comm").read_text():
            while pid in parents and pid != os.getpid():
                pid = parents[pid]
            return pid == os.getpid()
    return False


def _proportional(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _print(sample: Sample) -> None:
    speed = sample.pages / sample.seconds
    print(
        f"{sample.pages:>6} pages {speed:6.2f} pages/s "
        f"{sample.python:7.0f} MB Python {sample.browser:7.0f} MB browser",
        flush=True,
    )


def render(pages: int, mode: str) -> list[Sample]:
    """Memory while *pages* pages are rendered."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    settings = Settings()
    settings.setmodule("linkcrawl.settings", priority="project")
    settings.setdict(
        {
            "LINKCRAWL_ALLOW_ADDRESSES": ["127.0.0.0/8"],
            "LINKCRAWL_RENDER": mode,
            "ITEM_PIPELINES": {},
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "LOG_LEVEL": "WARNING",
        },
        priority="cmdline",
    )
    samples: list[Sample] = []
    process = AsyncCrawlerProcess(settings)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    process.crawl(RenderingSpider, url=url, pages=pages, samples=samples)
    process.start()
    return samples


def growth(samples: list[Sample]) -> float:
    """Memory at the end of that at the beginning: the means of the last and first thirds."""
    sizes = [sample.python + sample.browser for sample in samples]
    third = max(1, len(sizes) // 3)
    return mean(sizes[-third:]) / mean(sizes[:third])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--mode", choices=("always", "auto"), default="always")
    arguments = parser.parse_args()
    samples = render(arguments.pages, arguments.mode)
    if not samples or samples[-1].pages < arguments.pages - EVERY:
        print("not all pages were rendered")
        return 1
    found = growth(samples)
    print(f"memory at the end of that at the beginning: {found:.2f} (budget {MEMORY_BUDGET})")
    return int(found > MEMORY_BUDGET)


if __name__ == "__main__":
    sys.exit(main())
