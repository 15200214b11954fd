"""The other sites of a report: what goes on the page of each, and where that page is."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from linkcrawl.judge.run import Judgement
from linkcrawl.store.read import StoredLink
from reports.events import Change
from reports.partner import Partner, partner_of
from reports.relationships import Connection
from reports.standing import Standing
from reports.visible import readable_host

# The place of a side of an agreement, by partner and id.
Hrefs = Mapping[tuple[str, str], str]


def hrefs_of(standings: Sequence[Standing], partners: Sequence[Partner]) -> Hrefs:
    """The place of each standing; where its partner's list is cut, the page as a whole."""
    pages = pages_of(partners, "partner")
    hrefs = {(s.agreement.partner, s.id): pages[s.agreement.partner] for s in standings}
    for partner in partners:
        for standing in partner.standings.rows:
            hrefs[partner.domain, standing.id] += f"#{standing.id}"
    return hrefs


def pages_of(partners: Sequence[Partner], folder: str) -> dict[str, str]:
    """The page of each site, as seen from the first page."""
    return {partner.domain: f"{folder}/{partner.file}" for partner in partners}


def sites_of(
    judgement: Judgement,
    standings: Sequence[Standing],
    changes: Sequence[Change],
    connections: Mapping[str, tuple[Connection, ...]],
    listed: Collection[str],
    limit: int,
) -> tuple[tuple[Partner, ...], list[Partner]]:
    """The partners in order of their names, and the other sites, those with most links first.

    Of the others only those that link to us, and those that are *listed*.
    """
    agreed: Mapping[str, list[Standing]] = defaultdict(list)
    links_in: Mapping[str, list[StoredLink]] = defaultdict(list)
    links_out: Mapping[str, list[StoredLink]] = defaultdict(list)
    told: Mapping[str, list[Change]] = defaultdict(list)
    for standing in standings:
        agreed[standing.agreement.partner].append(standing)
    for link in judgement.links_in:
        links_in[link.source_domain].append(link)
    for link in judgement.links_out:
        links_out[link.target_domain].append(link)
    for change in changes:
        told[change.partner].append(change)
    found = [
        partner_of(
            name, agreed[name], links_in[name], links_out[name], told[name],
            connections.get(name, ()), limit,
        )
        for name in sorted({*agreed, *links_in, *listed}, key=_collated)
    ]  # fmt: skip
    others = [partner for partner in found if not partner.standings.total]
    others.sort(key=lambda partner: -partner.live_in)
    return tuple(partner for partner in found if partner.standings.total), others


def _collated(domain: str) -> str:
    """A domain as people look it up: ü beside u, not behind z."""
    return unicodedata.normalize("NFKD", readable_host(domain))
