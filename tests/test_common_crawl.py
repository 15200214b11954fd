"""Common Crawl's published ranks and graph, read as an import reads them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from web_files import OWN, TOLD, bad, left_out, packed, read, refusal, rows_of

from linkcrawl.claims import Claim, DomainFigure, Metric
from linkcrawl.imports.files import parts_of
from linkcrawl.imports.web_graph import linking_domains, read_graph
from linkcrawl.ranks import Ranks, SiteRank

RELEASE = "cc-main-2026-mar-apr-may"
HEADER = "#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts\n"
DOMAINS = (
    "1\t2.5150556E7\t2\t0.012750407517909759\tcom.facebook\t7348\n"
    "2\t2.4671056E7\t9\t4.481314067744052e-09\texample.mill\t3\n"
    "3\t1.8E7\t4\t4.4813140677e-09\texample.baker\t1\n"
    "4\t1.7E7\t3\t4.4813140677e-09\tuk.co.stone\t1\n"
)
VERTICES = "0\tcom.facebook\t9\n1\texample.baker\t1\n2\texample.mill\t2\n3\tuk.co.stone\t1\n"
EDGES = "0\t1\n0\t2\n2\t1\n3\t1\n3\t2\n1\t2\n"


def ranks(tmp_path: Path, text: str, name: str = "domain") -> Ranks:
    (found,) = rows_of(Ranks, read(packed(tmp_path / f"{RELEASE}-{name}-ranks.txt.gz", text)))
    assert isinstance(found, Ranks)
    return found


def graph(tmp_path: Path, vertices: str = VERTICES, edges: str = EDGES) -> Path:
    packed(tmp_path / f"{RELEASE}-domain-vertices.txt.gz", vertices)
    return packed(tmp_path / f"{RELEASE}-domain-edges.txt.gz", edges)


def test_the_ranks_of_the_sites_that_matter_are_kept(tmp_path: Path):
    found = ranks(tmp_path, HEADER + DOMAINS)

    assert found == Ranks(
        of=4,
        found=(SiteRank("mill.example", 2, 9, 3), SiteRank(OWN, 3, 4, 1)),
        release=RELEASE,
    )


@pytest.mark.parametrize("host", ["example.baker", "example.baker.www"])
def test_hosts_count_with_and_without_www(tmp_path: Path, host: str):
    header = HEADER.replace("\t#n_hosts", "")

    found = ranks(
        tmp_path, f"{header}1\t2.5E7\t1\t0.1\tcom.facebook\n7\t1\t8\t0.1\t{host}\n", "host"
    )

    assert found.found == (SiteRank(OWN, 7, 8, None),)


def test_of_two_hosts_of_a_site_the_better_counts(tmp_path: Path):
    lines = "9\t1\t9\t0.1\texample.baker\t1\n4\t1\t4\t0.1\texample.baker.www\t1\n"

    assert ranks(tmp_path, HEADER + lines).found[0].harmonic == 4


@pytest.mark.parametrize(
    "wrong",
    [
        "-5\t1\t2\t0.1\texample.baker\t1",
        "0\t1\t2\t0.1\texample.baker\t1",
        "3\t1\t-2\t0.1\texample.baker\t1",
        "three\t1\t2\t0.1\texample.baker\t1",
        "3\t1",
        "99999999999999999999999\t1\t2\t0.1\texample.baker\t1",
    ],
)
def test_a_wrong_line_is_told_by_its_number_and_stops_nothing(tmp_path: Path, wrong: str):
    path = packed(tmp_path / f"{RELEASE}-domain-ranks.txt.gz", f"{HEADER}{wrong}\n{DOMAINS}")

    rows = read(path)

    assert bad(rows) == [2]
    assert rows_of(Ranks, rows)[0].of == 4  # type: ignore[union-attr]


def test_binary_junk_among_the_lines_is_left_out(tmp_path: Path):
    junk = bytes(range(256)).replace(b"\n", b"")
    path = tmp_path / f"{RELEASE}-domain-ranks.txt.gz"
    path.write_bytes(gzip.compress(HEADER.encode() + junk + b"\n" + DOMAINS.encode()))

    assert rows_of(Ranks, read(path))[0].of == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (HEADER.replace("#host_rev", "#name"), "no column host_rev"),
        (HEADER.replace("#pr_val", "#pr_pos"), "a column stands twice"),
        ("#harmonicc_pos\tline\n", "no column pr_pos, host_rev"),
    ],
)
def test_columns_that_are_missing_are_named(tmp_path: Path, header: str, why: str):
    path = packed(tmp_path / f"{RELEASE}-domain-ranks.txt.gz", header + DOMAINS)

    assert why in refusal(path)


def test_columns_of_later_releases_are_passed_over(tmp_path: Path):
    header = HEADER.replace("#pr_val", "line").replace("#n_hosts", "#n_pages")

    assert [rank.domain for rank in ranks(tmp_path, header + DOMAINS).found] == [
        "mill.example",
        OWN,
    ]


def test_the_release_can_be_said(tmp_path: Path):
    path = packed(tmp_path / "ranks.gz", HEADER + DOMAINS)

    assert "--release" in refusal(path)
    assert read(path, replace(TOLD, release="mine"))[0].release == "mine"  # type: ignore[union-attr]


def test_who_links_to_whom_is_told_in_domains(tmp_path: Path):
    claims = read(graph(tmp_path))

    assert {(c.from_domain, c.to_domain) for c in claims if isinstance(c, Claim)} == {
        ("facebook.com", OWN),
        ("facebook.com", "mill.example"),
        (OWN, "mill.example"),
        ("mill.example", OWN),
        ("stone.co.uk", OWN),
        ("stone.co.uk", "mill.example"),
    }
    assert {c.last_seen for c in claims if isinstance(c, Claim)} == {"2026-05-31"}


def test_how_many_link_is_a_figure_of_the_site(tmp_path: Path):
    figures = rows_of(DomainFigure, read(graph(tmp_path)))

    assert sorted(figures) == [
        DomainFigure(OWN, Metric.REFERRING_DOMAINS, 3),
        DomainFigure("mill.example", Metric.REFERRING_DOMAINS, 3),
    ]


def test_hosts_of_one_domain_link_once(tmp_path: Path):
    vertices = "0\texample.baker\n1\tuk.co.stone\n2\tuk.co.stone.blog\n3\texample.baker.www\n"

    rows = read(graph(tmp_path, vertices, "1\t0\n2\t0\n2\t3\n3\t0\n"))

    assert rows_of(Claim, rows) == [Claim(OWN, "stone.co.uk", last_seen="2026-05-31")]


def test_of_a_site_that_everybody_links_to_some_links_are_kept_and_all_counted(tmp_path: Path):
    part = parts_of(graph(tmp_path))[0]
    names = parts_of(tmp_path / f"{RELEASE}-domain-vertices.txt.gz")[0]

    found = read_graph(names.open, part.open, [OWN], most=2)

    assert found.linking == {OWN: 3}
    assert len(list(linking_domains(names.open, found))) == 2


def test_edges_without_their_vertices_are_refused(tmp_path: Path):
    path = packed(tmp_path / f"{RELEASE}-domain-edges.txt.gz", EDGES)

    assert f"looked for {RELEASE}-domain-vertices.txt.gz" in refusal(path)


def test_vertices_alone_say_nothing(tmp_path: Path):
    graph(tmp_path)

    rows = read(tmp_path / f"{RELEASE}-domain-vertices.txt.gz")

    assert left_out(rows) == ["the names of a graph, which are read with its edges"]


def test_a_file_that_breaks_off_is_refused(tmp_path: Path):
    lines = "".join(f"{i}\t1\t{i}\t0.1\tcom.a{i:x}\t1\n" for i in range(1, 60_000))
    path = packed(tmp_path / f"{RELEASE}-domain-ranks.txt.gz", HEADER + lines)
    path.write_bytes(path.read_bytes()[:-50_000])

    assert "breaks off" in refusal(path)


def test_a_line_without_end_is_refused(tmp_path: Path):
    path = packed(tmp_path / f"{RELEASE}-domain-ranks.txt.gz", HEADER + "1" * 40_000_000)

    why = refusal(path)

    assert "a line longer than" in why or "unpacks to more" in why
