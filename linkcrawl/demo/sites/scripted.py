"""Kiln & Copse, builders in oak: every address answers with the same empty page and a script."""

from __future__ import annotations

import json
from html import escape
from importlib import resources

from linkcrawl.demo.content import Entries, Entry, entries
from linkcrawl.demo.site import Pages, Site, body_html, layout, site_files
from linkcrawl.demo.web import html_response, typed_response

_MENU = (
    ("/", "Home"),
    ("/projects", "Projects"),
    ("/timber", "Timber"),
    ("/people", "People"),
    ("/contact", "Contact"),
)


def _card(entry: Entry) -> str:
    return f'<h3><a href="{entry.path}">{escape(entry.title)}</a></h3><p>{entry.excerpt}</p>'


KILN_AND_COPSE = Site(host="www.kilnandcopse.example", name="kilnandcopse", card=_card)


def build_kiln_and_copse(stage: int) -> Pages:
    """Return the shell at every address, the script, and the data that it fetches."""
    every = entries(KILN_AND_COPSE.name, stage)
    shell = html_response(layout(KILN_AND_COPSE.name, stage).template)
    script = resources.files("linkcrawl.demo").joinpath("layouts", "kilnandcopse.js")
    pages = dict.fromkeys((entry.path for entry in every), shell)
    pages["/static/app.js"] = typed_response(script.read_text("utf-8"), "text/javascript")
    data = {_data_path(entry.path): _data(entry, every) for entry in every}
    return (
        pages
        | {path: typed_response(text, "application/json") for path, text in data.items()}
        | site_files(KILN_AND_COPSE, every)
    )


def _data_path(path: str) -> str:
    return f"/data{path}index.json" if path.endswith("/") else f"/data{path}.json"


def _data(entry: Entry, every: Entries) -> str:
    body = body_html(KILN_AND_COPSE, entry, every)
    return json.dumps({"title": entry.title, "menu": _MENU, "body": body})
