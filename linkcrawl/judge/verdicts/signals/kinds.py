"""Every kind of signal: its weight, the questions it bears on, and where the field says so.

docs/verdicts.md prints this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from linkcrawl.judge.verdicts.relationship import Question, Seen, Signal
from linkcrawl.said import said

_DEAL, _RELEVANT = Question.WITHOUT_DEAL, Question.RELEVANT
_PLACEMENT, _ANCHOR = Question.PLACEMENT, Question.ANCHOR
# More pages than a person opens to convince themselves are told as a number.
_MOST_SEEN = 10

_GOOGLE = said("Google, spam policies for web search: link spam")
_WU_DAVISON = said("Wu and Davison, Identifying link farm spam pages (WWW 2005)")
_BECCHETTI = said("Becchetti and others, Link analysis for web spam detection (ACM TWeb 2008)")
_SURFER = said("Reasonable surfer, US patent 7,716,225")
_AHREFS = said("Ahrefs, study of reciprocal links of 140,592 domains")
_ANCHORS = said("Ahrefs, study of anchor texts of 384,614 pages")
_PANDA = said("Google, creating helpful, reliable, people-first content")
_QUALIFY = said("Google, qualify your outbound links")
_FOOTPRINTS = said("practice of link audits: shared accounts, addresses and templates")
_MONITORS = said("practice of link monitors, as Linkody and Collabim")
_POLICY = said("your policy")
_AUDITS = said("practice of link audits")


class Kind(NamedTuple):
    """What a signal of one name means and weighs: below 0 against, above 0 for."""

    weight: float
    questions: tuple[Question, ...]
    meaning: str
    source: str


KINDS: dict[str, Kind] = {
    # Risk
    "unrelated_site": Kind(-0.4, (_RELEVANT,), "the two sites are about different things", _GOOGLE),
    "unrelated_page": Kind(
        -0.4, (_RELEVANT, _DEAL), "page and target are about different things", _SURFER
    ),
    "sitewide_link": Kind(
        -0.4, (_PLACEMENT, _DEAL), "followed link in the template of the site", _GOOGLE
    ),
    "link_bar": Kind(
        -0.5,
        (_PLACEMENT, _DEAL),
        "the block around the link joins many sites, the same ones or taking turns",
        _GOOGLE,
    ),
    "links_page": Kind(
        -0.5, (_PLACEMENT,), "page that is little but links to unrelated sites", _GOOGLE
    ),
    "thin_page": Kind(-0.2, (_PLACEMENT,), "page with little text of its own", _PANDA),
    "user_text": Kind(
        -0.4, (_PLACEMENT,), "followed link in comments or other text of users", _GOOGLE
    ),
    "hidden": Kind(-0.6, (_PLACEMENT,), "followed link that readers do not see", _GOOGLE),
    "engines_only": Kind(
        -0.7, (_PLACEMENT,), "link in the HTML that scripts take away from readers", _GOOGLE
    ),
    "exact_anchor": Kind(-0.3, (_ANCHOR,), "most of their links have a keyword anchor", _ANCHORS),
    "repeated_anchor": Kind(
        -0.4, (_ANCHOR, _DEAL), "the same keyword anchor in several exchanges", _GOOGLE
    ),
    "rel_against_policy": Kind(
        -0.6, (_ANCHOR,), "link without the rel that your policy asks for", _QUALIFY
    ),
    "one_sided": Kind(-0.3, (), "exchange in which we link and they do not", _MONITORS),
    "unfulfilled": Kind(-0.3, (), "agreed link of theirs that is not there, or changed", _MONITORS),
    "everyone": Kind(-0.4, (_DEAL,), "site whose pages link out to everyone", _WU_DAVISON),
    "sells_links": Kind(-0.5, (_DEAL,), "site that offers links for money", _GOOGLE),
    "asks_for_links": Kind(-0.2, (_DEAL,), "site that invites guest posts or link swaps", _GOOGLE),
    "ring": Kind(-0.2, (_DEAL,), "the link closes a ring of sites", _GOOGLE),
    "cluster": Kind(
        -0.5, (_DEAL,), "dense group of unrelated sites that link to each other", _BECCHETTI
    ),
    "one_operator": Kind(
        -0.5, (_DEAL,), "one operator behind several sites that link to us", _FOOTPRINTS
    ),
    "competitor": Kind(-0.3, (), "our link to a competitor, against your policy", _POLICY),
    "reciprocal_share": Kind(
        -0.2, (_DEAL,), "unusually many of our referring domains are linked back", _AHREFS
    ),
    "burst": Kind(-0.2, (_DEAL,), "several exchanges begun within a month", _GOOGLE),
    # Health
    "in_content": Kind(0.4, (_PLACEMENT,), "link in the content of its page", _SURFER),
    "in_text": Kind(0.2, (_PLACEMENT, _DEAL), "link in a sentence of running text", _SURFER),
    "related_site": Kind(0.4, (_RELEVANT,), "the two sites are about related things", _SURFER),
    "related_page": Kind(
        0.4, (_RELEVANT, _DEAL), "page and target are about related things", _SURFER
    ),
    "natural_anchor": Kind(
        0.4, (_ANCHOR,), "brand, address or natural phrase for an anchor", _ANCHORS
    ),
    "anchor_mix": Kind(0.1, (_ANCHOR,), "several kinds of anchors", _ANCHORS),
    "marked": Kind(0.3, (_ANCHOR,), "paid link that carries the rel it should", _QUALIFY),
    "one_way": Kind(0.3, (_DEAL,), "link for which nothing was agreed or given", _AHREFS),
    "real_business": Kind(
        0.3, (_DEAL,), "the two do business or belong to one association", _AUDITS
    ),
    "links_to_peers": Kind(
        0.2, (_DEAL,), "the page links to other sites in its text as well", _SURFER
    ),
    "many_pages": Kind(0.1, (_DEAL,), "several pages of theirs link to several of ours", _AUDITS),
    "referral_visits": Kind(0.5, (_DEAL,), "people click the link", _AUDITS),
    "maintained": Kind(0.2, (_PLACEMENT,), "page whose text is kept up to date", _PANDA),
    "steady_growth": Kind(
        0.1, (_DEAL,), "our referring domains grow steadily, without bursts", _AHREFS
    ),
    "mostly_one_way": Kind(0.1, (_DEAL,), "few of our referring domains are linked back", _AHREFS),
}


def signal(name: str, sentence: str, seen: Iterable[Seen] = ()) -> Signal:
    """A signal of a known kind, with what was found and where."""
    kind = KINDS[name]
    pages: dict[Seen, None] = {}
    for page in seen:
        pages[page] = None
        if len(pages) == _MOST_SEEN:
            break
    return Signal(name, sentence, kind.weight, tuple(pages), kind.source)
