"""The vocabularies in plain sentences: what each word means to a reader of the report."""

from __future__ import annotations

from linkcrawl.items import WINDOW_HEIGHT
from linkcrawl.judge.verdicts.relationship import Answer, Question, Reciprocity, Verdict
from linkcrawl.rels import credit_words
from linkcrawl.said import Said, marked, said
from linkcrawl.vocabulary import Credit, Fetch, Presence, Relation, State, Target

# In the order in which they need a person: the first eight do.
STATES = {
    State.LOST: said("The link was there and is gone: missing in two checks at least a day apart."),
    State.PAGE_GONE: said(
        "The page that should hold the link does not exist any more (404 or 410)."
    ),
    State.OVERDUE: said("The deadline has passed and the link was never seen."),
    State.MISSING: said(
        "The page was read and the link was not there. Seen once: the next check, a day"
        " later or more, confirms it or takes it back."
    ),
    State.NO_CREDIT: said(
        "The link is there, but search engines are told not to count it, and that was not agreed."
    ),
    State.CHANGED: said(
        "The link is there, but its anchor, target, rel or placement is not what was agreed."
    ),
    State.ELSEWHERE: said("The link is on another page of the site than the one agreed."),
    State.REVIEW: said("What was found does not settle it: a person should look."),
    State.UNKNOWN: said(
        "We could not look. This says nothing about the link: it is not a broken agreement."
    ),
    State.PENDING: said("Not there yet, and not due yet."),
    State.LIVE: said("The link stands as agreed."),
    State.ENDED: said("The agreement has ended: nothing is expected any more."),
}
NEEDS_YOU = tuple(STATES)[:8]

FETCH = {
    Fetch.OK: said("the page was read"),
    Fetch.HTTP_4XX: said("the server does not give the page out"),
    Fetch.GONE: said("the page is gone for good"),
    Fetch.HTTP_5XX: said("the server failed"),
    Fetch.TIMEOUT: said("no answer in time"),
    Fetch.DNS: said("the site's name leads nowhere"),
    Fetch.TLS: said("no safe connection: the certificate or the encryption is not in order"),
    Fetch.REFUSED: said("the connection was refused"),
    Fetch.RATE_LIMITED: said("the site asked us to come back later"),
    Fetch.BLOCKED: said("the site turned our crawler away, or asked for a captcha"),
    Fetch.LOGIN: said("the page asks for a login"),
    Fetch.ROBOTS_DISALLOWED: said("the site's robots.txt asks crawlers not to read the page"),
    Fetch.NOT_HTML: said("not a web page, but another kind of file"),
    Fetch.SOFT_404: said("the page answers, but says that it does not exist"),
    Fetch.REDIRECT_LOOP: said("the page redirects in a circle"),
    Fetch.MOVED: said("the page redirects to another address"),
    Fetch.TOO_LARGE: said("the page is too large to be read"),
    Fetch.FAILED: said("our crawler failed; the site is not to blame"),
}
PRESENCE = {
    Presence.RAW_AND_RENDERED: said("in the HTML, and on the page as readers see it"),
    Presence.RAW: said("in the HTML"),
    Presence.RENDERED_ONLY: said("on the page as readers see it; only scripts put it there"),
    Presence.REMOVED_BY_SCRIPT: said("in the HTML, but a script takes it away"),
    Presence.ON_OTHER_PAGE: said("on another page of the site"),
    Presence.MENTION_ONLY: said("the name is there, without a link"),
    Presence.COMMENTED_OUT: said("in the HTML, but commented out"),
    Presence.IN_IFRAME: said("in a frame within the page"),
    Presence.IN_NOSCRIPT: said("only where scripts are off"),
    Presence.HIDDEN: said("in the HTML, but hidden from readers"),
    Presence.NOT_CLICKABLE: said("in the HTML, but readers cannot click it"),
    Presence.ABSENT: said("not on the page"),
    Presence.NOT_CHECKED: said("not looked for"),
}
TARGET = {
    Target.EXACT: said("as agreed"),
    Target.EQUIVALENT: said("the same page, written a little differently"),
    Target.REDIRECTS_TO_AGREED: said("redirects to the agreed page"),
    Target.VIA_PARTNER_REDIRECT: said("through a redirect of the partner's"),
    Target.WRONG_PAGE: said("another page of the agreed site"),
    Target.WRONG_DOMAIN: said("another site"),
    Target.OUR_PAGE_DEAD: said("the page it points to does not exist"),
    Target.OUR_PAGE_REDIRECTS: said("the page it points to redirects"),
    Target.NONE: said("nothing to compare"),
}
CREDIT = {
    Credit.FOLLOWED: said("followed: search engines may count it"),
    Credit.NOFOLLOW: said("withheld: the link is nofollow"),
    Credit.SPONSORED: said("withheld: the link is marked as sponsored"),
    Credit.UGC: said("withheld: the link is marked as written by users"),
    Credit.PAGE_NOFOLLOW: said("withheld: the page is nofollow as a whole"),
    Credit.NOINDEX: said("withheld: the page asks not to be indexed"),
    Credit.ROBOTS_BLOCKED: said("withheld: robots.txt keeps search engines from the page"),
    Credit.CANONICAL_ELSEWHERE: said("doubtful: the page names another page as the original"),
    Credit.NONE: said("no link to count"),
}
# In the order in which they need a person: the first two do.
VERDICTS = {
    Verdict.REMOVE: said(
        "Several things speak against it together, and too little speaks for it. The"
        " steps say how to end it."
    ),
    Verdict.FIX: said("Worth keeping once something is put right. The steps say what."),
    Verdict.WATCH: said(
        "Not enough is known for a verdict. There is nothing to do: the next crawls may tell more."
    ),
    Verdict.KEEP: said("Nothing calls for a change."),
}
NEEDS_ACTION = (Verdict.REMOVE, Verdict.FIX)
RECIPROCITY = {
    Reciprocity.MUTUAL: said("each links to the other"),
    Reciprocity.OURS_ONLY: said("we link to them, they do not link to us"),
    Reciprocity.THEIRS_ONLY: said("they link to us, we do not link to them"),
    Reciprocity.RING: said("the links close a ring of sites"),
    Reciprocity.NONE: said("neither links to the other"),
}
ROLES = {
    Relation.INTERNAL: said("the same site"),
    Relation.OWN: said("one of our own sites"),
    Relation.PARTNER: said("a partner: there is an agreement"),
    Relation.CANDIDATE: said("a candidate: being considered"),
    Relation.COMPETITOR: said("a competitor"),
    Relation.OTHER: said("no agreement"),
}
QUESTIONS = {
    Question.WITHOUT_DEAL: said("Would the link exist without the deal?"),
    Question.RELEVANT: said("Is it relevant?"),
    Question.PLACEMENT: said("Is it well placed?"),
    Question.ANCHOR: said("Is its anchor natural, and its rel honest?"),
}
ANSWERS = {
    Answer.YES: said("The evidence says yes."),
    Answer.NO: said("The evidence says no."),
    Answer.UNCLEAR: said("The evidence is not enough, or points both ways."),
}
DRAFTS = {
    "reminder": said("a reminder of what was agreed"),
    "question": said("a question about what changed"),
    "removal": said("a notice that our link goes"),
    "both": said("a first message: what would help the readers of both"),
    "for_us": said("a first message: what of theirs would help your readers"),
    "for_them": said("a first message: what of yours would help their readers"),
}
OUTCOME = {
    "finished": said("came to its end"),
    "": said("still running, or cut short"),
    "shutdown": said("was stopped before its end"),
}

_STEPS_THEIRS = {
    State.LOST: marked("Ask {whom} whether the link can come back."),
    State.PAGE_GONE: marked(
        "Ask {whom} where the page has gone, and for the link on its successor."
    ),
    State.OVERDUE: marked("Remind {whom} of what was agreed."),
    State.MISSING: marked("Wait for the next check; if the link stays away, ask {whom}."),
    State.NO_CREDIT: marked("Ask {whom} whether it is meant to be so."),
    State.CHANGED: marked(
        "If you mind the change, ask {whom} to set it right; else put it into the agreement."
    ),
    State.ELSEWHERE: marked(
        "If the new page suits you, put it into the agreement; else ask {whom}."
    ),
    State.REVIEW: marked("Open the page and look for the link."),
}
_STEPS_OURS = {
    State.LOST: marked("Put our link back, or end the agreement with {whom}."),
    State.PAGE_GONE: marked("Bring our page back, or agree another one with {whom}."),
    State.OVERDUE: marked("Set our link: it was promised to {whom}."),
    State.MISSING: marked("Put our link back if it was not taken off on purpose."),
    State.NO_CREDIT: marked("Check whether our link should be followed."),
    State.CHANGED: marked("Correct our link, or put the change into the agreement."),
    State.ELSEWHERE: marked("Tell {whom} where our link is now, or move it back."),
    State.REVIEW: marked("Open our page and look for the link."),
}


def place_words(y: int, page_height: int) -> Said:
    """How far down its page a browser showed a link.

    >>> place_words(120, 4000), place_words(3900, 4000), place_words(900, 0)
    ('seen without scrolling', '98% down the page', 'further down the page')
    """
    if y < WINDOW_HEIGHT:
        return said("seen without scrolling")
    if y > page_height:
        return said("further down the page")
    return said("{part:.0%} down the page", part=y / page_height)


def relevance_words(value: float | None) -> Said:
    """How near two sites are, on the scale of 0 to 1."""
    if value is None:
        return said("not known")
    return said("{value:.2f} on a scale of 0 to 1", value=value)


def strength(weight: float) -> Said:
    """What the weight of a signal is called.

    >>> strength(-0.6), strength(0.3), strength(-0.1)
    ('strong', 'medium', 'slight')
    """
    size = abs(weight)
    return _STRONG if size >= 0.5 else _MEDIUM if size >= 0.3 else _SLIGHT


_STRONG, _MEDIUM, _SLIGHT = said("strong"), said("medium"), said("slight")


def next_step(state: State, ours: bool, whom: str) -> str:
    """What a person may do about a state, "" where nothing is to be done."""
    step = (_STEPS_OURS if ours else _STEPS_THEIRS).get(state)
    return said(step, whom=whom) if step else ""


def rel_words(rel: str) -> str:
    """What a link's ``rel`` says of credit.

    >>> rel_words("noopener"), rel_words("nofollow,noopener ugc")
    ('followed', 'nofollow, ugc')
    """
    return ", ".join(sorted(credit_words(rel))) or _FOLLOWED


_FOLLOWED = said("followed")
