"""HTML → what a page has of a watched site besides links: mentions, and links that are none."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import unquote

from lxml import etree

from linkcrawl.items import Trace
from linkcrawl.masking import starred
from linkcrawl.page.shown import beginning_of
from linkcrawl.urls import is_web, resolve, site_of
from linkcrawl.vocabulary import Presence

_MOST = 50
_WORDS = 200
# Honest pages have a tenth of it.
_MOST_ELEMENTS, _MOST_ANCHORS = 100_000, 20_000
# In one attribute, comment or text.
_MOST_URLS = 300
# As far before a mention a secret in an address is looked for.
_SECRETS = 4_000
# Templates in templates in templates would each be looked through to the last.
_NEAR = 10
_UNREAD = {"script", "style", "template", "noscript", "textarea", "iframe", "xmp", "noembed",
           "noframes", "title", etree.Comment, etree.PI}  # fmt: skip
# Elements whose content browsers take as plain text, whatever markup it looks like.
_TEXT_ONLY = ("textarea", "xmp", "noembed", "noframes", "plaintext")
_FRAMES = ("iframe", "frame", "object", "embed")
_SOURCES = ("src", "data", "data-src", "srcdoc")
# Attributes that are no way for readers to get anywhere.
_IDLE = {"alt", "title", "class", "id", "style", "content", "cite", "integrity", "src", "srcset",
         "data-src", "data-srcset", "data-original", "poster", "background", "xmlns"}  # fmt: skip
# How base64 begins where it holds an address.
_ENCODED = re.compile(r"aHR0c[A-Za-z0-9+/_-]{8,}")
_IN_DRAWING = ("xlink:href", "{http://www.w3.org/1999/xlink}href")
_URL = re.compile(r"""(?:https?:)?//[^\s"'<>\\)]+""", re.IGNORECASE)
_LINK = re.compile(r"<a(?:rea)?\s[^>]{0,500}?href", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Watched:
    """Whose traces are looked for: sites by domain, and the names that they go by."""

    domains: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def find_traces(root: etree._Element, base_url: str, watched: Watched) -> tuple[Trace, ...]:
    """The traces of watched sites on a parsed page, each once, in order, at most fifty."""
    if not watched.domains:
        return ()
    found: dict[Trace, None] = {}
    named = _named(watched)
    # Comments may stand before the first element.
    elements = chain(root.itersiblings(preceding=True), root.iter())
    for element in islice(elements, _MOST_ELEMENTS):
        for trace in _of_element(element, base_url, watched, named):
            found.setdefault(trace)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _named(watched: Watched) -> Callable[[str], re.Match[str] | None]:
    """Finds the next domain or name of a watched site in a text."""
    hosts = (rf"(?<![\w.@-])(?:[\w-]+\.)*{re.escape(d)}(?![\w-]|\.\w)" for d in watched.domains)
    long = [name for name in watched.names if len(name) > 3]
    names = (rf"(?<!\w){re.escape(name)}(?!\w)" for name in long)
    search = re.compile("|".join((*hosts, *names)), re.IGNORECASE).search
    said = [name.lower() for name in (*watched.domains, *long)]
    if not all(map(str.isascii, said)):
        return search

    def find(text: str) -> re.Match[str] | None:
        # Twenty times as quick for texts that name nobody, of which there are many and large ones.
        if text.isascii() and not any(map(text.lower().__contains__, said)):
            return None
        return search(text)

    return find


def _of_element(
    element: etree._Element,
    base_url: str,
    watched: Watched,
    named: Callable[[str], re.Match[str] | None],
) -> Iterator[Trace]:
    if isinstance(element, etree._Comment):
        text = element.text or ""
        for url in _urls_in(text, base_url, watched):
            if _LINK.search(text):
                yield Trace(Presence.COMMENTED_OUT, url, _cut(text))
    elif element.tag == "template":
        within = any(above.tag == "template" for above in islice(element.iterancestors(), _NEAR))
        for anchor in () if within else islice(element.iter("a", "area"), _MOST_ANCHORS):
            if url := _led_to(anchor.get("href") or "", base_url, watched):
                yield Trace(Presence.NOT_CLICKABLE, url, "in a template that is never shown")
    elif element.tag in _TEXT_ONLY:
        for url in _urls_in(beginning_of(element), base_url, watched):
            yield Trace(Presence.NOT_CLICKABLE, url, f"as text in a {element.tag}")
    elif element.tag in _FRAMES:
        yield from _of_frame(element, base_url, watched)
    elif isinstance(element.tag, str):
        yield from _of_attributes(element, base_url, watched)
    if element.tag not in _UNREAD:
        yield from _mentions(element.text, named)
    yield from _mentions(element.tail, named)


def _of_frame(element: etree._Element, base_url: str, watched: Watched) -> Iterator[Trace]:
    """A watched page shown in a frame, or any frame whose content is written into the page."""
    for name in _SOURCES:
        value = element.get(name) or ""
        if name == "srcdoc":
            for url in _urls_in(value, base_url, watched):
                yield Trace(Presence.IN_IFRAME, url, "written into a frame")
        elif url := _led_to(value, base_url, watched):
            yield Trace(Presence.IN_IFRAME, url, "shown in a frame")


def _of_attributes(element: etree._Element, base_url: str, watched: Watched) -> Iterator[Trace]:
    """What only a script or a form makes of a watched address; links themselves left out."""
    is_link = element.tag in ("a", "area") and element.get("href") is not None
    for name, value in element.attrib.items():
        said, name = str(value), str(name)
        if name in _IDLE or (element.tag in ("link", "base") and name == "href"):
            continue
        is_script = name.startswith("on") or said.lstrip()[:11].lower() == "javascript:"
        if is_link and not is_script:
            continue
        if element.tag == "a" and name in _IN_DRAWING and not is_link:
            if url := _led_to(said, base_url, watched):
                yield Trace(Presence.RAW, url, "a link in a drawing")
            continue
        for url in _urls_in(said, base_url, watched):
            yield Trace(Presence.NOT_CLICKABLE, url, f"in {name} of <{element.tag!s}>")


def _mentions(text: str | None, named: Callable[[str], re.Match[str] | None]) -> Iterator[Trace]:
    if text and (match := named(text)):
        # No secret that stands there is cut from its name.
        start = match.start()
        before = starred(text[max(0, start - _SECRETS) : start])[-_WORDS // 2 :]
        yield Trace(Presence.MENTION_ONLY, "", _cut(before + text[start : start + 2 * _WORDS]))


def _urls_in(text: str, base_url: str, watched: Watched) -> Iterator[str]:
    """The addresses of watched sites that stand anywhere in a text."""
    text = text[:20_000]
    for said in (text, unquote(text), *map(_decoded, _ENCODED.findall(text))):
        for match in islice(_URL.finditer(said), _MOST_URLS):
            if url := _led_to(match[0], base_url, watched):
                yield url


def _decoded(text: str) -> str:
    standard = text.replace("-", "+").replace("_", "/")
    whole = standard[: len(standard) // 4 * 4] if len(standard) % 4 == 1 else standard
    return base64.b64decode(whole + "=" * (-len(whole) % 4)).decode("ascii", errors="replace")


def _led_to(href: str, base_url: str, watched: Watched) -> str:
    url = resolve(href, base_url)
    return url if is_web(url) and site_of(url) in watched.domains else ""


def _cut(text: str) -> str:
    return " ".join(text[: 2 * _WORDS].split())[:_WORDS]
