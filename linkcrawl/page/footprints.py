"""Whose page is this? The ids of analytics, advertising and tag-manager accounts in its scripts.

Only what runs is read: scripts, advertising slots and meta elements. An id that an article
talks about, or that a widget in a frame has, is in none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from linkcrawl.items import Footprint, FootprintKind

MAX_FOOTPRINTS = 20
_MAX_CODE = 200_000
# The elements that name an account, and in which of their attributes.
_ATTRIBUTES = {
    "script": ("src", "data-ad-client", "data-cf-beacon"),
    "ins": ("data-ad-client",),
    "amp-ad": ("data-ad-client",),
    "meta": (),
}
_META = re.compile(r"google-a(?:nalytics|dsense)", re.IGNORECASE)
_CLARITY = r"(?:clarity\.ms/tag/|[\"']clarity[\"']\s*,\s*[\"']script[\"']\s*,\s*[\"'])"
# A word that stands in all code of a kind, long enough to be looked for at little cost; the
# kind; and how that code names its account.
_ROWS = (
    ("google", FootprintKind.GOOGLE_ANALYTICS, r"(?<![\w-])(UA-\d{4,10})-\d{1,4}(?![\w-])"),
    ("google", FootprintKind.GOOGLE_ANALYTICS, r"[\"'=](G-[A-Z0-9]{8,12})(?![\w-])"),
    ("google", FootprintKind.GOOGLE_ADS, r"[\"'=](AW-\d{8,12})(?!\d)"),
    # A "host" is the platform that runs the slots of its users' sites.
    ("google", FootprintKind.ADSENSE, r"(?<!host-)(pub-\d{16})(?!\d)"),
    ("google", FootprintKind.GOOGLE_TAG_MANAGER, r"[\"'=](GTM-[A-Z0-9]{4,9})(?![\w-])"),
    ("gtm.start", FootprintKind.GOOGLE_TAG_MANAGER, r"[\"'=](GTM-[A-Z0-9]{4,9})(?![\w-])"),
    ("fbevents.js", FootprintKind.META_PIXEL, r"fbq\(\s*[\"']init[\"']\s*,\s*[\"'](\d{10,20})\b"),
    ("clarity.ms", FootprintKind.CLARITY, _CLARITY + r"([a-z0-9]{8,14})\b"),
    ("hotjar", FootprintKind.HOTJAR, r"hjid[\"']?\s*[:=]\s*[\"']?(\d{4,9})\b"),
    ("hotjar", FootprintKind.HOTJAR, r"hotjar-(\d{4,9})\.js"),
    ("mc.yandex.", FootprintKind.YANDEX_METRICA, r"\bym\(\s*(\d{5,10})\s*,\s*[\"']init[\"']"),
    ("cloudflareinsights", FootprintKind.CLOUDFLARE_BEACON, r"\"token\"\s*:\s*\"([0-9a-f]{32})\""),
)
_IDS = {
    mark: [(kind, re.compile(pattern)) for other, kind, pattern in _ROWS if other == mark]
    for mark, *_ in _ROWS
}
_MATOMO_SITE = re.compile(r"setSiteId[\"']\s*,\s*[\"']?(\d{1,9})(?!\d)")
_MATOMO_HOST = re.compile(
    r"(?:setTrackerUrl[\"']\s*,|\bu\s*=)[^\"';]*[\"'](?:https?:)?//([\w.-]{4,100})(?=[:/\"'])"
)
# What guides tell their readers to put their own id for.
_PLACEHOLDER = re.compile(r"X{4}|0{6}|123456")


def find_footprints(root: etree._Element) -> tuple[Footprint, ...]:
    """The accounts that a page's own code names, each once, in order of kind."""
    code = _code(root)
    if not code:
        return ()
    found = dict.fromkeys(one for one in _ids(code) if not _PLACEHOLDER.search(one.value))
    return tuple(sorted(found)[:MAX_FOOTPRINTS])


def _code(root: etree._Element) -> str:
    """The text of all scripts, and the attributes that stand for one; the first of a long run."""
    parts: list[str] = []
    for element in root.iter(*_ATTRIBUTES):
        tag = str(element.tag)
        if tag == "script" and element.text and not _is_data(element.get("type")):
            parts.append(element.text)
        elif tag == "meta":
            if not _META.match(name := element.get("name") or ""):
                continue
            parts.append(name + "=" + (element.get("content") or ""))
        parts += [value for name in _ATTRIBUTES[tag] if (value := element.get(name))]
    return "\n".join(parts)[:_MAX_CODE]


def _is_data(kind: str | None) -> bool:
    """True for a script that holds an article's text or a template rather than code."""
    return kind is not None and any(word in kind.lower() for word in ("json", "template", "html"))


def _ids(code: str) -> Iterator[Footprint]:
    for mark, expressions in _IDS.items():
        if mark in code:
            for kind, expression in expressions:
                yield from (Footprint(kind, found[1]) for found in expression.finditer(code))
    if "setSiteId" in code:
        host, site = _MATOMO_HOST.search(code), _MATOMO_SITE.search(code)
        if host and site:
            yield Footprint(FootprintKind.MATOMO, f"{host[1].lower()} {site[1]}")
