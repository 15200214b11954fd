"""Signals of the neighbourhood: rings, clusters, operators, and the profile as a whole."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Reciprocity, Seen, Signal
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Group, Known
from linkcrawl.said import said

_ENOUGH_DOMAINS = 20
_TRADED = (Reciprocity.MUTUAL, Reciprocity.RING)


def ring(known: Known) -> Signal | None:
    if known.reciprocity is not Reciprocity.RING or not known.ring:
        return None
    way = " → ".join((*known.ring, known.ring[0]))
    sentence = said(
        "The links close a ring of {sites} sites: {way}.", sites=len(known.ring), way=way
    )
    return signal("ring", sentence)


def cluster(known: Known) -> Signal | None:
    if known.cluster is None:
        return None
    return signal("cluster", known.cluster.words, _where(known.cluster))


def one_operator(known: Known) -> Signal | None:
    if known.operator is None:
        return None
    return signal("one_operator", known.operator.words, _where(known.operator))


def reciprocal_share(known: Known) -> Signal | None:
    share = _share(known)
    if share is None or share <= known.profile.usual or known.reciprocity not in _TRADED:
        return None
    return signal(
        "reciprocal_share",
        said(
            "{share:.0%} of our {domains} referring domains are linked back; most sites have less"
            " than {usual:.0%}.",
            share=share,
            domains=known.profile.domains,
            usual=known.profile.usual,
        ),
    )


def mostly_one_way(known: Known) -> Signal | None:
    share = _share(known)
    if share is None or share > known.profile.usual / 2:
        return None
    return signal(
        "mostly_one_way",
        said(
            "Only {share:.0%} of our {domains} referring domains are linked back.",
            share=share,
            domains=known.profile.domains,
        ),
    )


def steady_growth(known: Known) -> Signal | None:
    if not known.profile.steady:
        return None
    return signal("steady_growth", said("Our referring domains grow steadily, without bursts."))


def _share(known: Known) -> float | None:
    """The share of reciprocal domains; of a handful of domains no share tells anything."""
    return known.profile.reciprocal_share if known.profile.domains >= _ENOUGH_DOMAINS else None


def _where(group: Group) -> tuple[Seen, ...]:
    """The pages that tell; of what only the graph tells, the homes of the sites."""
    return group.seen or tuple(Seen(f"https://{site}/") for site in group.sites)
