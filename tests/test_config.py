"""linkcrawl.toml: what it may say, and one clear line for each mistake."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from linkcrawl.config import Config, ConfigError, Render, load_config
from linkcrawl.vocabulary import Relation

OWN = '[[own]]\ndomain = "example.com"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "linkcrawl.toml"


def mistakes(file: Path, text: str) -> list[str]:
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    return [line.removeprefix(f"{file}: ") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[own", "not valid TOML: Expected ']]' at the end of an array declaration"),
        (
            '[[own]]\ndomain = "a.example"\ndomain = "b.example"\n',
            "not valid TOML: Cannot overwrite a value (at line 3, column 21)",
        ),
        ("", 'own: missing; accepted: at least `[[own]]` with `domain = "example.com"`'),
        ("own = []", "own: found []; accepted: "),
        ('[[own]]\nbrands = ["A"]', "own.1.domain: missing"),
        (
            '[[own]]\ndomain = "localhost"',
            "own.1.domain: found 'localhost'; accepted: a domain, as in example.com",
        ),
        ("[[own]]\ndomain = 7", "own.1.domain: found 7; accepted: a valid string"),
        (f'{OWN}brand = "A"', "own.1.brand: unknown key; accepted: domain, start_urls, brands, "),
        (f'{OWN}brands = "A"', "own.1.brands: found 'A'; accepted: a valid tuple"),
        (
            f'{OWN}start_urls = ["example.com"]',
            "own.1.start_urls.1: found 'example.com'; accepted: a whole URL, as in",
        ),
        (
            f'{OWN}start_urls = ["file:///etc/passwd"]',
            "own.1.start_urls.1: found 'file:///etc/passwd'; accepted: a whole URL",
        ),
        (
            f'{OWN}competitors = ["a.example", "b"]',
            "own.1.competitors.2: found 'b'; accepted: a domain",
        ),
        (f"{OWN}[crawls]\ndepth = 1", "crawls: unknown key; accepted: own, "),
        (
            f'{OWN}[crawl]\nrender = "sometimes"',
            "crawl.render: found 'sometimes'; accepted: 'auto', 'always' or 'never'",
        ),
        (
            f"{OWN}[crawl]\npages_per_site = 0",
            "crawl.pages_per_site: found 0; accepted: greater than or equal to 1",
        ),
        (
            f"{OWN}[crawl]\ndepth = -1",
            "crawl.depth: found -1; accepted: greater than or equal to 0",
        ),
        (f'{OWN}[crawl]\ndelay = "fast"', "crawl.delay: found 'fast'; accepted: a valid number"),
        (
            f"{OWN}[crawl]\ntimeout = 301",
            "crawl.timeout: found 301; accepted: less than or equal to 300",
        ),
        (
            f"{OWN}[crawl]\nconcurrency_per_site = 9",
            "crawl.concurrency_per_site: found 9; accepted: less than or equal to 8",
        ),
        (f'{OWN}[policy]\nlanguage = "fr"', "policy.language: found 'fr'; accepted: 'en' or 'de'"),
        (
            f"{OWN}[policy]\nlongest_ring = 2",
            "policy.longest_ring: found 2; accepted: greater than or equal to 3",
        ),
        (
            f'{OWN}[policy]\nprotected = ["b"]',
            "policy.protected.1: found 'b'; accepted: a domain",
        ),
        (
            f'{OWN}[policy.rel]\nreseller = "dofollow"',
            "policy.rel.reseller: found 'dofollow'; accepted: 'any', 'follow', 'qualified'",
        ),
        (
            f'{OWN}[policy.rel]\nfriend = "any"',
            "policy.rel.friend: unknown key; accepted: exchange",
        ),
    ],
)
def test_a_mistake_is_told_with_key_finding_and_what_is_accepted(
    file: Path, text: str, line: str
) -> None:
    found = mistakes(file, text)

    assert len(found) == 1
    assert found[0].startswith(line)


def test_each_mistake_has_a_line_of_its_own(file: Path) -> None:
    found = mistakes(file, f'{OWN}colour = "red"\n[crawl]\ndepth = -1\ndelay = -1\n')

    assert [line.partition(":")[0] for line in found] == [
        "own.1.colour",
        "crawl.depth",
        "crawl.delay",
    ]


def test_a_long_value_is_told_in_short(file: Path) -> None:
    (line,) = mistakes(file, f'[[own]]\ndomain = "{"x" * 5_000}"')

    assert len(line) < 200


def test_a_file_that_is_not_there_is_told_with_the_command_that_makes_one(file: Path) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(str(file))}: not found; `linkcrawl init`"):
        load_config(file)


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", OWN.encode("utf-16")])
def test_what_is_no_text_is_told_as_such(file: Path, body: bytes) -> None:
    file.write_bytes(body)

    with pytest.raises(ConfigError, match="can't be read"):
        load_config(file)


def test_a_folder_in_the_place_of_the_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        load_config(tmp_path)


def test_a_byte_order_mark_is_accepted(file: Path) -> None:
    file.write_text(OWN, "utf-8-sig")

    assert load_config(file).own[0].domain == "example.com"


def test_one_domain_is_enough(file: Path) -> None:
    file.write_text('[[own]]\ndomain = "www.Example.com"', "utf-8")

    config = load_config(file)

    assert config.own[0].domain == "example.com"
    assert config.own[0].start_urls == ("https://example.com/",)
    assert config.crawl.render is Render.AUTO


def test_sites_are_known_by_what_they_are_to_the_user(file: Path) -> None:
    file.write_text(
        f'{OWN}competitors = ["rival.example"]\n[[candidates]]\ndomain = "maybe.example"\n', "utf-8"
    )

    assert load_config(file).relations() == {
        "example.com": Relation.OWN,
        "rival.example": Relation.COMPETITOR,
        "maybe.example": Relation.CANDIDATE,
    }


def test_one_site_may_be_rendered_differently(file: Path) -> None:
    file.write_text(f'{OWN}[[sites]]\ndomain = "app.example"\nrender = "always"\n', "utf-8")

    config = load_config(file)

    assert config.render_of("app.example") is Render.ALWAYS
    assert config.render_of("example.com") is Render.AUTO


def test_the_digest_changes_with_any_value(file: Path) -> None:
    file.write_text(OWN, "utf-8")
    before = load_config(file)
    file.write_text(f"{OWN}[crawl]\ndepth = 4\n", "utf-8")

    assert load_config(file).digest != before.digest
    assert load_config(file).digest == load_config(file).digest


STARTER = resources.files("linkcrawl.starter").joinpath("linkcrawl.toml").read_text("utf-8")
_OFF = re.compile(r"^# (?=\[|[a-z_]+ = )", re.MULTILINE)
# What the starter shows that is not a default: there is none, or it depends on the domain.
_EXAMPLES = {"domain", "start_urls", "contact_url", "sites.render", "sites.placement",
             "sites.ignore_robots_for_agreed_pages",
             "schedule.run", "schedule.at", "schedule.name", "schedule.arguments",
             "schedule.jitter_minutes", "schedule.shards", "nodes.url", "nodes.workspace",
             "nodes.patience", "mail.host", "mail.port", "mail.sender", "mail.reply_to",
             "mail.recipients.address", "mail.recipients.role", "mail.recipients.language",
             "mail.attach"}  # fmt: skip


def section_of(annotation: object) -> type[BaseModel] | None:
    kinds = (annotation, *get_args(annotation))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)


def keys_of(section: type[BaseModel], before: str = "") -> set[str]:
    found = set()
    for name, field in section.model_fields.items():
        inner = section_of(field.annotation)
        found |= keys_of(inner, f"{before}{name}.") if inner else {f"{before}{name}"}
    return found


def values_in(data: object, before: str = "") -> dict[str, object]:
    if before in keys_of(Config) or not isinstance(data, dict | list):
        return {before: data}
    if isinstance(data, list):
        return values_in(data[0], before) if data else {}
    found: dict[str, object] = {}
    for name, value in data.items():
        found |= values_in(value, f"{before}.{name}" if before else name)
    return found


def test_the_starter_can_be_used_as_it_is(file: Path) -> None:
    file.write_text(STARTER, "utf-8")

    assert load_config(file).own[0].domain == "example.com"


def test_the_starter_names_every_key_and_no_other(file: Path) -> None:
    switched_on = _OFF.sub("", STARTER)
    file.write_text(switched_on, "utf-8")
    load_config(file)

    assert set(values_in(tomllib.loads(switched_on))) == keys_of(Config)


def test_the_starter_shows_the_defaults() -> None:
    shown = values_in(tomllib.loads(_OFF.sub("", STARTER)))
    least = Config.model_validate({"own": [{"domain": "example.com"}]}).model_dump(mode="json")
    defaults = values_in(least)

    for key, value in shown.items():
        if key not in _EXAMPLES and key.rpartition(".")[2] not in _EXAMPLES:
            assert defaults[key] == value, key
