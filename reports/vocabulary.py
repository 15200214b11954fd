"""The words of the vocabularies as readers see them, for catalogues to translate.

Each has its vocabulary as context: a placement that is unknown is told otherwise than a state.
Exports have the words of `linkcrawl.vocabulary` as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from linkcrawl.criteria import Outcome
from linkcrawl.judge.verdicts.relationship import Answer, Verdict
from linkcrawl.said import Said, said_as
from linkcrawl.vocabulary import (
    AnchorType,
    Credit,
    Fetch,
    Placement,
    Presence,
    Relation,
    State,
)

_WORDS: dict[type[StrEnum], Mapping[str, Said]] = {
    State: {
        State.LIVE: said_as("State", "live"),
        State.CHANGED: said_as("State", "changed"),
        State.NO_CREDIT: said_as("State", "no credit"),
        State.ELSEWHERE: said_as("State", "elsewhere"),
        State.MISSING: said_as("State", "missing"),
        State.LOST: said_as("State", "lost"),
        State.PAGE_GONE: said_as("State", "page gone"),
        State.UNKNOWN: said_as("State", "unknown"),
        State.REVIEW: said_as("State", "review"),
        State.PENDING: said_as("State", "pending"),
        State.OVERDUE: said_as("State", "overdue"),
        State.ENDED: said_as("State", "ended"),
    },
    Verdict: {
        Verdict.KEEP: said_as("Verdict", "keep"),
        Verdict.FIX: said_as("Verdict", "fix"),
        Verdict.REMOVE: said_as("Verdict", "remove"),
        Verdict.WATCH: said_as("Verdict", "watch"),
    },
    Answer: {
        Answer.YES: said_as("Answer", "yes"),
        Answer.NO: said_as("Answer", "no"),
        Answer.UNCLEAR: said_as("Answer", "unclear"),
    },
    Outcome: {
        Outcome.PASS: said_as("Outcome", "pass"),
        Outcome.FAIL: said_as("Outcome", "fail"),
        Outcome.UNKNOWN: said_as("Outcome", "unknown"),
    },
    Placement: {
        Placement.CONTENT: said_as("Placement", "content"),
        Placement.AUTHOR_BOX: said_as("Placement", "author box"),
        Placement.COMMENTS: said_as("Placement", "comments"),
        Placement.SIDEBAR: said_as("Placement", "sidebar"),
        Placement.NAVIGATION: said_as("Placement", "navigation"),
        Placement.HEADER: said_as("Placement", "header"),
        Placement.FOOTER: said_as("Placement", "footer"),
        Placement.LINKS_PAGE: said_as("Placement", "links page"),
        Placement.UNKNOWN: said_as("Placement", "unknown"),
    },
    AnchorType: {
        AnchorType.IMAGE: said_as("AnchorType", "image"),
        AnchorType.EMPTY: said_as("AnchorType", "empty"),
        AnchorType.NAKED_URL: said_as("AnchorType", "naked URL"),
        AnchorType.BRAND: said_as("AnchorType", "brand"),
        AnchorType.BRAND_KEYWORD: said_as("AnchorType", "brand and keyword"),
        AnchorType.EXACT_MATCH: said_as("AnchorType", "exact match"),
        AnchorType.PHRASE_MATCH: said_as("AnchorType", "phrase match"),
        AnchorType.PARTIAL_MATCH: said_as("AnchorType", "partial match"),
        AnchorType.TITLE_MATCH: said_as("AnchorType", "page title"),
        AnchorType.GENERIC: said_as("AnchorType", "generic"),
        AnchorType.DESCRIPTIVE: said_as("AnchorType", "descriptive"),
    },
    Relation: {
        Relation.INTERNAL: said_as("Relation", "internal"),
        Relation.OWN: said_as("Relation", "own"),
        Relation.PARTNER: said_as("Relation", "partner"),
        Relation.CANDIDATE: said_as("Relation", "candidate"),
        Relation.COMPETITOR: said_as("Relation", "competitor"),
        Relation.OTHER: said_as("Relation", "other"),
    },
    Fetch: {
        Fetch.OK: said_as("Fetch", "ok"),
        Fetch.HTTP_4XX: said_as("Fetch", "http 4xx"),
        Fetch.GONE: said_as("Fetch", "gone"),
        Fetch.HTTP_5XX: said_as("Fetch", "http 5xx"),
        Fetch.TIMEOUT: said_as("Fetch", "timeout"),
        Fetch.DNS: said_as("Fetch", "dns"),
        Fetch.TLS: said_as("Fetch", "tls"),
        Fetch.REFUSED: said_as("Fetch", "refused"),
        Fetch.RATE_LIMITED: said_as("Fetch", "rate limited"),
        Fetch.BLOCKED: said_as("Fetch", "blocked"),
        Fetch.LOGIN: said_as("Fetch", "login"),
        Fetch.ROBOTS_DISALLOWED: said_as("Fetch", "robots disallowed"),
        Fetch.NOT_HTML: said_as("Fetch", "not html"),
        Fetch.SOFT_404: said_as("Fetch", "soft 404"),
        Fetch.REDIRECT_LOOP: said_as("Fetch", "redirect loop"),
        Fetch.MOVED: said_as("Fetch", "moved"),
        Fetch.TOO_LARGE: said_as("Fetch", "too large"),
        Fetch.FAILED: said_as("Fetch", "failed"),
    },
    Credit: {
        Credit.FOLLOWED: said_as("Credit", "followed"),
        Credit.NOFOLLOW: said_as("Credit", "nofollow"),
        Credit.SPONSORED: said_as("Credit", "sponsored"),
        Credit.UGC: said_as("Credit", "ugc"),
        Credit.PAGE_NOFOLLOW: said_as("Credit", "page nofollow"),
        Credit.NOINDEX: said_as("Credit", "noindex"),
        Credit.ROBOTS_BLOCKED: said_as("Credit", "robots blocked"),
        Credit.CANONICAL_ELSEWHERE: said_as("Credit", "canonical elsewhere"),
        Credit.NONE: said_as("Credit", "none"),
    },
    Presence: {
        Presence.RAW_AND_RENDERED: said_as("Presence", "raw and rendered"),
        Presence.RAW: said_as("Presence", "raw"),
        Presence.RENDERED_ONLY: said_as("Presence", "rendered only"),
        Presence.REMOVED_BY_SCRIPT: said_as("Presence", "removed by script"),
        Presence.ON_OTHER_PAGE: said_as("Presence", "on other page"),
        Presence.MENTION_ONLY: said_as("Presence", "mention only"),
        Presence.COMMENTED_OUT: said_as("Presence", "commented out"),
        Presence.IN_IFRAME: said_as("Presence", "in iframe"),
        Presence.IN_NOSCRIPT: said_as("Presence", "in noscript"),
        Presence.HIDDEN: said_as("Presence", "hidden"),
        Presence.NOT_CLICKABLE: said_as("Presence", "not clickable"),
        Presence.ABSENT: said_as("Presence", "absent"),
        Presence.NOT_CHECKED: said_as("Presence", "not checked"),
    },
}
SIGNALS: Mapping[str, Said] = {
    "unrelated_site": said_as("signal", "unrelated site"),
    "unrelated_page": said_as("signal", "unrelated page"),
    "sitewide_link": said_as("signal", "sitewide link"),
    "link_bar": said_as("signal", "link bar"),
    "links_page": said_as("signal", "links page"),
    "thin_page": said_as("signal", "thin page"),
    "user_text": said_as("signal", "user text"),
    "hidden": said_as("signal", "hidden"),
    "engines_only": said_as("signal", "engines only"),
    "exact_anchor": said_as("signal", "exact anchor"),
    "repeated_anchor": said_as("signal", "repeated anchor"),
    "rel_against_policy": said_as("signal", "rel against policy"),
    "one_sided": said_as("signal", "one sided"),
    "unfulfilled": said_as("signal", "unfulfilled"),
    "everyone": said_as("signal", "everyone"),
    "sells_links": said_as("signal", "sells links"),
    "asks_for_links": said_as("signal", "asks for links"),
    "ring": said_as("signal", "ring"),
    "cluster": said_as("signal", "cluster"),
    "one_operator": said_as("signal", "one operator"),
    "competitor": said_as("signal", "competitor"),
    "reciprocal_share": said_as("signal", "reciprocal share"),
    "burst": said_as("signal", "burst"),
    "in_content": said_as("signal", "in content"),
    "in_text": said_as("signal", "in text"),
    "related_site": said_as("signal", "related site"),
    "related_page": said_as("signal", "related page"),
    "natural_anchor": said_as("signal", "natural anchor"),
    "anchor_mix": said_as("signal", "anchor mix"),
    "marked": said_as("signal", "marked"),
    "one_way": said_as("signal", "one way"),
    "real_business": said_as("signal", "real business"),
    "links_to_peers": said_as("signal", "links to peers"),
    "many_pages": said_as("signal", "many pages"),
    "referral_visits": said_as("signal", "referral visits"),
    "maintained": said_as("signal", "maintained"),
    "steady_growth": said_as("signal", "steady growth"),
    "mostly_one_way": said_as("signal", "mostly one way"),
}
CRITERIA: Mapping[str, Said] = {
    "relevance": said_as("criterion", "relevance"),
    "pages": said_as("criterion", "pages"),
    "words": said_as("criterion", "words"),
    "substance": said_as("criterion", "substance"),
    "originality": said_as("criterion", "originality"),
    "authorship": said_as("criterion", "authorship"),
    "https": said_as("criterion", "https"),
    "errors": said_as("criterion", "errors"),
    "outbound_domains": said_as("criterion", "outbound domains"),
    "links_pages": said_as("criterion", "links pages"),
    "competitors_linked": said_as("criterion", "competitors linked"),
    "newest_days": said_as("criterion", "newest days"),
    "updates": said_as("criterion", "updates"),
    "authority": said_as("criterion", "authority"),
    "traffic": said_as("criterion", "traffic"),
    "links_to_us": said_as("criterion", "links to us"),
    "language": said_as("criterion", "language"),
    "contact": said_as("criterion", "contact"),
    "restraint": said_as("criterion", "restraint"),
    "freshness": said_as("criterion", "freshness"),
    "sells_links": said_as("criterion", "sells links"),
    "network": said_as("criterion", "network"),
    "competitor": said_as("criterion", "competitor"),
}

EVENTS: Mapping[str, Said] = {
    "removed": said_as("event", "removed"),
    "added": said_as("event", "added"),
    "moved": said_as("event", "moved"),
    "target": said_as("event", "target"),
    "anchor": said_as("event", "anchor"),
    "rel": said_as("event", "rel"),
    "placement": said_as("event", "placement"),
    "presence": said_as("event", "presence"),
    "state": said_as("event", "state"),
    "verdict": said_as("event", "verdict"),
    "status": said_as("event", "status"),
    "robots": said_as("event", "robots"),
    "index": said_as("event", "index"),
    "canonical": said_as("event", "canonical"),
}
RELATIONSHIPS: Mapping[str, Said] = {
    "exchange": said_as("relationship", "exchange"),
    "editorial": said_as("relationship", "editorial"),
    "supplier": said_as("relationship", "supplier"),
    "customer": said_as("relationship", "customer"),
    "reseller": said_as("relationship", "reseller"),
    "association": said_as("relationship", "association"),
    "sponsored": said_as("relationship", "sponsored"),
}


def word(value: str) -> str:
    """A word of a vocabulary as people write it; other text as it is, without underscores.

    >>> word(State.PAGE_GONE), word(AnchorType.NAKED_URL), word("two_words")
    ('page gone', 'naked URL', 'two words')
    """
    words = _WORDS.get(type(value)) if isinstance(value, StrEnum) else None
    return words[value] if words else value.replace("_", " ")
