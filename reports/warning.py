"""Runs that can't be relied upon → a plain message to whoever keeps linkcrawl running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from hashlib import blake2b

from linkcrawl.judge.doubts import DoubtKind
from linkcrawl.judge.settled import DoubtfulRun
from linkcrawl.mailing import Mail, Role
from linkcrawl.said import Said, said
from reports.envelope import envelope
from reports.language import Language
from reports.templating import environment
from reports.visible import readable_host, visible

# What to do about each kind of doubt.
STEPS: Mapping[DoubtKind, Said] = {
    DoubtKind.DISK: said(
        "Make room on the disk, or give old history up with “linkcrawl prune”; the next crawl goes"
        " on where this one stopped."
    ),
    DoubtKind.DATABASE: said("Look in the log why, then run “linkcrawl doctor”."),
    DoubtKind.FAILED: said(
        "Look for “linkcrawl failed” in the log: it is most likely our mistake, or a setting."
    ),
    DoubtKind.NOTHING_READ: said("Check this machine's network, its proxy and its name server."),
    DoubtKind.NO_PARTNER: said(
        "Open a partner's page in a browser on this machine: it may be blocked, or behind a proxy."
    ),
    DoubtKind.UNKNOWNS: said(
        "Check this machine's network; where many sites answer 403 or 429, crawl more slowly."
    ),
    DoubtKind.FEWER_PAGES: said(
        "Compare the answers of the two runs. If the sites have really shrunk, do nothing: the"
        " next run is compared with this one."
    ),
    DoubtKind.ONE_ANSWER: said(
        "Open a partner's page in a browser on this machine: a login of the network, or a filter,"
        " may stand in its way."
    ),
    DoubtKind.SAME_TEXT: said(
        "Open a partner's page in a browser on this machine: a login of the network, or a filter,"
        " may stand in its way."
    ),
    DoubtKind.LOST_LINKS: said(
        "Open some of these pages. If the links are really gone, do nothing: a run at least a day"
        " later that finds the same is believed."
    ),
}


def warning_of(found: Sequence[DoubtfulRun], today: date) -> str:
    """A name for what a warning would tell, "" where no run is doubtful.

    The same doubts are told once when they begin, and again after each week that they last.
    """
    told = [
        (one.run.spider, one.run.share, one.since, sorted(doubt.kind for doubt in one.doubts),
         (today - date.fromisoformat(one.since[:10])).days // 7)
        for one in found
    ]  # fmt: skip
    return blake2b(repr(sorted(told)).encode(), digest_size=10).hexdigest() if told else ""


def compose_warning(
    found: Sequence[DoubtfulRun],
    own: str,
    mail: Mail,
    recipient: str,
    at: datetime,
    language: Language,
) -> EmailMessage:
    """The message that tells *recipient* what happened, with figures, and what to do."""
    subject = language.text(said("Crawls of {site} are doubtful", site=readable_host(own)))
    message = envelope(visible(subject, 120), Role.OPERATOR, mail, recipient, at)
    text = environment(language, autoescape=False).get_template("warning.txt")
    message.set_content(text.render(runs=found, steps=STEPS))
    return message
