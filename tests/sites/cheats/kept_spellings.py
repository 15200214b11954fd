"""Promises kept, in odd but honest spelling."""

from __future__ import annotations

from linkcrawl.demo.web import Response, html_response
from sites.cheats.case import OWN, PROSE, TARGET, Case, Expected, article, link, post

_EQUIVALENT = Expected(target="equivalent")
_MAP = (
    '<img src="/m.png" usemap="#m" width="200" height="90" alt=""><map name="m">'
    f'<area shape="rect" coords="0,0,200,90" href="{TARGET}" alt="brick ovens"></map>'
)

KEPT_SPELLINGS = (
    Case("plain", "a plain link", post(link()), Expected(placement="content")),
    Case(
        "entities",
        "the address is written in character references",
        post(link("&#104;ttp:&#x2F;/kilnhouse.example/&#111;vens")),
        Expected(),
    ),
    Case(
        "based",
        "the address is relative to a base of ours",
        post(link("../ovens?"), f'<base href="{OWN}/shop/">'),
        _EQUIVALENT,
    ),
    Case(
        "schemeless",
        "no scheme in the address",
        post(link("//kilnhouse.example/ovens")),
        Expected(),
    ),
    Case(
        "shouting",
        "tag, attribute and host in capitals",
        post('<A HREF="HTTP://KILNHOUSE.EXAMPLE/ovens">brick ovens</A>'),
        Expected(),
    ),
    Case(
        "unquoted",
        "no quotes, broken markup",
        post(f"<b><a href={TARGET}>brick <i>ovens</b></a>"),
        Expected(),
    ),
    Case(
        "wrapped",
        "line breaks within the address",
        post(link("\n http://kilnhouse\n.example/ovens\t")),
        Expected(),
    ),
    Case(
        "backslashes",
        "back slashes in the address",
        post(link(r"http:\\kilnhouse.example\ovens")),
        Expected(),
    ),
    Case(
        "dotted",
        "the host with a dot at its end",
        post(link("http://kilnhouse.example./ovens")),
        _EQUIVALENT,
    ),
    Case("with-www", "with www", post(link("http://www.kilnhouse.example/ovens")), _EQUIVALENT),
    Case("secure", "https for http", post(link("https://kilnhouse.example/ovens")), _EQUIVALENT),
    Case("slashed", "a slash at the end", post(link(f"{TARGET}/")), _EQUIVALENT),
    Case("escaped", "escapes in the path", post(link(f"{OWN}/%6Fvens")), _EQUIVALENT),
    Case(
        "tracked",
        "tracking parameters and a fragment",
        post(link(f"{TARGET}?utm_source=partner&amp;fbclid=x#top")),
        _EQUIVALENT,
    ),
    Case("mapped", "an image map", post(_MAP), Expected(), {"anchor": "brick ovens"}),
    Case(
        "pictured",
        "a picture whose text is the anchor",
        post(link(words='<img src="/o.png" alt="Brick ovens" width="90" height="60">')),
        Expected(),
        {"anchor": "brick ovens"},
    ),
    Case(
        "typeset",
        "the anchor in typographic marks and odd spaces",
        post(link(words="“Brick&nbsp;&#x200B;ovens”&nbsp;&rarr;")),
        Expected(),
        {"anchor": "brick ovens"},
    ),
    Case(
        "cyrillic",
        "another charset, declared in the head only",
        {
            "/post": Response(
                article(link(words="Печи"), '<meta charset="windows-1251">').encode("cp1251"),
                headers=(("Content-Type", "text/html"),),
            )
        },
        Expected(),
        {"anchor": "печи"},
    ),
    Case(
        "wide",
        "UTF-16",
        {"/post": html_response(article(link()), "utf-16")},
        Expected(),
        {"anchor": "brick ovens"},
    ),
    Case(
        "strict",
        "XHTML, sent as such",
        {
            "/post": Response(
                (
                    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x'
                    f"</title></head><body><p>{PROSE}{link()}</p></body></html>"
                ).encode(),
                headers=(("Content-Type", "application/xhtml+xml"),),
            )
        },
        Expected(),
    ),
)
