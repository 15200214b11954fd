"""Known → every signal that fires."""

from __future__ import annotations

from collections.abc import Callable

from linkcrawl.judge.verdicts.relationship import Signal
from linkcrawl.judge.verdicts.signals import deals, graph, place, substance, topic, words
from linkcrawl.judge.verdicts.signals.known import Known

SIGNALS: dict[str, Callable[[Known], Signal | None]] = {
    each.__name__: each
    for each in (
        *(topic.unrelated_site, topic.unrelated_page, topic.related_site, topic.related_page),
        *(place.sitewide_link, place.link_bar, place.links_page, place.user_text),
        *(place.hidden, place.engines_only, place.in_content, place.in_text),
        *(substance.thin_page, substance.maintained, substance.everyone),
        *(substance.sells_links, substance.asks_for_links, substance.links_to_peers),
        *(words.exact_anchor, words.repeated_anchor, words.rel_against_policy, words.marked),
        *(words.natural_anchor, words.anchor_mix),
        *(deals.one_sided, deals.unfulfilled, deals.burst, deals.competitor, deals.real_business),
        *(deals.one_way, deals.referral_visits, deals.many_pages),
        *(graph.ring, graph.cluster, graph.one_operator, graph.reciprocal_share),
        *(graph.mostly_one_way, graph.steady_growth),
    )
}


def signals_of(known: Known) -> tuple[Signal, ...]:
    """What was found of one relationship: the heaviest first, risks before health."""
    found = (look(known) for look in SIGNALS.values())
    return tuple(
        sorted(filter(None, found), key=lambda one: (-abs(one.weight), one.weight, one.name))
    )
