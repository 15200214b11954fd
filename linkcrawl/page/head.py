"""What a page says of itself as a whole: title, language, canonical, refresh, robots."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from linkcrawl.items import Directive
from linkcrawl.page.shown import beginning_of

# Crawlers whose own meta robots element is worth keeping beside that for all.
_CRAWLERS = {"robots", "googlebot", "googlebot-news", "bingbot", "slurp", "duckduckbot",
             "yandex", "baiduspider", "applebot"}  # fmt: skip
# Honest pages have a hundred.
_MOST_ELEMENTS = 20_000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_head(root: etree._Element) -> tuple[dict[str, str], list[Directive]]:
    """The first of each kind, as in browsers, by name; and all robots directives."""
    found: dict[str, str] = {}
    robots: list[Directive] = []
    if language := root.get("lang") or root.get(_LANGUAGE):
        found["language"] = language.strip()
    for element in islice(root.iter("title", "base", "link", "meta", "h1"), _MOST_ELEMENTS):
        tag = element.tag
        if tag == "meta":
            robots += _read_meta(element, found)
        elif tag in ("title", "h1"):
            text = "" if tag in found else " ".join(beginning_of(element).split())
            if text and not _inside(element, "svg"):
                found[str(tag)] = text[:500]
        elif tag == "base" and (href := element.get("href")):
            found.setdefault("base", href)
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            found.setdefault("canonical", element.get("href") or "")
    return found, robots


def _read_meta(element: etree._Element, found: dict[str, str]) -> list[Directive]:
    said = element.get("content") or ""
    declares = (element.get("http-equiv") or "").lower()
    if declares == "refresh":
        found.setdefault("refresh", said[:2_000])
    elif declares == "content-language":
        found.setdefault("language", said.strip())
    agent = (element.get("name") or "").strip().lower()
    if agent in _CRAWLERS and not _inside(element, "template"):
        return [Directive(agent, said_words(said), "meta")]
    return []


def _inside(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def said_words(value: str) -> str:
    """A list of words as directives are stored.

    >>> said_words("NoIndex,follow, ")
    'noindex, follow'
    """
    return ", ".join(word.strip().lower() for word in value[:500].split(",") if word.strip())
