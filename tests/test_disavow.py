"""What may be disavowed, and what never is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from commands import linkcrawl
from hypothesis import given
from hypothesis import strategies as st
from relationship_sample import OWN, relationship, signal
from report_sample import link, row

from linkcrawl.agreements import Agreement
from linkcrawl.judge.verdicts.disavow import Disavowal, Entry, disavowal, friends_of
from linkcrawl.judge.verdicts.relationship import Relationship, Seen, Verdict
from linkcrawl.store.database import open_database
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import State
from reports.disavow import MOST_BYTES, MOST_LINES, disavow_text

TODAY = date(2026, 11, 21)


def bad(site: str, **changes: object) -> Relationship:
    """A relationship to be ended, over what was seen on the other site."""
    seen = Seen(f"https://www.{site}/links", "40 links")
    plain = relationship(
        site, Verdict.REMOVE, signals=(signal("links_page", -0.5, seen),),
        reasons=("The page is little but links.",),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def lines(
    relationships: Sequence[Relationship],
    links: Sequence[StoredLink] = (),
    friends: Sequence[str] = (),
) -> list[str]:
    """The lines of the file that say something to Google."""
    text, _ = disavow_text(disavowal(OWN, relationships, links, friends), TODAY)
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_a_file_is_as_google_wants_it() -> None:
    found = disavowal(OWN, [bad("spam.example"), bad("quiet.example", followed_in=0)], [], [])
    assert disavow_text(found, TODAY)[0].splitlines() == [
        "# What linkcrawl would disavow for ovens.example, 2026-11-21",
        "# To be uploaded by a person at https://search.google.com/search-console/disavow-links",
        "# An upload replaces the list that is there. Most sites never need one.",
        "# Left out, since none of their links is followed: 1 sites",
        "",
        "# spam.example, 2026-11-21: The page is little but links.",
        "domain:spam.example",
    ]


def test_a_line_with_a_secret_has_to_be_copied() -> None:
    url = "https://worse.example/page?token=***63906248"
    text, _ = disavow_text(disavowal(OWN, [], [], [], [("worse.example", url)]), TODAY)

    assert text.splitlines()[-1] == f"# Copy it from that file: {url}"


def test_what_was_disavowed_before_is_kept_but_for_friends() -> None:
    before = [
        ("old.example", ""), ("spam.example", ""), ("friend.example", ""),
        ("blogs.example", "https://blogs.example/one"), ("www.friend.example", ""),
    ]  # fmt: skip
    found = disavowal(OWN, [bad("spam.example")], [], ["friend.example"], before)
    text, unfit = disavow_text(found, TODAY)

    assert [line for line in text.splitlines() if line and line[0] != "#"] == [
        "domain:old.example", "https://blogs.example/one", "domain:spam.example",
    ]  # fmt: skip
    assert unfit == 0


def test_the_file_that_was_imported_is_carried_on(tmp_path: Path) -> None:
    (tmp_path / "linkcrawl.toml").write_text(f'[[own]]\ndomain = "{OWN}"\n', "utf-8")
    (tmp_path / "agreements.csv").write_text("partner\n", "utf-8")
    file = tmp_path / "disavow.txt"
    file.write_text("# from 2024\ndomain:old.example\n", "utf-8")
    assert linkcrawl("import", file, "--workspace", tmp_path).code == 0

    ran = linkcrawl("export", "disavow", "--workspace", tmp_path)

    assert ran.code == 0
    assert "domain:old.example" in ran.out.splitlines()


def test_a_file_with_nothing_in_it_says_so() -> None:
    text, unfit = disavow_text(disavowal(OWN, [], [], []), TODAY)
    assert "# There is nothing to disavow." in text.splitlines()
    assert unfit == 0


@pytest.mark.parametrize("verdict", [Verdict.KEEP, Verdict.FIX, Verdict.WATCH])
def test_only_what_is_to_be_removed_is_disavowed(verdict: Verdict) -> None:
    assert lines([bad("spam.example", verdict=verdict)]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"links_in": 0},
        {"own": "another-own.example"},
        {"followed_in": 0},
        {"signals": (signal("one_sided", -0.5, Seen("https://www.ovens.example/partners")),)},
        {"signals": (signal("unrelated_site", -0.9),)},
        {"signals": (signal("in_content", 0.5, Seen("https://www.spam.example/post")),)},
    ],
    ids=["no link to us", "of another site", "nofollow", "our own doing", "nothing seen", "health"],
)
def test_links_that_are_not_the_risk_are_left_alone(changes: dict[str, object]) -> None:
    assert lines([bad("spam.example", **changes)]) == []


def test_the_worst_comes_first() -> None:
    seen = Seen("https://www.worse.example/links")
    worse = bad("worse.example", signals=(signal("a", -0.9, seen), signal("b", -0.2)))
    assert lines([bad("bad.example"), worse]) == ["domain:worse.example", "domain:bad.example"]


@pytest.mark.parametrize(
    ("site", "line"),
    [
        ("someone.github.io", "domain:someone.github.io"),
        ("xn--bckerei-5wa.example", "domain:xn--bckerei-5wa.example"),
        # All of these belong to many: only the page is named.
        ("blogspot.com", "https://blogspot.com/me"),
        ("edu.co", "https://edu.co/me"),
        ("facebook.com", "https://facebook.com/me"),
        ("192.0.2.7", "https://192.0.2.7/me"),
    ],
)
def test_a_platform_is_named_by_its_pages_only(site: str, line: str) -> None:
    def of(page: str, **more: object) -> StoredLink:
        url = f"https://{site}/{page}"
        return link(site, f"{OWN}/", source_domain=site, source_url=url, **more)

    links = [
        of("me"), of("me"), of("other", rel="nofollow"), of("gone", missed_at="2026-11-01"),
        of("elsewhere", target_domain="other.example"), of("x" * 3000), of("me?sid=***"),
    ]  # fmt: skip
    seen = Seen(f"https://{site}/me")
    assert lines([bad(site, signals=(signal("links_page", -0.5, seen),))], links) == [line]


@pytest.mark.parametrize(
    ("state", "is_friend"),
    [(State.LIVE, True), (State.PENDING, True), (State.LOST, False), (State.CHANGED, False)],
)
def test_a_partner_who_keeps_the_agreement_is_a_friend(state: State, is_friend: bool) -> None:
    agreements = [row(Agreement("p.example"), state, "", None)]
    assert ("p.example" in friends_of([OWN], [], agreements)) is is_friend


_SITES = [f"s{number}.example" for number in range(6)]


@given(
    removed=st.sets(st.sampled_from([*_SITES, OWN])),
    protected=st.sets(st.sampled_from(_SITES)),
    kept=st.sets(st.sampled_from(_SITES)),
)
def test_friends_are_never_disavowed(
    removed: set[str], protected: set[str], kept: set[str]
) -> None:
    agreements = [row(Agreement(site), State.LIVE, "", None) for site in kept]
    friends = friends_of([OWN], protected, agreements)
    told = lines([bad(site) for site in removed], friends=sorted(friends))
    assert {line.removeprefix("domain:") for line in told} == removed - protected - kept - {OWN}


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_a_reason_never_becomes_a_line_of_its_own(reasons: list[str]) -> None:
    hostile = ("\ndomain:friend.example\r\u2028domain:x\x0b\x0cdomain:y", *reasons)
    assert lines([bad("spam.example", reasons=hostile)]) == ["domain:spam.example"]


@pytest.mark.parametrize(
    ("count", "length"), [(40_000, 1), (9_000, 300)], ids=["too many lines", "too many bytes"]
)
def test_a_file_stays_within_the_limits(count: int, length: int) -> None:
    pages = (f"https://big.example/{'x' * length}",)
    entries = tuple(
        Entry(f"s{n}.example", f"s{n}.example", pages if length > 1 else (), ("Because.",))
        for n in range(count)
    )
    text, unfit = disavow_text(Disavowal(OWN, entries, 0, 0), TODAY)
    assert len(text.splitlines()) <= MOST_LINES
    assert len(text.encode()) <= MOST_BYTES
    assert text.count("\ndomain:") + unfit == count
    assert unfit > 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two own sites, and a database with nothing in it."""
    (tmp_path / "linkcrawl.toml").write_text(
        '[[own]]\ndomain = "one.example"\n[[own]]\ndomain = "two.example"\n'
    )
    (tmp_path / "agreements.csv").write_text("partner\n")
    open_database(tmp_path / "linkcrawl.db").close()
    return tmp_path


def test_the_command_writes_the_file_of_one_own_site(folder: Path) -> None:
    ran = linkcrawl(
        "--workspace", folder, "export", "disavow", "--site", "two.example", "--output",
        folder / "disavow.txt",
    )  # fmt: skip
    assert (ran.code, ran.out, ran.err) == (0, "", "two.example: 0 sites to disavow\n")
    assert (
        (folder / "disavow.txt")
        .read_text("utf-8")
        .startswith("# What linkcrawl would disavow for two.example")
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["disavow"], "missing; accepted: one.example, two.example"),
        (
            ["disavow", "--site", "x.example"],
            "found 'x.example'; accepted: one.example, two.exampl",
        ),
        (["disavow", "--site", "one.example", "--format", "csv"], "leave out --format"),
        (["links", "--site", "one.example"], "--site is for disavow only"),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: list[str], line: str) -> None:
    ran = linkcrawl("--workspace", folder, "export", *arguments)
    assert ran.code == 2
    assert line in ran.err
