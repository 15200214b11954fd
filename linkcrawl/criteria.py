"""``[criteria]`` of linkcrawl.toml: what a site has to be like, and one answer to that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from linkcrawl.sections import Section

Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Figure = float | str | None


class Preset(StrEnum):
    """How much is asked of a site where linkcrawl.toml gives no figure of its own."""

    LENIENT = "lenient"
    NORMAL = "normal"
    STRICT = "strict"


class Outcome(StrEnum):
    """What a criterion says of a site; what is not known never counts against it."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion held against one site: the figure behind it, and a plain sentence."""

    name: str
    figure: Figure
    threshold: Figure
    outcome: Outcome
    sentence: str


# In the order of Preset: lenient, normal, strict.
_PRESETS: dict[str, tuple[float, float, float]] = {
    "relevance": (0.15, 0.3, 0.6),
    "pages": (1, 2, 5),
    "words": (80, 150, 250),
    "substance": (0.2, 0.4, 0.6),
    "originality": (0.3, 0.5, 0.8),
    "authorship": (0, 0, 0.1),
    "https": (0.5, 0.9, 1.0),
    "errors": (0.3, 0.15, 0.05),
    "outbound_domains": (20, 10, 5),
    "links_pages": (0.2, 0.05, 0.02),
    "newest_days": (1095, 730, 365),
    "updates": (0, 1, 6),
    "authority": (0.2, 0.5, 0.8),
    "traffic": (0, 100, 1000),
    "competitors_linked": (50, 5, 1),
}


class Criteria(Section):
    """What a site has to be like; docs/criteria.md explains each figure.

    >>> Criteria(preset="strict").words, Criteria(preset="strict", words=100).words
    (250.0, 100.0)
    """

    preset: Preset = Preset.NORMAL
    relevance: Share
    pages: Amount
    words: Amount
    substance: Share
    originality: Share
    authorship: Share
    https: Share
    errors: Share
    outbound_domains: Amount
    links_pages: Share
    newest_days: Amount
    updates: Amount
    authority: Amount
    traffic: Amount
    competitors_linked: Amount
    languages: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, given: object) -> object:
        """What is not given comes out of the preset."""
        if not isinstance(given, dict):
            return given
        preset = given.get("preset", Preset.NORMAL)
        if preset not in list(Preset):
            preset = Preset.NORMAL
        place = list(Preset).index(Preset(preset))
        return {name: figures[place] for name, figures in _PRESETS.items()} | given


NORMAL = Criteria.model_validate({})
