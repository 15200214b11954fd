"""Response or failure → Page: what one visit brought, never an exception."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from scrapy.http import Response
from twisted.python.failure import Failure

from linkcrawl.fetch.address import is_public
from linkcrawl.fetch.certificate import certificate_flaws
from linkcrawl.fetch.failure import fetch_of_failure, fetch_of_response, is_cut_short
from linkcrawl.fetch.parts import KEPT_OUT
from linkcrawl.fetch.render import (
    NOT_RENDERED,
    RAW,
    RAW_CERTIFICATE,
    RAW_TOOK,
    SIGHTS,
    WHOLE,
    is_rendered,
)
from linkcrawl.fetch.robots import BOTS_KEPT_OUT
from linkcrawl.fetch.shell import is_shell
from linkcrawl.items import Footprint, Page
from linkcrawl.page.disguise import unmasked
from linkcrawl.page.placement_rules import PlacementRule
from linkcrawl.page.read import Recall, Wanted, read_page
from linkcrawl.page.sights import with_sights
from linkcrawl.page.traces import Watched
from linkcrawl.page.views import both_views
from linkcrawl.vocabulary import CertificateFlaw, Fetch, FootprintKind

_NOBODY = Watched()


def page_of_response(
    response: Response,
    asked: str,
    rules: Sequence[PlacementRule] = (),
    watched: Watched = _NOBODY,
    recall: Recall | None = None,
    wanted: Wanted | None = None,
) -> Page:
    """The visit that an answer makes; its links are read where it is a page that says OK.

    *rules* are the user's own for the site that answered; of *watched* sites a page's traces
    are kept. What a browser made is always measured and its main text read, for the
    rest *recall* and *wanted* are asked.
    """
    fetch = fetch_of_response(response)
    headers = {
        name.decode("latin-1").lower(): [value.decode("latin-1") for value in values]
        for name, values in response.headers.items()
    }
    if fetch is Fetch.OK:
        page = _read(response, asked, headers, rules, watched, recall, wanted)
        return replace(
            page,
            failure=page.failure or response.meta.get(NOT_RENDERED, ""),
            bots_kept_out=response.meta.get(BOTS_KEPT_OUT, ()),
            took=response.meta.get(RAW_TOOK if is_rendered(response) else "download_latency"),
            certificate=_certificate_of(response),
            footprints=page.footprints + _server_of(response),
        )
    return Page(
        url=asked,
        final_url=response.url,
        fetched_at=datetime.now(UTC),
        fetch=fetch,
        status=response.status,
        certificate=_certificate_of(response),
        content_type=next(iter(headers.get("content-type", ())), ""),
    )


def _read(
    response: Response,
    asked: str,
    headers: dict[str, list[str]],
    rules: Sequence[PlacementRule],
    watched: Watched,
    recall: Recall | None,
    wanted: Wanted | None,
) -> Page:
    def view(body: bytes, url: str) -> Page:
        return read_page(
            body,
            url,
            headers=headers,
            asked_url=asked,
            status=response.status,
            rules=rules,
            watched=watched,
            recall=None if is_rendered(response) else recall,
            wanted=None if is_rendered(response) else wanted,
        )

    page = view(response.body, response.url)
    if is_rendered(response):
        if not page.links and is_shell(response.body):
            return replace(page, fetch=Fetch.TIMEOUT, failure="its scripts drew nothing in time")
        shown = with_sights(page, response.body.decode("ascii"), response.meta.get(SIGHTS, {}))
        # Scripts may have gone to another address since.
        plain = view(response.meta[RAW], (response.request or response).url)
        page = both_views(plain, shown)
    page = unmasked(page, response.body, watched)
    meta = response.meta
    half = is_cut_short(response) or meta.get(KEPT_OUT, False) or not meta.get(WHOLE, True)
    return replace(page, truncated=True) if half else page


def _certificate_of(response: Response) -> tuple[CertificateFlaw, ...]:
    known: tuple[CertificateFlaw, ...] | None = response.meta.get(RAW_CERTIFICATE)
    return certificate_flaws(response) if known is None else known


def _server_of(response: Response) -> tuple[Footprint, ...]:
    """The address that answered; none where a proxy stood between, ours for the browser too."""
    address = response.ip_address
    if address is None or response.meta.get("proxy") or not is_public(address):
        return ()
    return (Footprint(FootprintKind.ADDRESS, str(address)),)


def page_of_failure(failure: Failure) -> Page:
    """The visit that an exception makes: why the page could not be looked at."""
    request = failure.request  # type: ignore[attr-defined]
    fetch, words = fetch_of_failure(failure.value or RuntimeError())
    return Page(
        url=request.cb_kwargs["asked"],
        final_url=request.url,
        fetched_at=datetime.now(UTC),
        fetch=fetch,
        failure=words,
    )


def page_of_our_failure(url: str, failure: Failure) -> Page:
    """A visit that failed in our own code: it says nothing about the page."""
    return Page(
        url=url,
        final_url=url,
        fetched_at=datetime.now(UTC),
        fetch=Fetch.FAILED,
        failure=f"linkcrawl failed: {failure.getErrorMessage()}"[:500],
    )
