"""Real applications, as their makers publish them, have the links that they are known to show."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import NamedTuple

import pytest
from conftest import Crawl, Serve
from local_site import Answer

from linkcrawl.fetch.look import LookSpider
from linkcrawl.items import Page
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.vocabulary import Presence

DESCRIPTION = {
    "openapi": "3.0.3",
    "info": {
        "title": "Parcels",
        "version": "1.0",
        "description": "Made with [our partner](https://ours.example/partner).",
        "termsOfService": "https://terms.example/",
        "contact": {"name": "Support", "url": "https://contact.example/"},
        "license": {"name": "BSD", "url": "https://licence.example/"},
    },
    "externalDocs": {"description": "Manual", "url": "https://manual.example/"},
    "tags": [{"name": "parcels", "description": "See [this](https://ours.example/parcels)."}],
    "paths": {
        "/parcels": {
            "get": {
                "tags": ["parcels"],
                "summary": "All",
                "responses": {"200": {"description": "OK"}},
            }
        }
    },
}


class Application(NamedTuple):
    """A script with what starts it, the package that brings it, and the sites it links to."""

    package: str
    script: str
    body: str
    sites: set[str]


EVERYWHERE = {"ours.example", "contact.example", "licence.example"}
APPLICATIONS = {
    "swagger": Application(
        "flask_openapi_swagger", "templates/swagger/js/swagger-ui-bundle.js",
        '<div id="swagger-ui"></div><script src="/app.js"></script>'
        "<script>SwaggerUIBundle({url: '/api.json', dom_id: '#swagger-ui'})</script>",
        EVERYWHERE | {"terms.example", "manual.example"},
    ),
    "redoc": Application(
        "flask_openapi_redoc", "templates/redoc/js/redoc.standalone.js",
        '<redoc spec-url="/api.json"></redoc><script type="module" src="/app.js"></script>',
        EVERYWHERE | {"terms.example", "manual.example"},
    ),
    "rapidoc": Application(
        "flask_openapi_rapidoc", "templates/rapidoc/js/rapidoc-min.js",
        '<script type="module" src="/app.js"></script><rapi-doc spec-url="/api.json"></rapi-doc>',
        EVERYWHERE | {"terms.example"},
    ),
    "elements": Application(
        "flask_openapi_elements", "templates/elements/js/web-components.min.js",
        '<script src="/app.js"></script>'
        '<elements-api apiDescriptionUrl="/api.json" router="hash"></elements-api>',
        EVERYWHERE,
    ),
}  # fmt: skip


def no_rules(_site: str) -> tuple[PlacementRule, ...]:
    return ()


@pytest.fixture(autouse=True)
def alone(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that is not there for all but this machine: some applications call home."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize("name", APPLICATIONS)
@pytest.mark.parametrize("mode", ["auto", "always"])
def test_an_application_is_read(crawl: Crawl, serve: Serve, name: str, mode: str) -> None:
    application = APPLICATIONS[name]
    script = (files(application.package) / application.script).read_bytes()
    site = serve(
        {
            "/": f"<!doctype html><title>Parcels</title><body>{application.body}",
            "/app.js": Answer(script, headers={"Content-Type": "text/javascript; charset=utf-8"}),
            "/api.json": Answer(
                json.dumps(DESCRIPTION).encode(), headers={"Content-Type": "application/json"}
            ),
        }
    )
    pages: list[Page] = []

    crawl(
        LookSpider,
        {"LINKCRAWL_RENDER": mode},
        urls=[f"{site.url}/"],
        pages=pages,
        rules_of=no_rules,
    )

    (page,) = pages
    leaving = [link for link in page.links if link.site.endswith(".example")]
    assert {link.site for link in leaving} >= application.sites
    assert {link.presence for link in leaving} == {Presence.RENDERED_ONLY}
    if mode == "always":
        assert not {link.url: link.sight for link in leaving if link.hidden}
