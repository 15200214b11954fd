"""What robots.txt keeps from a crawl is never a broken promise, and the user can decide."""

from __future__ import annotations

import pytest
from crawling import crawl, judgement
from local_site import Answer, LocalSite, Route

from linkcrawl.judge.promises.agreements import Check

CONFIG = """
[[own]]
domain = "kilnhouse.example"
start_urls = ["http://kilnhouse.example/"]
[crawl]
delay = 0
[[sites]]
domain = "agreed.example"
ignore_robots_for_agreed_pages = true
"""
LINK = "<a href='http://kilnhouse.example/ovens'>our ovens</a>"
WORDS = "<h1>Bread</h1>" + "<p>Words about bread, and more of them.</p>" * 40
DRAWS = Answer(
    f'document.body.insertAdjacentHTML("beforeend", "<p>{LINK}</p>")'.encode(),
    headers={"Content-Type": "text/javascript"},
)


def robots(*disallowed: str) -> Answer:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed)]
    return Answer("\n".join(lines).encode(), headers={"Content-Type": "text/plain"})


ROUTES: dict[str, Route] = {
    "http://kilnhouse.example/": "<h1>Ovens</h1>",
    "http://kilnhouse.example/ovens": "<h1>Ovens</h1>",
    "http://agreed.example/robots.txt": robots("/"),
    "http://agreed.example/page": f"{WORDS}{LINK}",
    "http://closed.example/robots.txt": robots("/page"),
    "http://closed.example/page": f"{WORDS}{LINK}",
    "http://drawn.example/robots.txt": robots("/draws.js"),
    "http://drawn.example/page": f"{WORDS}<script src=/draws.js></script>",
    "http://drawn.example/draws.js": DRAWS,
    "http://absent.example/page": f"{WORDS}<script src=/nothing.js></script>",
}
PARTNERS = ("agreed", "closed", "drawn", "absent")


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Check]:
    folder = tmp_path_factory.mktemp("robots")
    (folder / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    rows = [
        f"{name}.example,http://{name}.example/page,http://kilnhouse.example/ovens"
        for name in PARTNERS
    ]
    (folder / "agreements.csv").write_text(
        "\n".join(["partner,their_page,our_target", *rows]), "utf-8"
    )
    homes = {f"http://{name}.example/": f"{WORDS}<a href=/page>more</a>" for name in PARTNERS}
    with LocalSite(homes | ROUTES) as web:
        crawl(folder, web.url)
    return {
        one.agreement.partner.removesuffix(".example"): one.theirs
        for one in judgement(folder).agreements
        if one.theirs
    }


@pytest.mark.parametrize(
    ("partner", "fetch", "state", "reason"),
    [
        # It is read, and search engines may not: that is no secret of the partner.
        ("agreed", "ok", "no_credit", "robots.txt"),
        ("closed", "robots_disallowed", "unknown", ""),
        ("drawn", "ok", "unknown", "the page could not be read whole"),
        ("absent", "ok", "missing", ""),
    ],
)
def test_what_is_said(
    checks: dict[str, Check], partner: str, fetch: str, state: str, reason: str
) -> None:
    check = checks[partner]

    assert (str(check.fetch), str(check.state)) == (fetch, state)
    assert reason in " ".join(check.reasons)
