"""A summary → a message that reads well in every mail client. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from hashlib import blake2b

from css_inline import CSSInliner

from linkcrawl.mailing import Mail, Role
from reports.cases import Case
from reports.cut import Cut, T, cut_to
from reports.envelope import envelope
from reports.events import Change
from reports.language import ENGLISH, Language
from reports.partner import Partner
from reports.pictures import Pixels, months_pixels
from reports.profile import ProfileSection
from reports.relationships import VerdictList
from reports.scripts import without_script
from reports.single import single_file
from reports.summary import Summary
from reports.templating import environment
from reports.turned import Turn
from reports.visible import clickable, readable_host, visible
from reports.wording import NEEDS_YOU

# Gmail cuts a message's HTML at 102 KB: https://support.google.com/mail/answer/16763226
HTML_MAXSIZE = 100_000
# The least that common servers take of a whole message.
MESSAGE_MAXSIZE = 10_000_000
# How long lists are; the next shorter ones where a message would be too long.
_LISTS = (20, 10, 5, 2, 0)
# Tables for layout, styles on the elements: what mail clients understand. What asks for dark
# colours stays in the head.
_INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one message tells of a summary; *whole* is False where only what broke is wanted.

    Its lists hold *most* rows each.
    """

    subject: str
    whole: bool
    most: int
    cases: Cut[Case]
    happened: Cut[Change]
    turned: Cut[Turn]
    verdicts: tuple[VerdictList, ...]
    profile: ProfileSection | None
    partners: Cut[Partner]
    picture: Pixels | None
    report_url: str
    attached: bool


def edition_of(summary: Summary, role: Role) -> str:
    """A name for what a message of *role* would tell; "" where there is nothing to tell.

    The same is told only once. Once a month is told whatever there is.
    """
    if role is Role.MONTHLY:
        return f"{summary.today:%Y-%m}"
    sides = [side for row in summary.agreements for side in row.sides]
    told = [
        (side.promise.agreement, side.promise.side, side.state)
        for side in sides
        if role is Role.EVERYTHING or side.state in NEEDS_YOU
    ]
    if role is Role.BROKEN:
        return _digest(sorted(told)) if told else ""
    verdicts = sorted((one.own, one.other, one.verdict) for one in summary.relationships)
    return _digest([sorted(told), verdicts, summary.last_change])


def compose(
    summary: Summary,
    role: Role,
    mail: Mail,
    recipient: str,
    at: datetime,
    language: Language = ENGLISH,
) -> EmailMessage:
    """The message that tells *recipient* of a summary, with a plain text beside the HTML.

    Its HTML is below HTML_MAXSIZE, whatever the summary holds. Where the whole report is to be
    attached and would make it longer than MESSAGE_MAXSIZE, it is not.
    """
    if mail.attaches:
        whole = without_script(single_file(summary, language)).encode()
        message = _message(summary, role, mail, recipient, at, language, attached=True)
        name = f"report-{summary.today.isoformat()}.html"
        message.add_attachment(whole, "text", "html", filename=name, params={"charset": "utf-8"})
        if len(message.as_bytes()) <= MESSAGE_MAXSIZE:
            return message
    return _message(summary, role, mail, recipient, at, language, attached=False)


def _message(
    summary: Summary,
    role: Role,
    mail: Mail,
    recipient: str,
    at: datetime,
    language: Language,
    attached: bool,
) -> EmailMessage:
    for most in _LISTS:
        letter = _letter(summary, role, mail, language, attached, most)
        words = {"summary": summary, "letter": letter}
        html = _INLINER.inline(environment(language).get_template("mail.html").render(words))
        if len(html.encode()) <= HTML_MAXSIZE:
            break
    message = envelope(letter.subject, role, mail, recipient, at)
    message.set_content(
        environment(language, autoescape=False).get_template("mail.txt").render(words)
    )
    message.add_alternative(html, subtype="html")
    if letter.picture:
        body = message.get_body(("html",))
        assert body is not None
        body.add_related(
            letter.picture.png, "image", "png", cid=f"<{letter.picture.cid}>", disposition="inline"
        )
    return message


def _letter(
    summary: Summary, role: Role, mail: Mail, language: Language, attached: bool, most: int
) -> Letter:
    whole = role is not Role.BROKEN
    # All own sites together, where there are several.
    profile = summary.profiles[0] if whole and summary.profiles else None
    own = readable_host(summary.own[0])
    return Letter(
        subject=visible(f"{language.text(summary.title)}: {own}", 120),
        whole=whole,
        most=most,
        cases=_first(summary.cases, most),
        happened=_first(summary.happened, most),
        turned=_first(summary.turned, most),
        verdicts=tuple(each for each in summary.verdicts if each.connections.total),
        profile=profile,
        partners=cut_to(sorted(summary.partners, key=lambda one: -one.live_in), most),
        picture=months_pixels(profile.months, language) if profile and profile.moves else None,
        report_url=mail.report_url if clickable(mail.report_url) else "",
        attached=attached,
    )


def _first(cut: Cut[T], most: int) -> Cut[T]:
    shorter = cut_to(cut.rows, most)
    return Cut(shorter.rows, shorter.more + cut.more)


def _digest(told: object) -> str:
    return blake2b(repr(told).encode(errors="replace"), digest_size=10).hexdigest()
