"""Relationships and a link profile made by hand, for the tests of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linkcrawl.criteria import Criteria
from linkcrawl.judge.criteria.criteria import SiteFigures, judge_criteria
from linkcrawl.judge.criteria.pruning import Pruning, compare
from linkcrawl.judge.graph.graph import Graph
from linkcrawl.judge.graph.rings import Ring, RingKind, Rings
from linkcrawl.judge.graph.site_graph import SiteGraph
from linkcrawl.judge.profile.landing import Work, work_on
from linkcrawl.judge.profile.profile import Profile, profile_of
from linkcrawl.judge.profile.reciprocal import BothWays
from linkcrawl.judge.profile.velocity import Span, Stay, with_bursts
from linkcrawl.judge.verdicts.relationship import (
    Answer,
    Answered,
    Draft,
    Question,
    Reciprocity,
    Relationship,
    Seen,
    Signal,
    Verdict,
)
from linkcrawl.judge.verdicts.signals.kinds import KINDS
from linkcrawl.said import said, said_as, said_n
from linkcrawl.store.accepted import Accepted
from linkcrawl.store.graph import Edge
from linkcrawl.store.landing import Landing
from linkcrawl.store.profile import LinkCount, NewLink, TargetPage
from linkcrawl.vocabulary import AnchorType, Fetch, Placement

OWN = "ovens.example"
_ONE = said("one of these pages")
TODAY = date(2026, 11, 21)


def signal(name: str, weight: float, *seen: Seen, **more: str) -> Signal:
    """A signal with a sentence of its kind."""
    sentence = SENTENCES.get(name, f"There is {name}.")
    source = KINDS[name].source if name in KINDS else ""
    return Signal(name, sentence, weight, seen, more.get("source", source))


SENTENCES: dict[str, str] = {
    "in_content": said_n(
        "{count} link in the content of a page.", "{count} links in the content of a page.", 1
    ),
    "sitewide_link": said_n(
        "{count} page has a followed link in the template of the site: {places}.",
        "{count} pages have a followed link in the template of the site: {places}.",
        40,
        places=Placement.FOOTER,
    ),
    "link_bar": said_n(
        "The block that has our link joins {sites} sites side by side, on {count} page.",
        "The block that has our link joins {sites} sites side by side, on {count} pages.",
        12,
        sites=40,
    ),
    "unrelated_site": said(
        "The sites have little to do with each other (relevance {relevance:.2f} of 1).",
        relevance=0.03,
    ),
    "everyone": said(
        "{crowded} of {pages} pages link to ten other sites or more, {sites} sites in all.",
        crowded=31,
        pages=40,
        sites=1512,
    ),
}
MOVED = said(
    "Their link{where} has changed: {reason}.",
    where=said(" on {page}", page="/a"),
    reason=said(
        "stands in {placement} instead of {agreed}",
        placement=Placement.FOOTER,
        agreed=Placement.CONTENT,
    ),
)


def answered(*answers: Answer) -> tuple[Answered, ...]:
    """The four questions with these answers, and one sentence for and against each."""
    return tuple(
        Answered(
            question, answer, (SENTENCES["in_content"],), (SENTENCES["everyone"],),
            said(
                "Without {signals} it would be {answer}.",
                signals=said("“{signal}”", signal=said_as("signal", "everyone")),
                answer=Answer.UNCLEAR,
            ),
        )
        for question, answer in zip(Question, answers, strict=True)
    )  # fmt: skip


def relationship(other: str, verdict: Verdict, **changes: object) -> Relationship:
    """A mutual relationship with one sign of health, changed as told."""
    plain = Relationship(
        own=OWN,
        other=other,
        role="partner",
        reciprocity=Reciprocity.MUTUAL,
        ring=(),
        links_in=3,
        links_out=1,
        followed_in=2,
        followed_out=1,
        relevance=0.62,
        signals=(
            signal("in_content", 0.4, Seen(f"https://{other}/post", said("one of these pages"))),
        ),
        answers=answered(*[Answer.YES] * 4),
        verdict=verdict,
        reasons=(SENTENCES["in_content"],),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def relationships() -> tuple[Relationship, ...]:
    """One of each verdict; the one to be removed is with a site without an agreement."""
    bar = Seen("https://www.stranger.example/post", "Friends: Ovens · Loans · Casino")
    return (
        relationship(
            "brick.example", Verdict.FIX,
            answers=answered(Answer.YES, Answer.YES, Answer.NO, Answer.UNCLEAR),
            reasons=(MOVED, said("The link is not well placed.")),
            steps=(
                said("Ask for one link in a text instead of one in the template."),
                said("Open the page and look for the link."),
            ),
            draft=Draft(
                "question", "jo@brick.example", "Our link on your page",
                "Dear Jo,\n\nwe saw that our link moved:\n- https://www.brick.example/a\n\nOvens",
            ),
            changed=said("New: {sentence}", sentence=SENTENCES["sitewide_link"]),
            signals=(signal("sitewide_link", -0.4, bar), signal("in_content", 0.4)),
        ),
        relationship("guild.example", Verdict.WATCH, relevance=None, answers=(), signals=(),
                     reasons=(said("Nothing could be looked at yet."),)),
        relationship("mill.example", Verdict.KEEP),
        relationship(
            "stranger.example", Verdict.REMOVE, role="other", reciprocity=Reciprocity.RING,
            ring=(OWN, "stranger.example", "xn--bckerei-5wa.example"), relevance=0.03,
            answers=answered(*[Answer.NO] * 4),
            signals=(
                signal("link_bar", -0.5, bar, source="Google, spam policies: link spam"),
                signal("unrelated_site", -0.4), signal("everyone", -0.4, *[bar] * 12),
            ),
            reasons=(SENTENCES["link_bar"],),
            steps=(
                said("Take our link off: {urls}.", urls="https://www.ovens.example/guide"),
                said(
                    "Only if search engines have complained of such links: see linkcrawl export"
                    " disavow."
                ),
            ),
        ),
    )  # fmt: skip


def graph() -> Graph:
    """The sites around the relationship that is to be removed, with its ring."""
    ring = (OWN, "stranger.example", "xn--bckerei-5wa.example")
    edges = [
        Edge(OWN, "stranger.example"), Edge("stranger.example", "xn--bckerei-5wa.example"),
        Edge("xn--bckerei-5wa.example", OWN, followed=0), Edge(OWN, "guide.example"),
        Edge("guide.example", OWN, links=3), Edge("stranger.example", "guide.example"),
    ]  # fmt: skip
    return Graph(SiteGraph(edges), Rings((Ring(ring, RingKind.ARRANGED),)))


def pruning() -> dict[str, Pruning]:
    """Partners that became worse, or stayed as they were, since they were accepted."""
    figures = SiteFigures("brick.example", relevance=0.6, pages=12)
    good, pages, *_ = judge_criteria(figures, Criteria())
    bad, *_ = judge_criteria(replace(figures, relevance=0.1), Criteria())
    first = Accepted("2026-05-02", (good, pages))
    return {
        "brick.example": compare(first, (bad, pages)),
        "mill.example": compare(replace(first, criteria=()), (good, pages)),
    }


def span(start: date, new: int, lost: int, *, crawled: bool = True) -> Span:
    """A month with so many sites that came and went."""
    sites = [f"site-{start:%m}-{n}.example" for n in range(new + lost)]
    return Span(start, tuple(sites[:new]), tuple(sites[new:]), 40 + new, crawled)


def _stays() -> list[Stay]:
    """A site that came since the newest crawl, one that went, and one that always was there."""
    return [
        Stay("stranger.example", "2026-11-20T09:05:00+00:00", "", looked_at=False),
        Stay("brick.example", "2026-05-05T09:00:00+00:00", "2026-11-20T09:06:00+00:00", False),
        Stay("mill.example", "2026-05-05T09:00:00+00:00", "", looked_at=True),
    ]


def _work(pages: Sequence[TargetPage]) -> tuple[Work, ...]:
    """A page that redirects, and one that is old, slow and without a heading."""
    first, second = pages
    at, fetch = "2026-11-20T09:00:00+00:00", Fetch.OK
    moved = Landing(first.url, at, fetch, 200, f"{first.url}welcome", True, "Welcome", "")
    old = Landing(second.url, at, fetch, 200, second.url, True, "", "2021-03-01", 4.2)
    return work_on(pages, [moved, old], TODAY, 730)


def profile(own: str = OWN) -> Profile:
    """A profile in which one sitewide footer has most links, with a burst in a week."""
    counts = [
        LinkCount(OWN, "brick.example", Placement.FOOTER, AnchorType.EXACT_MATCH, "", 900),
        *(
            LinkCount(OWN, f"s{n}.example", Placement.CONTENT, AnchorType.BRAND, "", 1)
            for n in range(30)
        ),
        LinkCount(OWN, "blog.example", Placement.COMMENTS, AnchorType.GENERIC, "ugc", 4),
    ]
    pages = [
        TargetPage(OWN, "https://www.ovens.example/", 910, 20),
        TargetPage(OWN, "https://www.ovens.example/ovens", 24, 12),
    ]
    to_us = [Stay(f"s{n}.example", f"2026-{1 + n % 10:02}-05", "", False) for n in range(30)]
    both = BothWays(to_us, to_us[:3], to_us[:28], to_us[:2])
    months = [span(date(2026, n, 1), n % 5, n % 3, crawled=n != 6) for n in range(1, 12)]
    weeks = [span(date(2026, 10, 5), 1, 0), span(date(2026, 10, 12), 0, 1),
             span(date(2026, 10, 19), 2, 0), span(date(2026, 10, 26), 0, 0),
             span(date(2026, 11, 2), 9, 0)]  # fmt: skip
    notable = NewLink(
        OWN, "s9.example", "https://s9.example/bread", "https://www.ovens.example/ovens",
        "the oven of Ovens", "", "For crust we know nothing better than",
        ", which keeps its heat for a day.", "2026-11-20T09:05:00+00:00",
    )  # fmt: skip
    return profile_of(
        own, counts, pages, both.on(str(TODAY), "2026-01-01"),
        [both.on(day, "2026-02-01") for day in ("2026-01-30", "2026-06-30", "2026-10-31")],
        (with_bursts(weeks), tuple(months)), [notable], _stays(), _work(pages),
    )  # fmt: skip
