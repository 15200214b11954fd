"""What a correct judgement says of the demo's companies, before and after minds are changed."""

from __future__ import annotations

from dataclasses import dataclass

from linkcrawl.judge.verdicts.relationship import Reciprocity, Verdict


@dataclass(frozen=True, slots=True)
class ExpectedVerdict:
    """What to do about a site in either stage; *signals* are raised in both, among others."""

    other: str
    reciprocity: Reciprocity
    first: Verdict
    second: Verdict
    signals: tuple[str, ...] = ()

    def at(self, stage: int) -> Verdict:
        """The verdict in *stage*."""
        return self.first if stage == 1 else self.second


_KEEP, _FIX, _WATCH, _REMOVE = Verdict.KEEP, Verdict.FIX, Verdict.WATCH, Verdict.REMOVE
_MUTUAL, _OURS, _THEIRS = Reciprocity.MUTUAL, Reciprocity.OURS_ONLY, Reciprocity.THEIRS_ONLY
# What gives the casino, the lender and the essay mill away.
_NETWORK = (
    *("one_operator", "cluster", "everyone", "link_bar", "sells_links"),
    *("rel_against_policy", "hidden", "repeated_anchor"),
)

VERDICTS: tuple[ExpectedVerdict, ...] = (
    # Bakers, builders and their press, who link to each other in what they write.
    ExpectedVerdict("fournil-des-causses.example", _MUTUAL, _KEEP, _FIX, ("related_page",)),
    ExpectedVerdict("harrowbrick.example", _MUTUAL, _KEEP, _FIX, ("real_business",)),
    ExpectedVerdict("kilnandcopse.example", _MUTUAL, _KEEP, _KEEP, ("real_business",)),
    ExpectedVerdict("thewanderingladle.example", _MUTUAL, _KEEP, _FIX, ("in_text",)),
    ExpectedVerdict("thegardenpost.example", _MUTUAL, _KEEP, _FIX, ("marked", "anchor_mix")),
    # Its link was there and is missing for the first time.
    ExpectedVerdict("millstonelane.example", _MUTUAL, _KEEP, _WATCH),
    ExpectedVerdict("penhaleforge.example", _MUTUAL, _KEEP, _WATCH),
    # Our own link bears a nofollow that nobody agreed on.
    ExpectedVerdict("gartenwerk-lindner.example", _MUTUAL, _FIX, _FIX, ("natural_anchor",)),
    # Overdue, and kept at last.
    ExpectedVerdict("slowhearthguild.example", _MUTUAL, _FIX, _KEEP, ("real_business",)),
    ExpectedVerdict(
        "xn--mhlenbckerei-lcb44a.example", Reciprocity.RING, _FIX, _FIX, ("unfulfilled", "ring")
    ),
    # We link to them unasked, and nobody has read their sites.
    ExpectedVerdict("bramblecourt.example", _OURS, _WATCH, _WATCH, ("one_way",)),
    ExpectedVerdict("sundaysourdough.example", _OURS, _WATCH, _WATCH, ("one_way",)),
    ExpectedVerdict("luckyorchardcasino.example", _THEIRS, _REMOVE, _REMOVE, _NETWORK),
    ExpectedVerdict("swiftpenniesloans.example", _THEIRS, _REMOVE, _REMOVE, _NETWORK),
    ExpectedVerdict("essaymaison.example", _THEIRS, _REMOVE, _REMOVE, _NETWORK),
)
