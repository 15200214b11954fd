"""Access logs: which lines are visits, who sent them, and what is never kept."""

from __future__ import annotations

import gzip
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from web_files import OWN, TOLD, bad, left_out, packed, read, refusal, rows_of

from linkcrawl.imports.rows import Told
from linkcrawl.referrals import Referral, Span, Visits

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
MILL = "https://mill.example/news/ovens"


def line(
    target: str = "/ovens/",
    referer: str = MILL,
    agent: str = BROWSER,
    *,
    at: str = "21/Nov/2026:12:00:00 +0000",
    status: int = 200,
    method: str = "GET",
    host: str = "",
) -> str:
    return (
        f'{host}198.51.100.23 - jo [{at}] "{method} {target} HTTP/1.1" {status} 5120'
        f' "{referer}" "{agent}"\n'
    )


def visits(tmp_path: Path, *lines: str, told: Told = TOLD) -> Visits:
    (found,) = rows_of(Visits, read(packed(tmp_path / "access.log.gz", "".join(lines)), told))
    assert isinstance(found, Visits)
    return found


def test_a_visit_is_told_by_site_page_and_month(tmp_path: Path):
    found = visits(tmp_path, line(), line(), line(at="02/Dec/2026:01:00:00 +0000"))

    assert found.referrals == (
        Referral(OWN, "mill.example", "2026-11", f"https://{OWN}/ovens/", MILL, "referral", 2),
        Referral(OWN, "mill.example", "2026-12", f"https://{OWN}/ovens/", MILL, "referral", 1),
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, "robot"),
        ({"agent": "linkcrawl (+https://baker.example/bot)"}, "robot"),
        ({"agent": "curl/8.5.0"}, "robot"),
        ({"agent": "-"}, "robot"),
        ({"target": "/logo.png"}, "no page asked for"),
        ({"target": "/app.js?v=3"}, "no page asked for"),
        ({"method": "POST"}, "no page asked for"),
        ({"status": 404}, "no page answered"),
        ({"status": 301}, "no page answered"),
        ({"referer": "-"}, "no site named"),
        ({"referer": "nonsense"}, "no site named"),
        ({"referer": "https://www.baker.example/"}, "from the own sites"),
        ({"referer": "https://www.google.co.uk/"}, "search"),
        ({"referer": "https://m.facebook.com/"}, "social"),
        ({"referer": "https://mail.proton.me/"}, "mail"),
        ({"referer": "https://chatgpt.com/"}, "assistant"),
        ({"referer": "https://cheap.example/"}, "from sites that are not known and sent few"),
    ],
)
def test_what_is_no_visit_of_a_site_is_left_out_with_its_reason(
    tmp_path: Path, wrong: dict[str, str], why: str
):
    rows = read(packed(tmp_path / "access.log.gz", line() + line(**wrong)))  # type: ignore[arg-type]

    assert left_out(rows) == [why]


@pytest.mark.parametrize(
    ("target", "referer", "source", "medium"),
    [
        ("/ovens/?utm_source=mill.example&utm_medium=Banner", "-", "mill.example", "banner"),
        ("/ovens/?utm_source=mill", "-", "mill.example", "referral"),
        ("/ovens/?utm_source=newsletter&utm_medium=email", MILL, "mill.example", "email"),
        ("/ovens/?utm_source=mill", "https://lnkd.in/x", "mill.example", "referral"),
        ("/ovens/?utm_source=x&utm_medium=jo%40example.com", MILL, "mill.example", "referral"),
    ],
)
def test_campaigns_tell_who_sent_a_visit_and_how(
    tmp_path: Path, target: str, referer: str, source: str, medium: str
):
    (found,) = visits(tmp_path, line(target, referer)).referrals

    assert (found.source, found.medium, found.landing) == (source, medium, f"https://{OWN}/ovens/")


def test_a_site_that_nobody_knows_counts_where_it_sent_several(tmp_path: Path):
    found = visits(tmp_path, *[line(referer="https://fan.example/")] * 3)

    assert [(r.source, r.visits) for r in found.referrals] == [("fan.example", 3)]


def test_nothing_of_a_visitor_is_kept(tmp_path: Path):
    personal = (
        "/account/jo@people.example", "/account/jo%40people.example",
        "/reset/9f86d081884c7d659a2feaa0c5", "/u/123456789",
        "/find?q=Jo+Bloggs&session=s3cr3t", "/s;jsessionid=4F5A",
        "/o/0b0e6a7c-0000-4000-8000-000000000000",
    )  # fmt: skip
    found = visits(
        tmp_path,
        *(line(path, f"https://mill.example{path}") for path in personal),
        line(f"/ovens/?utm_source=mill.example&utm_medium={'x' * 60}&utm_term=Jo"),
    )

    kept = str(asdict(found))
    told = ("198.51.100", "jo", "Jo", "Firefox", "9f86d0", "123456789", "s3cr3t", "4F5A", "0b0e")
    assert found.total == 8
    assert [word for word in (*told, "?", "xxx") if word in kept] == []


def test_a_referer_that_is_only_a_site_names_no_page(tmp_path: Path):
    (found,) = visits(tmp_path, line(referer="https://mill.example/")).referrals

    assert found.source_page == ""


@pytest.mark.parametrize("host", ["www.baker.example:443 ", "www.baker.example "])
def test_a_virtual_host_tells_the_site(tmp_path: Path, host: str):
    two = replace(TOLD, own=(OWN, "other.example"))
    found = visits(tmp_path, line(host=host), line(host="shop.unknown.example "), told=two)

    assert [r.landing for r in found.referrals] == ["https://www.baker.example/ovens/"]


def test_without_one_the_own_referers_tell_the_site(tmp_path: Path):
    two = replace(TOLD, own=("other.example", OWN))
    found = visits(tmp_path, line(referer="https://www.baker.example/"), line(), told=two)

    assert [r.landing for r in found.referrals] == ["https://www.baker.example/ovens/"]


def test_where_nothing_tells_the_site_the_user_is_asked(tmp_path: Path):
    two = replace(TOLD, own=(OWN, "other.example"))
    path = packed(tmp_path / "access.log.gz", line())

    assert "name one of baker.example, other.example with --site" in refusal(path, two)
    assert visits(tmp_path, line(), told=replace(two, site=OWN)).total == 1


def test_a_log_that_grew_counts_what_is_new(tmp_path: Path):
    morning = line(at="21/Nov/2026:08:00:00 +0000") + line(at="21/Nov/2026:09:00:00 +0000")
    first = visits(tmp_path, morning)

    again = replace(TOLD, covered=first.spans)
    grown = visits(tmp_path, morning, line(at="21/Nov/2026:09:00:01 +0000"), told=again)
    older = visits(tmp_path, line(at="20/Nov/2026:23:59:59 +0000"), told=again)

    assert [found.total for found in (first, grown, older)] == [2, 1, 1]


def test_times_are_compared_wherever_the_server_stands(tmp_path: Path):
    found = visits(tmp_path, line(at="01/Dec/2026:00:30:00 +0100"))

    assert found.referrals[0].month == "2026-12"
    assert found.spans == (Span(OWN, 1796081400, 1796081400),)


@pytest.mark.parametrize(
    "junk",
    [
        "nonsense\n",
        line(at="31/Feb/2026:12:00:00 +0000"),
        line(at="21/Xyz/2026:12:00:00 +0000"),
        line(at="21/Nov/0001:12:00:00 +0000"),
        line(agent="x" * 70_000),
        "\x00\x1b[31m\xff\n",
        '198.51.100.23 - - [21/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" -200 5 "-" "x"\n',
        '198.51.100.23 - - [21/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 5 "-\n',
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(tmp_path: Path, junk: str):
    rows = read(packed(tmp_path / "access.log.gz", line() * 3 + junk + line()))

    assert bad(rows) == [4]
    assert rows_of(Visits, rows)[0].total == 4  # type: ignore[union-attr]


def test_words_that_look_like_another_line_stay_where_they_are(tmp_path: Path):
    forged = line(referer=r"https://evil.example/\" \"x\" 1.2.3.4 - - [21/Nov/2026] \"GET")
    found = visits(tmp_path, forged, line(referer=r"https://mill.example/\x22<script>"))

    assert [(r.source, r.source_page) for r in found.referrals] == [
        ("mill.example", "https://mill.example/%22<script>")
    ]


def test_a_log_that_breaks_off_counts_nothing(tmp_path: Path):
    lines = "".join(line(f"/p/{i}?{i * 7919 % 10007}") for i in range(60_000))
    path = tmp_path / "access.log.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-9_000])

    assert "breaks off" in refusal(path)


def test_a_line_without_end_is_refused(tmp_path: Path):
    path = packed(tmp_path / "access.log.gz", line() * 9 + "x" * 40_000_000)

    assert "a line longer than" in refusal(path)
