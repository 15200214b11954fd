"""Which addresses may be reached at all: the public ones, and those the operator allows."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Longer addresses are session traps or worse; servers commonly refuse them too.
_URL_MAX = 4096
_NAT64 = ip_network("64:ff9b::/96")
# RFC 4291, 2.4: all global unicast there is today.
_GLOBAL_UNICAST = ip_network("2000::/3")


def is_public(address: Address) -> bool:
    """Say whether *address* belongs to the public internet, whatever it is wrapped in.

    >>> [is_public(ip_address(a)) for a in ("93.184.215.14", "2606:2800:21f::1")]
    [True, True]
    >>> [is_public(ip_address(a)) for a in ("10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254")]
    [False, False, False]
    """
    inner = _wrapped_ipv4(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast


def _wrapped_ipv4(address: Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped, translated or tunnelled one."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def _literal(host: str) -> Address | None:
    """*host* as an address if it is written as one.

    >>> _literal("127.1"), _literal("0x7f000001"), _literal("2130706433")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'))
    """
    if ":" not in host and not host[:1].isdigit():
        return None
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        # Decimal, octal, hexadecimal and short forms, which resolvers accept as well.
        return ip_address(socket.inet_aton(host.rstrip(".")))
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be reached: public addresses on *ports*, and what the operator allows.

    *networks* and *names* are allowed although they are not public, on any port.
    """

    ports: frozenset[int] = frozenset({80, 443})
    networks: tuple[Network, ...] = ()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, allowed: Iterable[str], ports: Iterable[int]) -> AddressPolicy:
        """Read *allowed*, a mixture of networks, addresses and host names.

        >>> AddressPolicy.of(["127.0.0.0/8", "Intranet.example"], [80]).names
        frozenset({'intranet.example'})
        """
        networks: list[Network] = []
        names: set[str] = set()
        for entry in map(str.strip, allowed):
            try:
                networks.append(ip_network(entry, strict=False))
            except ValueError:
                names.add(entry.lower().rstrip("."))
        return cls(frozenset(ports), tuple(networks), frozenset(names))

    def allows(self, address: str) -> bool:
        """Say whether a resolved *address* may be connected to."""
        literal = _literal(address)
        if literal is None:
            return False
        inner = _wrapped_ipv4(literal) or literal
        return is_public(literal) or any(inner in network for network in self.networks)

    def allows_name(self, host: str) -> bool:
        """Say whether *host* is one of the names that are allowed wherever they point."""
        return host.lower().rstrip(".") in self.names

    def objection(self, url: str) -> str:
        """Say why *url* may not be fetched, as far as its text tells; "" if nothing is wrong.

        Host names are judged later, by what they resolve to.

        >>> AddressPolicy().objection("http://10.0.0.1/")
        '10.0.0.1 is not a public address'
        >>> AddressPolicy().objection("https://example.org/")
        ''
        """
        if len(url) > _URL_MAX:
            return f"address longer than {_URL_MAX} characters"
        try:
            parts = urlsplit(url)
            port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
        except ValueError:
            return "not a web address"
        host = parts.hostname
        if port is None or not host:
            return f"{parts.scheme or 'no'} scheme"
        return self.objection_to(host, port)

    def objection_to(self, host: str, port: int) -> str:
        """Say why *host* on *port* may not be reached, as far as the two tell."""
        if self.allows_name(host):
            return ""
        literal = _literal(host)
        if literal is not None:
            if not self.allows(host):
                return f"{host} is not a public address"
            if not is_public(literal):
                return ""
        elif host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
            return f"{host} is this machine"
        return "" if port in self.ports else f"port {port} is not allowed"
