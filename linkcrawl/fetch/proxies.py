"""The proxies that http_proxy, https_proxy and no_proxy name."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a proxy listens, and the Proxy-Authorization it wants, or b""."""

    host: str
    port: int
    authorization: bytes = b""


def read_proxy(text: str) -> Proxy | None:
    """The proxy that an environment variable names; None if it names none.

    >>> read_proxy("http://user:p%40ss@proxy.example:3128")
    Proxy(host='proxy.example', port=3128, authorization=b'Basic dXNlcjpwQHNz')
    >>> read_proxy("proxy.example:80").host
    'proxy.example'
    """
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    if not parts.hostname:
        return None
    authorization = b""
    if parts.username:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = b"Basic " + base64.b64encode(credentials.encode())
    return Proxy(parts.hostname, port, authorization)


def configured_proxies() -> dict[str, Proxy]:
    """The proxies for "http" and "https", as far as the environment names them."""
    found = {scheme: read_proxy(text) for scheme, text in getproxies().items()}
    return {s: proxy for s, proxy in found.items() if proxy is not None and s in ("http", "https")}


def proxy_for(scheme: str, host: str, proxies: Mapping[str, Proxy]) -> Proxy | None:
    """The one of *proxies* to ask for *host*, or None where no_proxy or their lack says direct."""
    proxy = proxies.get(scheme)
    return None if proxy is None or proxy_bypass(host) else proxy
