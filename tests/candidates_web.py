"""A small web with an own site, a competitor, and candidates good and bad; crawled for real."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from crawling import crawl

from linkcrawl.agreements import COLUMNS
from linkcrawl.demo.proxy import serve
from linkcrawl.demo.web import Request, Response, html_response, typed_response

TODAY = date.today()
NEWEST = TODAY - timedelta(days=12)
CONFIG = """
[[own]]
domain = "own.example"
start_urls = ["http://own.example/"]
brands = ["Oak & Ember"]
keywords = ["wood-fired oven"]
competitors = ["rival.example"]
[[candidates]]
domain = "backhaus.example"
[[candidates]]
domain = "farm.example"
[[candidates]]
domain = "dead.example"
[[candidates]]
domain = "onepage.example"
[[candidates]]
domain = "rival.eu"
[crawl]
render = "never"
delay = 0
concurrency_per_site = 1  # so that pages are read in the order in which they are asked for
candidate_pages = 25
[criteria]
https = 0
"""
OVEN = (
    "A wood-fired oven bakes bread on hot stones. Let the fire burn down, sweep out the ash and"
    " put the loaves of sourdough in while the stones are hot. The crust turns brown after half an"
    " hour, and the kitchen smells of fresh bread and flour."
)
BUILD = (
    "To build an oven of brick you need a foundation, fire bricks, mortar and some patience. The"
    " dome is laid over a mould of sand, the chimney stands in front of the chamber, and a layer of"
    " clay keeps the heat in the stones for two days."
)
DOUGH = (
    "A sourdough is fed with rye flour and warm water for five days until it rises. Knead the dough"
    " with salt, let it rest in the basket over night, and cut the loaf before it goes into the"
    " oven, so that the crust does not tear."
)
OFEN = (
    "Ein Holzofen backt Brot auf heißen Steinen. Das Feuer brennt herunter, die Asche wird"
    " ausgekehrt, dann kommen die Laibe aus Sauerteig in den Ofen. Nach einer halben Stunde ist die"
    " Kruste braun, und die Küche riecht nach frischem Brot und Mehl."
)
BAU = (
    "Wer einen Backofen aus Schamottesteinen mauert, braucht ein Fundament, Mörtel und Geduld. Das"
    " Gewölbe entsteht über einer Form aus Sand, der Kamin steht vor der Kammer, und eine Schicht"
    " Lehm hält die Wärme zwei Tage lang in den Steinen."
)
TEIG = (
    "Ein Sauerteig wird fünf Tage lang mit Roggenmehl und warmem Wasser gefüttert, bis er aufgeht."
    " Den Teig mit Salz kneten, über Nacht im Korb ruhen lassen und den Laib einschneiden, bevor er"
    " in den Ofen kommt, damit die Kruste nicht reißt."
)
LOAN = (
    "Borrow money today: our credit cards and personal loans come with low interest rates. Compare"
    " banks, check your credit score online and receive the cash on your account within one day."
    " Refinance your mortgage or insurance and save every month."
)


def page(title: str, *paragraphs: str, head: str = "", menu: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav>{menu}</nav>"
        f"<main><h1>{title}</h1>{text}</main><footer>A page of a small web</footer></body></html>"
    )


def article(
    title: str, text: str, day: date, author: str = "", more: str = "", menu: str = ""
) -> str:
    head = f'<meta property="article:published_time" content="{day}T08:00:00Z">'
    head += f'<meta name="author" content="{author}">' if author else ""
    return page(title, *[text] * 4, more, head=head, menu=menu)


def menu(*paths: str) -> str:
    return "".join(f'<a href="{path}">{path.strip("/")}</a> ' for path in paths)


_BACK = menu("/impressum/", "/kontakt/", "/blog/", "/shop/ofentuer/")
_OWN = menu("/building/", "/sourdough/", "/terms/")
_FARM = menu("/ovens/", "/bread/", "/guest-post-pricing/")
_OUT = "".join(
    f'<a href="http://stranger{n}.example/">casino {n}</a>, a friend. ' for n in range(30)
)
_FEED = (
    "<rss><channel><title>Backhaus</title>"
    f"<item><link>/blog/holzofen/</link><pubDate>{NEWEST:%a, %d %b %Y} 09:00 GMT</pubDate></item>"
    "<item><link>/blog/teig/</link><pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate></item>"
    "</channel></rss>"
)
SITES: dict[str, dict[str, str | Response]] = {
    "own.example": {
        "/": page("Oak &amp; Ember", *[OVEN] * 4, menu=_OWN),
        "/building/": page(
            "How to build an oven", BUILD, BUILD, BUILD, BUILD,
            'Others know more: <a href="http://magazine.example/ovens/">the oven magazine</a> and'
            ' <a href="http://www.facebook.com/oak">our page</a> tell of many more ways to build.',
            BUILD,
        ),
        "/sourdough/": page("Sourdough for beginners", DOUGH, DOUGH, DOUGH, DOUGH),
        "/terms/": page("Terms", *["Delivery takes two weeks, the price includes tax."] * 20),
    },
    "backhaus.example": {
        "/": page("Backhaus", *[OFEN] * 4, menu=_BACK, head='<link rel="alternate"'
                  ' type="application/rss+xml" href="/feed.xml">'),
        "/feed.xml": typed_response(_FEED, "application/rss+xml"),
        "/impressum/": page("Impressum", "Backhaus, Mühlenweg 3, 12345 Musterdorf, J. Korn."
                            ' <a href="mailto:post@backhaus.example">Schreiben Sie uns</a>'),
        "/kontakt/": page("Kontakt", "<form action=/senden><textarea name=text></textarea></form>"),
        "/blog/": page("Blog", '<a href="/blog/holzofen/">Holzofen</a>, neu'),
        "/blog/holzofen/": article("Den Holzofen selbst mauern", BAU, NEWEST, "J. Korn",
                                    menu=_BACK),
        "/blog/teig/": article("Sauerteig ansetzen", TEIG, date(2026, 3, 1), "J. Korn",
                                menu=_BACK),
        "/shop/ofentuer/": page("Ofentür", "Ofentür aus Gusseisen, 199 Euro, sofort lieferbar."),
    },
    "farm.example": {
        "/": article("All about ovens", OVEN, NEWEST, more=_OUT, menu=_FARM),
        "/ovens/": article("Ovens", BUILD, NEWEST, more=_OUT, menu=_FARM),
        "/bread/": article("Bread", DOUGH, NEWEST, more=_OUT, menu=_FARM),
        "/guest-post-pricing/": page("Guest post pricing", *["Buy a link for 50 dollars."] * 20),
    },
    "dead.example": {
        "/": article("My oven blog", OVEN, date(2013, 5, 1), "Pat", menu=menu("/a/", "/b/")),
        "/a/": article("Building", BUILD, date(2013, 4, 1), "Pat"),
        "/b/": article("Dough", DOUGH, date(2013, 3, 1), "Pat"),
    },
    "onepage.example": {"/": page("Ovens", OVEN, "Call us.")},
    "rival.example": {"/": page("Rival ovens", *[OVEN] * 4)},
    "rival.eu": {"/": page("Rival stoves", *[BUILD] * 4, menu=menu("/a/")),
                 "/a/": page("Stoves", *[DOUGH] * 4)},
    "magazine.example": {"/": page("Oven magazine", *[OVEN] * 4),
                         "/ovens/": page("All ovens", *[BUILD] * 4)},
    "partner.example": {
        "/": page(
            "A baker", *[DOUGH] * 4,
            'We learned from <a href="http://own.example/">Oak &amp; Ember</a>, read the'
            ' <a href="http://millers.example/flour/">millers on flour</a>, and looked at'
            ' <a href="http://rival.example/">others</a> and'
            ' <a href="http://rival.co.uk/">their stoves</a>, and at'
            ' <a href="http://bit.ly/3x">this</a> before we baked our first loaf of bread.',
            *[DOUGH] * 2,
        )
    },
}  # fmt: skip


def answer(request: Request) -> Response | None:
    site = SITES.get(request.host)
    if site is None:
        return None
    found = site.get(request.path, html_response("no such page", status=404))
    return html_response(found) if isinstance(found, str) else found


def crawled(folder: Path, *spiders: str) -> Path:
    """A workspace of which these spiders have crawled the web."""
    (folder / "linkcrawl.toml").write_text(CONFIG, "utf-8")
    row = "partner.example,,http://partner.example/,http://own.example/"
    (folder / "agreements.csv").write_text(f"{','.join(COLUMNS)}\n{row}\n", "utf-8")
    with serve(answer) as proxy:
        for spider in spiders:
            crawl(folder, proxy.url, spider, "-s", "LINKCRAWL_JUDGE_ON_CLOSE=0")
    return folder


def copied(base: Path, folder: Path) -> Path:
    """A copy of a workspace that knows the whole web; it is crawled once, into *base*."""
    whole = base / "candidates-web"
    if not whole.exists():
        whole.mkdir()
        crawled(whole, "partners", "candidates")
    return Path(shutil.copytree(whole, folder / "workspace"))
