"""What a page loads only when its reader comes near is found, however the page does that."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Crawl, Serve

from linkcrawl.fetch.look import LookSpider
from linkcrawl.fetch.patience import at_most
from linkcrawl.items import Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.vocabulary import Presence

OURS = "https://ours.example"
ADD = f"""
const add = (name, style = '', where = document.body) => where.insertAdjacentHTML('beforeend',
  `<p style="${{style}}"><a href="{OURS}/${{name}}">${{name}}</a></p>`);
"""
TALL = "<div style='height:3000px'></div>"
ROW = "'<div style=\"height:900px\">row</div>'"

# How a page loads what it has further down, and what it has then.
WAYS = {
    "observed": (
        f"{TALL}<p id=here>.</p>",
        "new IntersectionObserver(([at], me) => { if (at.isIntersecting) { me.disconnect();"
        " add('observed'); } }).observe(here)",
        {"observed": ""},
    ),
    # A place of one pixel, which no step may leave out.
    "observed-halfway": (
        f"{TALL * 3}<i id=here style='display:block;height:1px'></i>{TALL * 4}",
        "new IntersectionObserver((all) => { if (all.some((one) => one.isIntersecting))"
        " add('observed-halfway'); }).observe(here)",
        {"observed-halfway": ""},
    ),
    "listening": (
        TALL,
        "let timer; addEventListener('scroll', () => { clearTimeout(timer); timer = setTimeout("
        "() => { if (scrollY > 1500) { timer = null; add('listening'); } }, 250); })",
        {"listening": ""},
    ),
    "part-by-part": (
        "<main id=list></main><p id=end>.</p>",
        f"list.innerHTML = {ROW}; let part = 0; new IntersectionObserver(async ([at]) => {{"
        " if (!at.isIntersecting || part === 3) return;"
        " const text = await (await fetch(`/part?${++part}`)).text();"
        f" list.insertAdjacentHTML('beforeend', {ROW}); add(text + part, '', list);"
        " }).observe(end)",
        {"part1": "", "part2": "", "part3": ""},
    ),
    "in-a-box": (
        "<style>body {margin:0}</style><div id=box style='height:100vh;overflow-y:auto'>"
        f"{TALL}<p id=here>.</p></div>",
        "new IntersectionObserver((all) => { if (all.some((one) => one.isIntersecting))"
        " add('in-a-box', '', box); }).observe(here)",
        {"in-a-box": ""},
    ),
    "hidden": (
        TALL,
        "addEventListener('scroll', () => add('hidden', 'display:none'), {once: true})",
        {"hidden": "display:none"},
    ),
    "without-end": (
        TALL,
        f"addEventListener('scroll', () => document.body.insertAdjacentHTML('beforeend', {ROW}));"
        "add('without-end')",
        {"without-end": ""},
    ),
}


def no_rules(_site: str) -> tuple[PlacementRule, ...]:
    return ()


def looked_at(crawl: Crawl, urls: list[str], **more: object) -> list[Page]:
    pages: list[Page] = []
    settings = {"LINKCRAWL_RENDER": "always", **more}
    crawl(LookSpider, settings, urls=urls, pages=pages, rules_of=no_rules)
    assert [(page.fetch, page.failure) for page in pages if not page.rendered] == []
    return pages


def test_what_loads_on_the_way_down_is_found(crawl: Crawl, serve: Serve) -> None:
    pages = {
        f"/{name}": f"<!doctype html><title>Page</title>{body}<script>{ADD}{script}</script>"
        for name, (body, script, _) in WAYS.items()
    }
    site = serve({**pages, "/part": "part"})

    found = {
        page.url.rpartition("/")[2]: {
            link.anchor_text: link.sight and link.sight.why
            for link in page.links
            if link.presence is Presence.RENDERED_ONLY
        }
        for page in looked_at(crawl, [site.url + path for path in pages])
    }

    assert found == {name: links for name, (_, _, links) in WAYS.items()}


def test_a_page_that_could_not_be_scrolled_through_was_not_read_whole(
    crawl: Crawl, serve: Serve
) -> None:
    site = serve({"/": f"<!doctype html>{TALL}<a href={OURS}>ours</a>"})

    (whole,) = looked_at(crawl, [f"{site.url}/"])
    (half,) = looked_at(crawl, [f"{site.url}/"], LINKCRAWL_RENDER_SETTLE=0.001)

    assert (whole.truncated, half.truncated) == (False, True)
    assert len(half.links) == 1


def test_a_page_of_very_many_parts_is_looked_at(crawl: Crawl, serve: Serve) -> None:
    site = serve({"/": f"<!doctype html><body>{'<!---->' * 150_000}<a href={OURS}>ours</a>"})

    (page,) = looked_at(crawl, [f"{site.url}/"])

    assert [link.sight is not None for link in page.links] == [True]


class Jumping(asyncio.SelectorEventLoop):
    """A loop that can be kept busy for as long as one likes, without waiting for it."""

    busy = 0.0

    def time(self) -> float:
        return super().time() + self.busy


def test_our_own_work_does_not_use_up_the_time_of_a_page() -> None:
    async def answered_after_work() -> bool:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Jumping)
        async with at_most(5):
            loop.busy += 60
            # As many turns of the loop as an answer of the browser takes.
            for _ in range(10):
                await asyncio.sleep(0)
        return True

    async def never_answered() -> None:
        async with at_most(0.05):
            await asyncio.Event().wait()

    with asyncio.Runner(loop_factory=Jumping) as runner:
        assert runner.run(answered_after_work())
        with pytest.raises(TimeoutError):
            runner.run(never_answered())
