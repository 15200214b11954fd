"""All cases as one web and one workspace."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Event

from linkcrawl.agreements import COLUMNS
from linkcrawl.demo.web import Request, Response, html_response, redirect
from linkcrawl.demo.workspace import at_day
from sites.cheats.agreed import OUR_PAGES
from sites.cheats.case import OWN, TARGET, Answer, Case, article

CONFIG = f"""
[[own]]
domain = "kilnhouse.example"
start_urls = ["{OWN}/"]
brands = ["Kiln House"]
[crawl]
delay = 0
timeout = 20
depth = 5
"""
_OWN = {
    "/": article("our ovens", title="Kiln House"),
    "/ovens": article("our ovens", title="Brick ovens"),
    "/clay": article("our clay", title="Clay"),
    "/old-ovens": redirect("/ovens"),
    "/moved": redirect("/clay"),
    "/gone": html_response("gone", status=410),
}
_HOME = article('<a href="/post">our story</a>', title="Home")


class CheatWeb:
    """Answers for the partners of all cases, for our own site and for the rest of the web."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self.later = False
        self._closing = Event()
        self._answers = {late: dict(_answers(list(cases), late)) for late in (False, True)}
        self._hosts = {address.partition("/")[0] for address in self._answers[False]}

    def __call__(self, request: Request) -> Response | None:
        if request.host not in self._hosts:
            return None
        address = request.host + request.path
        answer = self._answers[self.later].get(address, html_response("no such page", status=404))
        if answer is None:
            self._closing.wait(60)
            return html_response("too late", status=504)
        if isinstance(answer, list):
            pieces = (piece for piece in answer[1:] if not self._closing.wait(0.5))
            return Response(answer[0], headers=(("Content-Type", "text/html"),), rest=pieces)
        return html_response(answer) if isinstance(answer, str) else answer

    def close(self) -> None:
        """Let go of all clients that are kept waiting."""
        self._closing.set()


def _answers(cases: Iterable[Case], later: bool) -> Iterator[tuple[str, Answer]]:
    for host in ("kilnhouse.example", "www.kilnhouse.example"):
        yield from ((host + path, answer) for path, answer in _OWN.items())
    for case in cases:
        pages = case.later if later and case.later is not None else case.pages
        if pages:
            yield f"{case.host}/", _HOME
            yield from ((case.host + path, answer) for path, answer in pages.items())
        yield from case.elsewhere.items()


def write_workspace(folder: Path, cases: Iterable[Case]) -> None:
    """Write the configuration, and an agreement for each case."""
    (folder / "linkcrawl.toml").write_text(CONFIG)
    with (folder / "agreements.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(_row(case) for case in cases)


def _row(case: Case) -> Mapping[str, str]:
    if case.name in OUR_PAGES:
        ours = {"our_page": OUR_PAGES[case.name], "their_target": f"http://{case.host}/shop"}
        return {"partner": case.host, **ours}
    agreed = {name: at_day(value, date.today()) for name, value in case.agreed.items()}
    promised = {"their_page": f"http://{case.host}/post", "our_target": TARGET}
    return {"partner": case.host, **promised, **agreed}
