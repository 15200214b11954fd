"""Which sites and pages an own site may want to disavow: the fewest, and never a friend.

A site is named as a whole where it is one owner's; of a platform, or of a public suffix such as
``co.uk``, only the very pages that link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from linkcrawl.judge.graph.platforms import is_platform
from linkcrawl.judge.run import AgreementChecks
from linkcrawl.judge.verdicts.relationship import Relationship, Verdict
from linkcrawl.rels import credit_words
from linkcrawl.store.read import StoredLink
from linkcrawl.urls import is_visitable, site_of, site_of_host
from linkcrawl.vocabulary import State

# https://support.google.com/webmasters/answer/2648487
_LONGEST_URL = 2048
_KEPT = frozenset({State.LIVE, State.PENDING})


@dataclass(frozen=True, slots=True)
class Entry:
    """What to disavow of a site: *domain* as a whole, or else only *urls*; and why."""

    site: str
    domain: str
    urls: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disavowal:
    """The entries for an own site, the worst first, and how many sites were left out of them.

    *uncounted* have no followed link; *friends* are protected by the user or keep an agreement.
    *before* are the lines of the user's last file that still hold: an upload without them would
    take them back.
    """

    own: str
    entries: tuple[Entry, ...]
    uncounted: int
    friends: int
    before: tuple[str, ...] = ()


def disavowal(
    own: str,
    relationships: Iterable[Relationship],
    links_in: Iterable[StoredLink],
    friends: Collection[str],
    before: Iterable[tuple[str, str]] = (),
) -> Disavowal:
    """What to disavow for *own*; *friends* never are, nor is the own site.

    *before* are the hosts, with a page or "", that the user has disavowed already.
    """
    risky = sorted(
        (one for one in relationships if one.own == own and links_are_the_risk(one)),
        key=lambda one: (sum(s.weight for s in one.signals if s.is_risk), one.other),
    )
    chosen = [one for one in risky if one.other not in friends and one.other != own]
    followed = [one for one in chosen if one.followed_in]
    links = [link for link in links_in if link.target_domain == own and link.live]
    entries = [_entry(one, links) for one in followed]
    named = {entry.domain for entry in entries}.union(*(entry.urls for entry in entries))
    kept = sorted(
        url or f"domain:{host}"
        for host, url in before
        if site_of_host(host) not in {*friends, own} and (url or host) not in named
    )
    return Disavowal(
        own,
        tuple(entry for entry in entries if entry.domain or entry.urls),
        len(chosen) - len(followed),
        len(risky) - len(chosen),
        tuple(kept),
    )


def friends_of(
    own: Iterable[str], protected: Iterable[str], agreements: Iterable[AgreementChecks]
) -> frozenset[str]:
    """The sites never to be disavowed: own, protected, and partners who keep an agreement."""
    kept = {row.agreement.partner for row in agreements if row.theirs and row.theirs.state in _KEPT}
    return frozenset(own) | frozenset(protected) | kept


def links_are_the_risk(one: Relationship) -> bool:
    """True for a relationship to be ended over links that the other site has.

    Where only what we do is wrong, it is for us to undo it.
    """
    theirs = any(
        site_of(seen.url) == one.other for s in one.signals if s.is_risk for seen in s.seen
    )
    return one.verdict is Verdict.REMOVE and one.links_in > 0 and theirs


def is_whole(site: str) -> bool:
    """True for a site of one owner: no platform, no public suffix, no bare address.

    >>> is_whole("shop.example"), is_whole("someone.github.io"), is_whole("co.uk")
    (True, True, False)
    """
    return not is_platform(site) and site_of_host(f"any.{site}") == site


def _entry(one: Relationship, links: Sequence[StoredLink]) -> Entry:
    whole = is_whole(one.other)
    pages = (
        link.source_url
        for link in links
        if link.source_domain == one.other and not credit_words(link.rel)
    )
    usable = sorted({url for url in pages if is_visitable(url) and len(url) <= _LONGEST_URL})
    return Entry(one.other, one.other if whole else "", () if whole else tuple(usable), one.reasons)
