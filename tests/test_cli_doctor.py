"""linkcrawl doctor: what works here, what does not, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import LINKCRAWL, Ran, linkcrawl, process
from mail_server import Mailbox, mail_server

from linkcrawl.fetch.browser import find_browser

SETTINGS = {"SCRAPY_SETTINGS_MODULE": "linkcrawl.settings"}


def levels(out: str) -> dict[str, str]:
    """The level of each part."""
    lines = [line.split(None, 1) for line in out.splitlines()]
    return {rest.partition(":")[0]: level for level, rest in lines}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    linkcrawl("init", "--workspace", tmp_path)
    return tmp_path


def test_a_new_workspace_is_well(folder: Path) -> None:
    ran = process([*LINKCRAWL, "doctor"], folder)

    found = levels(ran.out)
    browser = found.pop("browser")
    assert ran.code == 0
    assert set(found.values()) == {"ok"}
    assert browser == ("ok" if find_browser() else "warn")


def test_no_workspace_is_worth_a_word(tmp_path: Path) -> None:
    ran = process([*LINKCRAWL, "doctor"], tmp_path)

    assert ran.code == 0
    assert levels(ran.out)["configuration"] == levels(ran.out)["agreements"] == "warn"
    assert "`linkcrawl init` writes one" in ran.out


def test_every_mistake_in_the_files_has_its_line(folder: Path) -> None:
    (folder / "linkcrawl.toml").write_text('[[own]]\ndomain = "x"\n[crawl]\ndepth = -1\n', "utf-8")
    (folder / "agreements.csv").write_text("partner\na.example\nx\ny\n", "utf-8")
    (folder / "candidates.csv").write_text("domain\na.example\nx\n", "utf-8")
    (folder / "linkcrawl.db").mkdir()

    ran = process([*LINKCRAWL, "doctor"], folder)

    assert ran.code == 1
    assert ran.out.count("fail  configuration: ") == 2
    assert ran.out.count("warn  agreements: ") == 2
    assert ran.out.count("warn  candidates: ") == 1
    assert ran.out.count("fail  database: ") == 1


def test_candidates_that_no_command_would_take_are_told(folder: Path) -> None:
    (folder / "candidates.csv").write_text("name,url\na,b\n", "utf-8")

    ran = process([*LINKCRAWL, "doctor"], folder)

    assert ran.code == 1
    assert "fail  candidates: candidates.csv, line 1: found name, url" in ran.out


def look_at_mail(folder: Path, port: int, more: str = "") -> Ran:
    """What doctor says of a mail server, without a browser to look at."""
    settings = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsender = "us@own.example"\n{more}'
    (folder / "linkcrawl.toml").write_text(f'[[own]]\ndomain = "own.example"\n{settings}\n')
    environment = {"LINKCRAWL_BROWSER": str(folder / "none")}
    return process([*LINKCRAWL, "doctor"], folder, environment)


def test_a_mail_server_is_tried_and_nothing_is_sent(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        well = look_at_mail(folder, port, 'security = "none"')
        unsafe = look_at_mail(folder, port)
        named = look_at_mail(folder, port, 'username = "us"')
    away = look_at_mail(folder, port, 'security = "none"')

    assert [ran.code for ran in (well, unsafe, named, away)] == [0, 1, 1, 1]
    assert f"ok    mail: 127.0.0.1, port {port}: answers; 0 recipients" in well.out
    assert "fail  mail: " in unsafe.out
    assert "gives no safe connection" in unsafe.out
    assert "fail  mail: LINKCRAWL_SMTP_PASSWORD is not set" in named.out
    assert "can't be reached" in away.out
    assert box.taken == []


def test_a_browser_that_does_not_start_is_told_with_a_way_out(folder: Path) -> None:
    (folder / "browser").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (folder / "browser").chmod(0o755)

    ran = process([*LINKCRAWL, "doctor"], folder, {"LINKCRAWL_BROWSER": str(folder / "browser")})

    assert ran.code == 1
    assert f"fail  browser: {folder / 'browser'} opens no page" in ran.out
    assert "LINKCRAWL_BROWSER" in ran.out


def test_a_playwright_that_does_not_start_is_told_in_one_line(folder: Path) -> None:
    node = folder / "node"
    node.write_text("#!/bin/sh\necho libatomic.so.1: cannot open >&2\nexit 127\n", "utf-8")
    node.chmod(0o755)

    ran = process([*LINKCRAWL, "doctor"], folder, {"PLAYWRIGHT_NODEJS_PATH": str(node)})

    assert (ran.code, ran.err) == (1, "")
    assert "Playwright does not start: libatomic.so.1: cannot open" in ran.out


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"http_proxy": "http://proxy.example:3128"}, "resolved by the proxy proxy.example"),
        ({"LINKCRAWL_ALLOW_ADDRESSES": "10.0.0.0/8"}, "off for 10.0.0.0/8"),
        ({}, "private addresses are refused"),
    ],
)
def test_the_address_guard_says_whether_it_holds(
    folder: Path, environment: dict[str, str], told: str
) -> None:
    nowhere = {"LINKCRAWL_BROWSER": str(folder / "none")}

    ran = process([*LINKCRAWL, "doctor"], folder, {**environment, **nowhere})

    assert told in ran.out
