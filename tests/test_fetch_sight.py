"""What readers see of a page: shadow roots and frames, hidden links, where a click leads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Crawl, Serve

from linkcrawl.fetch.look import LookSpider
from linkcrawl.items import Link, Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.vocabulary import Presence

OURS = "https://ours.example"
Look = Callable[..., dict[str, Link]]


def no_rules(_site: str) -> tuple[PlacementRule, ...]:
    return ()


@pytest.fixture
def look(crawl: Crawl, serve: Serve) -> Look:
    """Serve a page with some routes beside it, and give its links by their words."""

    def links(body: str, **routes: str) -> dict[str, Link]:
        page = f"<!doctype html><title>Page</title>{body}"
        site = serve({"/": page} | {f"/{name}": route for name, route in routes.items()})
        pages: list[Page] = []
        settings = {"LINKCRAWL_RENDER": "always"}
        crawl(LookSpider, settings, urls=[f"{site.url}/"], pages=pages, rules_of=no_rules)
        (found,) = pages
        assert found.rendered, found.failure
        assert "linkcrawl" not in repr(found.links)
        return {link.anchor_text or link.url: link for link in found.links}

    return links


def a(name: str, attributes: str = "") -> str:
    return f'<a href="{OURS}/{name.replace(" ", "-")}" {attributes}>{name}</a>'


# How a link is written, and why readers do not see it, "" where they do.
SIGHTS = {
    "plain": ("<p>[link]</p>", ""),
    "none": ("<p style='display:none'>[link]</p>", "display:none"),
    "by a class": ("<style>.gone {display:none}</style><p class=gone>[link]</p>", "display:none"),
    "attribute": ("<p hidden>[link]</p>", "display:none"),
    "shown in spite of it": ("<style>.x {display:block}</style><p class=x hidden>[link]", ""),
    "invisible": ("<p style='visibility:hidden'>[link]</p>", "visibility:hidden"),
    "faded": ("<div style='opacity:.2'><p style='opacity:.2'>[link]</p></div>", "opacity:0"),
    "half faded": ("<div style='opacity:.5'>[link]</div>", ""),
    "left of the page": ("<p style='position:absolute;left:-9999px'>[link]</p>", "off the page"),
    "above the page": ("<p style='position:absolute;top:-999px'>[link]</p>", "off the page"),
    "right of the page": ("<p style='position:absolute;left:9999px'>[link]</p>", "off the page"),
    "indented": ("<p style='text-indent:-9999px'>[link]</p>", "off the page"),
    "shifted": ("<p style='transform:translateX(-5000px)'>[link]</p>", "off the page"),
    "scaled": ("<p style='transform:scale(0)'>[link]</p>", "no size"),
    "no height": ("<div style='height:0;overflow:hidden'>[link]</div>", "clipped away"),
    "one pixel": (
        "<p style='position:absolute;width:1px;height:1px;overflow:hidden'>[link]</p>",
        "clipped away"),
    "clip": ("<p style='position:absolute;clip:rect(0,0,0,0)'>[link]</p>", "clipped away"),
    "clip path": ("<p style='clip-path:inset(50%)'>[link]</p>", "clipped away"),
    "circle": ("<p style='clip-path:circle(0)'>[link]</p>", "clipped away"),
    "covered": (
        "<div style='position:relative;height:2em'>[link]<div style='position:absolute;inset:0;"
        "background:#fff'></div></div>", "covered by another element",
    ),
    "white on white": ("<p><style>.w {color:#fff}</style>[link class=w]</p>",
                       "same colour as its background"),
    "grey on grey": ("<div style='background:#ccc'>[link style=color:#c8c8c8]</div>",
                     "same colour as its background"),
    "white on black": ("<div style='background:#000'>[link style=color:#fff]</div>", ""),
    "white on a picture": (
        "<div style='background:url(/b.png)'>[link style=color:#fff]</div>", ""),
    "white over a box": (
        "<div style='position:relative'><div style='position:absolute;inset:0;background:navy'>"
        "</div><p style='position:relative'>[link style=color:#fff]</p></div>", ""),
    "transparent": ("<p>[link style=color:transparent]</p>", "transparent text"),
    "tiny": ("<p style='font-size:2px'>[link]</p>", "tiny text"),
    "small": ("<p style='font-size:9px'>[link]</p>", ""),
    "scroller": (
        "<div style='height:60px;overflow:auto'><p style='height:300px'></p>[link]</div>", ""),
    "details": ("<details><summary>More</summary><p>[link]</p></details>", "in a closed part"),
    "accordion": (
        "<button aria-expanded=false aria-controls=acc>Open</button>"
        "<div id=acc style='display:none'>[link]</div>", "in a closed part"),
    "until found": ("<p hidden=until-found>[link]</p>", "in a closed part"),
    "tab": ("<a href='#tab1' role=tab>Tab</a><div id=tab1 role=tabpanel hidden>[link]</div>",
            "in a closed part"),
    "question": ("<h3 style='cursor:pointer'>Why?</h3><div style='display:none'>[link]</div>",
                 "in a closed part"),
    "no height question": (
        "<h3 style='cursor:pointer'>Why?</h3>"
        "<div style='max-height:0;overflow:hidden'>[link]</div>",
        "in a closed part"),
    "hover": (
        "<style>.menu ul {display:none} .menu:hover ul {display:block}</style>"
        "<div class=menu>Topics<ul><li>[link]</ul></div>", "in a closed part"),
    "focus": (
        "<style>.f div {opacity:0;transition:opacity .3s} .f:focus-within div {opacity:1}"
        "</style><div class=f><button>Topics</button><div>[link]</div></div>", "in a closed part"),
    "own hover": ("<style>.o {opacity:0} .o:hover {opacity:1}</style>[link class=o]", "opacity:0"),
    "checkbox": (
        "<style>.c ul {display:none} .c input:checked ~ ul {display:block}</style><div class=c>"
        "<label for=cb>Menu</label><input type=checkbox id=cb><ul><li>[link]</ul></div>",
        "in a closed part"),
    "drawer": (
        "<button>Menu</button><nav style='position:fixed;left:-300px;width:300px'>"
        "<a href=/1>1</a> <a href=/2>2</a> <a href=/3>3</a> [link]</nav>", "in a closed part"),
}  # fmt: skip


def page_of(cases: dict[str, tuple[str, str]]) -> str:
    """One page with a block for each case."""
    blocks = (
        re.sub(r"\[link ?(.*?)\]", lambda found, name=name: a(name, found[1]), body)
        for name, (body, _) in cases.items()
    )
    return "".join(f"<div>{block}</div>\n" for block in blocks)


def test_what_readers_see(look: Look) -> None:
    links = look(page_of(SIGHTS))

    told = {name: links[name].sight for name in SIGHTS}
    seen = {name: sight and sight.why for name, sight in told.items()}
    assert seen == {
        name: "in a closed part of the page" if why.startswith("in a") else why
        for name, (_, why) in SIGHTS.items()
    }


# How a link is written, and why it is seen but not clicked, "" where it is.
CLICKS = {
    "no pointer": ("<p style='pointer-events:none'>[link]</p>", "pointer-events:none"),
    "inert": ("<p inert>[link]</p>", "inert"),
    "under glass": (
        "<div style='position:relative'>[link]<div style='position:absolute;inset:0'></div></div>",
        "under a transparent element"),
    "under a banner": (
        "[link]<div style='position:fixed;inset:0;background:#fffe'>Cookies?</div>", ""),
    "silent": ("<p aria-hidden=true>[link]</p>", ""),
    "with a picture": ("[link]<img src=/a.png>", ""),
}  # fmt: skip


def test_what_readers_click(look: Look) -> None:
    links = look(page_of(CLICKS))

    for name, (_, why) in CLICKS.items():
        link = links[name]
        assert link.sight is not None
        assert (name, link.sight.visible, link.sight.why) == (name, True, why)
        assert link.sight.clickable is not bool(why), name
        expected = Presence.NOT_CLICKABLE if why else Presence.RAW_AND_RENDERED
        assert (name, link.presence) == (name, expected)
        assert not link.hidden


def test_a_picture_takes_room_though_it_is_not_loaded(look: Look) -> None:
    picture = f"<a href={OURS}/picture><img src=/logo.png></a>"
    unnamed = f"<a href={OURS}/unnamed><img alt='' src=/logo.png></a>"
    pixel = f"<a href={OURS}/pixel><img src=/dot.png width=1 height=1></a>"
    nothing = f"<a href={OURS}/nothing><img src=/dot.png style='width:0;height:0'></a>"

    links = look(f"<p>{picture}{unnamed}{pixel}{nothing}</p>")

    hidden = {link.url.rpartition("/")[2]: link.hidden for link in links.values()}
    assert hidden == {"picture": False, "unnamed": False, "pixel": True, "nothing": True}


def test_shadow_roots_are_looked_into(look: Look) -> None:
    script = """
    const attach = (where, html, mode = 'open') => {
        const host = document.createElement('div');
        where.append(host);
        const root = host.attachShadow({mode});
        root.innerHTML = html;
        return root;
    };
    const outer = attach(document.body, '<p>LINK1</p><section></section>');
    attach(outer.querySelector('section'), '<p>LINK2</p>');
    attach(document.body, '<p>LINK3</p>', 'closed');
    """
    for number, name in enumerate(("attached", "nested", "closed"), start=1):
        script = script.replace(f"LINK{number}", a(name))
    declared = f"<template shadowrootmode=open><p>{a('declared')}<slot></slot></p></template>"

    links = look(f"<main><div>{declared}{a('slotted')}</div></main><script>{script}</script>")

    assert list(links) == ["declared", "slotted", "attached", "nested", "closed"]
    assert {link.presence for link in links.values()} <= {
        Presence.RENDERED_ONLY,
        Presence.RAW_AND_RENDERED,
    }
    assert all(link.sight is not None and link.sight.visible for link in links.values())


def test_frames_of_the_same_site_are_looked_into(look: Look) -> None:
    inner = f"<title>Frame</title><h1>Frame</h1><a href=/next>relative</a> {a('framed')}"
    links = look(
        f"<h1>Page</h1><div style='height:500px'>{a('outside')}</div>"
        "<iframe src=/frame></iframe><iframe src='/hidden' style='display:none'></iframe>"
        f"<iframe srcdoc='<p>{a('written').replace(chr(34), '')}</p>'></iframe>"
        "<iframe src=/deep></iframe>",
        frame=inner,
        hidden=a("in a hidden frame"),
        deep=f"<iframe src=/deeper></iframe>{a('deep')}",
        deeper=a("deeper"),
    )

    presences = {name: link.presence for name, link in links.items()}
    assert presences.pop("outside") is Presence.RAW_AND_RENDERED
    assert set(presences) == {
        *("relative", "framed", "in a hidden frame", "written", "deep", "deeper"),
    }
    assert set(presences.values()) == {Presence.IN_IFRAME}
    assert links["relative"].url.endswith("/next")
    sights = {name: link.sight for name, link in links.items() if link.sight is not None}
    assert sights["framed"].in_frame
    assert sights["framed"].y > 500
    assert sights["deeper"].visible
    assert sights["in a hidden frame"].why == "in a frame: display:none"
    assert links["in a hidden frame"].hidden


def test_frames_of_other_sites_are_not(crawl: Crawl, serve: Serve) -> None:
    other = serve({"/": a("elsewhere")}, address="127.0.0.2")
    site = serve({"/": f"{a('here')}<iframe src={other.url}></iframe>"})
    pages: list[Page] = []

    crawl(
        LookSpider, {"LINKCRAWL_RENDER": "always"},
        urls=[f"{site.url}/"], pages=pages, rules_of=no_rules,
    )  # fmt: skip

    assert [link.anchor_text for link in pages[0].links] == ["here"]
    assert "/" in other.hits


def test_where_a_press_leads(look: Look) -> None:
    script = """
    const link = (name) => [...document.links].find((one) => one.textContent === name);
    link('on mouse down').addEventListener('mousedown', (e) => e.target.href = '/go?1');
    link('on click').addEventListener('click', (e) => e.target.href = '/go?2');
    link('by address').addEventListener('click', (e) => { location.href = '/go?3'; });
    document.addEventListener('mouseover', (e) => {
        if (e.target.textContent === 'by delegation') e.target.href = '/go?4';
    });
    link('counted').addEventListener('click', () => navigator.sendBeacon('/count'));
    """
    names = ("on mouse down", "on click", "by address", "by delegation", "counted", "plain")
    body = "".join(f"<p>{a(name)}</p>" for name in names)

    links = look(f"{body}<script>{script}</script>")

    led = {name: links[name].sight.leads_to.rpartition("/")[2] for name in names}  # type: ignore[union-attr]
    assert led == {
        "on mouse down": "go?1", "on click": "go?2", "by address": "go?3",
        "by delegation": "go?4", "counted": "", "plain": "",
    }  # fmt: skip
    assert links["on mouse down"].url == f"{OURS}/on-mouse-down"


def test_where_links_stand(look: Look) -> None:
    links = look(
        f"<style>body {{margin:0}} p {{margin:0;height:3000px}}</style>{a('top')}<p></p>{a('end')}"
    )

    top, end = links["top"].sight, links["end"].sight
    assert top is not None
    assert end is not None
    assert top.x == 0
    assert 0 <= top.y < top.height < 40
    assert 3000 < end.y < end.page_height < 3100


def test_late_links_are_waited_for(look: Look) -> None:
    timers = "".join(
        f"setTimeout(() => add('{a(f'after {seconds} s').replace(chr(34), '')}'), {seconds}000);"
        for seconds in (1, 2, 4)
    )
    seen = f"add('{a('on sight').replace(chr(34), '')}')"
    script = f"""
    const add = (html) => document.body.insertAdjacentHTML('beforeend', `<p>${{html}}</p>`);
    {timers}
    new IntersectionObserver(([at]) => {{ if (at.isIntersecting) {seen}; }})
        .observe(document.getElementById('far'));
    """
    links = look(
        f"<p>{a('at once')}</p><div style='height:4000px'></div><i id=far>.</i>"
        f"<script>{script}</script>"
    )

    assert set(links) == {"at once", "after 1 s", "after 2 s", "after 4 s", "on sight"}


def test_a_rel_that_a_script_sets_counts(look: Look) -> None:
    script = "for (const link of document.links) link.rel = 'nofollow';"
    links = look(f"<p>{a('ours', 'rel=noopener')}</p><script>{script}</script>")

    assert links["ours"].rel == ("nofollow",)
    assert links["ours"].raw_rel == ("noopener",)
    assert links["ours"].presence is Presence.RAW_AND_RENDERED


def test_a_script_that_leaves_takes_the_links_with_it(look: Look) -> None:
    script = "setTimeout(() => { location.href = '/sub/elsewhere'; }, 3000)"
    links = look(
        f"<a href=near>relative</a> {a('ours')}<script>{script}</script>",
        **{"sub/elsewhere": f"<p>{a('theirs')}</p>"},
    )

    presences = {name: link.presence for name, link in links.items()}
    assert presences == {
        "theirs": Presence.RENDERED_ONLY,
        "relative": Presence.REMOVED_BY_SCRIPT,
        "ours": Presence.REMOVED_BY_SCRIPT,
    }
    assert "/sub/" not in links["relative"].url
