"""Which link keeps a promise best, and in what it differs from what was agreed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from linkcrawl.judge.details import detail
from linkcrawl.judge.promises.evidence import Evidence
from linkcrawl.judge.promises.promises import Promise
from linkcrawl.judge.promises.target import REACHED, same_page, target_of
from linkcrawl.rels import WITHHELD, credit_words, words_of
from linkcrawl.said import said, said_all
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import AnchorType, Credit, Placement, Presence, Target

_SHOWN = (Presence.RAW, Presence.RAW_AND_RENDERED, Presence.RENDERED_ONLY)


@dataclass(frozen=True, slots=True)
class Found:
    """A live link that may be meant, with how it stands to the promise."""

    link: StoredLink
    target: Target
    on_page: bool


def candidates(promise: Promise, evidence: Evidence) -> list[Found]:
    """The live links that may be meant, the one that fits best first.

    On the agreed page every link to the other side may be; elsewhere only one that leads
    to the agreed target.
    """
    found = []
    for link in evidence.links:
        one = Found(link, target_of(promise, link, evidence), is_on_page(promise, link, evidence))
        there = link.live and not link.page_gone and not _is_inert(one, evidence)
        if there and (one.on_page or one.target in REACHED):
            found.append(one)
    return sorted(found, key=lambda one: _rank(promise, one), reverse=True)


def is_on_page(promise: Promise, link: StoredLink, evidence: Evidence) -> bool:
    """True for a link of the agreed page, and for any where none was agreed."""
    last = evidence.last
    return (
        not promise.page
        or same_page(link.source_url, promise.page)
        or (last is not None and link.source_url == last.read_url)
    )


def _is_inert(found: Found, evidence: Evidence) -> bool:
    """True for what is written like a link, in a part of the page that nobody is shown."""
    if found.link.presence is not Presence.NOT_CLICKABLE:
        return False
    traces = evidence.last.traces if evidence.last else ()
    idle = {trace.url for trace in traces if trace.presence is Presence.NOT_CLICKABLE}
    return not found.on_page or any(same_page(url, found.link.target_url) for url in idle)


def _rank(promise: Promise, found: Found) -> tuple[bool, ...]:
    link = found.link
    return (
        found.target in REACHED,
        found.on_page,
        not link.stranger,
        not link.via,
        link.presence in _SHOWN and not link.hidden,
        not promise.anchor or says(link, promise.anchor),
        promise.placement is None or link.placement is promise.placement,
        not credit_words(link.rel),
        link.placement is Placement.CONTENT,
    )


def presence_of(found: Found, evidence: Evidence) -> Presence:
    """In which view the link was found, the worst of what is known of it first."""
    link, last = found.link, evidence.last
    if not found.on_page:
        return Presence.ON_OTHER_PAGE
    if link.hidden:
        return Presence.HIDDEN
    if link.presence is Presence.RAW and last is not None and last.rendered:
        return Presence.RAW_AND_RENDERED
    return link.presence


def differences(promise: Promise, found: Found) -> Iterator[str]:
    """What is not as agreed, in words: target, anchor, rel, placement, sight."""
    link = found.link
    if link.via:
        yield said(
            "goes through {via} instead of straight to {target}",
            via=link.via,
            target=promise.target or link.target_url,
        )
    elif found.target is Target.WRONG_DOMAIN:
        yield said("links to another site, {url}", url=link.target_url)
    if found.target is Target.WRONG_PAGE:
        yield said("links to {url} instead of {target}", url=link.target_url, target=promise.target)
    if promise.anchor and not says(link, promise.anchor):
        yield said(
            "the anchor is “{found}” instead of “{agreed}”",
            found=link.anchor_text,
            agreed=promise.anchor,
        )
    elif link.anchor_type is AnchorType.EMPTY:
        yield said("the link is empty: there is nothing to click")
    agreed = set(promise.rel) - {"follow"}
    if agreed and (missing := agreed - words_of(link.rel)):
        yield said("the link lacks rel “{rel}”", rel=" ".join(sorted(missing)))
    if promise.placement and link.placement is not promise.placement:
        yield said(
            "stands in {placement} instead of {agreed}",
            placement=link.placement,
            agreed=promise.placement,
        )
    if link.hidden:
        yield _with_sight(_HIDDEN, link)
    elif link.presence in _UNSEEN:
        yield _with_sight(_UNSEEN[link.presence], link)


def _with_sight(words: str, link: StoredLink) -> str:
    return said_all(": ", (words, detail(link.sight))) if link.sight else words


_HIDDEN = said("hidden from readers")


_UNSEEN = {
    Presence.IN_NOSCRIPT: said("shown only where scripts are off"),
    Presence.NOT_CLICKABLE: said("readers cannot click it"),
    Presence.REMOVED_BY_SCRIPT: said("taken out by a script before readers see it"),
    Presence.IN_IFRAME: said("in a frame within the page, which is a page of its own"),
}


def withheld(promise: Promise, link: StoredLink, credit: Credit) -> tuple[str, ...]:
    """Why search engines give no credit though the agreement does not say so."""
    if credit not in _WITHHOLDING or WITHHELD & set(promise.rel):
        return ()
    words = _WITHHOLDING[credit]
    if credit in WITHHELD and link.raw_rel is not None and credit not in words_of(link.raw_rel):
        return (said_all(": ", (words, _BY_SCRIPT)),)
    return (words,)


_BY_SCRIPT = said("a script makes it so, which the HTML does not say")
_WITHHOLDING = {
    Credit.NOFOLLOW: said("the link is nofollow"),
    Credit.SPONSORED: said("the link is marked sponsored"),
    Credit.UGC: said("the link is marked as written by users (ugc)"),
    Credit.PAGE_NOFOLLOW: said("the page tells search engines to follow none of its links"),
    Credit.NOINDEX: said("the page asks search engines not to index it (noindex)"),
    Credit.ROBOTS_BLOCKED: said("robots.txt keeps search engines from the page"),
    Credit.CANONICAL_ELSEWHERE: said("the page names another page as its canonical one"),
}


def says(link: StoredLink, anchor: str) -> bool:
    """True where a link's words, or its picture's, are those that were agreed."""
    return folded(anchor) in (folded(link.anchor_text), folded(link.image_alt))


def folded(text: str) -> str:
    """A text without what readers do not notice: case, spaces, marks at its ends.

    >>> folded("“Oak &\\u00a0 Ember” →") == folded("oak & ember")
    True
    """
    seen = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    words = " ".join("".join(seen).casefold().replace("\u2019", "'").split())
    ends = [i for i, c in enumerate(words) if c.isalnum()]
    return words[ends[0] : ends[-1] + 1] if ends else words
