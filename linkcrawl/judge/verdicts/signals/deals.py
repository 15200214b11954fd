"""Signals of the deal: who kept it, how it came about, and what the policy says."""

from __future__ import annotations

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.relationship import Reciprocity, Seen, Signal
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.policy import Rel, keeps
from linkcrawl.said import said, said_all, said_n
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import Placement, Relation, State

# A promise that was looked into and found broken; what could not be looked at is not among them.
_BROKEN = frozenset(
    {
        *(State.LOST, State.PAGE_GONE, State.OVERDUE),
        *(State.NO_CREDIT, State.CHANGED, State.ELSEWHERE),
    }
)
_GONE = frozenset({State.LOST, State.PAGE_GONE, State.OVERDUE})
_TRADES = ("exchange", "ring")
_BUSINESS = {
    "supplier": said("supplier"),
    "customer": said("customer"),
    "reseller": said("reseller"),
    "association": said("association"),
}
_BURST = 5
_WITHHELD = (Rel.QUALIFIED, Rel.NOFOLLOW, Rel.SPONSORED)


def is_broken(known: Known, check: Check) -> bool:
    """True for a promise that was found broken; a rel that the policy asks for breaks none."""
    if check.state is not State.NO_CREDIT or check.link is None:
        return check.state in _BROKEN
    agreed = [one for one in known.pair.agreements if one.name == check.promise.agreement]
    wanted = [known.policy.rel.of(one.relationship) for one in agreed]
    return not any(one in _WITHHELD and keeps(one, check.link.rel) for one in wanted)


def has_trade(known: Known) -> bool:
    """True where links are given for links, by an agreement that has not ended."""
    current = {check.promise.agreement for check in known.pair.checks if check.state != State.ENDED}
    return any(
        one.relationship.startswith(_TRADES) and one.name in current
        for one in known.pair.agreements
    )


def one_sided(known: Known) -> Signal | None:
    """We keep an exchange and they are known not to; a page that nobody could read is no proof."""
    sides = {check.promise.side for check in known.pair.checks}
    theirs = [check for check in known.pair.checks if check.promise.side is Side.THEIRS]
    traded = any(one.relationship.startswith(_TRADES) for one in known.pair.agreements)
    gone = theirs and all(check.state in _GONE for check in theirs)
    if not (traded and gone and Side.OURS in sides and known.pair.links_out):
        return None
    if known.pair.links_in or known.reciprocity is Reciprocity.RING:
        return None
    return signal(
        "one_sided",
        said_n(
            "A link of ours leads there, and none leads back.",
            "{count} links of ours lead there, and none leads back.",
            len(known.pair.links_out),
        ),
        map(_our_link, known.pair.links_out),
    )


def unfulfilled(known: Known) -> Signal | None:
    broken = [
        check
        for check in known.pair.checks
        if check.promise.side is Side.THEIRS and is_broken(known, check)
    ]
    if not broken:
        return None
    theirs = [check for check in known.pair.checks if check.promise.side is Side.THEIRS]
    if len(theirs) == 1:
        sentence = said("The link that they agreed to is not there as agreed.")
    else:
        sentence = said_n(
            "{count} of {total} links that they agreed to is not there as agreed.",
            "{count} of {total} links that they agreed to are not there as agreed.",
            len(broken),
            total=len(theirs),
        )
    return signal(
        "unfulfilled",
        sentence,
        (Seen(check.promise.page, check.reasons[0]) for check in broken),
    )


def burst(known: Known) -> Signal | None:
    if known.begun_with < _BURST:
        return None
    sentence = said(
        "{exchanges} exchanges were begun within a month of this one.", exchanges=known.begun_with
    )
    return signal("burst", sentence)


def competitor(known: Known) -> Signal | None:
    is_one = known.pair.relation is Relation.COMPETITOR
    if not is_one or known.policy.link_to_competitors or not known.pair.links_out:
        return None
    return signal(
        "competitor",
        said_n(
            "Your policy links to no competitor, and {count} link does.",
            "Your policy links to no competitor, and {count} links do.",
            len(known.pair.links_out),
        ),
        map(_our_link, known.pair.links_out),
    )


def real_business(known: Known) -> Signal | None:
    kinds = sorted({one.relationship for one in known.pair.agreements} & {*_BUSINESS})
    if not kinds:
        return None
    between = said_all(", ", (_BUSINESS[kind] for kind in kinds))
    sentence = said("There is more between the two than links: {business}.", business=between)
    return signal("real_business", sentence)


def one_way(known: Known) -> Signal | None:
    """Links without a way back; what the user calls editorial was agreed for nothing."""
    ways = (Reciprocity.THEIRS_ONLY, Reciprocity.OURS_ONLY)
    asked = [one for one in known.pair.agreements if one.relationship != "editorial"]
    if asked or known.reciprocity not in ways:
        return None
    theirs = said("They link to us, and nothing was given for it.")
    ours = said("We link to them, and nothing was given for it.")
    return signal("one_way", theirs if known.pair.links_in else ours)


def referral_visits(known: Known) -> Signal | None:
    if not known.referrals:
        return None
    sentence = said_n(
        "{count} visit came over these links.",
        "{count} visits came over these links.",
        known.referrals,
    )
    return signal("referral_visits", sentence)


def _our_link(link: StoredLink) -> Seen:
    return Seen(link.source_url, said("our link to {url}", url=link.target_url))


def many_pages(known: Known) -> Signal | None:
    """Single links from several pages to several pages; a template's link is one link."""
    links = known.pair.links_in
    single = [each for each in links if each.placement is Placement.CONTENT and not each.sitewide]
    sources = {link.source_url for link in single}
    targets = {link.target_url for link in single}
    if len(sources) < 3 or len(targets) < 2:
        return None
    return signal(
        "many_pages",
        said(
            "{theirs} pages of theirs link to {ours} of ours.",
            theirs=len(sources),
            ours=len(targets),
        ),
        (Seen(url) for url in sorted(sources)),
    )
