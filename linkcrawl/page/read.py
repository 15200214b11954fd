"""bytes → Page: what one HTML page declares and every link on it, parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from charset_normalizer import from_bytes
from lxml import etree
from w3lib.encoding import html_to_unicode

from linkcrawl.items import Directive, Page
from linkcrawl.page.footprints import find_footprints
from linkcrawl.page.links import find_anchors, read_links
from linkcrawl.page.placement_rules import PlacementRule, match_rules
from linkcrawl.page.traces import Watched, find_traces
from linkcrawl.urls import resolve

MAX_LINKS = 20_000
# Crawlers whose own meta robots element is worth keeping beside that for all.
_CRAWLERS = {"robots", "googlebot", "googlebot-news", "bingbot", "slurp", "duckduckbot",
             "yandex", "baiduspider", "applebot"}  # fmt: skip
_NOT_TEXT = {"script", "style", "noscript", "template", etree.Comment, etree.PI}


def read_page(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, Iterable[str]] | None = None,
    asked_url: str | None = None,
    fetched_at: datetime | None = None,
    status: int | None = 200,
    rules: Sequence[PlacementRule] = (),
    watched: Watched | None = None,
) -> Page:
    """The facts of an HTML page; never raises for what *body* holds.

    *url* is the address that answered, *asked_url* the one that was asked for. *headers*
    are the response's, names in lower case. *rules* are the user's own for this site. What
    a page has of *watched* sites besides links becomes its traces.
    """
    headers = headers or {}
    content_type = next(iter(headers.get("content-type", ())), "")
    charset, text = html_to_unicode(
        content_type or None, body, auto_detect_fun=_guess_charset, default_encoding="cp1252"
    )
    root = parse(text)
    head = _read_head(root)
    base_url = resolve(head.get("base", ""), url) or url
    anchors = find_anchors(root, MAX_LINKS)
    ruled = match_rules(root, anchors, rules)
    links = read_links(root, anchors, ruled.placements, url=url, base_url=base_url)
    words = visible_words(root)
    return Page(
        url=asked_url or url,
        final_url=url,
        fetched_at=fetched_at or datetime.now(UTC),
        status=status,
        content_type=content_type,
        charset=charset,
        title=head.get("title", ""),
        h1=head.get("h1", ""),
        language=(head.get("language") or next(iter(headers.get("content-language", ())), ""))[:35],
        base_url=base_url if "base" in head else "",
        canonical=resolve(head["canonical"], base_url) if "canonical" in head else "",
        canonical_header=_canonical_header(headers.get("link", ()), url),
        refresh=head.get("refresh", ""),
        robots=tuple(_meta_robots(root)) + tuple(_header_robots(headers.get("x-robots-tag", ()))),
        text_digest=blake2b(" ".join(words).encode(errors="replace"), digest_size=8).hexdigest(),
        word_count=len(words),
        truncated=len(links) >= MAX_LINKS,
        traces=find_traces(root, base_url, watched) if watched else (),
        idle_rules=ruled.without_match,
        footprints=find_footprints(root),
        links=links,
    )


def parse(text: str) -> etree._Element:
    """The tree of an HTML text, an empty one where there is nothing to parse."""
    body = text.strip().replace("\x00", "").encode(errors="replace") or b"<html/>"
    parser = etree.HTMLParser(recover=True, encoding="utf8", huge_tree=True)
    root = etree.fromstring(body, parser=parser)
    return etree.Element("html") if root is None else root


def _guess_charset(body: bytes) -> str | None:
    try:
        body.decode()
    except UnicodeDecodeError:
        best = from_bytes(body[:65_536]).best()
        return best.encoding if best else None
    return "utf-8"


def _read_head(root: etree._Element) -> dict[str, str]:
    """What the page says of itself once; the first of each kind counts, as in browsers."""
    found: dict[str, str] = {}
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        found["language"] = language.strip()
    for element in root.iter("title", "base", "link", "meta", "h1"):
        tag = element.tag
        if tag in ("title", "h1"):
            text = " ".join("".join(element.itertext()).split())
            if text and not _inside(element, "svg"):
                found.setdefault(str(tag), text[:500])
        elif tag == "base" and (href := element.get("href")):
            found.setdefault("base", href)
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            found.setdefault("canonical", element.get("href") or "")
        elif tag == "meta":
            name = (element.get("http-equiv") or "").lower()
            if name == "refresh":
                found.setdefault("refresh", (element.get("content") or "")[:2_000])
            elif name == "content-language":
                found.setdefault("language", (element.get("content") or "").strip())
    return found


def _inside(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _meta_robots(root: etree._Element) -> Iterable[Directive]:
    for element in root.iter("meta"):
        if _inside(element, "template"):
            continue
        agent = (element.get("name") or "").strip().lower()
        if agent in _CRAWLERS:
            yield Directive(agent, _words(element.get("content") or ""), "meta")


def _header_robots(values: Iterable[str]) -> Iterable[Directive]:
    """``X-Robots-Tag``: "noindex" for all, "googlebot: noindex" for one crawler."""
    for value in values:
        agent, mark, rest = value.partition(":")
        one = mark and agent.strip().lower().replace("-", "").isalnum()
        if one and agent.strip().lower() != "unavailable_after":
            yield Directive(agent.strip().lower(), _words(rest), "header")
        else:
            yield Directive("robots", _words(value), "header")


def _words(value: str) -> str:
    return ", ".join(word.strip().lower() for word in value[:500].split(",") if word.strip())


def _canonical_header(values: Iterable[str], url: str) -> str:
    """The target of ``Link: <…>; rel="canonical"`` (RFC 8288)."""
    for value in values:
        for part in value.split(", <"):
            target, _, parameters = part.lstrip(" <").partition(">")
            if "canonical" in parameters.lower().replace('"', " ").replace("=", " ").split():
                return resolve(target, url)
    return ""


def visible_words(root: etree._Element) -> list[str]:
    """The words between the tags of the body, in order, scripts and styles left out."""
    texts: list[str] = []
    body = root.find("body")
    for element in (root if body is None else body).iter():
        if element.text and element.tag not in _NOT_TEXT:
            texts.append(element.text)
        if element.tail:
            texts.append(element.tail)
    return " ".join(texts).split()
