"""No password, token, cookie or authorization gets into a log, a report or the database."""

from __future__ import annotations

import base64

import pytest
from commands import linkcrawl
from crawling import start_crawl
from hypothesis import given
from hypothesis import strategies as st
from local_site import Answer, LocalSite

from linkcrawl.masking import is_starred, masked, starred
from linkcrawl.store.intern import page_name

CONFIG = """
[[own]]
domain = "kilnhouse.example"
start_urls = ["http://jo:planted-in-config@kilnhouse.example/?preview_token=planted-token"]
[crawl]
render = "never"
delay = 0
"""
AGREEMENTS = (
    "partner,their_page,our_target\n"
    "partner.example,http://jo:planted-in-agreement@partner.example/page?api_key=planted-key,"
    "http://kilnhouse.example/ovens?session=planted-session\n"
    "away.example,http://away.example/page,http://kilnhouse.example/\n"
)
PAGE = """<title>Bread</title>
<p>We bake in <a href="http://jo:planted-in-link@kilnhouse.example/ovens?session=planted-session">our
ovens</a> and <a href="/signed?X-Amz-Signature=planted-signature">files</a>.</p>"""
COOKIE = {"Set-Cookie": "session=planted-cookie; Path=/"}
MOVED = {"Location": "http://jo:planted-in-redirect@partner.example/page?sid=planted-sid", **COOKIE}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All that a crawl with secrets everywhere writes: its log at its most talkative, and files."""
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    (folder / "agreements.csv").write_text(AGREEMENTS, "utf-8")
    routes = {
        "http://kilnhouse.example/": Answer(b"<h1>Ovens</h1>", headers=COOKIE),
        "http://partner.example/page": Answer(PAGE.encode(), headers=COOKIE),
        "http://partner.example/signed": Answer(b"", 500, COOKIE),
        "http://away.example/page": Answer(b"", 302, MOVED),
    }
    with LocalSite(routes) as web:
        proxy = web.url.replace("//", "//me:planted-in-proxy@")
        with start_crawl(folder, proxy, "partners", "-s", "LOG_LEVEL=DEBUG") as process:
            log, _ = process.communicate(timeout=120)
        seen = "".join(str(headers) for headers in web.seen)
    assert process.returncode == 0, log
    ran = linkcrawl("--workspace", folder, "report")
    assert ran.code == 0, ran.err
    reports = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    databases = [path.read_bytes() for path in sorted(folder.glob("linkcrawl.db*"))]
    return {
        "log": (log + ran.out + ran.err).encode(),
        "report": b"".join(reports),
        "database": b"".join(databases),
        "requests": seen.encode(),
    }


@pytest.mark.parametrize("where", ["log", "report", "database"])
def test_logs_and_reports_and_the_database_tell_nothing(
    written: dict[str, bytes], where: str
) -> None:
    assert b"partner.example/page" in written[where]
    assert [line for line in written[where].splitlines() if b"planted" in line] == []


def test_sites_are_told_nothing_either(written: dict[str, bytes]) -> None:
    requests = written["requests"]

    assert b"planted-cookie" not in requests
    assert b"jo:" not in requests
    assert b"planted-token" not in requests
    # The proxy alone gets its password.
    proxy = base64.b64encode(b"me:planted-in-proxy")
    assert requests.count(b"uthorization") == requests.count(proxy)


@pytest.mark.parametrize(
    "name",
    [
        "token", "access_token", "csrf-token", "api_key", "apiKey", "key", "client_secret", "sig",
        "Signature", "X-Amz-Signature", "X-Goog-Credential", "password", "pwd", "PHPSESSID",
        "session_id", "sid", "JSESSIONID", "auth", "hmac", "accessToken", "user_password",
        "X-Amz-Security-Token", "form[password]", "filter%5Btoken%5D", "cftoken", "jwt", "otp",
        "secretkey", "token1",
    ],
)  # fmt: skip
def test_secrets_are_masked(name: str) -> None:
    assert masked(f"/a?b=1&{name}=planted&c=2") == f"/a?b=1&{name}=***&c=2"


@pytest.mark.parametrize(
    "text",
    ["/a?monkey=1", "/a?page=2&keyword=bread", "/a?side=left&design=1", "/@jo", "jo@a.example",
     "https://a.example/@jo?x=1", "sid=1 is no address", "/a?key=bread", "/talks?session=12",
     "/a?keyword=unforgettable", "/a?compass=northwest", "/a?consider=something"],
)  # fmt: skip
def test_what_is_none_is_not(text: str) -> None:
    assert masked(text) == starred(text) == text
    assert not is_starred(text)


@pytest.mark.parametrize(
    ("stored", "whole"),
    [
        ("/a?token=***2737a6b3", "/a?token=planted"),
        ("/a;token=***2737a6b3?b=1", "/a;token=planted?b=1"),
        # Escaped otherwise, or carried along by another address, it is the same.
        ("/a?token=***2737a6b3", "/a?token=%70lanted"),
        ("/go?to=%2Fa%3Ftoken%3D***2737a6b3", "/go?to=%2Fa%3Ftoken%3Dplanted"),
        ("/go/%252Fa%253Fid%253D7%2526token%253D***2737a6b3",
         "/go/%252Fa%253Fid%253D7%2526token%253Dplanted"),
        # What lets in, or is new at each visit, names no page.
        ("/a?password=***&b=1", "/a?password=planted&b=1"),
        ("/a;jsessionid=***?b=1", "/a;jsessionid=planted?b=1"),
        ("/a?PHPSESSID=***", "/a?PHPSESSID=planted"),
        ("/a?f=2&sid=***", "/a?f=2&sid=5f4dcc3b5aa765d6"),
        ("/a?sid=***27ee3d83&f=2", "/a?sid=20261121&f=2"),
        ("https://a.example/", "https://jo:planted@a.example/"),
        ("at https://a.example/ ", "at https://jo:pl@nted@a.example/ "),
        # A name before the @ that passes for a host's is a disguise, to be seen.
        ("https://bank.example@a.example/", "https://bank.example@a.example/"),
    ],
)  # fmt: skip
def test_secrets_are_stored_as_stars(stored: str, whole: str) -> None:
    assert starred(whole) == stored
    assert starred(stored) == stored
    assert is_starred(stored) == ("***" in stored)
    assert not is_starred(whole)


@given(st.text())
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    assert starred(starred(text)) == starred(text)


SECRET = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~", min_size=9)


@given(SECRET, SECRET, st.sampled_from(["token", "sig", "api_key", "session", "X-Amz-Credential"]))
def test_pages_are_told_apart_by_secrets_that_nobody_reads(one: str, other: str, name: str) -> None:
    stored = page_name(f"https://a.example/page?id=7&{name}={one}")

    assert one not in stored.replace("https://a.example/page?id=7", "").replace(name, "")
    assert page_name(stored) == stored
    same = page_name(f"https://a.example/page?id=7&{name}={other}") == stored
    assert same == (one == other)


@given(st.text("abc/?&;=#%.@*", max_size=40))
def test_addresses_without_a_secret_stay_as_they_are(rest: str) -> None:
    url = f"https://a.example/{rest}"

    assert starred(url) == url


@pytest.mark.parametrize("piece", ["%3f", "?a[", "%3fa%5b", "&key1", "a.", "a://", "?token=", "@"])
def test_hostile_addresses_take_no_more_time_than_long_ones(piece: str) -> None:
    """A time that grew with their square would be hours."""
    text = "@token=" + piece * 100_000

    assert starred(starred(text)) == starred(text)


def test_the_longest_addresses_keep_their_names() -> None:
    for length in range(3_960, 4_010):
        name = page_name(f"https://a.example/{'a' * (length - 30)}?token=planted&sig=planted")
        assert (len(name) <= 4_000, page_name(name)) == (True, name)
