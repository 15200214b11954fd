"""What was found between two sites → what to do about it."""

from __future__ import annotations

from linkcrawl.judge.pairs import Pair
from linkcrawl.judge.relationship import Relationship, Verdict


def conclude(pair: Pair) -> Relationship:
    """The relationship of a pair, with its verdict."""
    return Relationship(
        own=pair.own,
        other=pair.other,
        role=pair.relation,
        reciprocity=pair.reciprocity,
        ring=(),
        links_in=len(pair.links_in),
        links_out=len(pair.links_out),
        followed_in=pair.followed_in,
        followed_out=pair.followed_out,
        relevance=None,
        signals=(),
        answers=(),
        verdict=Verdict.WATCH,
        reasons=("too little is known",),
    )
