"""A verdict → what to do about it, in order: our own part first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from linkcrawl.judge.promises.promises import Promise, Side
from linkcrawl.judge.verdicts.relationship import Signal, Verdict
from linkcrawl.judge.verdicts.signals.deals import has_trade, is_broken
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.said import marked, said, said_n
from linkcrawl.store.read import StoredLink
from linkcrawl.urls import site_of
from linkcrawl.vocabulary import State

_OURS = {
    State.LOST: marked("Put our link back{where}, or end the agreement."),
    State.PAGE_GONE: marked("Bring our page back{where}, or agree on another one."),
    State.OVERDUE: marked("Set the link that we promised{where}."),
    State.NO_CREDIT: marked(
        "Let our link be followed{where}, or write its rel into the agreement."
    ),
    State.CHANGED: marked("Correct our link{where}, or write the change into the agreement."),
    State.ELSEWHERE: marked("Tell them where our link is now, or move it back{where}."),
}
_THEIRS = {
    State.LOST: marked("Ask whether their link can come back{where}; a draft is ready."),
    State.PAGE_GONE: marked("Ask where their page has gone{where}; a draft is ready."),
    State.OVERDUE: marked("Remind them of their link{where}; a draft is ready."),
    State.NO_CREDIT: marked(
        "Ask whether their link is meant to be without credit{where}; a draft is ready."
    ),
    State.CHANGED: marked(
        "If you mind the change of their link{where}, ask about it with the draft;"
        " else write it into the agreement."
    ),
    State.ELSEWHERE: marked(
        "If its new page suits you, write that into the agreement; else ask for the link{where}."
    ),
}
_BY_SIGNAL = {
    "competitor": marked(
        "Take our link to the competitor off: {ours}; or allow such links in [policy]."
    ),
    "rel_against_policy": marked(
        "See to it that these links carry the rel that your policy asks for: {seen}."
    ),
    "hidden": marked("Ask for a link that readers can see."),
    "engines_only": marked("Ask for a link that readers can see."),
    "sitewide_link": marked("Ask for one link in a text instead of one in the template."),
    "link_bar": marked("Ask for one link in a text instead of one in a row of many."),
    "links_page": marked("Ask for a link in the text of a related page instead of one on a list."),
    "user_text": marked("Ask for a link in the text instead of one in a comment."),
    "exact_anchor": marked("Ask for your name as the anchor instead of a keyword."),
    "repeated_anchor": marked(
        "Ask for your name as the anchor instead of the keyword that others have."
    ),
}
# Where only our own link is there to be judged.
_MOVE = marked("Move our link into the text of a related page: {ours}.")
_BY_SIGNAL_OURS = _BY_SIGNAL | {
    "hidden": marked("Show our link to readers: {ours}."),
    "engines_only": marked("Show our link to readers: {ours}."),
    "sitewide_link": _MOVE,
    "links_page": _MOVE,
    "user_text": _MOVE,
    "exact_anchor": marked(
        "Link with their name or a natural phrase instead of a keyword: {ours}."
    ),
}
_MOST_URLS = 3


def steps_for(known: Known, verdict: Verdict, signals: Sequence[Signal]) -> tuple[str, ...]:
    """What a person does about a relationship, one sentence a step."""
    if verdict is Verdict.FIX:
        return tuple(dict.fromkeys(_to_mend(known, signals)))
    if verdict is Verdict.REMOVE:
        return tuple(_to_part(known))
    if verdict is Verdict.WATCH:
        return tuple(_to_learn(known))
    return ()


def _to_mend(known: Known, signals: Iterable[Signal]) -> Iterator[str]:
    checks = known.pair.checks
    for side, texts in ((Side.OURS, _OURS), (Side.THEIRS, _THEIRS)):
        for check in checks:
            if check.promise.side is side and is_broken(known, check):
                yield said(texts[check.state], where=where(check.promise))
    if not known.policy.trade_links and has_trade(known):
        yield said(
            "End the exchange with the next deadline, or let either side link without condition."
        )
    by_signal = _BY_SIGNAL if known.pair.links_in else _BY_SIGNAL_OURS
    ours = _urls(known.pair.links_out)
    for one in signals:
        if one.name in by_signal:
            yield said(by_signal[one.name], ours=ours, seen=_cut([at.url for at in one.seen]))
    if any(check.promise.side is Side.THEIRS and is_broken(known, check) for check in checks):
        yield said(
            "Look again after a week: linkcrawl crawl partners. If nothing has changed by the"
            " second reminder, end the agreement and take our link off."
        )


def _to_part(known: Known) -> Iterator[str]:
    pair = known.pair
    if pair.links_out:
        yield said("Take our link off: {urls}.", urls=_urls(pair.links_out))
    if any(check.state is not State.ENDED for check in pair.checks):
        yield said(
            "Tell them that the agreement ends, with the draft, and write the day into the column"
            " end of agreements.csv."
        )
    if pair.links_in:
        yield said("Ask them to take their link off: {urls}.", urls=_urls(pair.links_in))
        if pair.followed_in:
            yield said(
                "Only if search engines have complained of such links: see linkcrawl export"
                " disavow."
            )


def _to_learn(known: Known) -> Iterator[str]:
    if any(check.state is State.MISSING for check in known.pair.checks):
        yield said(
            "Nothing yet: the next check, a day later or more, confirms it or takes it back."
        )
    if any(check.state is State.REVIEW for check in known.pair.checks):
        yield said("Open the page and look for the link.")
    if known.related is None and not known.site.read:
        yield said(
            "Let {site} be read, as a partner or a candidate, to know what it is about.",
            site=known.pair.other,
        )


def where(promise: Promise) -> str:
    """On which page a link was promised, without its host where that is the site's own.

    >>> from linkcrawl.judge.promises.promises import Promise
    >>> where(Promise("", Side.THEIRS, "mill.example", "https://www.mill.example/flour/"))
    ' on /flour/'
    """
    if not promise.page:
        return ""
    host, _, path = promise.page.partition("://")[2].partition("/")
    usual = host.removeprefix("www.") == site_of(promise.page)
    return said(" on {page}", page=f"/{path}" if usual else f"{host}/{path}")


def _urls(links: Iterable[StoredLink]) -> str:
    return _cut(list(dict.fromkeys(link.source_url for link in links)))


def _cut(urls: Sequence[str]) -> str:
    some = ", ".join(urls[:_MOST_URLS])
    more = len(urls) - _MOST_URLS
    if more <= 0:
        return some
    return said_n("{urls} and {count} more page", "{urls} and {count} more pages", more, urls=some)
