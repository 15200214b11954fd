"""Two shops built on the same grid: categories, products, breadcrumbs, pagination."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import chain

from linkcrawl.demo.archive import paginated
from linkcrawl.demo.content import Entries, Entry
from linkcrawl.demo.site import Site
from linkcrawl.demo.web import html_response, redirect


def _card(entry: Entry) -> str:
    price = f"<p>{entry.price}</p>" if entry.price else ""
    return (
        f'<div class="row mb-3"><div class="col-md-4"><h5 class="card-title">'
        f'<a href="{entry.path}">{escape(entry.title)}</a></h5>'
        f'<p class="card-text">{entry.excerpt}</p>{price}</div></div>'
    )


def _products(every: Entries) -> Entries:
    return tuple(entry for entry in every if entry.price)


def _category(name: str) -> str:
    return f"/category/{name.lower()}"


def _derive(written: Entries) -> Entries:
    products = _products(written)
    return tuple(
        chain.from_iterable(
            paginated(
                _category(name),
                name,
                tuple(product for product in products if product.section == name),
                _card,
                4,
                later="?page={}",
            )
            for name in dict.fromkeys(product.section for product in products)
        )
    )


def _furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
    return {
        "crumbs": _crumbs(entry),
        "heading": "" if entry.path == "/" else f"<h1>{escape(entry.title)}</h1>",
        "buy": _buy(entry) if entry.price else "",
        "related": _related(entry, every) if entry.price else "",
    }


def _crumbs(entry: Entry) -> str:
    if not entry.price:
        return ""
    return (
        f'<li class="breadcrumb-item"><a href="{_category(entry.section)}">{entry.section}</a></li>'
        f'<li class="breadcrumb-item active" aria-current="page">{escape(entry.title)}</li>'
    )


def _buy(entry: Entry) -> str:
    return (
        f'<p class="price">{entry.price} <small>incl. VAT</small></p>'
        '<form><button class="btn btn-primary">Add to basket</button></form>'
        '<p><small>In stock. Ask about <a href="/delivery-and-returns">delivery</a>.</small></p>'
    )


def _related(entry: Entry, every: Entries) -> str:
    near = [p for p in _products(every) if p.section == entry.section and p != entry][:3]
    columns = "".join(
        f'<div class="col-md-4"><a href="{p.path}">{escape(p.title)}</a> {p.price}</div>'
        for p in near
    )
    return f'<h4>Customers also bought</h4><div class="row related">{columns}</div>'


HARROW_BRICK = Site(
    host="www.harrowbrick.example",
    name="harrowbrick",
    card=_card,
    derive=_derive,
    furnish=_furnish,
    answers={
        "/stockists": redirect("/where-to-see-our-bricks"),
        "/trade/projects": html_response("<h1>403 Forbidden</h1><p>Trade only.</p>", status=403),
    },
)

STONEBAKE_DIRECT = Site(
    host="www.stonebakedirect.example",
    name="stonebakedirect",
    card=_card,
    derive=_derive,
    furnish=_furnish,
)
