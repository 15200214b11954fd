"""What is in the golden exports of tests/imports: their formats and rows."""

from __future__ import annotations

from datetime import date

from linkcrawl.agreements import Agreement
from linkcrawl.candidates import CandidateRow
from linkcrawl.claims import Claim, Disavowed, DomainFigure, Metric
from linkcrawl.imports.rows import LeftOut, Row, Told

TOLD = Told(("own.example",), "own.example", "2026-11-21")
M = Metric
WITHIN = LeftOut("links within one site")


def sites(*counts: tuple[str, int, int]) -> list[Row]:
    return [
        Claim("own.example", site, figures={M.LINKING_PAGES: pages, M.TARGET_PAGES: targets})
        for site, pages, targets in counts
    ]


def pages(*counts: tuple[str, int, int]) -> list[Row]:
    return [
        Claim("own.example", to_url=url, figures={M.LINKING_PAGES: links, M.LINKING_SITES: sites})
        for url, links, sites in counts
    ]


def latest(*links: tuple[str, str, str]) -> list[Row]:
    return [Claim("own.example", site, url, last_seen=day) for site, url, day in links]


def texts(metric: Metric, *counts: tuple[str, int]) -> list[Row]:
    return [Claim("own.example", anchor=words, figures={metric: n}) for words, n in counts]


def figures(site: str, **values: float) -> list[Row]:
    return [DomainFigure(site, M(metric), value) for metric, value in values.items()]


SITES = sites(("blog.example", 1240, 12), ("news.example", 3, 1))
PAGES = pages(("https://own.example/", 2100, 80), ("https://own.example/ovens/", 340, 25))
LATEST = latest(
    ("blog.example", "https://blog.example/a", "2026-09-28"),
    ("news.example", "https://news.example/b", "2026-09-15"),
)
OVEN = Claim(
    "own.example",
    "blog.example",
    "https://blog.example/oven",
    "https://own.example/ovens/",
    "pizza oven",
    "",
)
AHREFS = OVEN._replace(
    kind="text",
    first_seen="2025-01-02",
    last_seen="2026-10-11",
    figures={
        M.PAGE_RATING: 14, M.PAGE_REFERRING_DOMAINS: 9, M.PAGE_LINKED_DOMAINS: 21,
        M.EXTERNAL_LINKS: 34, M.PAGE_TRAFFIC: 120,
    },
)  # fmt: skip
AHREFS_LOST = AHREFS._replace(
    from_domain="forum.example",
    from_url="https://forum.example/t/9",
    anchor="",
    rel="nofollow ugc",
    kind="image",
    last_seen="2026-08-01",
    lost="2026-08-20",
    figures={**AHREFS.figures, M.PAGE_RATING: 3},
)
AHREFS_OLDER = {m: value for m, value in AHREFS.figures.items() if m is not M.PAGE_RATING}
BLOG, FORUM = (
    figures("blog.example", rating=62, traffic=12000),
    figures("forum.example", rating=31.5, traffic=0),
)
SEMRUSH = OVEN._replace(
    first_seen="2025-01-02",
    last_seen="2026-10-11",
    figures={M.PAGE_RATING: 41, M.EXTERNAL_LINKS: 34},
)

TAKEN: dict[str, tuple[str, list[Row]]] = {
    "search_console_sites_en.csv": ("search-console-sites", SITES),
    "search_console_sites_de.csv": ("search-console-sites", SITES),
    "search_console_sites_he.csv": ("search-console-sites", SITES),
    "search_console_sites_fi.csv": ("search-console-sites", SITES),
    "search_console_pages_en.csv": ("search-console-pages", PAGES),
    "search_console_pages_fr.csv": ("search-console-pages", PAGES),
    "search_console_latest_en.csv": (
        "search-console-latest",
        latest(
            ("blog.example", "https://blog.example/a", "2026-09-28"),
            ("news.example", "https://news.example/b,c", "2026-09-15"),
        ),
    ),
    "search_console_latest_es.csv": ("search-console-latest", LATEST),
    "search_console_latest_it.csv": ("search-console-latest", LATEST),
    "search_console_latest_pt.csv": ("search-console-latest", LATEST),
    "search_console_latest_nl.csv": ("search-console-latest", LATEST),
    "search_console_latest_he.csv": ("search-console-latest", LATEST),
    "search_console_sample_en.csv": (
        "search-console-sample",
        latest(
            ("blog.example", "https://blog.example/a", ""),
            ("news.example", "https://news.example/b", ""),
        ),
    ),
    "search_console_texts_en.csv": (
        "search-console-texts",
        texts(M.LINKING_PAGES, ("pizza ovens", 120), ("Own, the oven maker", 30)),
    ),
    "search_console_texts_sites.csv": (
        "search-console-texts",
        texts(M.LINKING_SITES, ("pizza ovens", 12), ("own", 3)),
    ),
    "bing_pages.csv": (
        "bing-pages",
        [
            Claim(
                "own.example",
                "blog.example",
                "https://blog.example/a",
                "https://own.example/ovens/",
                "pizza ovens",
            ),
            Claim(
                "own.example",
                "news.example",
                "https://news.example/b",
                "https://own.example/",
                "",
            ),
        ],
    ),
    "bing_domains.csv": (
        "bing-domains",
        [
            Claim("own.example", "blog.example", figures={M.LINKING_PAGES: 40}),
            Claim("own.example", "news.example", figures={M.LINKING_PAGES: 2}),
        ],
    ),
    "bing_anchors.csv": (
        "bing-anchors",
        texts(M.LINKING_PAGES, ("pizza ovens", 40), ("own", 2)),
    ),
    "ahrefs_backlinks_utf16.csv": (
        "ahrefs-backlinks",
        [AHREFS, *BLOG, AHREFS_LOST, *FORUM],
    ),
    "ahrefs_backlinks_utf8.csv": ("ahrefs-backlinks", [AHREFS, *BLOG, AHREFS_LOST, *FORUM]),
    "ahrefs_backlinks_older.csv": (
        "ahrefs-backlinks",
        [AHREFS._replace(figures=AHREFS_OLDER), *BLOG],
    ),
    "ahrefs_broken.csv": ("ahrefs-broken-backlinks", [AHREFS, *BLOG]),
    "ahrefs_domains.csv": (
        "ahrefs-domains",
        [
            Claim(
                "own.example",
                "blog.example",
                first_seen="2025-01-02",
                figures={M.LINKING_PAGES: 5},
            ),
            *figures(
                "blog.example",
                rating=62,
                referring_domains=800,
                linked_domains=90,
                traffic=12000,
            ),
        ],
    ),
    "ahrefs_intersect.csv": (
        "ahrefs-intersect",
        [
            Claim("rival.example", "blog.example", "https://blog.example/oven"),
            Claim("other.example", "blog.example", "https://blog.example/oven"),
        ],
    ),
    "semrush_backlinks.csv": (
        "semrush-backlinks",
        [
            SEMRUSH,
            Claim(
                "own.example",
                "partners.example",
                "https://partners.example/",
                "https://own.example/",
                "",
                "nofollow sponsored",
                "image",
                "2024-05-06",
                "2026-08-01",
                "2026-08-01",
                {M.PAGE_RATING: 9, M.EXTERNAL_LINKS: 80},
            ),
        ],
    ),
    "semrush_legacy.csv": ("semrush-backlinks", [SEMRUSH]),
    "semrush_audit.csv": (
        "semrush-backlinks",
        [SEMRUSH._replace(figures={**SEMRUSH.figures, M.TOXICITY: 57})],
    ),
    "semrush_domains.csv": (
        "semrush-domains",
        [
            Claim(
                "own.example",
                "blog.example",
                first_seen="2025-01-02",
                last_seen="2026-10-11",
                figures={M.LINKING_PAGES: 5},
            ),
            *figures("blog.example", rating=55),
        ],
    ),
    "majestic_bulk.csv.gz": (
        "majestic-backlinks",
        [
            OVEN._replace(
                first_seen="2025-01-02",
                last_seen="2026-10-11",
                figures={M.PAGE_RATING: 17, M.PAGE_CITATION: 28},
            ),
            Claim(
                "own.example",
                "forum.example",
                "https://forum.example/t/9",
                "https://own.example/",
                "",
                "nofollow",
                "image",
                "2024-05-06",
                "2026-08-01",
                "",
                {M.PAGE_RATING: 3, M.PAGE_CITATION: 12},
            ),
        ],
    ),
    "majestic_interface.csv": (
        "majestic-backlinks",
        [
            OVEN._replace(
                rel=None,
                first_seen="2025-01-02",
                figures={M.PAGE_RATING: 17, M.PAGE_CITATION: 28},
            ),
            *figures("blog.example", rating=33, citation=41),
        ],
    ),
    "moz_legacy.csv": (
        "moz-links",
        [
            OVEN._replace(figures={M.PAGE_RATING: 35}),
            *figures("blog.example", spam=3, rating=48, referring_domains=800),
            Claim(
                "own.example",
                "forum.example",
                "https://forum.example/t/9",
                "https://own.example/",
                "own",
                "nofollow",
                figures={M.PAGE_RATING: 12},
            ),
            *figures("forum.example", spam=11, rating=20, referring_domains=44),
        ],
    ),
    "moz_pages.csv": (
        "moz-pages",
        [
            Claim(
                "own.example",
                to_url="https://own.example/",
                figures={M.PAGE_RATING: 40, M.LINKING_PAGES: 2100, M.LINKING_SITES: 80},
            )
        ],
    ),
    "screaming_frog_outlinks.csv": (
        "screaming-frog",
        [
            Claim(
                "blog.example",
                "own.example",
                "https://own.example/about/",
                "https://blog.example/",
                "our friends",
                "",
                "hyperlink",
            ),
            WITHIN,
            LeftOut("no links but images, scripts and the like"),
            Claim(
                "shop.example",
                "own.example",
                "https://own.example/about/",
                "https://shop.example/",
                "shop",
                "nofollow sponsored",
                "hyperlink",
            ),
        ],
    ),
    "buzzstream.csv": (
        "buzzstream",
        [
            Agreement(
                "blog.example",
                "exchange",
                "https://blog.example/oven",
                "https://own.example/ovens/",
                anchor="pizza oven",
                notes="Blog Example, from BuzzStream",
            ),
            Agreement(
                "news.example",
                "sponsored",
                "https://news.example/b",
                "https://own.example/",
                anchor="Own",
                start=date(2026, 1, 15),
                end=date(2026, 12, 31),
                notes="News, sitewide, from BuzzStream",
            ),
        ],
    ),
    "disavow.txt": (
        "disavow",
        [
            Disavowed("spam.example"),
            Disavowed("sub.bad.example"),
            Disavowed("worse.example", "https://worse.example/page?x=1"),
        ],
    ),
    "links.csv": ("links", [OVEN._replace(rel="nofollow", first_seen="2026-03-04")]),
    "list.txt": (
        "list",
        [
            Claim("own.example", "blog.example", "https://blog.example/oven"),
            Claim("own.example", "news.example"),
            Claim("own.example", "forum.example"),
        ],
    ),
    "list_with_heading.csv": (
        "list",
        [Claim("own.example", "blog.example"), Claim("own.example", "news.example")],
    ),
    "agreements.csv": (
        "agreements",
        [
            Agreement(
                "blog.example",
                "exchange",
                "https://blog.example/oven",
                "https://own.example/ovens/",
                anchor="pizza oven",
                rel=("follow",),
                start=date(2026, 1, 15),
            )
        ],
    ),
    "candidates.csv": (
        "candidates",
        [
            CandidateRow("blog.example", "directory of ovens", "asked in May"),
            CandidateRow("news.example"),
        ],
    ),
    "legacy_he.csv": ("search-console-sites", SITES),
    "legacy_de.csv": (
        "search-console-sites",
        sites(("blog.example", 1240, 12), ("xn--mller-kva.example", 3, 1)),
    ),
    "legacy_mac_lines.csv": ("search-console-latest", LATEST[:1]),
    "utf16be_nobom.csv": ("search-console-latest", LATEST[:1]),
}
