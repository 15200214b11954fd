"""A judgement made by hand, one agreement for every state, for the tests of reports.

``python tests/report_sample.py`` writes the report of it anew into tests/golden/: run it
after a wanted change of looks or words, and read the difference before you commit it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from candidate_sample import candidates, crossings
from relationship_sample import graph, profile, pruning, relationships
from visible_text import lines_of

from linkcrawl.agreements import Agreement
from linkcrawl.config import Config, OwnSite, Report
from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.history import History, Stretch
from linkcrawl.judge.promises.promises import Promise, Side, promises_of
from linkcrawl.judge.promises.reasons import NOT_RENDERED, lost, missed
from linkcrawl.judge.run import AgreementChecks, Judgement
from linkcrawl.mailing import Mail, Role
from linkcrawl.said import said
from linkcrawl.store.crawls import StoredCrawl
from linkcrawl.store.read import StoredEvent, StoredLink
from linkcrawl.vocabulary import AnchorType, Credit, Fetch, Placement, Presence, State, Target
from reports.language import Language, language
from reports.mail import compose
from reports.render import render
from reports.summary import Summary, summarise

TODAY = date(2026, 11, 21)
GOLDEN = Path(__file__).parent / "golden"
GERMAN = GOLDEN / "de"
CONFIG = Config(
    own=(OwnSite(domain="ovens.example", brands=("Ovens",)),),
    report=Report(title="Link partnerships of Ovens"),
)
OLD, NEW = "2026-11-14T09:00:00+00:00", "2026-11-20T09:00:00+00:00"


def link(source: str, target: str, **changes: object) -> StoredLink:
    """A live followed brand link in content, changed as told."""
    plain = StoredLink(
        source_url=f"https://www.{source}",
        source_domain=source.partition("/")[0],
        target_url=f"https://www.{target}",
        target_domain=target.partition("/")[0],
        anchor_text="Ovens",
        anchor_type=AnchorType.BRAND,
        rel="",
        placement=Placement.CONTENT,
        in_prose=True,
        hidden=False,
        presence=Presence.RAW_AND_RENDERED,
        before="Our loaves are baked in an oven by",
        after="and have been since the barn was rebuilt.",
        first_seen=OLD,
        last_seen=NEW,
        missed_at="",
        crawl_id=1,
        missed_crawl_id=None,
    )
    return plain._replace(**changes)


def checked(promise: Promise, state: State, found: StoredLink | None, **facets: object) -> Check:
    """What is true of a promise, with the facets that go with a link that was found."""
    plain = Check(promise, state, (), fetch=Fetch.OK, checked_at=NEW)
    if found is not None:
        plain = replace(
            plain,
            presence=found.presence,
            target=Target.EXACT,
            credit=Credit.FOLLOWED,
            placement=found.placement,
            link=found,
            first_seen=found.first_seen,
            last_seen=found.last_seen,
        )
    return replace(plain, **facets)  # type: ignore[arg-type]


def row(
    agreement: Agreement, state: State, reason: str, found: StoredLink | None, **facets: object
) -> AgreementChecks:
    """An agreement whose partner's side is in *state*; our side of it, if any, is live."""
    sides = {promise.side: promise for promise in promises_of(agreement)}
    theirs = checked(sides[Side.THEIRS], state, found, reasons=(reason,), **facets)
    ours = sides.get(Side.OURS)
    back = link("ovens.example/guide", f"{agreement.partner}/flour", anchor_text="the mill")
    return AgreementChecks(
        agreement,
        theirs,
        checked(ours, State.LIVE, back, reasons=(said("as agreed"),)) if ours else None,
        histories={Side.THEIRS: past(state)},
    )


def past(state: State) -> History:
    """A link that was there since August, on a page that could not be read for two weeks."""
    first = date(2026, 8, 1)
    looks = [f"{first + timedelta(7 * week)}T09:00:00+00:00" for week in range(16)]
    told = {0: State.LIVE, 5: State.UNKNOWN, 7: State.LIVE}
    stretches = [Stretch(looks[week], then) for week, then in told.items()]
    return History(
        (*stretches, Stretch(NEW, state)) if state is not State.LIVE else tuple(stretches),
        (*looks[:5], *looks[7:], NEW), tuple(looks[5:7]),
    )  # fmt: skip


def _agreement(partner: str, page: str = "page", **more: object) -> Agreement:
    plain = Agreement(
        partner, "exchange", f"https://www.{partner}/{page}", "https://www.ovens.example/ovens"
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def sample() -> tuple[Judgement, tuple[StoredEvent, ...], tuple[StoredCrawl, ...]]:
    """A judgement, its events and its crawls."""
    rows = (*_kept(), *_amiss(), *_absent())
    checks = [check for each in rows for check in (each.theirs, each.ours) if check]
    found = [check.link for check in checks if check.link]
    footer = link(
        "mill.example/about", "ovens.example/", placement=Placement.FOOTER, in_prose=False,
        anchor_text="wood-fired oven", anchor_type=AnchorType.EXACT_MATCH, rel="nofollow",
        sitewide=True, boilerplate_ratio=0.96,
    )  # fmt: skip
    gone = link(
        "brick.example/old", "ovens.example/", last_seen=OLD, missed_at=NEW, missed_crawl_id=2
    )
    stranger = link("stranger.example/post", "ovens.example/")
    judgement = Judgement(
        rows,
        tuple(each for each in [*found, footer, gone, stranger] if "ovens" in each.target_domain),
        tuple(each for each in found if "ovens" in each.source_domain),
        relationships(),
        graph(),
    )
    return judgement, _events(), _crawls()


def _kept() -> tuple[AgreementChecks, ...]:
    mill = _agreement(
        "mill.example", "flour", our_page="https://www.ovens.example/guide",
        their_target="https://www.mill.example/flour", anchor="Ovens",
        placement=Placement.CONTENT, deadline=date(2026, 10, 1), contact_name="Hester Lane",
        contact_email="hester@mill.example", notes="Two sides, both kept",
    )  # fmt: skip
    pending = _agreement("mill.example", "soon", deadline=date(2027, 1, 31))
    ended = _agreement("mill.example", "calendar", end=date(2026, 6, 30))
    found = link(
        "mill.example/flour", "ovens.example/ovens", seen_at=549, page_height=1702, seen_x=580,
        seen_width=96, seen_height=17,
    )  # fmt: skip
    return (
        row(mill, State.LIVE, said("as agreed"), found),
        row(
            pending,
            State.PENDING,
            said("due by {day}", day=date(2027, 1, 31)),
            None,
            presence=Presence.ABSENT,
        ),
        row(ended, State.ENDED, said("the agreement ended on {day}", day=date(2026, 6, 30)), None),
    )


def _amiss() -> tuple[AgreementChecks, ...]:
    brick = "brick.example"
    changed = link(
        f"{brick}/a", "ovens.example/ovens", placement=Placement.FOOTER, hidden=True,
        sight="transparent text", seen_at=2659, page_height=2702, seen_x=791,
        seen_width=105, seen_height=15,
    )  # fmt: skip
    nofollow = link(f"{brick}/b", "ovens.example/ovens", rel="nofollow noopener")
    moved = link(f"{brick}/trade", "ovens.example/ovens", anchor_text="click here")
    return (
        row(
            _agreement(brick, "a", placement=Placement.CONTENT, rel=("follow",)), State.CHANGED,
            said(
                "stands in {placement} instead of {agreed}",
                placement=Placement.FOOTER,
                agreed=Placement.CONTENT,
            ), changed, presence=Presence.HIDDEN,
        ),
        row(
            _agreement(brick, "b"), State.NO_CREDIT, said("the link is nofollow"), nofollow,
            credit=Credit.NOFOLLOW,
        ),
        row(
            _agreement(brick, "c", anchor="Ovens"), State.ELSEWHERE,
            said("not on the agreed page, but on {url}", url=f"https://www.{brick}/trade"), moved,
            presence=Presence.ON_OTHER_PAGE,
        ),
    )  # fmt: skip


def _absent() -> tuple[AgreementChecks, ...]:
    bakery, absent = "xn--bckerei-5wa.example", {"presence": Presence.ABSENT}
    return (
        row(
            _agreement(bakery, "a"), State.MISSING,
            missed(False), None, **absent, last_seen=OLD,
        ),
        row(
            _agreement(bakery, "b"), State.LOST, lost(False, date(2026, 11, 14)), None, **absent,
            first_seen="2026-05-02T09:00:00+00:00", last_seen="2026-11-07T09:00:00+00:00",
        ),
        row(
            _agreement(bakery, "c"), State.PAGE_GONE, said(
                "{page_says} since {day}",
                page_says=said("the page answers {status}", status="404"),
                day=date(2026, 11, 14),
            ), None,
            fetch=Fetch.HTTP_4XX,
        ),
        row(
            _agreement(bakery, "d", deadline=date(2026, 9, 1)), State.OVERDUE,
            said("due by {day} and never seen", day=date(2026, 9, 1)), None, **absent,
        ),
        row(
            _agreement("guild.example", "a"), State.UNKNOWN,
            said("could not look: {fetch}", fetch=Fetch.ROBOTS_DISALLOWED), None,
            fetch=Fetch.ROBOTS_DISALLOWED,
        ),
        row(
            _agreement("guild.example", "b"), State.REVIEW,
            NOT_RENDERED, None,
            **absent,
        ),
    )  # fmt: skip


def _events() -> tuple[StoredEvent, ...]:
    page, ours = "https://www.brick.example/a", "https://www.ovens.example/ovens"
    told = (
        ("removed", "brick.example", "https://www.brick.example/old", ours, "Ovens", ""),
        ("added", "mill.example", "https://www.mill.example/about", ours, "", "wood-fired oven"),
        ("moved", "brick.example", page, ours, "https://www.brick.example/c", page),
        ("target", "brick.example", page, ours, "https://www.ovens.example/", ours),
        ("anchor", "brick.example", page, ours, "Ovens", "click here"),
        ("rel", "brick.example", page, ours, "", "nofollow"),
        ("placement", "brick.example", page, ours, "content", "footer"),
        ("status", "guild.example", page, "", "ok 200", "http_5xx 503"),
        ("robots", "guild.example", page, "", "ok 200", "robots_disallowed"),
        ("index", "guild.example", page, "", "index", "noindex"),
        ("canonical", "guild.example", page, "", "", "https://www.guild.example/other"),
    )
    turned = StoredEvent(
        NEW, "verdict", "brick.example", "https://brick.example/", "https://ovens.example/",
        "keep", "fix", "New: Their link moved from the text to the footer.",
    )  # fmt: skip
    return (*(StoredEvent(NEW, *each) for each in told), turned)


def _crawls() -> tuple[StoredCrawl, ...]:
    return (
        StoredCrawl(2, "partners", NEW, "2026-11-20T09:12:30+00:00", "finished", 1250, 1204),
        StoredCrawl(1, "partners", OLD, "2026-11-14T09:10:00+00:00", "shutdown", 900, 850),
    )


def sample_summary() -> Summary:
    """The summary of the sample."""
    problem = said(
        "{file}, line {line}: {error}",
        file="/home/jo/links/agreements.csv",
        line="7",
        error=said(
            "{column}: found {found}; accepted: {accepted}",
            column="partner",
            found="''",
            accepted=said("a domain, as in example.com"),
        ),
    )
    judgement, events, crawls = sample()
    return summarise(
        judgement,
        events,
        crawls,
        CONFIG,
        TODAY,
        problems=(problem,),
        profiles=(profile(),),
        crossings=crossings((*judgement.links_in, *judgement.links_out)),
        pruning=pruning(),
        candidates=candidates(),
    )


def pages_of(folder: Path) -> dict[str, str]:
    """The HTML pages of a rendered report by their names, with "/" as "_"."""
    return {
        str(path.relative_to(folder)).replace("/", "_"): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def sample_message() -> EmailMessage:
    """The mail that tells of the sample."""
    settings = Mail(host="mail.example", sender="links@ovens.example")
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return compose(sample_summary(), Role.EVERYTHING, settings, "bea@ovens.example", at)


def mail_parts() -> dict[str, str]:
    """The texts of the sample's mail by their names."""
    message = sample_message()
    parts = {f"message.{name}": message.get_body((kind,)) for name, kind in _KINDS}
    return {name: str(part.get_content()) for name, part in parts.items() if part}


_KINDS = (("txt", "plain"), ("html", "html"))


def report_texts(summary: Summary, language: Language, folder: Path) -> dict[str, list[str]]:
    """What is read in each page and in the mail, line by line."""
    render(summary, folder, language)
    settings = Mail(host="mail.example", sender="links@ovens.example")
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    message = compose(summary, Role.EVERYTHING, settings, "bea@ovens.example", at, language)
    texts = {name: lines_of(html) for name, html in pages_of(folder).items()}
    for name, kind in _KINDS:
        part = message.get_body((kind,))
        text = str(part.get_content()) if part else ""
        texts[f"message.{name}"] = lines_of(text) if name == "html" else text.splitlines()
    return texts


def german_texts() -> dict[str, str]:
    """The German report and mail as they are read, by the names of their golden files."""
    with TemporaryDirectory() as folder:
        texts = report_texts(sample_summary(), language("de"), Path(folder))
    return {f"{name}.txt": "\n".join([*lines, ""]) for name, lines in texts.items()}


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.html"):
        path.unlink()
    with TemporaryDirectory() as folder:
        render(sample_summary(), Path(folder))
        for name, html in pages_of(Path(folder)).items():
            (GOLDEN / name).write_text(html, "utf-8")
    (GOLDEN / "mail").mkdir(exist_ok=True)
    for name, text in mail_parts().items():
        (GOLDEN / "mail" / name).write_text(text, "utf-8")
    GERMAN.mkdir(exist_ok=True)
    for name, text in german_texts().items():
        (GERMAN / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
