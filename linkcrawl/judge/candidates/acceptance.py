"""A candidate that is accepted → the row of agreements.csv, and what to think of its anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from linkcrawl.agreements import Agreement, read_agreement
from linkcrawl.classify.anchor import AnchorTerms, classify_anchor
from linkcrawl.judge.candidates.candidates import Candidate
from linkcrawl.policy import Policy
from linkcrawl.vocabulary import AnchorType

# Time to find a quiet hour; `linkcrawl status` reminds afterwards.
_USUAL = timedelta(days=30)
_OPTIMISED = (AnchorType.EXACT_MATCH, AnchorType.PHRASE_MATCH, AnchorType.PARTIAL_MATCH)


def agreed_with(
    found: Candidate, given: Mapping[str, str], policy: Policy, own_name: str, today: date
) -> Agreement:
    """What was agreed with a candidate: what is *given* by column, else what was proposed.

    Raises AgreementError where something that is given can't be used.
    """
    for_us, for_them = found.proposal.for_us, found.proposal.for_them
    contact = found.figures.contact or ""
    proposed = {
        "their_page": for_them.host.url if for_them else "",
        "our_target": for_them.target.url if for_them else "",
        "our_page": for_us.host.url if for_us and policy.trade_links else "",
        "their_target": for_us.target.url if for_us and policy.trade_links else "",
        "contact_email": contact if "@" in contact else "",
    }
    cells = {"partner": found.domain} | proposed | {k: v for k, v in given.items() if v}
    row = read_agreement(cells)
    both = (row.our_page or row.their_target) and (row.their_page or row.our_target)
    return replace(
        row,
        relationship=row.relationship or ("exchange" if both else "editorial"),
        anchor=row.anchor or (own_name if row.our_target else ""),
        start=row.start or today,
        deadline=row.deadline or today + _USUAL,
    )


def anchor_warning(agreed: Agreement, terms: AnchorTerms) -> str:
    """What is amiss with the words that were agreed for the link, "" where nothing is.

    >>> agreed = Agreement("a.example", our_target="https://own.example/", anchor="Pizza ovens")
    >>> anchor_warning(agreed, AnchorTerms(("Oak & Ember",), ("pizza oven",))).partition(":")[0]
    '“Pizza ovens” is one of your tracked keywords'
    >>> url = "https://own.example/pizza-ovens/"
    >>> anchor_warning(replace(agreed, our_target=url), AnchorTerms()).partition(":")[0]
    "“Pizza ovens” is what your page's address names"
    """
    if not agreed.anchor:
        return ""
    kind = classify_anchor(agreed.anchor, None, "", agreed.our_target, terms).type
    if kind not in _OPTIMISED:
        return ""
    what = "is" if kind is AnchorType.EXACT_MATCH else "has"
    whose = "one of your tracked keywords" if terms.keywords else "what your page's address names"
    return (
        f"“{agreed.anchor}” {what} {whose}: search engines read such anchors as arranged."
        " Agree on your name, or let them choose."
    )
