"""Whose page is this? The ids of analytics, advertising and tag-manager accounts in its scripts.

Only what runs is read: scripts, advertising slots and meta elements. An id that an article
talks about, or that a widget in a frame has, is in none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from linkcrawl.items import Footprint
from linkcrawl.vocabulary import FootprintKind

MAX_FOOTPRINTS = 20
# Longer scripts are programs and data; the few lines that name an account stand first or alone.
_MAX_SCRIPT, _MAX_CODE = 8_000, 50_000
# The elements that name an account, and in which of their attributes.
_ATTRIBUTES = {
    "script": ("src", "data-ad-client", "data-cf-beacon"),
    "ins": ("data-ad-client",),
    "amp-ad": ("data-ad-client",),
    "meta": (),
}
_META = re.compile(r"google-a(?:nalytics|dsense)", re.IGNORECASE)
# A word that stands in all code of a kind; how its id begins, which is looked for at little
# cost; the kind; and what follows there.
_ROWS = (
    ("google", "UA-", FootprintKind.GOOGLE_ANALYTICS, r"(?<=[\"'=])(UA-\d{4,10})-\d{1,4}(?![\w-])"),
    ("google", "G-", FootprintKind.GOOGLE_ANALYTICS, r"(?<=[\"'=])(G-[A-Z0-9]{8,12})(?![\w-])"),
    ("google", "AW-", FootprintKind.GOOGLE_ADS, r"(?<=[\"'=])(AW-\d{8,12})(?!\d)"),
    ("google", "ca-pub-", FootprintKind.ADSENSE, r"ca-(pub-\d{16})(?!\d)"),
    ("", "GTM-", FootprintKind.GOOGLE_TAG_MANAGER, r"(?<=[\"'=])(GTM-[A-Z0-9]{4,9})(?![\w-])"),
    ("fbevents.js", "fbq(", FootprintKind.META_PIXEL, r"fbq\(\s*.init.\s*,\s*.(\d{10,20})\b"),
    ("clarity.ms", "clarity.ms/tag/", FootprintKind.CLARITY, r"clarity.ms/tag/([a-z0-9]{8,14})\b"),
    (
        "clarity.ms",
        "clarity",
        FootprintKind.CLARITY,
        r"clarity.,\s*.script.,\s*.([a-z0-9]{8,14})\b",
    ),
    ("hotjar", "hjid", FootprintKind.HOTJAR, r"hjid[\"']?\s*[:=]\s*[\"']?(\d{4,9})\b"),
    ("hotjar", "hotjar-", FootprintKind.HOTJAR, r"hotjar-(\d{4,9})\.js"),
    ("mc.yandex.", "ym(", FootprintKind.YANDEX_METRICA, r"ym\(\s*(\d{5,10})\s*,\s*.init"),
    ("cloudflareinsights", '"token"', FootprintKind.CLOUDFLARE_BEACON, r'"token"\s*:\s*"(\w{32})"'),
)
_IDS = {
    word: [(start, kind, re.compile(p)) for other, start, kind, p in _ROWS if other == word]
    for word, *_ in _ROWS
}
_MATOMO_SITE = re.compile(r"setSiteId[\"']\s*,\s*[\"']?(\d{1,9})(?!\d)")
_MATOMO_HOST = re.compile(
    r"(?:setTrackerUrl[\"']\s*,|\bu\s*=)[^\"';]{0,200}[\"'](?:https?:)?//([\w.-]{4,100})(?=[:/\"'])"
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
    """The beginnings of all scripts, and the attributes that stand for one."""
    parts: list[str] = []
    for element in root.iter(*_ATTRIBUTES):
        tag = str(element.tag)
        if tag == "meta":
            if _META.match(name := element.get("name") or ""):
                parts.append(name + "=" + (element.get("content") or ""))
            continue
        if tag == "script" and element.text and not _is_data(element.get("type")):
            parts.append(element.text[:_MAX_SCRIPT])
        parts += [value for name in _ATTRIBUTES[tag] if (value := element.get(name))]
    return "\n".join(parts)[:_MAX_CODE]


def _is_data(kind: str | None) -> bool:
    """True for a script that holds an article's text or a template rather than code."""
    return kind is not None and any(word in kind.lower() for word in ("json", "template", "html"))


def _ids(code: str) -> Iterator[Footprint]:
    for word, rows in _IDS.items():
        if word in code:
            for start, kind, expression in rows:
                yield from (Footprint(kind, one) for one in _after(code, start, expression))
    if "setSiteId" in code:
        host, site = _MATOMO_HOST.search(code), _MATOMO_SITE.search(code)
        if host and site:
            yield Footprint(FootprintKind.MATOMO, f"{host[1].lower()} {site[1]}")


def _after(code: str, start: str, expression: re.Pattern[str]) -> Iterator[str]:
    """The ids that *expression* reads wherever *start* stands: far quicker than a search for it."""
    place = code.find(start)
    while place >= 0:
        if found := expression.match(code, place):
            yield found[1]
        place = code.find(start, place + len(start))
