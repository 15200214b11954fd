"""What the sections of linkcrawl.toml are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from linkcrawl.languages import languages
from linkcrawl.urls import domain_of


class Section(BaseModel):
    """A part of linkcrawl.toml: unknown keys are mistakes, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _domain(text: str) -> str:
    try:
        return domain_of(text)
    except ValueError:
        raise ValueError("accepted: a domain, as in example.com") from None


def _language(code: str) -> str:
    if code not in languages():
        raise ValueError(f"accepted: {', '.join(languages())}")
    return code


Domain = Annotated[str, AfterValidator(_domain)]
LanguageCode = Annotated[str, AfterValidator(_language)]
