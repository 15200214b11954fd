"""Links that are there, and from which credit is withheld."""

from __future__ import annotations

from linkcrawl.demo.web import Response
from sites.cheats.case import LONELY, Case, Expected, article, link, post


def _no(credit: str) -> Expected:
    return Expected("no_credit", credit=credit)


def _header(name: str, value: str) -> dict[str, Response]:
    headers = (("Content-Type", "text/html"), (name, value))
    return {"/post": Response(article(link()).encode(), headers=headers)}


def _meta(content: str, name: str = "robots") -> dict[str, str]:
    return dict(post(link(), f'<meta name="{name}" content="{content}">'))  # type: ignore[arg-type]


def _robots(text: str) -> dict[str, str]:
    return {"/post": article(link()), "/robots.txt": text}


_NOINDEX = '<meta name="robots" content="noindex">'
_QUIETLY = "document.querySelectorAll('a[href*=kilnhouse]').forEach(a => a.rel = 'nofollow')"

WITHHELD = (
    Case("nofollow", "nofollow", post(link(more='rel="nofollow"')), _no("nofollow")),
    Case(
        "nofollow-caps",
        "NoFollow, in capitals",
        post(link(more="REL='External NOFOLLOW'")),
        _no("nofollow"),
    ),
    Case(
        "nofollow-comma",
        "nofollow, with a comma",
        post(link(more='rel="noopener,nofollow"')),
        _no("nofollow"),
    ),
    Case("sponsored", "sponsored", post(link(more='rel="sponsored"')), _no("sponsored")),
    Case("ugc", "ugc", post(link(more='rel="ugc"')), _no("ugc")),
    Case(
        "nofollow-script",
        "a script makes the link nofollow",
        post(link(), after=f"<script>{_QUIETLY}</script>"),
        _no("nofollow"),
    ),
    Case("page-nofollow", "the page is nofollow", _meta("index, nofollow"), _no("page_nofollow")),
    Case(
        "google-nofollow",
        "the page is nofollow for Google",
        _meta("nofollow", "googlebot"),
        _no("page_nofollow"),
    ),
    Case(
        "header-nofollow",
        "nofollow in a header",
        _header("X-Robots-Tag", "nofollow"),
        _no("page_nofollow"),
    ),
    Case("noindex", "the page is noindex", _meta("noindex,follow"), _no("noindex")),
    Case("noindex-caps", "the page is NOINDEX", _meta("NOINDEX", "ROBOTS"), _no("noindex")),
    Case("none", "the page is “none”", _meta("none"), _no("noindex")),
    Case("google-noindex", "noindex for Google", _meta("noindex", "Googlebot"), _no("noindex")),
    Case("bing-noindex", "noindex for Bing", _meta("noindex", "bingbot"), _no("noindex")),
    Case(
        "header-noindex", "noindex in a header", _header("X-Robots-Tag", "noindex"), _no("noindex")
    ),
    Case(
        "header-google",
        "noindex for Google in a header",
        _header("X-Robots-Tag", "googlebot: noindex, nofollow"),
        _no("noindex"),
    ),
    Case(
        "expired",
        "out of the index since a day long past, in a header",
        _header("X-Robots-Tag", "unavailable_after: 25 Jun 2020 15:00:00 GMT"),
        _no("noindex"),
    ),
    Case(
        "expired-meta",
        "the same in the head",
        _meta("unavailable_after: 2021-06-25"),
        _no("noindex"),
    ),
    Case(
        "noindex-script",
        "a script makes the page noindex",
        post(
            link(),
            after="<script>const m = document.createElement('meta'); m.name = 'robots';"
            " m.content = 'noindex'; document.head.append(m)</script>",
        ),
        _no("noindex"),
    ),
    Case(
        "noindex-unscripted",
        "noindex, which a script takes away",
        post(
            link(),
            '<meta name="robots" content="noindex">',
            after="<script>document.querySelector('meta[name=robots]').remove()</script>",
        ),
        _no("noindex"),
    ),
    Case("noindex-body", "noindex in the body", post(link() + _NOINDEX), _no("noindex")),
    Case(
        "canonical",
        "another page is named as canonical",
        {**post(link(), '<link rel="canonical" href="/about">'), "/about": LONELY},
        _no("canonical_elsewhere"),
    ),
    Case(
        "canonical-site",
        "another site is named as canonical",
        post(link(), '<link rel="canonical" href="http://original.example/post">'),
        _no("canonical_elsewhere"),
    ),
    Case(
        "canonical-header",
        "another page is named as canonical in a header",
        _header("Link", '<http://canonical-header.example/about>; rel="canonical"'),
        _no("canonical_elsewhere"),
    ),
    Case(
        "robots-google",
        "robots.txt keeps Google out",
        _robots("User-agent: Googlebot\nDisallow: /post\n"),
        _no("robots_blocked"),
    ),
    Case(
        "robots-both",
        "robots.txt keeps all search engines out, but lets us in",
        _robots("User-agent: linkcrawl\nAllow: /\n\nUser-agent: *\nDisallow: /p\n"),
        _no("robots_blocked"),
    ),
)
