"""Candidates and crossed backlinks made by hand, for the tests of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkcrawl.criteria import Criteria
from linkcrawl.judge.backlinks.crossed import Crossing
from linkcrawl.judge.backlinks.crossing import Known, cross
from linkcrawl.judge.candidates.candidates import Candidate, Links, candidate_of
from linkcrawl.judge.candidates.proposals import ContentPage, Fit, Proposal
from linkcrawl.judge.criteria.criteria import SiteFigures
from linkcrawl.judge.verdicts.relationship import Draft
from linkcrawl.search import Outcome, Search
from linkcrawl.store.claimed import ClaimedSite
from linkcrawl.store.read import StoredLink
from linkcrawl.verified import Look
from linkcrawl.vocabulary import Fetch

OWN = "ovens.example"
_AT = "2026-11-20T09:00:00+00:00"
_PARAGRAPH = (
    "Bread from a wood-fired oven needs a flour that takes the heat. We mill ours slowly, and"
    " say here which grain suits which fire."
)


def candidates() -> tuple[Candidate, ...]:
    """One that meets the criteria, one that is hardly known, one that does not meet them."""
    good = candidate_of(_figures("kiln.example", 0.71), Links(), Criteria())
    bad = candidate_of(_figures("boilers.example", 0.04), Links(rival="rival.example"), Criteria())
    return (
        replace(
            good,
            source="it links to several competitors, and not to you: rival.example",
            notes="met at the fair",
            proposal=Proposal(_fit("kiln.example", OWN), _fit(OWN, "kiln.example")),
            draft=Draft("both", "jo@kiln.example", "Your page on firing clay", "Dear Jo,\n\nOvens"),
        ),
        candidate_of(SiteFigures("quiet.example"), Links(), Criteria()),
        bad,
    )


def crossings(links: Sequence[StoredLink] = (), **more: object) -> tuple[Crossing, ...]:
    """What others say of who links to us, beside the *links* that were seen."""
    looks = (
        Look("https://press.example/a", "press.example", "", _AT, _AT, Fetch.OK, 200, True, False),
        Look("https://wall.example/", "wall.example", "", _AT, _AT, Fetch.BLOCKED, 403, False,
             False),
    )  # fmt: skip
    claims = (
        ClaimedSite("press.example", ("ahrefs", "bing"), 1, False, 0, "", _AT, False),
        ClaimedSite("wall.example", ("search_console",), 3, False, 0, "", _AT, False),
        ClaimedSite("far.example", ("majestic",), 0, True, 9, "", "", False),
    )
    known = Known(
        claimed=claims, looks=looks, agreed={"mill.example", "brick.example"},
        searches=[Search("far.example", _AT, Outcome.BUDGET, 60, 812)], **more,
    )  # fmt: skip
    links_in = [link for link in links if link.target_domain == OWN]
    return (cross(OWN, links_in, [link for link in links if link.source_domain == OWN], known),)


def _figures(site: str, relevance: float) -> SiteFigures:
    return SiteFigures(
        site, relevance, pages=44, words=320.0, substance=0.8, https=1.0, errors=0.01,
        outbound_domains=3.2, links_pages=0.0, links_to_us=0, competitors_linked=2, language="en",
        originality=0.97, authorship=0.6, newest_days=31, updates=14, contact=f"jo@{site}",
        contact_url=f"https://{site}/contact",
    )  # fmt: skip


def _fit(target: str, host: str) -> Fit:
    return Fit(_page(target), _page(host), _PARAGRAPH, _PARAGRAPH, 0.68)


def _page(site: str) -> ContentPage:
    return ContentPage(f"https://www.{site}/guide", f"A guide by {site}", "en", 640, b"")
