"""linkcrawl.toml → Config: what the user says about sites, limits and taste."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from linkcrawl.criteria import NORMAL, Criteria
from linkcrawl.mailing import Mail
from linkcrawl.nodes import Node
from linkcrawl.page.placement_rules import PlacementRule, SelectorMistake, compile_selector
from linkcrawl.periods import Period
from linkcrawl.policy import Policy
from linkcrawl.said import said
from linkcrawl.schedule import Entry
from linkcrawl.sections import Domain, LanguageCode, Section
from linkcrawl.unusable import UnusableError
from linkcrawl.urls import absolute, is_visitable
from linkcrawl.vocabulary import Placement, Relation

CONFIG_FILE = "linkcrawl.toml"


class ConfigError(UnusableError):
    """The user's linkcrawl.toml can't be used; each argument is one line that says why."""


class Render(StrEnum):
    """When a page is opened in a browser."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _url(text: str) -> str:
    url = absolute(text)
    if not is_visitable(url):
        raise ValueError("accepted: a whole URL, as in https://example.com/")
    return url


def _selector(text: str) -> str:
    try:
        compile_selector(text)
    except SelectorMistake:
        raise ValueError('accepted: a CSS selector, as in ".related"') from None
    return text


Selector = Annotated[str, AfterValidator(_selector)]
Url = Annotated[str, AfterValidator(_url)]


class OwnSite(Section):
    """A site the user runs."""

    domain: Domain
    start_urls: tuple[Url, ...] = ()
    brands: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    competitors: tuple[Domain, ...] = ()

    @model_validator(mode="after")
    def _start_at_home(self) -> OwnSite:
        if not self.start_urls:
            object.__setattr__(self, "start_urls", (f"https://{self.domain}/",))
        return self


class Candidate(Section):
    """A site that is being considered."""

    domain: Domain


class Site(Section):
    """What holds for one site only."""

    domain: Domain
    render: Render | None = None
    placement: dict[Selector, Placement] = Field(default_factory=dict)
    ignore_robots_for_agreed_pages: bool = False


class Crawl(Section):
    """How far, how fast and by which means sites are read."""

    render: Render = Render.AUTO
    pages_per_site: int = Field(default=200, ge=1)
    candidate_pages: int = Field(default=30, ge=1)
    depth: int = Field(default=5, ge=0)
    seconds_per_site: float = Field(default=900, gt=0)
    concurrency: int = Field(default=32, ge=1, le=512)
    concurrency_per_site: int = Field(default=2, ge=1, le=8)
    delay: float = Field(default=1.0, ge=0)
    timeout: float = Field(default=30, gt=0, le=300)
    requests_per_site_per_day: int = Field(default=2000, ge=1)
    contact_url: Url | None = None


class Backlinks(Section):
    """How far one crawl goes to verify what others say."""

    claimed_pages_per_site: int = Field(default=200, ge=1)
    searched_pages_per_site: int = Field(default=60, ge=1)
    rendered_pages: int = Field(default=300, ge=0)


class Report(Section):
    """How the report calls itself, and what it looks back on."""

    title: str = said("Link partnerships")
    language: LanguageCode = "en"
    period: Period = Period.LAST


class Config(Section):
    """The whole of linkcrawl.toml."""

    own: tuple[OwnSite, ...] = Field(min_length=1)
    candidates: tuple[Candidate, ...] = ()
    sites: tuple[Site, ...] = ()
    crawl: Crawl = Crawl()
    backlinks: Backlinks = Backlinks()
    report: Report = Report()
    policy: Policy = Policy()
    criteria: Criteria = NORMAL
    mail: Mail = Mail()
    nodes: tuple[Node, ...] = ()
    schedule: tuple[Entry, ...] = ()

    @field_validator("schedule")
    @classmethod
    def _can_run(cls, entries: tuple[Entry, ...], info: ValidationInfo) -> tuple[Entry, ...]:
        titles = [entry.title for entry in entries]
        if twice := next((title for title in titles if titles.count(title) > 1), None):
            raise ValueError(f"found two called {twice}; accepted: a `name` of its own for each")
        if any(entry.shards for entry in entries) and not info.data.get("nodes"):
            raise ValueError("found shards and no node; accepted: [[nodes]] for each machine")
        return entries

    @property
    def digest(self) -> str:
        """Sixteen letters that change when anything in the configuration does."""
        return blake2b(self.model_dump_json().encode(), digest_size=8).hexdigest()

    def render_of(self, domain: str) -> Render:
        """When the pages of a site are opened in a browser."""
        return next(
            (s.render for s in self.sites if s.domain == domain and s.render), self.crawl.render
        )

    def ignores_robots(self, domain: str) -> bool:
        """True where the robots.txt of a site does not hold for agreed pages."""
        return any(s.domain == domain and s.ignore_robots_for_agreed_pages for s in self.sites)

    def placement_rules(self, domain: str) -> tuple[PlacementRule, ...]:
        """Where the user says that the links of a site stand; the first that fits wins."""
        return tuple(
            PlacementRule(selector, placement)
            for site in self.sites
            if site.domain == domain
            for selector, placement in site.placement.items()
        )

    def relations(self) -> dict[str, Relation]:
        """The sites that the configuration names, each with what it is to the user."""
        named = {candidate.domain: Relation.CANDIDATE for candidate in self.candidates}
        named |= {domain: Relation.COMPETITOR for own in self.own for domain in own.competitors}
        return named | {own.domain: Relation.OWN for own in self.own}


def load_config(path: Path) -> Config:
    """Read and check a linkcrawl.toml.

    Raises ConfigError with one line for each mistake: the file, the key, what was found
    and what is accepted.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: not found; `linkcrawl init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        mistakes = error.errors()
        # A wrong entry also counts as none.
        deep = [mistake for mistake in mistakes if mistake["type"] != "too_short"]
        raise ConfigError(*(f"{path}: {_line(e)}" for e in deep or mistakes)) from None


def _line(error: ErrorDetails) -> str:
    key = ".".join(str(p + 1) if isinstance(p, int) else p for p in error["loc"]) or "the file"
    if error["type"] == "extra_forbidden":
        return f"{key}: unknown key; accepted: {', '.join(_keys_beside(error['loc']))}"
    if error["type"] == "missing":
        return f'{key}: missing; accepted: at least `[[own]]` with `domain = "example.com"`'
    found = repr(error["input"])
    found = found if len(found) <= 80 else f"{found[:77]}..."
    if error["type"] == "value_error" and isinstance(error["input"], list):
        return f"{key}: {error['ctx']['error']}"
    if error["type"] == "value_error":
        return f"{key}: found {found}; {error['ctx']['error']}"
    if error["type"] == "enum":
        return f"{key}: found {found}; accepted: {error['ctx']['expected']}"
    return f"{key}: found {found}; accepted: {error['msg'].removeprefix('Input should be ')}"


def _keys_beside(location: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that the section holding *location* has."""
    section: type[BaseModel] = Config
    for part in location[:-1]:
        if isinstance(part, str):
            annotation = section.model_fields[part].annotation
            for kind in (annotation, *get_args(annotation)):
                if isinstance(kind, type) and issubclass(kind, BaseModel):
                    section = kind
    yield from section.model_fields
