"""The address policy, on whatever can be written where an address is expected."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcrawl.fetch.address import AddressPolicy, is_public
from linkcrawl.fetch.politeness import retry_after
from linkcrawl.fetch.proxies import read_proxy
from linkcrawl.fetch.shell import is_shell

POLICY = AddressPolicy.of(["10.1.0.0/16", "Intranet.Example.", "2001:db8::/32"], [80, 443])


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_address_is_judged_alike(number: int) -> None:
    a, b, c, d = IPv4Address(number).packed
    spellings = [
        f"{a}.{b}.{c}.{d}",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{(b << 16) + (c << 8) + d}",
        f"{a}.{b}.{(c << 8) + d}",
        f"0{a:o}.{b}.0x{c:x}.{d}",
        f"[::ffff:{a}.{b}.{c}.{d}]",
        f"[64:ff9b::{a:02x}{b:02x}:{c:02x}{d:02x}]",
    ]

    refused = {bool(AddressPolicy().objection(f"http://{host}/")) for host in spellings}

    assert refused == {not is_public(IPv4Address(number))}


@pytest.mark.parametrize(
    ("url", "objection"),
    [
        ("http://10.1.2.3:9000/", ""),
        ("http://10.2.2.3/", "10.2.2.3 is not a public address"),
        ("http://intranet.example:9000/", ""),
        ("http://www.intranet.example:9000/", "port 9000 is not allowed"),
        ("https://[2001:db8::5]:9000/", ""),
        ("http://93.184.215.14:22/", "port 22 is not allowed"),
        ("http://localhost/", "localhost is this machine"),
        ("http:///nowhere", "http scheme"),
        ("http://[::1/", "not a web address"),
        ("http://example.org:99999/", "not a web address"),
        ("", "no scheme"),
    ],
)
def test_what_is_objected_to(url: str, objection: str) -> None:
    assert POLICY.objection(url) == objection


@given(st.text())
def test_nothing_written_is_an_error(text: str) -> None:
    POLICY.objection(text)
    POLICY.objection(f"http://{text}/")
    POLICY.allows(text)
    AddressPolicy.of([text], [80])
    read_proxy(text)
    retry_after(text, datetime.now(UTC))


@given(st.binary())
def test_nothing_sent_is_an_error(body: bytes) -> None:
    is_shell(body)
    is_shell(b"<script>" + body)
