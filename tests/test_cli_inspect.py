"""linkcrawl inspect and linkcrawl.inspect_page: every link of one page, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import LINKCRAWL, linkcrawl, process
from local_site import LocalSite

import linkcrawl as package
from linkcrawl.demo.demo_web import demo_web, web_pages
from linkcrawl.demo.proxy import serve
from linkcrawl.vocabulary import AnchorType, Placement

HTML = """<!DOCTYPE html><html lang="en"><title>Bread</title>
<nav><a href="/">Home</a></nav>
<main><article><h1>Bread</h1>
<p>Last week we met the lovely people of <a href="https://www.oakandember.example/ovens/"
rel="sponsored nofollow" title="ovens">Oak &amp; Ember</a>, whose ovens bake the bread that we
have on Sundays, and stayed until the fire was down and the last loaf was cool enough to cut.</p>
<map name="m"><area href="shop?a=1&amp;b=2" alt="the shop"></map></article></main>
<footer><a href="https://x.example/"><img src="x.png" alt="X"></a><a name="no-link">no link</a>
<a href="javascript:void(0)">\x1b[31mclick here</a></footer></html>"""
URL = "https://bread.example/2026/"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(HTML, "utf-8")
    return path


def test_a_page_has_a_link_for_each_a_and_area_with_href_in_order() -> None:
    page = package.inspect_page(HTML.encode(), URL)

    assert [(link.tag, link.href) for link in page.links] == [
        ("a", "/"),
        ("a", "https://www.oakandember.example/ovens/"),
        ("area", "shop?a=1&b=2"),
        ("a", "https://x.example/"),
        ("a", "javascript:void(0)"),
    ]
    assert page.links[2].url == "https://bread.example/2026/shop?a=1&b=2"


def test_a_link_is_placed_typed_and_described() -> None:
    page = web_pages(1)["millstonelane.example"]["/2026/03/flour-for-fire/"]

    links = package.inspect_page(page.body, "http://millstonelane.example/2026/03/").links

    (link,) = [link for link in links if link.anchor_text == "Oak & Ember"]
    assert link.url == "http://www.oakandember.example/ovens/"
    assert link.placement is Placement.CONTENT
    assert link.placement_evidence
    assert link.in_prose
    assert link.anchor_type is AnchorType.BRAND
    assert link.anchor_reason
    assert link.before
    assert Placement.NAVIGATION in {link.placement for link in links}


def test_the_content_type_tells_the_charset() -> None:
    html = '<a href="/">bäcker</a>'.encode("cp1252")

    page = package.inspect_page(html, URL, content_type="text/html; charset=windows-1252")

    assert page.links[0].anchor_text == "bäcker"


@pytest.mark.parametrize("html", [b"", b"\x00", b"<", b"\xff\xfe", b"<a href=", b"%PDF-1.7"])
def test_nothing_is_too_broken_to_be_a_page(html: bytes) -> None:
    assert package.inspect_page(html, URL).links == ()


def test_a_table_names_each_link_and_why(file: Path) -> None:
    ran = linkcrawl("inspect", "--url", URL, file)

    assert (ran.code, ran.err) == (0, "")
    for told in ("5 links", "Oak & Ember", "nofollow sponsored", "placement", "is the brand"):
        assert told in ran.out


def test_a_table_holds_nothing_that_a_terminal_would_obey(file: Path) -> None:
    assert "\x1b" not in linkcrawl("inspect", file).out


def test_json_has_one_object_a_page_with_everything_on_its_links(file: Path) -> None:
    ran = linkcrawl("inspect", "--json", "--url", URL, file, file)

    first, second = map(json.loads, ran.out.splitlines())
    assert first == second
    assert [link["position"] for link in first["links"]] == [0, 1, 2, 3, 4]
    assert first["links"][0]["placement"] == "navigation"
    assert first["links"][1]["rel"] == ["nofollow", "sponsored"]


def test_a_workspace_knows_brands_and_keywords(file: Path, tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    (tmp_path / "linkcrawl.toml").write_text(
        '[[own]]\ndomain = "x.example"\nkeywords = ["X"]\nbrands = ["Something else"]\n', "utf-8"
    )

    known = json.loads(linkcrawl("--workspace", tmp_path, "inspect", "--json", file).out)
    unknown = json.loads(linkcrawl("--workspace", "/", "inspect", "--json", file).out)

    assert known["links"][3]["image_alt_type"] == "exact_match"
    assert unknown["links"][3]["image_alt_type"] == "brand"


def test_a_workspace_has_placement_rules_of_its_own(file: Path, tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    (tmp_path / "linkcrawl.toml").write_text(
        '[[own]]\ndomain = "x.example"\n[[sites]]\ndomain = "bread.example"\n'
        'placement = { "p a" = "author_box" }\n',
        "utf-8",
    )

    ran = linkcrawl("--workspace", tmp_path, "inspect", "--json", "--url", URL, file)

    links = json.loads(ran.out)["links"]
    assert [link["position"] for link in links if link["placement"] == "author_box"] == [1]


def test_urls_are_fetched_as_a_crawl_would_fetch_them(tmp_path: Path) -> None:
    pages = (
        "http://www.harrowbrick.example/stockists",
        "http://www.slowhearthguild.example/members/oak-and-ember",
        "http://127.0.0.1/",
        "http://nobody.example/",
    )
    with serve(demo_web()) as proxy:
        ran = process(
            [*LINKCRAWL, "inspect", "--json", *pages], tmp_path, {"http_proxy": proxy.url}
        )

    assert (ran.code, ran.err) == (0, "")
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [page["url"] for page in told] == list(pages)
    assert [page["fetch"] for page in told][:3] == ["ok", "robots_disallowed", "refused"]
    assert told[3]["fetch"] != "ok"
    assert told[0]["final_url"] == "http://www.harrowbrick.example/where-to-see-our-bricks"
    assert any("oakandember" in link["url"] for link in told[0]["links"])


@pytest.mark.parametrize(
    ("allowed", "fetch"),
    [("", "refused"), ("10.0.0.0/8", "refused"), ("intranet.example, 127.0.0.0/8", "ok")],
)
def test_the_environment_allows_an_intranet(tmp_path: Path, allowed: str, fetch: str) -> None:
    with LocalSite({"/": HTML}) as inside:
        ran = process(
            [*LINKCRAWL, "inspect", "--json", f"{inside.url}/"],
            tmp_path,
            {"LINKCRAWL_ALLOW_ADDRESSES": allowed},
        )

    assert json.loads(ran.out)["fetch"] == fetch


def test_a_workspace_says_whether_a_browser_looks(tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    config = '[[own]]\ndomain = "x.example"\n[crawl]\ndelay = 0\nrender = '
    nowhere = {"LINKCRAWL_BROWSER": str(tmp_path / "none")}
    told = {}
    with LocalSite({"http://bread.example/": HTML}) as proxy:
        for mode in ("always", "never"):
            (tmp_path / "linkcrawl.toml").write_text(f'{config}"{mode}"\n', "utf-8")
            ran = process(
                [*LINKCRAWL, "inspect", "--json", "http://bread.example/"],
                tmp_path,
                {"http_proxy": proxy.url, **nowhere},
            )
            told[mode] = json.loads(ran.out)["failure"]

    assert told == {
        "always": "no Chromium was found (`linkcrawl doctor` tells more)",
        "never": "",
    }


def test_a_workspace_says_who_asks(tmp_path: Path) -> None:
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "x.example"\n', "utf-8")
    with LocalSite({"http://bread.example/": HTML}) as proxy:
        ran = process(
            [*LINKCRAWL, "inspect", "http://bread.example/"], tmp_path, {"http_proxy": proxy.url}
        )

    assert (ran.code, ran.err) == (0, "")
    agents = {headers["User-Agent"] for headers in proxy.seen}
    assert agents == {"linkcrawl/0.1 (+https://x.example/)"}
