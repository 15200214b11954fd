"""What is wrong with a certificate is a fact of the visit, and keeps nobody from reading."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from conftest import Crawl, Serve
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.http import Response
from twisted.internet.ssl import Certificate

from linkcrawl.fetch.certificate import certificate_flaws
from linkcrawl.fetch.look import LookSpider
from linkcrawl.items import Page

KEY = ec.generate_private_key(ec.SECP256R1())
AUTHORITY = "Somebody's authority"


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(*names: str, issuer: str = AUTHORITY, days: tuple[int, int] = (-9, 9)) -> bytes:
    """A certificate for *names*, good between two days from today."""
    begin, end = (datetime.now(UTC) + timedelta(days=day) for day in days)
    kinds = [
        x509.IPAddress(ip_address(one)) if one[-1].isdigit() else x509.DNSName(one) for one in names
    ]
    builder = (
        x509.CertificateBuilder(name(issuer), name("site.example"), KEY.public_key(), 7)
        .not_valid_before(begin)
        .not_valid_after(end)
    )
    if kinds:
        builder = builder.add_extension(x509.SubjectAlternativeName(kinds), critical=False)
    return builder.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    ("pem", "host", "flaws"),
    [
        (certificate("site.example"), "site.example", []),
        (certificate("site.example", "*.site.example"), "www.site.example", []),
        (certificate("127.0.0.1"), "127.0.0.1", []),
        (certificate("site.example"), "www.site.example", ["other_name"]),
        (certificate("*.example.com"), "a.b.example.com", ["other_name"]),
        (certificate("127.0.0.1"), "127.0.0.2", ["other_name"]),
        (certificate(), "site.example", ["other_name"]),
        (certificate("site.example", days=(-9, -2)), "site.example", ["expired"]),
        (certificate("site.example", days=(2, 9)), "site.example", ["not_yet_valid"]),
        (certificate("site.example", issuer="site.example"), "site.example", ["self_signed"]),
        (
            certificate("a.example", issuer="site.example", days=(-9, -2)),
            "b.example",
            ["expired", "other_name", "self_signed"],
        ),
    ],
)
def test_a_certificate_tells_what_is_wrong_with_it(pem: bytes, host: str, flaws: list[str]) -> None:
    response = Response(f"https://{host}/", certificate=Certificate.loadPEM(pem))

    assert list(certificate_flaws(response)) == flaws


def test_without_encryption_nothing_is_wrong() -> None:
    assert certificate_flaws(Response("http://site.example/")) == ()


def looked(crawl: Crawl, urls: Sequence[str], render: str) -> Page:
    pages: list[Page] = []
    crawl(LookSpider, {"LINKCRAWL_RENDER": render}, urls=urls, rules_of=lambda _: (), pages=pages)
    (page,) = pages
    return page


@pytest.mark.parametrize("render", ["never", "always"])
@pytest.mark.parametrize("status", [200, 404])
def test_the_page_is_read_and_its_visit_says_so(
    crawl: Crawl, serve: Serve, expired_certificate: ssl.SSLContext, render: str, status: int
) -> None:
    site = serve(
        {"/": "<p>Still <a href=/x>here</a>, with enough to read.</p>"}, tls=expired_certificate
    )

    page = looked(crawl, [f"{site.url}/" if status == 200 else f"{site.url}/gone"], render)

    assert (page.status, len(page.links)) == (status, int(status == 200))
    assert page.certificate == ("expired", "other_name", "self_signed")
