"""What readers promise whatever they are given: bench/fuzz has the promises, and tries further."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from robots_oracle import allows, rules_for

from bench.fuzz.addresses import check_address
from bench.fuzz.promise import Broken, Target, promise
from bench.fuzz.targets import TARGETS
from linkcrawl.fetch.robots_text import rules_in
from linkcrawl.page.links import find_anchors
from linkcrawl.page.read import parse
from linkcrawl.urls import resolve

FOUND = Path(__file__).parent / "found"
SEEDS_A_TARGET = 300
steady = settings(max_examples=150, suppress_health_check=[*HealthCheck])
targets = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())


def pieces(words: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Inputs out of the words of a target, with anything in between."""
    word = st.sampled_from(words).map(lambda said: said.encode("utf-8", "surrogatepass"))
    noise = st.binary(max_size=6) | st.sampled_from((b" ", b"\n", b">", b'"'))
    return st.lists(word | noise, max_size=24).map(b"".join)


@targets
def test_promises_are_kept_whatever_is_written(target: Target) -> None:
    @steady
    @given(pieces(target.words) | st.binary(max_size=300))
    def check(data: bytes) -> None:
        target.check(data)

    check()


@targets
def test_promises_are_kept_for_what_others_wrote(target: Target) -> None:
    seeds = list(target.seeds())

    for seed in seeds[:: len(seeds) // SEEDS_A_TARGET + 1]:
        target.check(seed)


@pytest.mark.parametrize("file", sorted(FOUND.iterdir()), ids=lambda file: file.name)
def test_what_was_found_once_is_kept(file: Path) -> None:
    TARGETS[file.name.partition("-")[0]].check(file.read_bytes())


def test_a_promise_that_is_broken_is_told() -> None:
    with pytest.raises(Broken, match="a link: 'here'"):
        promise(False, "a link", "here")


TAGS = (
    "p", "div", "ul", "li", "b", "i", "table", "tr", "td", "nav", "h1", "span", "form", "button",
    "body", "head", "html", "dl", "dt", "object", "ruby", "caption", "section",
)  # fmt: skip
nested = st.lists(
    st.sampled_from(TAGS).map("<{}>".format)
    | st.sampled_from((*TAGS, "a")).map("</{}>".format)
    | st.integers(0, 9).map("<a href=/{}>".format)
    | st.just("<area href=/area>")
    | st.just("words"),
    max_size=14,
).map("".join)


@steady
@given(nested)
def test_an_independent_parser_finds_the_same_links(markup: str) -> None:
    tree = html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False)
    theirs = [e.get("href") for e in tree.iter() if e.tag in ("a", "area") and e.get("href")]
    ours = [anchor.get("href") for anchor in find_anchors(parse(markup), 100)]

    assert set(ours) == set(theirs)
    assert len(ours) <= len(theirs)


def changed(url: str, how: int) -> str:
    """The same address in another spelling."""
    scheme, _, rest = url.partition("://")
    ways: tuple[Callable[[], str], ...] = (
        lambda: f"{scheme.upper()}://{rest}",
        lambda: f"\t {url}\n",
        lambda: url.replace("/", "\\"),
        lambda: f"{url}#",
        lambda: url.replace("/a", "/./b/../a"),
    )
    return ways[how]()


@steady
@given(
    st.sampled_from(
        ("https://example.com", "http://xn--bckerei-5wa.example", "https://[::1]:8080")
    ),
    st.text("abz/~", max_size=12).map(lambda path: "/a" + path.replace("//", "/")),
    st.integers(0, 4),
)
def test_spellings_of_an_address_are_resolved_alike(origin: str, path: str, how: int) -> None:
    url = origin + path
    check_address(changed(url, how), "https://other.example/x")

    assert resolve(changed(url, how), "https://other.example/x").rstrip("#") == resolve(url, url)


# Only what every reader of the standard takes alike: docs/robots.md has the rest.
rule = st.tuples(
    st.sampled_from(("Allow", "Disallow", "allow", "DISALLOW")),
    st.lists(st.sampled_from(("/", "a", "b", "*", "%2F", "%61", "ä", ".")), max_size=5).map(
        "".join
    ),
    st.sampled_from(("", "$", " # so", "\t")),
).map(lambda parts: f"{parts[0]}: /{parts[1]}{parts[2]}")
group = st.tuples(
    st.lists(st.sampled_from(("linkcrawl", "*", "other", "LinkCrawl")), min_size=1, max_size=2),
    st.lists(rule, max_size=4),
).map(lambda parts: "\n".join([*(f"User-agent: {name}" for name in parts[0]), *parts[1], ""]))


@steady
@given(
    st.lists(group, max_size=4).map("\n".join),
    st.lists(st.sampled_from(("/", "a", "b", "%2F", "%61", "%C3%A4", ".")), max_size=5).map(
        "".join
    ),
)
def test_robots_txt_is_read_as_the_standard_says(text: str, path: str) -> None:
    standard = allows(rules_for(text.encode(), "linkcrawl"), f"/{path}")

    assert rules_in(text.encode()).allowed(f"https://example.com/{path}", "linkcrawl") is standard
