"""Google Analytics 4: sessions by session source, as its reports are downloaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from web_files import OWN, TOLD, bad, read, refusal, rows_of

from linkcrawl.imports.rows import Told
from linkcrawl.referrals import CountedBy, Referral, Visits

PREAMBLE = """\
# ----------------------------------------
# Traffic acquisition: Session source / medium
# Account: Baker
# Property: baker.example - GA4
# ----------------------------------------
#
# All Users
# Start date: 20261001
# End date: 20261031
"""
TABLE = """\
Session source / medium,Sessions,Engaged sessions,Engagement rate
,1250,640,0.512
google / organic,800,400,0.5
mill.example / referral,"1,040",30,0.75
mill / email,7,3,0.4
(direct) / (none),300,100,0.33
m.facebook.com / referral,20,3,0.15
blog.guild.example / referral,3,3,1
"""


def visits(tmp_path: Path, text: str, told: Told = TOLD) -> Visits:
    path = tmp_path / "Traffic_acquisition.csv"
    path.write_text(text, "utf-8")
    (found,) = rows_of(Visits, read(path, told))
    assert isinstance(found, Visits)
    return found


def sent(found: Visits) -> dict[str, int]:
    return {referral.source: referral.visits for referral in found.referrals}


def test_sites_that_sent_sessions_are_counted_by_month(tmp_path: Path):
    found = visits(tmp_path, PREAMBLE + TABLE)

    assert found.counted_by is CountedBy.GA4
    assert found.days == ((OWN, "2026-10-01", "2026-10-31"),)
    assert found.referrals == (
        Referral(OWN, "guild.example", "2026-10", "", "", "referral", 3),
        Referral(OWN, "mill.example", "2026-10", "", "", "email", 7),
        Referral(OWN, "mill.example", "2026-10", "", "", "referral", 1_040),
    )


def test_a_chart_before_the_table_is_passed_over(tmp_path: Path):
    chart = "Nth day,Sessions\n0000,40\n0001,41\n\n# ----\n# Start date: 20261001\n"

    assert sent(visits(tmp_path, PREAMBLE + chart + TABLE))["guild.example"] == 3


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Session source,Session medium,Sessions", "mill.example,referral,9"),
        ("Session source / medium,Sessions", "mill.example / referral,9"),
        ("Sitzung – Quelle/Medium,Sitzungen", "mill.example / referral,9"),  # noqa: RUF001
        ("Source/Support de la session,Sessions", "mill.example / referral,9"),
        ("Fuente/medio de la sesión,Sesiones", "mill.example / referral,9"),
    ],
)
def test_headings_are_read_in_several_languages(tmp_path: Path, heading: str, cells: str):
    assert sent(visits(tmp_path, f"{PREAMBLE}{heading}\n{cells}\n")) == {"mill.example": 9}


def test_landing_pages_are_kept_without_their_query(tmp_path: Path):
    table = "Landing page + query string,Session source,Sessions\n/ovens/?id=7,mill.example,9\n"

    (found,) = visits(tmp_path, PREAMBLE + table).referrals

    assert found.landing == f"https://{OWN}/ovens/"


def test_a_report_of_several_months_needs_them_told_apart(tmp_path: Path):
    long = PREAMBLE.replace("20261001", "20260801")
    path = tmp_path / "long.csv"
    path.write_text(long + TABLE, "utf-8")
    months = "Year month,Session source,Sessions\n202608,mill.example,4\n202610,mill.example,5\n"

    assert "one month at a time" in refusal(path)
    assert [(r.month, r.visits) for r in visits(tmp_path, long + months).referrals] == [
        ("2026-08", 4),
        ("2026-10", 5),
    ]


def test_figures_are_not_taken_for_months(tmp_path: Path):
    found = visits(
        tmp_path, f"{PREAMBLE}Session source,Sessions,Event count\nmill.example,2,202608\n"
    )

    assert found.referrals[0].month == "2026-10"


def test_a_report_without_days_is_refused(tmp_path: Path):
    path = tmp_path / "bare.csv"
    path.write_text(TABLE, "utf-8")

    assert "of which days" in refusal(path)


def test_the_property_tells_the_site(tmp_path: Path):
    two = replace(TOLD, own=("other.example", OWN))
    nameless = PREAMBLE.replace("baker.example", "our shop")
    path = tmp_path / "nameless.csv"
    path.write_text(nameless + TABLE, "utf-8")

    assert visits(tmp_path, PREAMBLE + TABLE, two).referrals[0].own == OWN
    assert "--site" in refusal(path, two)


@pytest.mark.parametrize("sessions", ["-3", "many", ""])
def test_a_row_without_sessions_is_told_by_its_number(tmp_path: Path, sessions: str):
    path = tmp_path / "wrong.csv"
    path.write_text(f"{PREAMBLE}Session source,Sessions\nmill.example,{sessions}\n", "utf-8")

    assert bad(read(path)) == [11]
