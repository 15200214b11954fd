"""The report in a real Chromium: nothing hostile runs, everything fits, is named and readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from relationship_sample import OWN, profile, relationship
from report_sample import CONFIG, NEW, TODAY, link, row, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.config import Report
from linkcrawl.fetch.browser import find_browser
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.profile.profile import Profile
from linkcrawl.judge.run import Judgement
from linkcrawl.judge.verdicts.relationship import (
    Answer,
    Answered,
    Draft,
    Question,
    Relationship,
    Seen,
    Signal,
    Verdict,
)
from linkcrawl.mailing import Mail, Role
from linkcrawl.store.graph import Edge
from linkcrawl.store.profile import NewLink, TargetPage
from linkcrawl.store.read import StoredCrawl, StoredEvent
from linkcrawl.vocabulary import Fetch, State
from reports.mail import compose
from reports.render import render
from reports.scripts import SCRIPT
from reports.single import single_file
from reports.summary import Summary, summarise

WIDTHS = (360, 768, 1280)
HOSTILE = (
    "<script>document.title='ran'</script>",
    "</style></title></table></svg><img src=x onerror=\"document.title='ran'\">",
    '" onmouseover="document.title=\'ran\'" autofocus onfocus="document.title=\'ran\'" x="',
    "'><svg/onload=document.title='ran'>",
    "javascript:document.title='ran'",
    "data:text/html,<script>document.title='ran'</script>",
    "{{ 7 * 7 }} {% for x in y %} {# comment #} ${7*7} <%= 7*7 %>",
    "</style><style>*{display:none!important}</style>",
    "<!-- --!> <![CDATA[ ]]> <plaintext> <base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "\u202egnp.exe \u2067 \u0000 \u001b[2J \u0008 \ufeff \u200b",
    "Z\u0310\u0325\u0301\u030b\u0356\u0303" * 200,
    "W" * 1_000_000,
    "<b>" * 100_000,
    "\N{FACE WITH TEARS OF JOY}" * 5_000,
)
# Two partners and two sites without an agreement.
_OTHERS = ("p0.example", "p1.example", "s2.example", "s3.example")
_CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_summary(), tmp_path_factory.mktemp("report")).parent


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in which every text that comes from outside is an attack."""
    rows, links, events = [], [], []
    for number, text in enumerate(HOSTILE):
        url = f"https://p.example/{number}/{text[:3000]}"
        found = link(
            "p.example/", "ovens.example/", source_url=url, target_url=text, anchor_text=text,
            before=text, after=text, rel=text,
        )  # fmt: skip
        agreed = Agreement(
            f"p{number % 2}.example", text, url, text, anchor=text, contact_name=text,
            contact_email=text, notes=text,
        )  # fmt: skip
        rows += [row(agreed, state, text, found) for state in (State.CHANGED, State.LIVE)]
        rows.append(row(agreed, State.UNKNOWN, text, None, fetch=Fetch.FAILED))
        links.append(found)
        links.append(link("p.example/", "ovens.example/", source_domain=f"p{number % 2}.example",
                          source_url=url, target_url=text, anchor_text=text))  # fmt: skip
        events += [
            StoredEvent(NEW, kind, f"p{number % 2}.example", url, text, text, text)
            for kind in ("removed", "moved", "rel", "status", text[:100])
        ]
    rows.append(row(Agreement(f"../</title>{HOSTILE[0]}"), State.LOST, "", None))
    crawls = [StoredCrawl(n, "partners", NEW, "", HOSTILE[n], 1, 1) for n in (1, 2)]
    titled = CONFIG.model_copy(update={"report": Report(title=HOSTILE[1])})
    judgement = Judgement(
        tuple(rows), tuple(links), (), tuple(map(hostile_relationship, range(len(_OTHERS)))),
        hostile_graph(),
    )  # fmt: skip
    summary = summarise(
        judgement, events, crawls, titled, TODAY, HOSTILE, profiles=[hostile_profile()]
    )
    folder = render(summary, tmp_path_factory.mktemp("hostile")).parent
    (folder / "single.html").write_text(single_file(summary), "utf-8")
    (folder / "mail.html").write_text(hostile_mail(summary), "utf-8")
    return folder


def hostile_mail(summary: Summary) -> str:
    """The HTML of a mail of a hostile report, without the picture that comes beside it."""
    mail = Mail(host="mail.example", sender="links@ovens.example", attach=False)
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    told = replace(summary, profiles=())
    message = compose(told, Role.EVERYTHING, mail, "bea@ovens.example", at)
    part = message.get_body(("html",))
    return str(part.get_content()) if part else ""


def hostile_relationship(number: int) -> Relationship:
    """A relationship in which every word is an attack, of a partner or of another site."""
    texts = HOSTILE[number :: len(_OTHERS)]
    other = _OTHERS[number]
    answers = tuple(Answered(question, Answer.NO, texts, texts, texts[0]) for question in Question)
    return relationship(
        other, Verdict.REMOVE, reasons=texts, steps=texts, changed=texts[0], answers=answers,
        draft=Draft("question", texts[0], texts[1], "\n".join(texts)), ring=(OWN, other, *texts),
        signals=tuple(
            Signal(text, text, -0.5, (Seen(text, text), Seen("", text)), text) for text in texts
        ),
    )  # fmt: skip


def hostile_graph() -> Graph:
    """Sites with attacks for names around each partner."""
    names = [text[:5000] for text in HOSTILE]
    ends = (OWN, *_OTHERS)
    return Graph(SiteGraph(Edge(end, name) for end in ends for name in names))


def hostile_profile() -> Profile:
    text = HOSTILE[0]
    plain = profile(text)
    spans = tuple(replace(span, new=HOSTILE, lost=HOSTILE, burst=True) for span in plain.months)
    link = NewLink(text, text, text, text, text, text, text, text, "2026-11-05T09:00:00Z")
    return replace(
        plain, months=spans, weeks=spans, notable=(link,),
        top_pages=tuple(TargetPage(OWN, url, 1, 1) for url in HOSTILE),
    )  # fmt: skip


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # The templates must hold without the policy in the page.
    )
    page.goto(path.as_uri())
    return page


def test_nothing_hostile_runs_or_leaves_the_page(chromium: Browser, hostile_report: Path) -> None:
    for path in pages(hostile_report):
        asked: list[str] = []
        page = chromium.new_page(bypass_csp=True)
        page.on("request", lambda request: asked.append(request.url))  # noqa: B023
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto(path.as_uri())
        title = page.title()
        for anchor in page.locator("[title]").all()[:10]:
            anchor.dispatch_event("mouseover")
        assert asked == [path.as_uri()]
        assert page.title() == title != "ran"
        assert page.locator("img, iframe, meta[http-equiv=refresh], base").count() == 0
        scripts = page.locator("script").evaluate_all("all => all.map(one => one.outerHTML)")
        assert scripts == ([] if path.name == "mail.html" else [SCRIPT])
        assert page.locator("style").count() == 1
        page.close()


def test_only_web_pages_can_be_clicked(chromium: Browser, hostile_report: Path) -> None:
    for path in pages(hostile_report):
        page = opened(chromium, path)
        schemes = page.eval_on_selector_all("a[href]", "links => links.map(a => a.protocol)")
        assert set(schemes) <= {"file:", "http:", "https:"}
        page.close()


def test_template_syntax_is_only_text(chromium: Browser, hostile_report: Path) -> None:
    page = opened(chromium, hostile_report / "index.html")
    assert "{{ 7 * 7 }}" in page.inner_text("main")
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(
    chromium: Browser, report: Path, hostile_report: Path, width: int
) -> None:
    for path in [*pages(report), *pages(hostile_report)]:
        page = opened(chromium, path, width)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path.name
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_stay_tables_to_a_screen_reader(chromium: Browser, report: Path, width: int) -> None:
    page = opened(chromium, report / "index.html", width)
    heard = page.locator("table").last.aria_snapshot()
    assert "columnheader" in heard
    assert "rowheader" in heard
    assert "cell" in heard
    page.close()


def test_pages_have_landmarks_one_heading_and_named_tables(chromium: Browser, report: Path) -> None:
    for path in pages(report):
        page = opened(chromium, path)
        assert page.get_attribute("html", "lang") == "en"
        for landmark in ("banner", "navigation", "main", "contentinfo"):
            assert page.get_by_role(landmark).count() == 1, landmark
        assert page.locator("h1").count() == 1
        assert page.locator("table:not(:has(> caption))").count() == 0
        assert page.locator("th:not([scope])").count() == 0
        levels = page.eval_on_selector_all("h1, h2, h3, h4, h5", "hs => hs.map(h => +h.tagName[1])")
        assert all(after <= before + 1 for before, after in pairwise(levels))
        page.close()


def test_every_picture_has_a_text_and_a_table(chromium: Browser, report: Path) -> None:
    for name in ("index.html", "site/stranger.example.html"):
        page = opened(chromium, report / name)
        pictures = page.get_by_role("img").all()
        assert pictures
        for picture in pictures:
            assert len(picture.get_attribute("aria-label") or "") > 40
            near = picture.locator("xpath=ancestor::*[.//table][1]//table")
            assert near.count() >= 1
        page.close()


def test_one_click_marks_the_whole_message(chromium: Browser, report: Path) -> None:
    page = opened(chromium, report / "partner/brick.example.html")
    page.locator("pre.message").click()
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip().startswith("Dear Jo")
    assert marked.strip().endswith("Ovens")
    page.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_report(
    chromium: Browser, report: Path
) -> None:
    page = opened(chromium, report / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(chromium: Browser, report: Path, scheme: str) -> None:
    names = ("index.html", "partner/brick.example.html", "site/stranger.example.html")
    for path in (report / name for name in names):
        page = opened(chromium, path, scheme=scheme)
        ratios = page.evaluate(_CONTRAST)
        assert len(ratios) > 50
        faint = [each for each in ratios if each["ratio"] < 4.5]
        assert faint == []
        page.close()
