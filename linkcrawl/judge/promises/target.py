"""How the target of a link that was found relates to the target that was agreed."""

from __future__ import annotations

import re

from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.promises import Promise, Side
from linkcrawl.said import marked, said
from linkcrawl.store.read import StoredLink
from linkcrawl.store.visits import StoredVisit
from linkcrawl.urls import Match, compare, site_of
from linkcrawl.vocabulary import Target

# Parameters that name whoever sent a reader; some sites show another page for them, most don't.
_SENDER = re.compile(
    r"(?:ref|referrer|referer|source|src|from|via|partner|aff|aff_id|affiliate|campaign|cmp|trk"
    r"|ref_src|origin|medium|(?:pk|mtm|piwik|matomo|hsa|at|wt)_\w+)=",
    re.IGNORECASE,
)

# Whoever follows the link arrives where it was agreed that they should.
REACHED = frozenset(
    {
        *(Target.EXACT, Target.EQUIVALENT, Target.REDIRECTS_TO_AGREED),
        *(Target.OUR_PAGE_DEAD, Target.OUR_PAGE_REDIRECTS),
    }
)


def same_page(one: str, other: str) -> bool:
    """True for two spellings of one page."""
    return compare(one, other) is not Match.DIFFERENT


def target_of(promise: Promise, link: StoredLink, evidence: Evidence) -> Target:
    """Compare a link with its promise; without an agreed target any page of the site is it."""
    agreed = promise.target
    if link.stranger or site_of(agreed) not in ("", link.target_domain):
        return Target.WRONG_DOMAIN
    match = compare(link.target_url, agreed) if agreed else Match.EXACT
    if link.via:
        return Target.WRONG_PAGE if match is Match.DIFFERENT else Target.VIA_PARTNER_REDIRECT
    # Of another spelling the server may think differently; that is not what was agreed.
    landing = evidence.visit_of(
        agreed if agreed and match is not Match.DIFFERENT else link.target_url
    )
    if match is Match.DIFFERENT:
        if _is_spelling(link.target_url, agreed, landing):
            return Target.EQUIVALENT
        if landing and same_page(landing.answered_url, agreed):
            return Target.REDIRECTS_TO_AGREED
        moved = evidence.visit_of(agreed)
        followed = moved is not None and same_page(moved.answered_url, link.target_url)
        return Target.EQUIVALENT if followed else Target.WRONG_PAGE
    if landing and landing.page_gone:
        return Target.OUR_PAGE_DEAD
    if landing and not same_page(landing.answered_url, landing.url):
        return Target.OUR_PAGE_REDIRECTS
    return Target.EXACT if match is Match.EXACT else Target.EQUIVALENT


def _is_spelling(url: str, agreed: str, landing: StoredVisit | None) -> bool:
    """True for the agreed page with a parameter more, which tells who sent the reader."""
    named = (landing.canonical_header or landing.canonical) if landing else ""
    if named and landing and landing.answered_url == url and same_page(named, agreed):
        return True
    plain, _, query = url.partition("#")[0].partition("?")
    kept = [part for part in query.split("&") if not _SENDER.match(part)]
    return len(kept) < query.count("&") + 1 and same_page(f"{plain}?{'&'.join(kept)}", agreed)


def target_note(target: Target, link: StoredLink, promise: Promise, evidence: Evidence) -> str:
    """What is to be mended about the page that a kept link points to, "" where nothing is."""
    url, ours = link.target_url, promise.side is Side.THEIRS
    if target is Target.OUR_PAGE_DEAD:
        return said(_OURS_DEAD if ours else _THEIRS_DEAD, url=url)
    if target is Target.OUR_PAGE_REDIRECTS:
        return said(_OURS_MOVED if ours else _THEIRS_MOVED, url=url)
    landing = evidence.visit_of(link.target_url)
    if target is Target.EQUIVALENT and landing and landing.page_gone:
        return said(_OURS_MISSPELT if ours else _THEIRS_MISSPELT, url=url)
    return ""


_OURS_DEAD = marked("but our page {url} does not exist")
_THEIRS_DEAD = marked("but their page {url} does not exist")
_OURS_MOVED = marked("but our page {url} redirects")
_THEIRS_MOVED = marked("but their page {url} redirects")
_OURS_MISSPELT = marked("but our page does not answer to this spelling, {url}")
_THEIRS_MISSPELT = marked("but their page does not answer to this spelling, {url}")
