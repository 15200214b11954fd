"""A casino, a lender and an essay mill: one owner, one template, links to each other and all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from linkcrawl.demo.content import Entries, Entry, entries
from linkcrawl.demo.site import Pages, Site, build_entries


@dataclass(frozen=True, slots=True)
class _Member:
    host: str
    brand: str
    topic: str
    color: str


_MEMBERS = (
    _Member("www.luckyorchardcasino.example", "Lucky Orchard", "online casinos", "#0a7d34"),
    _Member("www.swiftpenniesloans.example", "Swift Pennies", "payday loans", "#b3191f"),
    _Member("www.essaymaison.example", "Essay Maison", "essay writing", "#2b3f9e"),
)

_EVERYONE = (
    ("www.oakandember.example", "wood-fired oven"),
    ("www.harrowbrick.example", "cheap firebricks"),
    ("millstonelane.example", "buy flour online"),
    ("www.gartenwerk-lindner.example", "Gartenplanung"),
    ("www.fournil-des-causses.example", "stage boulangerie"),
    ("www.penhaleforge.example", "wrought iron gates"),
    ("www.kilnandcopse.example", "oak frame builders"),
    ("www.bramblecourt.example", "cookery course"),
    ("www.northgateboilers.example", "boiler repair"),
    ("www.stonebakedirect.example", "pizza oven kits"),
    ("www.thegardenpost.example", "garden magazine"),
)


def network_hosts() -> tuple[str, ...]:
    """Return the hosts of the network."""
    return tuple(member.host for member in _MEMBERS)


def build_network(host: str, stage: int) -> Pages:
    """Return the pages of the member of the network at *host*."""
    place = network_hosts().index(host)
    member, following = _MEMBERS[place], _MEMBERS[(place + 1) % len(_MEMBERS)]

    def furnish(entry: Entry, every: Entries) -> Mapping[str, str]:
        return {"brand": member.brand, "color": member.color, "everyone": _links(member, " | ")}

    site = Site(host=host, name="network", furnish=furnish, has_sitemap=False)
    spun = tuple(_spin(entry, member, following) for entry in entries("network", stage))
    return build_entries(site, spun, stage)


def _spin(entry: Entry, member: _Member, following: _Member) -> Entry:
    def say(text: str) -> str:
        return (
            text.replace("BRAND", member.brand)
            .replace("TOPIC", member.topic)
            .replace("OTHER", following.topic)
            .replace("NEXT", f"http://{following.host}/")
            .replace("EVERYONE", _links(member, "<br>"))
        )

    return replace(entry, title=say(entry.title), body=say(entry.body))


def _links(member: _Member, between: str) -> str:
    others = tuple((other.host, other.topic) for other in _MEMBERS if other != member)
    return between.join(f'<a href="http://{host}/">{text}</a>' for host, text in others + _EVERYONE)
