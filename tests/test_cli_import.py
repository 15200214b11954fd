"""linkcrawl import: files in, one table out, and the exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import linkcrawl

EXPORTS = Path(__file__).parent / "imports"
AGREEMENTS = (
    "\ufeffpartner;their_page;our_target;anchor;notes\r\n"
    'blog.example;https://blog.example/oven;https://own.example/ovens/;"the; oven";call Anna\r\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of one own site."""
    (tmp_path / "linkcrawl.toml").write_text('[[own]]\ndomain = "own.example"\n', "utf-8")
    (tmp_path / "agreements.csv").write_bytes(AGREEMENTS.encode())
    return tmp_path


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection:
        return sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)


def run_import(folder: Path, *arguments: str | Path) -> tuple[int, str, list[str]]:
    ran = linkcrawl("--workspace", folder, "import", *arguments)
    return ran.code, " ".join(ran.out.split()), ran.error_lines


def test_several_files_give_one_table(folder: Path) -> None:
    names = ("ahrefs_backlinks_utf16.csv", "bing_domains.csv", "disavow.txt")
    code, out, err = run_import(folder, *(EXPORTS / name for name in names))

    assert (code, err) == (0, [])
    assert "ahrefs_backlinks_utf16.csv Ahrefs: backlinks 2 links 4 figures of sites" in out
    assert "bing_domains.csv Bing: referring domains 2 links" in out
    assert "disavow.txt Google: disavow file 3 disavowed" in out
    counts = {table: len(rows(folder, table)) for table in ("claim", "domain_claim", "disavowed")}
    assert counts == {"claim": 4, "domain_claim": 4, "disavowed": 3}


def test_pages_that_can_not_be_visited_are_counted(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    addresses = ("https://a.example/?token=planted", "https://a.example/p", "https://b.example/")
    lines = [f"{address},https://own.example/" for address in addresses]
    file.write_text("\n".join(["source_url,target_url", *lines]))

    code, out, _ = run_import(folder, file)

    assert code == 0
    assert "links on pages with a secret in their address, which stay unchecked: 1" in out
    assert "planted" not in out


def test_importing_twice_changes_nothing(folder: Path) -> None:
    export = EXPORTS / "semrush_backlinks.csv"
    run_import(folder, export)
    before = [rows(folder, table) for table in ("import", "claim", "page", "site")]

    code, out, _ = run_import(folder, export)

    assert code == 0
    assert "imported already on" in out
    assert [rows(folder, table) for table in ("import", "claim", "page", "site")] == before


def test_the_same_rows_in_another_file_are_no_other_claims(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.csv"
    again.write_bytes((EXPORTS / "semrush_backlinks.csv").read_bytes() + b"\n")
    run_import(folder, EXPORTS / "semrush_backlinks.csv")
    before = [row[:-1] for row in rows(folder, "claim")]

    run_import(folder, again)

    assert [row[:-1] for row in rows(folder, "claim")] == before


def test_what_is_wrong_is_told_and_the_rest_is_taken(folder: Path, tmp_path: Path) -> None:
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("name,price\nx,1\n", "utf-8")
    wrong = tmp_path / "latest.csv"
    wrong.write_text("Linking page,Last crawled\n" + "x,\n" * 8 + "https://a.example/,\n", "utf-8")

    code, out, err = run_import(folder, unknown, wrong, tmp_path / "none.csv")

    assert code == 2
    assert err[0].startswith("unknown.csv: no format that is known; its headings are 'name', 'pr")
    assert err[1] == "latest.csv, line 2: no web page: 'x'"
    assert err[6] == "latest.csv: and 3 more bad rows"
    assert err[7] == "none.csv: can't be read: No such file or directory"
    assert "latest.csv Search Console: latest links 1 links 8" in out


def test_a_file_can_be_taken_for_something_else(folder: Path, tmp_path: Path) -> None:
    urls = tmp_path / "urls.txt"
    urls.write_text("https://spam.example/page\n", "utf-8")

    code, out, _ = run_import(folder, "--as", "disavow", urls)

    assert code == 0
    assert "1 disavowed" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--as", "nonsense", "x"), "'nonsense' is not one of"),
        (("--site", "rival.example", "x"), "found rival.example; accepted: own.example"),
        ((), "Missing argument 'FILE...'"),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run_import(folder, *arguments)

    assert code == 2
    assert told in " ".join(err)


def test_which_own_site_a_file_is_about(folder: Path, tmp_path: Path) -> None:
    config = '[[own]]\ndomain = "own.example"\n[[own]]\ndomain = "second.example"\n'
    (folder / "linkcrawl.toml").write_text(config, "utf-8")
    plain = EXPORTS / "search_console_sites_en.csv"
    named = tmp_path / "https___www.second.example_-Top linking sites.csv"
    named.write_bytes(plain.read_bytes())

    assert run_import(folder, plain)[0] == 2
    assert run_import(folder, named)[0] == 0
    assert run_import(folder, "--site", "own.example", plain)[0] == 0
    with closing(sqlite3.connect(folder / "linkcrawl.db")) as connection:
        targets = connection.execute(
            "select domain, count(*) from claim join site on id = to_site_id group by domain"
        ).fetchall()
    assert targets == [("own.example", 2), ("second.example", 2)]


def test_agreements_are_added_and_none_is_changed(folder: Path) -> None:
    code, out, err = run_import(folder, EXPORTS / "buzzstream.csv", EXPORTS / "agreements.csv")

    assert (code, err) == (0, [])
    assert "1 added to agreements.csv, 1 known already" in out
    assert "agreements.csv has no column for relationship, start, end: not kept" in out
    assert (folder / "agreements.csv").read_bytes().decode() == AGREEMENTS + (
        "news.example;https://news.example/b;https://own.example/;Own;"
        '"News, sitewide, from BuzzStream"\r\n'
    ).replace('"', "")
    assert "0 added to agreements.csv, 2 known" in run_import(folder, EXPORTS / "buzzstream.csv")[1]


def test_candidates_are_added_where_they_are_new(folder: Path, tmp_path: Path) -> None:
    code, out, _ = run_import(folder, EXPORTS / "candidates.csv")
    found = (folder / "candidates.csv").read_text("utf-8")

    assert code == 0
    assert "1 added to candidates.csv, 1 known already" in out
    assert found == "domain,source,notes\nnews.example,,\n"
    assert "0 added" in run_import(folder, EXPORTS / "candidates.csv")[1]


def test_what_was_imported_can_be_exported(folder: Path) -> None:
    run_import(folder, EXPORTS / "ahrefs_domains.csv")

    claims = linkcrawl("--workspace", folder, "export", "claims", "--format", "jsonl")
    figures = linkcrawl("--workspace", folder, "export", "figures")

    (claim,) = map(json.loads, claims.out.splitlines())
    assert (claim["source_domain"], claim["source_url"], claim["figures"]) == (
        "blog.example",
        None,
        ["linking_pages 5"],
    )
    assert figures.out.splitlines()[0] == "domain,metric,value,source,at"
    assert {line.rpartition(",")[0] for line in figures.out.splitlines()[1:]} == {
        "blog.example,rating,62.0,ahrefs",
        "blog.example,traffic,12000.0,ahrefs",
        "blog.example,referring_domains,800.0,ahrefs",
        "blog.example,linked_domains,90.0,ahrefs",
    }


def test_a_list_can_be_taken_for_candidates(folder: Path) -> None:
    code, out, _ = run_import(folder, "--as", "candidates", EXPORTS / "list.txt")

    assert code == 0
    assert "2 added to candidates.csv, 1 known already" in out
    assert (folder / "candidates.csv").read_text("utf-8") == (
        "domain,source,notes\nnews.example,,\nforum.example,,\n"
    )


def test_an_archive_is_imported_as_far_as_it_is_understood(folder: Path) -> None:
    code, out, err = run_import(folder, EXPORTS / "search_console.zip")

    assert (code, err) == (0, [])
    assert "2 left out: links within one" in out
    assert len(rows(folder, "claim")) == 4
    assert [row[3] for row in rows(folder, "import")] == [
        "search-console-sites",
        "search-console-latest",
    ]


def test_what_a_file_says_cannot_reach_the_terminal(folder: Path, tmp_path: Path) -> None:
    rude = tmp_path / "rude.csv"
    rude.write_text("Linking page,Last crawled\nhttps://a.example/,\n\x1b[2Jx,\n", "utf-8")

    _, out, err = run_import(folder, rude)

    assert "\x1b" not in out + "".join(err)
