"""``[policy]`` of linkcrawl.toml: what the user thinks right, where opinions differ."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from linkcrawl.rels import WITHHELD, words_of
from linkcrawl.sections import Domain, Section


class Rel(StrEnum):
    """What links of a kind of relationship are to carry; QUALIFIED is nofollow or sponsored."""

    ANY = "any"
    FOLLOW = "follow"
    QUALIFIED = "qualified"
    NOFOLLOW = "nofollow"
    SPONSORED = "sponsored"


class RelPolicy(Section):
    """Which `rel` the links of each kind of relationship are to carry, either way."""

    exchange: Rel = Rel.ANY
    editorial: Rel = Rel.ANY
    supplier: Rel = Rel.ANY
    customer: Rel = Rel.ANY
    reseller: Rel = Rel.ANY
    association: Rel = Rel.ANY
    sponsored: Rel = Rel.QUALIFIED
    ring: Rel = Rel.ANY

    def of(self, relationship: str) -> Rel:
        """What is wanted of an agreement's `relationship`, as in ``ring:bread``.

        >>> RelPolicy().of("sponsored"), RelPolicy().of("ring:bread"), RelPolicy().of("")
        (<Rel.QUALIFIED: 'qualified'>, <Rel.ANY: 'any'>, <Rel.ANY: 'any'>)
        """
        kind = relationship.partition(":")[0]
        wanted: Rel = getattr(self, kind) if kind in RelPolicy.model_fields else Rel.ANY
        return wanted


class Policy(Section):
    """How the user wants to link; verdicts are held against this, not against our taste."""

    trade_links: bool = True
    link_to_competitors: bool = False
    longest_ring: int = Field(default=4, ge=3, le=6)
    language: Literal["en", "de"] = "en"
    protected: tuple[Domain, ...] = ()
    rel: RelPolicy = RelPolicy()


def keeps(wanted: Rel, rel: str) -> bool:
    """True for a link whose `rel` is what is wanted.

    >>> keeps(Rel.QUALIFIED, "noopener nofollow"), keeps(Rel.SPONSORED, "nofollow")
    (True, False)
    >>> keeps(Rel.QUALIFIED, "sponsored,nofollow"), keeps(Rel.FOLLOW, "nofollow,noopener")
    (True, False)
    >>> keeps(Rel.FOLLOW, "noopener"), keeps(Rel.ANY, "")
    (True, True)
    """
    said = words_of(rel)
    match wanted:
        case Rel.ANY:
            return True
        case Rel.FOLLOW:
            return said.isdisjoint(WITHHELD)
        case Rel.QUALIFIED:
            return bool(said & {"nofollow", "sponsored"})
        case _:
            return str(wanted) in said
