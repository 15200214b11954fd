"""bytes → Page: what one HTML page declares and every link on it, parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from linkcrawl.items import Directive, Page
from linkcrawl.page.charset import decoded
from linkcrawl.page.crowded import uncrowded
from linkcrawl.page.footprints import find_footprints
from linkcrawl.page.head import read_head, said_words
from linkcrawl.page.links import find_anchors, read_links, with_measures
from linkcrawl.page.main_text import MainText, main_text
from linkcrawl.page.placement_rules import PlacementRule, match_rules
from linkcrawl.page.publication import read_publication
from linkcrawl.page.shown import count_words, text_digest, visible_text
from linkcrawl.page.traces import Watched, find_traces
from linkcrawl.urls import resolve

MAX_LINKS = 20_000
# Says where all links of a page stand, or None where its surroundings must be measured.
Recall = Callable[[Page], Page | None]
# Whether it is to be told what a page is about, of which all but that is known.
Wanted = Callable[[Page], bool]


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
    recall: Recall | None = None,
    wanted: Wanted | None = None,
) -> Page:
    """The facts of an HTML page; never raises for what *body* holds.

    *url* is the address that answered, *asked_url* the one that was asked for. *headers*
    are the response's, names in lower case. *rules* are the user's own for this site. What
    a page has of *watched* sites besides links becomes its traces. Surroundings are not
    measured where *recall* says where the links stand, and the main text is left out where
    it is not *wanted*.
    """
    headers = headers or {}
    content_type = next(iter(headers.get("content-type", ())), "")
    charset, text = decoded(body, content_type)
    begun = uncrowded(text)
    root = _tree(begun)
    head, robots = read_head(root)
    base_url = resolve(head.get("base", ""), url) or url
    anchors = find_anchors(root, MAX_LINKS)
    ruled = match_rules(root, anchors, rules)
    links = read_links(root, anchors, ruled.placements, url=url, base_url=base_url)
    shown = visible_text(root)
    fetched_at = fetched_at or datetime.now(UTC)
    page = Page(
        url=asked_url or url,
        final_url=url,
        fetched_at=fetched_at,
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
        robots=(*robots, *_header_robots(headers.get("x-robots-tag", ()))),
        text_digest=text_digest(shown),
        word_count=count_words(shown),
        truncated=len(links) >= MAX_LINKS or len(begun) < len(text),
        traces=find_traces(root, base_url, watched) if watched else (),
        idle_rules=ruled.without_match,
        footprints=find_footprints(root),
        links=links,
    )
    page = _with_text(page, root, whole=wanted is None or wanted(page))
    known = recall(page) if recall else None
    return known or replace(page, links=with_measures(links, root, anchors, url))


def _with_text(page: Page, root: etree._Element, *, whole: bool) -> Page:
    main = main_text(root) if whole else MainText("", 0, [])
    told = read_publication(root, main.pieces, page.fetched_at.date())
    return replace(page, main_text=main.text, main_words=main.words, publication=told)


def parse(text: str) -> etree._Element:
    """The tree of an HTML text, an empty one where there is nothing to parse."""
    return _tree(uncrowded(text))


def _tree(text: str) -> etree._Element:
    body = text.strip().replace("\x00", "").encode(errors="replace") or b"<html/>"
    parser = etree.HTMLParser(recover=True, encoding="utf8", huge_tree=True)
    root = etree.fromstring(body, parser=parser)
    if root is None:
        return etree.Element("html")
    held = root.find("body")
    if root.getnext() is not None or (held is not None and held.getnext() is not None):
        _take_in(root, etree.SubElement(root, "body") if held is None else held)
    return root


def _take_in(root: etree._Element, body: etree._Element) -> None:
    """Put what stands behind ``</body>`` and ``</html>`` at the end of *body*, as browsers do.

    The parser makes a second root of the latter, in which nobody would look.
    """
    texts, body.tail = [body.tail or ""], None
    _add(body, texts, list(body.itersiblings()))
    for after in list(root.itersiblings()):
        if after.tag == "html":
            etree.strip_tags(after, "head", "body")
            texts.append(after.text or "")
            _add(body, texts, list(after))
        else:  # a comment
            _add(body, texts, [after])
    _say(body, "".join(texts))


def _add(home: etree._Element, texts: list[str], elements: list[etree._Element]) -> None:
    """Put *elements* behind the *texts* that wait: a text that grew by pieces would take long."""
    if elements:
        if texts:
            _say(home, "".join(texts))
            texts.clear()
        home.extend(elements)


def _say(home: etree._Element, text: str) -> None:
    if text and len(home):
        home[-1].tail = (home[-1].tail or "") + text
    elif text:
        home.text = (home.text or "") + text


def _header_robots(values: Iterable[str]) -> Iterable[Directive]:
    """``X-Robots-Tag``: "noindex" for all, "googlebot: noindex" for one crawler."""
    for value in values:
        agent, mark, rest = value.partition(":")
        one = mark and agent.strip().lower().replace("-", "").isalnum()
        if one and agent.strip().lower() != "unavailable_after":
            yield Directive(agent.strip().lower(), said_words(rest), "header")
        else:
            yield Directive("robots", said_words(value), "header")


def _canonical_header(values: Iterable[str], url: str) -> str:
    """The target of ``Link: <…>; rel="canonical"`` (RFC 8288)."""
    for value in values:
        for part in value.split(", <"):
            target, _, parameters = part.lstrip(" <").partition(">")
            if "canonical" in parameters.lower().replace('"', " ").replace("=", " ").split():
                return resolve(target, url)
    return ""
