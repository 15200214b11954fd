from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from demo_promises import EXPECTED, Expected, Side
from lxml import etree

import linkcrawl
from linkcrawl.agreements import Agreement, load_agreements
from linkcrawl.config import load_config
from linkcrawl.demo.demo_web import STAGES, demo_web, web_pages
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response
from linkcrawl.demo.workspace import write_demo_workspace
from linkcrawl.vocabulary import State

HOSTS = tuple(web_pages(1))
TODAY = date(2026, 4, 1)
# A page of links that is taken down while the menu still leads to it, and one that moved.
GONE = "http://www.penhaleforge.example/links.htm"
MOVED = "http://www.harrowbrick.example/stockists"
CHANGED = {
    # the list of customers takes over the link of the case study
    "http://www.harrowbrick.example/customers/",
    "http://www.harrowbrick.example/customers/oak-and-ember",
    # two links that nobody asked for
    "http://www.harrowbrick.example/guides/how-many-bricks",
    "http://www.sundaysourdough.example/2026/03/the-ninety-second-pizza/",
    "http://millstonelane.example/2026/03/flour-for-fire/",
    "http://www.fournil-des-causses.example/stages/cuire-au-feu-de-bois.html",
    GONE,
    "http://www.slowhearthguild.example/news/ovens-on-tour",
    "http://www.thewanderingladle.example/notes/14.html",
    # every link of the weekly's reviews and columns becomes nofollow
    "http://www.thegardenpost.example/columns/a-garden-in-franconia",
    "http://www.thegardenpost.example/reviews/five-outdoor-ovens",
    "http://www.thegardenpost.example/reviews/garden-benches",
}


def get(stage: int, url: str) -> Response | None:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return demo_web(stage)(Request("GET", parts.netloc, path))


def all_pages(stage: int) -> dict[str, Response]:
    return {
        f"http://{host}{path}": response
        for host, pages in web_pages(stage).items()
        for path, response in pages.items()
    }


def html_pages(stage: int) -> Iterator[tuple[str, Response]]:
    for url, response in all_pages(stage).items():
        if dict(response.headers).get("Content-Type", "").startswith("text/html"):
            yield url, response


def links(response: Response, url: str) -> list[str]:
    root = etree.HTML(response.body)
    base = next((tag.attrib["href"] for tag in root.iter("base")), url)
    return [urljoin(base, a.attrib["href"]) for a in root.iter("a", "area") if "href" in a.attrib]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("host", HOSTS)
def test_every_host_answers_with_a_home_page_and_robots_txt(host: str, stage: int) -> None:
    home, robots = get(stage, f"http://{host}/"), get(stage, f"http://{host}/robots.txt")
    assert home
    assert home.status == 200
    assert robots
    assert robots.body.startswith(b"User-agent: *\nDisallow:")


def test_a_few_hundred_pages_on_some_twenty_sites() -> None:
    assert 20 <= len(HOSTS) <= 25
    assert 300 <= sum(1 for _ in html_pages(1)) <= 500


def test_the_stages_differ_only_where_minds_were_changed() -> None:
    first, second = all_pages(1), all_pages(2)
    changed = {url for url in first | second if first.get(url) != second.get(url)}
    # The footer of the German blog bears a new link, on every page.
    blog = {url for url in changed if "//blog.gartenwerk-lindner.example/" in url}
    assert len(blog) > 10
    assert changed - blog == CHANGED


@pytest.mark.parametrize(("stage", "leading_nowhere"), [(1, {MOVED: 301}), (2, {GONE: 404})])
def test_every_link_leads_to_a_page(stage: int, leading_nowhere: dict[str, int]) -> None:
    targets = {urldefrag(to)[0] for url, page in html_pages(stage) for to in links(page, url)}
    answers = {target: get(stage, target) for target in targets if target.startswith("http")}
    statuses = {url: answer.status if answer else None for url, answer in answers.items()}
    strays = {url: status for url, status in statuses.items() if status != 200}
    assert strays == {MOVED: 301} | leading_nowhere


@pytest.mark.parametrize("host", HOSTS)
def test_a_sitemap_lists_pages_that_exist(host: str) -> None:
    answer = get(2, f"http://{host}/sitemap.xml")
    assert answer
    if answer.status == 200:
        listed = etree.fromstring(answer.body).xpath("//*[local-name() = 'loc']/text()")
        found = [get(2, str(url)) for url in listed]
        assert found
        assert all(page and page.status == 200 for page in found)


@pytest.mark.parametrize(
    ("url", "charset", "declared", "text"),
    [
        ("http://www.fournil-des-causses.example/", "windows-1252", True, "« le bon pain"),
        ("http://www.penhaleforge.example/tools.htm", "windows-1252", False, "£68"),
        ("http://blog.gartenwerk-lindner.example/trockenmauer/", "utf-8", True, "Über uns"),
        ("http://www.harrowbrick.example/product/castable-1400", "utf-8", True, "Bolesławiec"),
    ],
)
def test_each_page_is_in_the_charset_it_names(
    url: str, charset: str, declared: bool, text: str
) -> None:
    page = get(1, url)
    assert page
    content_type = dict(page.headers)["Content-Type"]
    assert content_type == (f"text/html; charset={charset}" if declared else "text/html")
    assert text in page.body.decode(charset)


@pytest.mark.parametrize(
    ("url", "status", "location"),
    [
        ("http://www.harrowbrick.example/stockists", 301, "/where-to-see-our-bricks"),
        ("http://oakandember.example/about/", 301, "http://www.oakandember.example/about/"),
        ("http://www.harrowbrick.example/trade/projects", 403, None),
        ("http://www.oakandember.example/nonsense", 404, None),
    ],
)
def test_some_addresses_answer_otherwise(url: str, status: int, location: str | None) -> None:
    answer = get(1, url)
    assert answer
    assert (answer.status, dict(answer.headers).get("Location")) == (status, location)


def test_names_outside_are_unknown() -> None:
    assert get(1, "http://www.example.com/") is None


def test_the_scripted_site_has_links_only_in_its_data() -> None:
    url = "http://www.kilnandcopse.example/projects/long-barn"
    shell, data = get(1, url), get(1, url.replace("/projects", "/data/projects") + ".json")
    assert shell
    assert links(shell, url) == []
    assert data
    assert b"http://www.oakandember.example/ovens/hearth-120/" in data.body


def test_minds_change_while_the_web_is_served() -> None:
    web = demo_web(1)
    page = Request("GET", "www.penhaleforge.example", "/links.htm")
    with serve(web):
        before = web(page)
        web.stage = 2
        after = web(page)
    assert before
    assert after
    assert (before.status, after.status) == (200, 404)


def test_the_demo_works_from_a_zipped_package(tmp_path: Path) -> None:
    package = Path(linkcrawl.__file__).parent
    with zipfile.ZipFile(tmp_path / "linkcrawl.egg", "w") as egg:
        for path in package.rglob("*.*"):
            if "__pycache__" not in path.parts:
                egg.write(path, path.relative_to(package.parent))
    code = (
        "import sys, datetime, pathlib; sys.path.insert(0, sys.argv[1]);"
        "from linkcrawl.demo.demo_web import web_pages;"
        "from linkcrawl.demo.workspace import write_demo_workspace;"
        "write_demo_workspace(pathlib.Path('w'), datetime.date.today());"
        "print(web_pages.__module__, len(web_pages(2)), sys.modules['linkcrawl'].__file__)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "linkcrawl.egg")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split()[1] == str(len(HOSTS))
    assert ".egg" in said.stdout


@pytest.fixture(scope="module")
def agreements(tmp_path_factory: pytest.TempPathFactory) -> tuple[Agreement, ...]:
    folder = tmp_path_factory.mktemp("workspace")
    write_demo_workspace(folder, TODAY)
    config = load_config(folder / "linkcrawl.toml")
    assert config.own[0].domain == "oakandember.example"
    loaded = load_agreements(folder / "agreements.csv")
    assert loaded.problems == ()
    return loaded.rows


def sides(row: Agreement) -> Iterator[tuple[str, Side, str]]:
    if row.their_page:
        yield row.partner, Side.THEIRS, row.their_page
    if row.our_page:
        yield row.partner, Side.OURS, row.our_page


def test_every_side_of_every_agreement_is_expected_to_be_something(
    agreements: tuple[Agreement, ...],
) -> None:
    agreed = [side for row in agreements for side in sides(row)]
    assert sorted(agreed) == sorted((e.partner, e.side, e.page) for e in EXPECTED)


def test_the_agreements_are_of_all_kinds(agreements: tuple[Agreement, ...]) -> None:
    kinds = {row.relationship.partition(":")[0] for row in agreements}
    assert kinds >= {"exchange", "editorial", "supplier", "sponsored", "ring", "association"}
    states = {finding.state for e in EXPECTED for finding in (e.first, e.second)}
    assert states == set(State) - {State.LOST, State.PAGE_GONE, State.REVIEW}


LINKED = {State.LIVE, State.CHANGED, State.NO_CREDIT}
UNLINKED = {State.MISSING, State.ELSEWHERE, State.PENDING, State.OVERDUE, State.ENDED}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e.side}:{e.page}")
def test_agreed_links_stand_where_they_are_expected(
    expected: Expected, stage: int, agreements: tuple[Agreement, ...]
) -> None:
    row = next(
        r for r in agreements if (expected.partner, expected.side, expected.page) in sides(r)
    )
    target = row.our_target if expected.side is Side.THEIRS else row.their_target
    found = target_on(stage, expected, target)
    state = expected.at(stage).state
    assert state in LINKED | UNLINKED | {State.UNKNOWN}
    if state is not State.UNKNOWN:
        assert found == (state in LINKED)


def target_on(stage: int, expected: Expected, target: str) -> bool:
    answer = get(stage, expected.page)
    assert answer
    if expected.rendered:
        parts = urlsplit(expected.page)
        data = get(stage, f"http://{parts.netloc}/data{parts.path}.json")
        return data is not None and f'href=\\"{target}\\"'.encode() in data.body
    if location := dict(answer.headers).get("Location"):
        answer = get(stage, f"http://{urlsplit(expected.page).netloc}{location}")
        assert answer
    return target in links(answer, expected.page)
