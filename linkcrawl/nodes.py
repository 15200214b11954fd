"""``[[nodes]]`` of linkcrawl.toml: the machines that crawl shares of the sites."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from linkcrawl.sections import Section
from linkcrawl.urls import is_web


def _url(text: str) -> str:
    if not is_web(text):
        raise ValueError("accepted: the address of a scrapyd, as in http://10.0.0.2:6800/")
    return text.rstrip("/")


class Node(Section):
    """A scrapyd at *url*, whose workspace can be read at *workspace*.

    Once it has not answered for *patience* seconds it is given up, and its shares go to others.
    """

    url: Annotated[str, AfterValidator(_url)]
    workspace: Path
    patience: float = Field(default=300, ge=0)
