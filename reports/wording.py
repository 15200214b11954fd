"""The vocabularies in plain sentences: what each word means to a reader of the report."""

from __future__ import annotations

from linkcrawl.items import WINDOW_HEIGHT
from linkcrawl.judge.verdicts.relationship import Answer, Question, Reciprocity, Verdict
from linkcrawl.vocabulary import AnchorType, Credit, Fetch, Presence, Relation, State, Target

# In the order in which they need a person: the first eight do.
STATES = {
    State.LOST: "The link was there and is gone: missing in two checks at least a day apart.",
    State.PAGE_GONE: "The page that should hold the link does not exist any more (404 or 410).",
    State.OVERDUE: "The deadline has passed and the link was never seen.",
    State.MISSING: "The page was read and the link was not there. Seen once: the next check, a day"
    " later or more, confirms it or takes it back.",
    State.NO_CREDIT: "The link is there, but search engines are told not to count it, and that was"
    " not agreed.",
    State.CHANGED: "The link is there, but its anchor, target, rel or placement is not what was"
    " agreed.",
    State.ELSEWHERE: "The link is on another page of the site than the one agreed.",
    State.REVIEW: "What was found does not settle it: a person should look.",
    State.UNKNOWN: "We could not look. This says nothing about the link: it is not a broken"
    " agreement.",
    State.PENDING: "Not there yet, and not due yet.",
    State.LIVE: "The link stands as agreed.",
    State.ENDED: "The agreement has ended: nothing is expected any more.",
}
NEEDS_YOU = tuple(STATES)[:8]

FETCH = {
    Fetch.OK: "the page was read",
    Fetch.HTTP_4XX: "the server does not give the page out",
    Fetch.GONE: "the page is gone for good",
    Fetch.HTTP_5XX: "the server failed",
    Fetch.TIMEOUT: "no answer in time",
    Fetch.DNS: "the site's name leads nowhere",
    Fetch.TLS: "no safe connection: the certificate or the encryption is not in order",
    Fetch.REFUSED: "the connection was refused",
    Fetch.RATE_LIMITED: "the site asked us to come back later",
    Fetch.BLOCKED: "the site turned our crawler away, or asked for a captcha",
    Fetch.LOGIN: "the page asks for a login",
    Fetch.ROBOTS_DISALLOWED: "the site's robots.txt asks crawlers not to read the page",
    Fetch.NOT_HTML: "not a web page, but another kind of file",
    Fetch.SOFT_404: "the page answers, but says that it does not exist",
    Fetch.REDIRECT_LOOP: "the page redirects in a circle",
    Fetch.MOVED: "the page redirects to another address",
    Fetch.TOO_LARGE: "the page is too large to be read",
    Fetch.FAILED: "our crawler failed; the site is not to blame",
}
PRESENCE = {
    Presence.RAW_AND_RENDERED: "in the HTML, and on the page as readers see it",
    Presence.RAW: "in the HTML",
    Presence.RENDERED_ONLY: "on the page as readers see it; only scripts put it there",
    Presence.REMOVED_BY_SCRIPT: "in the HTML, but a script takes it away",
    Presence.ON_OTHER_PAGE: "on another page of the site",
    Presence.MENTION_ONLY: "the name is there, without a link",
    Presence.COMMENTED_OUT: "in the HTML, but commented out",
    Presence.IN_IFRAME: "in a frame within the page",
    Presence.IN_NOSCRIPT: "only where scripts are off",
    Presence.HIDDEN: "in the HTML, but hidden from readers",
    Presence.NOT_CLICKABLE: "in the HTML, but readers cannot click it",
    Presence.ABSENT: "not on the page",
    Presence.NOT_CHECKED: "not looked for",
}
TARGET = {
    Target.EXACT: "as agreed",
    Target.EQUIVALENT: "the same page, written a little differently",
    Target.REDIRECTS_TO_AGREED: "redirects to the agreed page",
    Target.VIA_PARTNER_REDIRECT: "through a redirect of the partner's",
    Target.WRONG_PAGE: "another page of the agreed site",
    Target.WRONG_DOMAIN: "another site",
    Target.OUR_PAGE_DEAD: "the page it points to does not exist",
    Target.OUR_PAGE_REDIRECTS: "the page it points to redirects",
    Target.NONE: "nothing to compare",
}
CREDIT = {
    Credit.FOLLOWED: "followed: search engines may count it",
    Credit.NOFOLLOW: "withheld: the link is nofollow",
    Credit.SPONSORED: "withheld: the link is marked as sponsored",
    Credit.UGC: "withheld: the link is marked as written by users",
    Credit.PAGE_NOFOLLOW: "withheld: the page is nofollow as a whole",
    Credit.NOINDEX: "withheld: the page asks not to be indexed",
    Credit.ROBOTS_BLOCKED: "withheld: robots.txt keeps search engines from the page",
    Credit.CANONICAL_ELSEWHERE: "doubtful: the page names another page as the original",
    Credit.NONE: "no link to count",
}
# In the order in which they need a person: the first two do.
VERDICTS = {
    Verdict.REMOVE: "Several things speak against it together, and too little speaks for it. The"
    " steps say how to end it.",
    Verdict.FIX: "Worth keeping once something is put right. The steps say what.",
    Verdict.WATCH: "Not enough is known for a verdict. There is nothing to do: the next crawls"
    " may tell more.",
    Verdict.KEEP: "Nothing calls for a change.",
}
NEEDS_ACTION = (Verdict.REMOVE, Verdict.FIX)
RECIPROCITY = {
    Reciprocity.MUTUAL: "each links to the other",
    Reciprocity.OURS_ONLY: "we link to them, they do not link to us",
    Reciprocity.THEIRS_ONLY: "they link to us, we do not link to them",
    Reciprocity.RING: "the links close a ring of sites",
    Reciprocity.NONE: "neither links to the other",
}
ROLES = {
    Relation.INTERNAL: "the same site",
    Relation.OWN: "one of our own sites",
    Relation.PARTNER: "a partner: there is an agreement",
    Relation.CANDIDATE: "a candidate: being considered",
    Relation.COMPETITOR: "a competitor",
    Relation.OTHER: "no agreement",
}
QUESTIONS = {
    Question.WITHOUT_DEAL: "Would the link exist without the deal?",
    Question.RELEVANT: "Is it relevant?",
    Question.PLACEMENT: "Is it well placed?",
    Question.ANCHOR: "Is its anchor natural, and its rel honest?",
}
ANSWERS = {
    Answer.YES: "The evidence says yes.",
    Answer.NO: "The evidence says no.",
    Answer.UNCLEAR: "The evidence is not enough, or points both ways.",
}
DRAFTS = {
    "reminder": "a reminder of what was agreed",
    "question": "a question about what changed",
    "removal": "a notice that our link goes",
    "both": "a first message: what would help the readers of both",
    "for_us": "a first message: what of theirs would help your readers",
    "for_them": "a first message: what of yours would help their readers",
}
OUTCOME = {
    "finished": "came to its end",
    "": "still running, or cut short",
    "shutdown": "was stopped before its end",
}

_WORDS: dict[str, str] = {
    AnchorType.NAKED_URL: "naked URL",
    AnchorType.BRAND_KEYWORD: "brand and keyword",
    AnchorType.TITLE_MATCH: "page title",
}
_STEPS_THEIRS = {
    State.LOST: "Ask {whom} whether the link can come back.",
    State.PAGE_GONE: "Ask {whom} where the page has gone, and for the link on its successor.",
    State.OVERDUE: "Remind {whom} of what was agreed.",
    State.MISSING: "Wait for the next check; if the link stays away, ask {whom}.",
    State.NO_CREDIT: "Ask {whom} whether it is meant to be so.",
    State.CHANGED: "If you mind the change, ask {whom} to set it right; else put it into the"
    " agreement.",
    State.ELSEWHERE: "If the new page suits you, put it into the agreement; else ask {whom}.",
    State.REVIEW: "Open the page and look for the link.",
}
_STEPS_OURS = {
    State.LOST: "Put our link back, or end the agreement with {whom}.",
    State.PAGE_GONE: "Bring our page back, or agree another one with {whom}.",
    State.OVERDUE: "Set our link: it was promised to {whom}.",
    State.MISSING: "Put our link back if it was not taken off on purpose.",
    State.NO_CREDIT: "Check whether our link should be followed.",
    State.CHANGED: "Correct our link, or put the change into the agreement.",
    State.ELSEWHERE: "Tell {whom} where our link is now, or move it back.",
    State.REVIEW: "Open our page and look for the link.",
}


def words(value: str) -> str:
    """A word of a vocabulary as people write it.

    >>> words(State.PAGE_GONE), words(AnchorType.NAKED_URL)
    ('page gone', 'naked URL')
    """
    return _WORDS.get(value, value.replace("_", " "))


def place_words(y: int, page_height: int) -> str:
    """How far down its page a browser showed a link.

    >>> place_words(120, 4000), place_words(3900, 4000), place_words(900, 0)
    ('seen without scrolling', '98% down the page', 'further down the page')
    """
    if y < WINDOW_HEIGHT:
        return "seen without scrolling"
    if y > page_height:
        return "further down the page"
    return f"{100 * y / page_height:.0f}% down the page"


def strength(weight: float) -> str:
    """What the weight of a signal is called.

    >>> strength(-0.6), strength(0.3), strength(-0.1)
    ('strong', 'medium', 'slight')
    """
    size = abs(weight)
    return "strong" if size >= 0.5 else "medium" if size >= 0.3 else "slight"


def next_step(state: State, ours: bool, whom: str) -> str:
    """What a person may do about a state, "" where nothing is to be done."""
    return (_STEPS_OURS if ours else _STEPS_THEIRS).get(state, "").format(whom=whom)


def rel_words(rel: str) -> str:
    """What a link's ``rel`` says of credit.

    >>> rel_words("noopener"), rel_words("nofollow noopener ugc")
    ('followed', 'nofollow, ugc')
    """
    said = [word for word in rel.split() if word in ("nofollow", "sponsored", "ugc")]
    return ", ".join(said) or "followed"
