"""Which sites are worth considering, and which never are."""

from __future__ import annotations

from pathlib import Path

import pytest
from candidates_web import crawled
from click.testing import CliRunner
from relationship_facts import link

from linkcrawl.cli import main
from linkcrawl.judge.candidates.finding import (
    Field,
    Prospect,
    Trail,
    prospects,
    shared_targets,
    steps_of,
)
from linkcrawl.judge.candidates.findings import sisters_of
from linkcrawl.judge.graph.marks import Mark, Sort
from linkcrawl.judge.graph.operators import Operator, Strength
from linkcrawl.vocabulary import Placement

FIELD = Field(
    own={"own.example"},
    partners={"partner.example", "guild.example"},
    associations={"guild.example"},
    referring={"https://fan.example/rivals"},
    link_to_us={"friend.example"},
)


def trail(url: str, to: str = "new.example", **changes: object) -> list[Trail]:
    domain = url.split("/")[2]
    one = link(source_url=url, source_domain=domain, target_domain=to, **changes)
    return [trail for _, trail, _ in steps_of(one, FIELD)]


@pytest.mark.parametrize(
    ("url", "changes", "found"),
    [
        ("https://partner.example/post", {}, [Trail.PARTNER]),
        ("https://partner.example/post", {"placement": Placement.FOOTER}, []),
        ("https://partner.example/post", {"placement": Placement.COMMENTS}, []),
        ("https://partner.example/post", {"hidden": True}, []),
        ("https://partner.example/post", {"missed_at": "2026-11-01"}, []),
        ("https://partner.example/links", {"placement": Placement.LINKS_PAGE}, [Trail.LISTED]),
        ("https://guild.example/news", {}, [Trail.LISTED]),
        ("https://fan.example/members/", {}, [Trail.LISTED]),
        ("https://fan.example/rivals", {}, [Trail.REFERRER]),
        ("https://fan.example/other", {}, []),
        ("https://own.example/guide", {}, [Trail.OURS]),
        ("https://own.example/guide", {"to": "friend.example"}, []),
        ("https://own.example/guide", {"placement": Placement.FOOTER}, []),
    ],
)
def test_a_link_leads_somewhere_by_whose_it_is_and_where_it_stands(
    url: str, changes: dict[str, object], found: list[Trail]
) -> None:
    assert trail(url, **changes) == found  # type: ignore[arg-type]


def test_what_two_friends_of_competitors_link_to_is_shared() -> None:
    links = [
        ("a.example", "https://a.example/1", "new.example"),
        ("a.example", "https://a.example/2", "lone.example"),
        ("b.example", "", "new.example"),
        ("b.example", "", "friend.example"),
        ("a.example", "", "friend.example"),
    ]

    steps = list(shared_targets(links, {"friend.example"}))

    assert steps == [
        ("new.example", Trail.SHARED, "https://a.example/1"),
        ("new.example", Trail.SHARED, "b.example"),
    ]


def test_what_most_leads_to_comes_first_and_what_is_left_out_never() -> None:
    steps = [
        ("one.example", Trail.PARTNER, "https://partner.example/1"),
        ("two.example", Trail.OURS, "https://own.example/1"),
        ("two.example", Trail.PARTNER, "https://partner.example/1"),
        ("two.example", Trail.PARTNER, "https://partner.example/1"),
        ("rival.example", Trail.PARTNER, "https://partner.example/1"),
    ]

    found = prospects(steps, lambda site: site == "rival.example")

    assert [one.domain for one in found] == ["two.example", "one.example"]
    assert found[0].trails[Trail.PARTNER] == ("https://partner.example/1",)


def test_a_prospect_says_where_it_was_seen_in_a_line() -> None:
    urls = tuple(f"https://p.example/{n}" for n in range(5))

    words = Prospect("a.example", {Trail.PARTNER: urls}).words

    assert words.endswith("https://p.example/2 and 2 more")


@pytest.mark.parametrize(
    ("strength", "sisters"),
    [(Strength.FAIR, {"rival.example", "other.example"}), (Strength.WEAK, set())],
)
def test_sisters_share_more_than_a_weak_mark(strength: Strength, sisters: set[str]) -> None:
    sites = ("other.example", "rival.example")
    one = Operator(sites, strength, (Mark(Sort.ACCOUNT, "UA-1", sites, "an account"),))

    assert sisters_of({"rival.example"}, [one]) == sisters


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled(tmp_path_factory.mktemp("finding"), "partners")


def find(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(main, ["--workspace", str(folder), "candidates", "find", *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_candidates_are_written_beside_what_people_wrote(workspace: Path) -> None:
    table = workspace / "candidates.csv"
    table.write_text("Domain;Who asks;notes\nmillers.example;Jo;met at the fair\n", "utf-8")

    first = find(workspace)
    second = find(workspace)

    lines = table.read_text("utf-8").splitlines()
    assert lines[:2] == ["Domain;Who asks;notes", "millers.example;Jo;met at the fair"]
    assert [line.split(";")[0] for line in lines[2:]] == ["magazine.example"]
    assert "magazine.example" in first
    assert "no column for source" in first
    assert "Nothing that is known leads to a site" in second


def test_competitors_their_country_sites_platforms_and_shorteners_are_left_out(
    workspace: Path,
) -> None:
    (workspace / "candidates.csv").unlink(missing_ok=True)

    find(workspace)

    rows = (workspace / "candidates.csv").read_text("utf-8").splitlines()
    assert rows[0] == "domain,source,notes"
    assert {row.split(",")[0] for row in rows[1:]} == {"magazine.example", "millers.example"}
    assert "http://own.example/building/" in rows[1] + rows[2]
