"""No password, token, cookie or authorization gets into a log, a report or, where it can be helped,
the database."""

from __future__ import annotations

import base64

import pytest
from commands import linkcrawl
from crawling import start_crawl
from hypothesis import given
from hypothesis import strategies as st
from local_site import Answer, LocalSite

from linkcrawl.masking import masked

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
# Of what is planted in addresses, the part that tells pages apart is kept in the database.
IN_ADDRESSES = [f"planted-{name}" for name in ("token", "key", "session", "signature", "sid")]


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


@pytest.mark.parametrize("where", ["log", "report"])
def test_logs_and_reports_tell_nothing(written: dict[str, bytes], where: str) -> None:
    assert b"partner.example/page" in written[where]
    assert [line for line in written[where].splitlines() if b"planted" in line] == []


def test_the_database_has_only_what_tells_pages_apart(written: dict[str, bytes]) -> None:
    database = written["database"]
    for secret in IN_ADDRESSES:
        database = database.replace(secret.encode(), b"")

    assert b"partner.example/page?api_key=planted-key" in written["database"]
    assert b"planted" not in database


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
        "session_id", "sid", "JSESSIONID", "auth", "hmac",
    ],
)  # fmt: skip
def test_secrets_are_masked(name: str) -> None:
    assert masked(f"/a?b=1&{name}=planted&c=2") == f"/a?b=1&{name}=***&c=2"


@pytest.mark.parametrize(
    "text",
    ["/a?monkey=1", "/a?page=2&keyword=bread", "/a?side=left&design=1", "/@jo", "jo@a.example",
     "https://a.example/@jo?x=1", "sid=1 is no address"],
)  # fmt: skip
def test_what_is_none_is_not(text: str) -> None:
    assert masked(text) == text


@given(st.text())
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)
