"""linkcrawl mail: to a real server, to each recipient what they asked for, to nobody twice."""

from __future__ import annotations

import re
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from commands import Ran, linkcrawl
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from mail_server import Mailbox, mail_server
from relationship_sample import relationship
from report_sample import CONFIG, GOLDEN, TODAY, mail_parts, row, sample, sample_summary

from linkcrawl.agreements import Agreement
from linkcrawl.config import Report
from linkcrawl.items import Page
from linkcrawl.judge.run import Judgement
from linkcrawl.judge.verdicts.relationship import Draft, Verdict
from linkcrawl.mailing import Mail, Role
from linkcrawl.store.crawl import CrawlStore
from linkcrawl.store.frontier import Limits
from linkcrawl.store.write import stamp
from linkcrawl.vocabulary import Fetch, State
from reports.language import ENGLISH
from reports.mail import HTML_MAXSIZE, MESSAGE_MAXSIZE, compose, edition_of
from reports.scripts import without_script
from reports.single import single_file
from reports.summary import summarise

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANA, BEA, CLO = "ana@ovens.example", "bea@ovens.example", "clo@ovens.example"
SETTINGS = Mail(host="mail.example", sender="links@ovens.example", reply_to=ANA)
LIMITS = Limits(
    pages_per_site=10, depth=3, seconds_per_site=60, at_once_per_site=8, at_once=16
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one broken promise."""
    (tmp_path / "agreements.csv").write_text("partner,their_page\n", "utf-8")
    break_promise(tmp_path, "mill.example")
    return tmp_path


def configure(folder: Path, port: int, *recipients: tuple[str, str], more: str = "") -> None:
    """Write a linkcrawl.toml that mails through *port*."""
    lines = ['[[own]]\ndomain = "ovens.example"\n[mail]\nhost = "127.0.0.1"']
    lines += [f'port = {port}\nsender = "links@ovens.example"\nreply_to = "{ANA}"\n{more}']
    if "security" not in more:
        lines += ['security = "none"']
    lines += [f'[[mail.recipients]]\naddress = "{a}"\nrole = "{r}"' for a, r in recipients]
    (folder / "linkcrawl.toml").write_text("\n".join(lines), "utf-8")


def mail(folder: Path, *options: str) -> Ran:
    return linkcrawl("mail", "--workspace", folder, *options)


def break_promise(folder: Path, partner: str) -> None:
    """Agree on a page of a partner that was twice seen to be gone."""
    page = f"https://{partner}/links"
    with (folder / "agreements.csv").open("a", encoding="utf-8") as file:
        file.write(f"{partner},{page}\n")
    for days in (3, 1):
        store = CrawlStore(folder / "linkcrawl.db", "partners", "digest", LIMITS)
        at = datetime.now(UTC) - timedelta(days=days)
        store.add(Page(page, page, at, fetch=Fetch.GONE, status=404))
        store.close("finished")


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_recipient_gets_one_message_and_no_second_one_of_the_same(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "broken"), (CLO, "monthly"))
        first, again = mail(folder), mail(folder)
        break_promise(folder, "brick.example")
        changed = mail(folder)

    assert [ran.code for ran in (first, again, changed)] == [0, 0, 0]
    # The third wants one a month, whatever happens.
    assert box.recipients == [ANA, BEA, CLO, ANA, BEA]
    assert again.out.count("nothing has changed since the last message") == 3


def test_only_what_broke_is_told_to_whom_wants_only_that(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "broken"))
        mail(folder)

    everything, broken = (body(message, "plain") for message in box.taken)
    assert "Link from mill.example" in everything
    assert "Link from mill.example" in broken
    assert "HOW THE PARTNERSHIPS STAND" in everything
    assert "HOW THE PARTNERSHIPS STAND" not in broken


def test_each_is_written_to_in_their_own_language(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "everything"))
        with (folder / "linkcrawl.toml").open("a", encoding="utf-8") as file:
            file.write('\nlanguage = "de"\n')
        mail(folder)

    english, german = box.taken
    assert english["Subject"] == "Link partnerships: ovens.example"
    assert german["Subject"] == "Linkpartnerschaften: ovens.example"
    assert "Link von mill.example zu uns" in body(german, "plain")
    assert '<html lang="de"' in body(german, "html")


def test_where_nothing_is_broken_only_the_others_are_written_to(folder: Path) -> None:
    (folder / "agreements.csv").write_text("partner\n", "utf-8")
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "broken"))
        ran = mail(folder)

    assert box.recipients == [ANA]
    assert f"{BEA}: nothing is broken, nothing is sent" in ran.out


def test_who_wants_to_hear_that_nothing_changed_hears_it_once_a_day(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), more="when_unchanged = true")
        for _ in range(3):
            mail(folder)

    assert box.recipients == [ANA, ANA]


def test_one_refused_recipient_keeps_nothing_from_the_others(folder: Path) -> None:
    box = Mailbox(refused={BEA: "550 no such\r\n user here"[:11] + " user here"})
    with mail_server(box) as port:
        configure(folder, port, (BEA, "everything"), (ANA, "everything"))
        ran = mail(folder)
        box.refused = {}
        later = mail(folder)

    assert ran.code == 1
    assert f"{BEA}: not sent: 550 no such user here" in ran.err
    assert later.code == 0
    assert box.recipients == [ANA, BEA]


def test_a_message_that_may_have_arrived_is_not_sent_again_by_itself(folder: Path) -> None:
    box = Mailbox(hangs_up=frozenset({ANA}))
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "everything"))
        cut_short, by_itself = mail(folder), mail(folder)
        box.hangs_up = frozenset()
        wanted = mail(folder, "--again")

    assert (cut_short.code, by_itself.code, wanted.code) == (1, 0, 0)
    assert "it may have arrived" in cut_short.err
    assert "sending was cut short, the message may have arrived" in by_itself.out
    assert box.recipients == [ANA, BEA, ANA, BEA]


def test_a_dry_run_writes_what_would_be_sent_and_sends_nothing(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"))
        dry = mail(folder, "--dry-run")
        written = message_from_bytes(Path(dry.out.strip()).read_bytes(), policy=default)
        mail(folder)

    assert isinstance(written, EmailMessage)
    assert box.recipients == [ANA]
    assert body(written, "html").split() == body(box.taken[0], "html").split()


def test_a_try_goes_to_one_address_and_counts_for_nothing(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"))
        codes = [mail(folder, "--to", BEA).code, mail(folder, "--to", BEA).code, mail(folder).code]

    assert codes == [0, 0, 0]
    assert box.recipients == [BEA, BEA, ANA]


def test_a_role_can_be_tried_at_an_address_of_nobody(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"))
        tried = mail(folder, "--to", BEA, "--role", "broken")

    assert (tried.code, box.recipients) == (0, [BEA])
    assert "WHAT CHANGED" not in body(box.taken[0], "plain")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that this test's machine trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "mail.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


# aiosmtpd does not count TLS from the first byte on as TLS.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_password_goes_over_a_safe_connection_only(
    folder: Path, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("LINKCRAWL_SMTP_PASSWORD", "a secret")
    box = Mailbox(login=("links", "a secret"))
    with mail_server(box, **{security: certificate}) as port:
        more = f'security = "{security}"\nusername = "links"'
        configure(folder, port, (ANA, "everything"), more=more)
        sent = mail(folder)
        monkeypatch.setenv("LINKCRAWL_SMTP_PASSWORD", "guessed")
        refused = mail(folder, "--again")
        monkeypatch.delenv("SSL_CERT_FILE")
        untrusted = mail(folder, "--again")

    assert (sent.code, refused.code, untrusted.code) == (0, 1, 1)
    assert box.recipients == [ANA]
    assert "does not let links in" in refused.err
    assert "LINKCRAWL_SMTP_PASSWORD" in refused.err
    assert "guessed" not in refused.err
    assert "certificate verify failed" in untrusted.err


def test_a_server_that_is_not_there_is_one_line_and_all_is_sent_later(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        pass
    configure(folder, port, (ANA, "everything"))
    away = mail(folder)
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"))
        back = mail(folder)

    assert (away.code, back.code) == (1, 0)
    assert "can't be reached" in away.err
    assert box.recipients == [ANA]


@pytest.mark.parametrize(
    ("mail_section", "line"),
    [
        ("", "[mail] needs `host` and `sender`"),
        ('[mail]\nhost = "h"\nsender = "a@b.example"', "[mail] has no [[mail.recipients]]"),
        ('[mail]\nsender = "nobody"', "mail.sender: found 'nobody'; accepted: an e-mail address"),
        ('[mail]\nsender = "a@b.example\\r\\nBcc: c@d.example"', "mail.sender: found "),
        (
            '[mail]\nhost = "h"\nsender = "a@b.example"\nusername = "u"',
            "LINKCRAWL_SMTP_PASSWORD is not set",
        ),
        (
            '[mail]\nhost = "h"\nsender = "a@b.example"\nusername = "u"\nsecurity = "none"',
            "a username without security would send the password in the clear",
        ),
        (
            '[[mail.recipients]]\naddress = "a@b.example"',
            "recipients need a host and a sender",
        ),
    ],
)
def test_what_is_wrong_is_one_line(folder: Path, mail_section: str, line: str) -> None:
    text = f'[[own]]\ndomain = "ovens.example"\n{mail_section}'
    if "username" in mail_section and "none" not in mail_section:
        text += '\n[[mail.recipients]]\naddress = "a@b.example"'
    (folder / "linkcrawl.toml").write_text(text, "utf-8")

    ran = mail(folder)

    assert ran.code == 2
    assert line in ran.error_lines[-1]


def test_a_message_has_what_mail_clients_ask_for() -> None:
    message = compose(sample_summary(), Role.EVERYTHING, SETTINGS, BEA, NOON)
    later = compose(sample_summary(), Role.EVERYTHING, SETTINGS, BEA, NOON + timedelta(days=7))

    assert message["To"] == BEA
    assert message["Reply-To"] == ANA
    assert message["List-Unsubscribe"] == f"<mailto:{ANA}?subject=unsubscribe>"
    assert message["Subject"] == later["Subject"] == "Link partnerships of Ovens: ovens.example"
    assert message["References"] == later["References"]
    assert message["Message-ID"] != later["Message-ID"]
    assert message.is_multipart()
    html = body(message, "html")
    assert "<link" not in html
    assert "http-equiv" not in html
    assert 'style="' in html
    assert "prefers-color-scheme" in html
    (picture,) = (part for part in message.walk() if part.get_content_type() == "image/png")
    assert f"cid:{str(picture['Content-ID']).strip('<>')}" in html
    assert picture.get_content().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("settings", "attached"),
    [
        ({}, True),
        ({"report_url": "https://ovens.example/report/"}, False),
        ({"report_url": "https://ovens.example/report/", "attach": True}, True),
        ({"attach": False}, False),
    ],
)
def test_the_whole_report_is_attached_where_it_is_wanted(
    settings: dict[str, object], attached: bool
) -> None:
    mail = SETTINGS.model_copy(update=settings)
    sent = compose(sample_summary(), Role.EVERYTHING, mail, BEA, NOON)
    message = message_from_bytes(sent.as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    files = {str(part.get_filename()): part for part in message.iter_attachments()}

    assert list(files) == (["report-2026-11-21.html"] if attached else [])
    assert ("is attached" in body(message, "plain")) is attached
    assert ("is attached" in body(message, "html")) is attached
    for file in files.values():
        assert file.get_content_type() == "text/html"
        assert file.get_content() == without_script(single_file(sample_summary()))


def test_a_report_that_no_server_would_take_is_not_attached() -> None:
    agreement = sample()[0].agreements[0].agreement
    rows = tuple(
        row(replace(agreement, partner=f"p{n}.example"), State.LOST, "gone " * 90, None)
        for n in range(2_500)
    )
    summary = summarise(Judgement(rows, (), ()), (), (), CONFIG, TODAY, limit=2_500)

    message = compose(summary, Role.BROKEN, SETTINGS, BEA, NOON)

    assert list(message.iter_attachments()) == []
    assert "is attached" not in body(message, "plain")
    assert len(message.as_bytes()) < MESSAGE_MAXSIZE


def test_the_golden_message_has_not_changed() -> None:
    golden = {path.name: path.read_text("utf-8") for path in (GOLDEN / "mail").iterdir()}

    assert mail_parts() == golden


HOSTILE = (
    "<script>alert(1)</script>",
    'x" onload="alert(1)',
    "two\r\nBcc: victim@example.com\r\n\r\nlines",
    "\u202eevil\u0000\u001b[2J",
    "{{ 7 * 7 }}",
    "W" * 1_000_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_breaks_no_message(text: str) -> None:
    judgement, events, crawls = sample()
    config = CONFIG.model_copy(update={"report": Report(title=text)})
    told = [replace(event, before=text, after=text) for event in events]
    summary = summarise(judgement, told, crawls, config, TODAY)

    message = compose(summary, Role.EVERYTHING, SETTINGS, BEA, NOON)
    back = message_from_bytes(message.as_bytes(), policy=default)

    assert isinstance(back, EmailMessage)
    assert back["Bcc"] is None
    assert str(back["To"]) == BEA
    assert "\n" not in str(back["Subject"])
    html = body(back, "html")
    assert len(html.encode()) < HTML_MAXSIZE
    for bad in ("<script", "\u202e", "\x00", "\x1b", ">49<"):
        assert bad not in html
    assert not re.search(r"<[^>]*\bonload", html)
    assert "\x1b" not in body(back, "plain")


def test_a_thousand_broken_promises_fit_into_one_message() -> None:
    agreement = sample()[0].agreements[0].agreement
    rows = [
        row(replace(agreement, partner=f"p{n}.example"), State.LOST, "gone " * 90, None)
        for n in range(1_000)
    ]
    judgement, events, crawls = sample()
    many = Judgement(tuple(rows), judgement.links_in, judgement.links_out)
    summary = summarise(many, [*events] * 500, crawls, CONFIG, TODAY)

    message = compose(summary, Role.EVERYTHING, SETTINGS, BEA, NOON)

    html = body(message, "html")
    assert len(html.encode()) < HTML_MAXSIZE
    assert "and 980 more in the report" in html


@pytest.mark.parametrize("letter", ["x" * 20_000, "&" * 20_000, "\n" * 20_000])
def test_messages_of_any_length_fit_into_one(letter: str) -> None:
    rows, found = [], []
    for n in range(30):
        agreement = Agreement(f"p{n}.example", their_page=f"https://p{n}.example/")
        rows.append(row(agreement, State.LOST, "gone", None))
        draft = Draft("question", "jo@mill.example", "Our link", letter)
        found.append(relationship(agreement.partner, Verdict.FIX, draft=draft))
    summary = summarise(Judgement(tuple(rows), (), (), tuple(found)), (), (), CONFIG, TODAY)
    alone = SETTINGS.model_copy(update={"attach": False})

    message = compose(summary, Role.BROKEN, alone, BEA, NOON)

    assert len(body(message, "html").encode()) <= HTML_MAXSIZE
    assert "more in the report" in body(message, "html")


def test_a_monthly_message_has_all_that_people_read_every_month() -> None:
    text = body(compose(sample_summary(), Role.MONTHLY, SETTINGS, BEA, NOON), "plain")
    told = (
        "WHAT NEEDS YOU TODAY", "The message to send to jo@brick.example", "WHAT CHANGED",
        "HOW THE PARTNERSHIPS STAND", "Verdicts that turned", "HOW OUR LINK PROFILE DEVELOPS",
        "New sites: 1 (stranger.example)", "Lost sites: 1 (brick.example)",
        "Our pages that others link to most", "Our pages that need work", "It redirects to",
        "It has no main heading", "The newest day that it names is 1 Mar 2021",
        "The server took 4.2 seconds", "Notable new links", "nothing better than [the oven of",
        "WHERE LINKS LIVE",
    )  # fmt: skip
    places = [text.find(each) for each in told]
    assert -1 not in places
    assert places == sorted(places)


def test_each_role_looks_back_on_its_period(folder: Path) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        configure(folder, port, (ANA, "everything"), (BEA, "monthly"))
        mail(folder)
        break_promise(folder, "brick.example")
        mail(folder)

    first, monthly, later = (body(message, "plain") for message in box.taken)
    assert "in the last month, since" in monthly
    assert "in the last month" not in first + later
    assert f"since the last report, of {ENGLISH.day(stamp(datetime.now(UTC)))}" in later


def test_an_edition_is_named_by_what_it_tells() -> None:
    summary = sample_summary()
    judgement, events, crawls = sample()
    fixed = Judgement(judgement.agreements[:2], judgement.links_in, judgement.links_out)
    other = summarise(fixed, events, crawls, CONFIG, TODAY)

    for role in (Role.EVERYTHING, Role.BROKEN):
        assert edition_of(summary, role) == edition_of(sample_summary(), role)
        assert edition_of(summary, role) != edition_of(other, role)
    assert edition_of(summary, Role.MONTHLY) == edition_of(other, Role.MONTHLY) == "2026-11"
