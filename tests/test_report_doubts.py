"""A doubtful run is told on top of every page and mail, and to operators in a plain message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from report_sample import CONFIG, TODAY, pages_of, sample
from test_runs import run_of

from linkcrawl.judge.doubts import Doubt, DoubtKind
from linkcrawl.judge.settled import DoubtfulRun
from linkcrawl.mailing import Mail, Role
from linkcrawl.vocabulary import Fetch
from reports.language import ENGLISH, language
from reports.mail import compose
from reports.render import render
from reports.summary import Summary, summarise
from reports.warning import STEPS, compose_warning, warning_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SETTINGS = Mail(
    host="mail.example", sender="links@ovens.example", reply_to="ana@ovens.example", attach=False
)
DOUBTFUL = DoubtfulRun(
    run_of(answers={Fetch.HTTP_5XX: 1200, Fetch.OK: 3}, log="/var/log/crawl.log"),
    (Doubt(DoubtKind.UNKNOWNS, {"some": 1200, "all": 1300}),),
    "2026-11-19T02:00:00Z",
)
SAID = "The crawl “partners” of 21 Nov 2026 is doubtful"


def summary_of(*doubtful: DoubtfulRun) -> Summary:
    judgement, events, crawls = sample()
    return summarise(replace(judgement, doubtful=doubtful), events, crawls, CONFIG, TODAY)


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return " ".join(str(body.get_content()).split())


def test_every_page_says_which_run_is_doubtful_and_why(tmp_path: Path) -> None:
    render(summary_of(DOUBTFUL), tmp_path)

    for name, page in pages_of(tmp_path).items():
        assert SAID in page, name
        assert "1,200 of 1,300 sites could hardly be read" in page, name


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_mail_says_it_too(kind: str) -> None:
    message = compose(summary_of(DOUBTFUL), Role.EVERYTHING, SETTINGS, "bea@ovens.example", NOON)

    assert SAID in text_of(message, kind)


def test_the_lines_of_many_shares_are_cut() -> None:
    lines = summary_of(*[DOUBTFUL] * 100).doubts

    assert len(lines) == 4
    assert lines[-1] == "97 more crawls are doubtful."


def test_the_operator_reads_what_happened_and_what_to_do() -> None:
    message = compose_warning(
        [DOUBTFUL], "ovens.example", SETTINGS, "ops@ovens.example", NOON, ENGLISH
    )

    assert message["Subject"] == "Crawls of ovens.example are doubtful"
    assert message["Reply-To"] == SETTINGS.reply_to
    assert message["List-Unsubscribe"] == f"<mailto:{SETTINGS.reply_to}?subject=unsubscribe>"
    assert message.get_content_type() == "text/plain"
    text = text_of(message)
    for told in (
        "1,200 of 1,300 sites could hardly be read",
        STEPS[DoubtKind.UNKNOWNS],
        "Doubtful since: 19 Nov 2026, 02:00",
        "100 asked for, 90 read, 5 rendered, 5 unknown, 0 failed here",
        "1,200 http 5xx, 3 ok",
        "/var/log/crawl.log",
    ):
        assert told in text


def test_the_operator_may_read_german() -> None:
    message = compose_warning(
        [DOUBTFUL], "ovens.example", SETTINGS, "ops@ovens.example", NOON, language("de")
    )

    assert "1.200 von 1.300 Websites" in text_of(message)


def test_every_doubt_has_its_step() -> None:
    assert set(STEPS) == set(DoubtKind)


def test_the_same_doubts_are_told_again_after_a_week() -> None:
    def named(day: int, *found: DoubtfulRun) -> str:
        return warning_of(found or [DOUBTFUL], date(2026, 11, day))

    other = replace(DOUBTFUL, doubts=(Doubt(DoubtKind.FAILED, {"some": 9, "all": 9}),))
    begun_anew = replace(DOUBTFUL, since="2026-11-20T02:00:00Z")

    assert named(19) == named(25)
    assert len({named(25), named(26), named(25, other), named(25, begun_anew)}) == 4
    assert warning_of([], date(2026, 11, 19)) == ""
