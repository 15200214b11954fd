"""Signals of the deal: who kept it, how it came about, and what the policy says."""

from __future__ import annotations

from linkcrawl.judge.promises.agreements import Check
from linkcrawl.judge.promises.promises import Side
from linkcrawl.judge.verdicts.relationship import Reciprocity, Seen, Signal
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.policy import Rel, keeps
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
_BUSINESS = ("supplier", "customer", "reseller", "association")
_BURST = 5
_WITHHELD = (Rel.QUALIFIED, Rel.NOFOLLOW, Rel.SPONSORED)


def is_broken(known: Known, check: Check) -> bool:
    """True for a promise that was found broken; a rel that the policy asks for breaks none."""
    if check.state is not State.NO_CREDIT or check.link is None:
        return check.state in _BROKEN
    agreed = [one for one in known.pair.agreements if one.name == check.promise.agreement]
    wanted = [known.policy.rel.of(one.relationship) for one in agreed]
    return not any(one in _WITHHELD and keeps(one, check.link.rel) for one in wanted)


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
        f"Links of ours lead there ({len(known.pair.links_out)}), and none leads back.",
        (Seen(link.source_url, f"our link to {link.target_url}") for link in known.pair.links_out),
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
    which = f"{len(broken)} of {len(theirs)} links" if len(theirs) > 1 else "The link"
    return signal(
        "unfulfilled",
        f"{which} that they agreed to {'is' if len(broken) == 1 else 'are'} not there as agreed.",
        (Seen(check.promise.page, check.reasons[0]) for check in broken),
    )


def burst(known: Known) -> Signal | None:
    if known.begun_with < _BURST:
        return None
    return signal("burst", f"{known.begun_with} exchanges were begun within a month of this one.")


def competitor(known: Known) -> Signal | None:
    is_one = known.pair.relation is Relation.COMPETITOR
    if not is_one or known.policy.link_to_competitors or not known.pair.links_out:
        return None
    return signal(
        "competitor",
        f"Your policy links to no competitor, and {len(known.pair.links_out)} links do.",
        (Seen(link.source_url, f"our link to {link.target_url}") for link in known.pair.links_out),
    )


def real_business(known: Known) -> Signal | None:
    kinds = sorted({one.relationship for one in known.pair.agreements} & {*_BUSINESS})
    if not kinds:
        return None
    return signal("real_business", f"There is more between the two than links: {', '.join(kinds)}.")


def one_way(known: Known) -> Signal | None:
    """Links without a way back; what the user calls editorial was agreed for nothing."""
    ways = (Reciprocity.THEIRS_ONLY, Reciprocity.OURS_ONLY)
    asked = [one for one in known.pair.agreements if one.relationship != "editorial"]
    if asked or known.reciprocity not in ways:
        return None
    who = "They link to us" if known.pair.links_in else "We link to them"
    return signal("one_way", f"{who}, and nothing was given for it.")


def referral_visits(known: Known) -> Signal | None:
    if not known.referrals:
        return None
    return signal("referral_visits", f"{known.referrals} visits came over these links.")


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
        f"{len(sources)} pages of theirs link to {len(targets)} of ours.",
        (Seen(url) for url in sorted(sources)),
    )
