"""A browser on another machine: where it is, and how it gets at our way out."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Browser, Playwright

from linkcrawl.fetch.browser import REMOTE
from linkcrawl.fetch.errors import BrowserUnavailable

_PORTS = {"ws": 80, "wss": 443, "http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class RemoteBrowser:
    """A Playwright server (ws:), or a Chromium that is controlled from afar (http:)."""

    url: str
    host: str
    port: int

    def __str__(self) -> str:
        # Without what stands before and behind: services put their keys there.
        return f"{self.host}:{self.port}"

    @property
    def shared(self) -> bool:
        """True where others may use the same browser: a Playwright server starts one for us."""
        return not self.url.startswith("ws")

    async def connect(self, playwright: Playwright) -> Browser:
        """The browser; raises Playwright's Error where none answers."""
        if self.url.startswith("ws"):
            return await playwright.chromium.connect(self.url)
        return await playwright.chromium.connect_over_cdp(self.url)

    def addresses(self) -> tuple[str, frozenset[str]]:
        """The address of this machine that the browser's machine sees, and that machine's own.

        Raises BrowserUnavailable where its name leads nowhere.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_DGRAM)
            family, kind, protocol, _, address = found[0]
            with socket.socket(family, kind, protocol) as probe:
                # Nothing is sent: connecting a datagram socket only chooses the way.
                probe.connect(address)
                here = str(probe.getsockname()[0])
        except OSError as error:
            raise BrowserUnavailable(f"{self}: {error.strerror}") from None
        return here, frozenset(str(entry[4][0]) for entry in found)


def remote_browser() -> RemoteBrowser | None:
    """The browser that the environment names.

    Raises BrowserUnavailable where that is no address of one.
    """
    url = os.environ.get(REMOTE, "")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        port = 0
    if not port or not parts.hostname:
        raise BrowserUnavailable(
            f"{REMOTE}: accepted: ws:// of a Playwright server, http:// of a Chromium"
        )
    return RemoteBrowser(url, parts.hostname, port)
