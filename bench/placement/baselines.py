"""How the published rules of other tools place the same links.

    python -m bench.placement.baselines GOLD FOLDER...

Written anew from the tools' documentation; docs/placement.md says where each is described.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from bench.placement.labelled import page_rows, read_labels
from bench.placement.report import print_report
from linkcrawl.page.read import parse

Rule = Callable[[list[etree._Element]], str]
_PARTS = re.compile(r"[-_\s]+")
_ROLES = {"contentinfo": "footer", "complementary": "sidebar", "navigation": "navigation",
          "banner": "header", "main": "content", "article": "content"}  # fmt: skip
_TAGS = {"footer": "footer", "aside": "sidebar", "nav": "navigation", "header": "header",
         "article": "content", "main": "content"}  # fmt: skip
_WORDS = (
    ("comments", "comment comments disqus reply replies"),
    ("author_box", "author byline bio signature"),
    ("footer", "footer"),
    ("sidebar", "sidebar widget"),
    ("navigation", "nav navbar menu breadcrumb pagination"),
    ("header", "header"),
    ("content", "content post entry article prose markdown"),
)


def link_path_substrings(chain: list[etree._Element]) -> str:
    """Screaming Frog's link positions: the first of some words that occurs in the path."""
    path = "/".join(_step(element) for element in reversed(chain)).lower()
    for word, placement in (
        ("nav", "navigation"), ("header", "header"), ("footer", "footer"), ("aside", "sidebar"),
    ):  # fmt: skip
        if word in path:
            return placement
    return "content"


def three_buckets(chain: list[etree._Element]) -> str:
    """advertools: the XPaths //nav, //header and //footer; the first bucket counts here."""
    tags = {element.tag for element in chain}
    for tag, placement in (("nav", "navigation"), ("header", "header"), ("footer", "footer")):
        if tag in tags:
            return placement
    return "content"


def outermost_landmark(chain: list[etree._Element]) -> str:
    """pagerankr: the outermost of header, footer and aside, else nav, else content."""
    for element in reversed(chain):
        if element.tag in ("header", "footer", "aside"):
            return _TAGS[str(element.tag)]
    return "navigation" if any(element.tag == "nav" for element in chain) else "content"


def innermost_name(chain: list[etree._Element]) -> str:
    """backlink-guard: the innermost element whose tag, role, class or id names a region."""
    return next(filter(None, map(_named, chain)), "content")


def _named(element: etree._Element) -> str:
    words = {word for name in ("class", "id") for word in _PARTS.split(element.get(name) or "")}
    by_role = _ROLES.get((element.get("role") or "").lower(), "")
    found = _TAGS.get(str(element.tag), "") or by_role
    for placement, names in _WORDS:
        if placement == found or words & set(names.split()):
            return placement
    return ""


def _step(element: etree._Element) -> str:
    names = (element.get("id") or "", element.get("class") or "")
    return f"{element.tag}[{' '.join(names)}]"


RULES: dict[str, Rule] = {
    "Screaming Frog order, substrings of the path": link_path_substrings,
    "advertools, three buckets": three_buckets,
    "pagerankr, outermost landmark": outermost_landmark,
    "backlink-guard, innermost name": innermost_name,
}


def _chains(html: str) -> Iterator[list[etree._Element]]:
    for anchor in parse(html).iter("a"):
        if anchor.get("href") is not None:
            yield [anchor, *anchor.iterancestors()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    asked = parser.parse_args()
    labels = read_labels(asked.gold)
    names = [str(row["page"]) for row in page_rows(asked.gold)]
    for folder in asked.folders:
        answers: dict[str, dict[tuple[str, int], str]] = {name: {} for name in RULES}
        for page in names:
            html = (folder / f"{page}.html").read_text("utf8")
            for number, chain in enumerate(_chains(html)):
                for name, rule in RULES.items():
                    answers[name][page, number] = rule(chain)
        for name, answer in answers.items():
            print_report(f"{folder.name}: {name}", labels, answer)


if __name__ == "__main__":
    main()
