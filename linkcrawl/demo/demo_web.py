"""The demo web: some twenty fictional companies, at two moments a few weeks apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from linkcrawl.demo.site import Pages, build
from linkcrawl.demo.sites.blog import MILLSTONE_LANE, SUNDAY_SOURDOUGH
from linkcrawl.demo.sites.considered import build_considered, considered_hosts
from linkcrawl.demo.sites.german import GARTENWERK, GARTENWERK_BLOG, MUEHLENBAECKEREI
from linkcrawl.demo.sites.network import build_network, network_hosts
from linkcrawl.demo.sites.own import OAK_AND_EMBER
from linkcrawl.demo.sites.press import GARDEN_POST, SLOW_HEARTH_GUILD, WANDERING_LADLE
from linkcrawl.demo.sites.scripted import KILN_AND_COPSE, build_kiln_and_copse
from linkcrawl.demo.sites.shop import HARROW_BRICK, STONEBAKE_DIRECT
from linkcrawl.demo.sites.village import BRAMBLE_COURT, FOURNIL, NORTHGATE, PENHALE_FORGE
from linkcrawl.demo.web import Request, Response, html_response, redirect

STAGES = (1, 2)

_SITES = (
    OAK_AND_EMBER,
    HARROW_BRICK,
    MILLSTONE_LANE,
    GARTENWERK,
    GARTENWERK_BLOG,
    MUEHLENBAECKEREI,
    FOURNIL,
    PENHALE_FORGE,
    SLOW_HEARTH_GUILD,
    WANDERING_LADLE,
    GARDEN_POST,
    BRAMBLE_COURT,
    NORTHGATE,
    STONEBAKE_DIRECT,
    SUNDAY_SOURDOUGH,
)

_BUILDERS: dict[str, Callable[[int], Pages]] = {
    **{site.host: partial(build, site) for site in _SITES},
    KILN_AND_COPSE.host: build_kiln_and_copse,
    **{host: partial(build_network, host) for host in network_hosts()},
    **{host: partial(build_considered, host) for host in considered_hosts()},
}

_NOT_FOUND = html_response(
    "<!DOCTYPE html><html><head><title>404 Not Found</title></head>"
    "<body><center><h1>404 Not Found</h1></center><hr></body></html>",
    status=404,
)


class DemoWeb:
    """Answers for every host of the demo web; *stage* may be changed while it is served."""

    def __init__(self, stage: int = 1) -> None:
        self.stage = stage

    def __call__(self, request: Request) -> Response | None:
        home = _home(request.host)
        if home is None:
            return None
        if home != request.host:
            return redirect(f"http://{home}{request.path}")
        pages = web_pages(self.stage)[home]
        return pages.get(request.path) or pages.get(request.path.partition("?")[0]) or _NOT_FOUND


def demo_web(stage: int = 1) -> DemoWeb:
    """Return the demo web as it stands in *stage*: 1, or 2 some weeks later."""
    return DemoWeb(stage)


@cache
def web_pages(stage: int) -> dict[str, Pages]:
    """Return every page of every host in *stage*, by host and then by path and query."""
    return {host: build(stage) for host, build in _BUILDERS.items()}


def _home(host: str) -> str | None:
    # Sites answer with and without www, and send visitors to the name they prefer.
    for name in (host, f"www.{host}", host.removeprefix("www.")):
        if name in _BUILDERS:
            return name
    return None
