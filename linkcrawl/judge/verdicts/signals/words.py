"""Signals of anchors and rel: what is clicked, and whether what was paid for says so."""

from __future__ import annotations

from linkcrawl.judge.verdicts.relationship import Seen, Signal
from linkcrawl.judge.verdicts.signals.counts import cut, quoted
from linkcrawl.judge.verdicts.signals.kinds import signal
from linkcrawl.judge.verdicts.signals.known import Known
from linkcrawl.judge.verdicts.signals.tellings import KEYWORD_ANCHORS, NATURAL_ANCHORS
from linkcrawl.policy import Rel, keeps
from linkcrawl.said import Said, said, said_all, said_n
from linkcrawl.store.read import StoredLink
from linkcrawl.vocabulary import AnchorType

_KEYWORD = frozenset(
    {AnchorType.EXACT_MATCH, AnchorType.PHRASE_MATCH, AnchorType.PARTIAL_MATCH}
)  # fmt: skip
_IN_WORDS = {
    Rel.FOLLOW: said("followed"),
    Rel.QUALIFIED: said("nofollow or sponsored"),
    Rel.NOFOLLOW: said("nofollow"),
    Rel.SPONSORED: said("sponsored"),
}
_SEVERAL = 3
_MOSTLY = 0.5


def is_optimised(link: StoredLink) -> bool:
    """True for an anchor that is a keyword, alone or among other words."""
    return link.anchor_type in _KEYWORD


def anchor_key(link: StoredLink) -> str:
    """An anchor as it is compared over sites."""
    return " ".join(link.anchor_text.casefold().split())


def exact_anchor(known: Known) -> Signal | None:
    found = [link for link in known.followed if link.anchor_type is AnchorType.EXACT_MATCH]
    if not found or len(found) <= _MOSTLY * len(known.links):
        return None
    return signal(
        "exact_anchor",
        KEYWORD_ANCHORS.of(len(found), len(known.links)),
        map(_seen, found),
    )


def repeated_anchor(known: Known) -> Signal | None:
    found = [
        link
        for link in known.followed
        if is_optimised(link) and len(known.repeated.get(anchor_key(link), ())) >= _SEVERAL
    ]
    if not found or not known.is_traded:
        return None
    sites = known.repeated[anchor_key(found[0])]
    return signal(
        "repeated_anchor",
        said(
            "The anchor “{anchor}” is the same in {exchanges} exchanges.",
            anchor=cut(found[0].anchor_text),
            exchanges=len(sites),
        ),
        map(_seen, found),
    )


def natural_anchor(known: Known) -> Signal | None:
    """More links than not have an anchor that is no keyword."""
    natural = [
        link
        for link in known.links
        if link.anchor_type not in _KEYWORD and link.anchor_type is not AnchorType.EMPTY
    ]
    if len(natural) <= _MOSTLY * len(known.links):
        return None
    return signal(
        "natural_anchor",
        NATURAL_ANCHORS.of(len(natural), len(known.links)),
        map(_seen, natural),
    )


def anchor_mix(known: Known) -> Signal | None:
    kinds = sorted({link.anchor_type for link in known.links})
    if len(kinds) < _SEVERAL:
        return None
    sentence = said(
        "The anchors are of {number} kinds: {kinds}.",
        number=len(kinds),
        kinds=said_all(", ", kinds),
    )
    return signal("anchor_mix", sentence)


def rel_against_policy(known: Known) -> Signal | None:
    """Links without the rel that the policy wants of what was agreed."""
    wanted = _wanted(known)
    wrong = [link for rel in wanted for link in _agreed(known) if not keeps(rel, link.rel)]
    if not wrong:
        return None
    return signal(
        "rel_against_policy",
        said_n(
            "Your policy wants links of this relationship to be {rel}, and {count} is not.",
            "Your policy wants links of this relationship to be {rel}, and {count} are not.",
            len(wrong),
            rel=_IN_WORDS[wanted[0]],
        ),
        (Seen(link.source_url, _rel_of(link)) for link in wrong),
    )


def marked(known: Known) -> Signal | None:
    wanted = [rel for rel in _wanted(known) if rel is not Rel.FOLLOW]
    links = _agreed(known)
    if not wanted or not links or not all(keeps(rel, ln.rel) for rel in wanted for ln in links):
        return None
    sentence = said("The link is {rel}, as your policy wants.", rel=_IN_WORDS[wanted[0]])
    return signal("marked", sentence, map(_seen, links))


def _wanted(known: Known) -> list[Rel]:
    asked = (known.policy.rel.of(one.relationship) for one in known.pair.agreements)
    return sorted({rel for rel in asked if rel is not Rel.ANY})


def _agreed(known: Known) -> list[StoredLink]:
    """The links of agreements whose relationship the policy wants a rel for."""
    strict = {
        one.name
        for one in known.pair.agreements
        if known.policy.rel.of(one.relationship) is not Rel.ANY
    }
    found = [c.link for c in known.pair.checks if c.link and c.promise.agreement in strict]
    return [link for link in found if link.live]


def _seen(link: StoredLink) -> Seen:
    return Seen(link.source_url, quoted(link, link.anchor_type))


def _rel_of(link: StoredLink) -> Said:
    return said("rel: {rel}", rel=link.rel) if link.rel else said("rel: none")
