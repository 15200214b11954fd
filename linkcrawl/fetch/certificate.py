"""What is wrong with a site's certificate: a fact of the visit, which keeps nobody from reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache

from cryptography.x509 import Certificate, load_der_x509_certificate
from scrapy.http import Response
from service_identity import CertificateError, VerificationError
from service_identity.cryptography import (
    verify_certificate_hostname,
    verify_certificate_ip_address,
)

from linkcrawl.urls import host_of, is_address
from linkcrawl.vocabulary import CertificateFlaw


def certificate_flaws(response: Response) -> tuple[CertificateFlaw, ...]:
    """What the certificate that came with *response* tells of itself; () without encryption.

    Who signed it is not looked into: nothing of a visit is sent or believed in confidence.
    """
    if response.certificate is None:
        return ()
    return _flaws(response.certificate.dump(), host_of(response.url), datetime.now(UTC).date())


@lru_cache(maxsize=5_000)
def _flaws(der: bytes, host: str, today: date) -> tuple[CertificateFlaw, ...]:
    try:
        return tuple(_flaws_of(load_der_x509_certificate(der), host, today))
    except ValueError:
        return (CertificateFlaw.UNREADABLE,)


def _flaws_of(certificate: Certificate, host: str, today: date) -> Iterator[CertificateFlaw]:
    noon = datetime.combine(today, time(12), UTC)
    if certificate.not_valid_after_utc < noon:
        yield CertificateFlaw.EXPIRED
    if certificate.not_valid_before_utc > noon:
        yield CertificateFlaw.NOT_YET_VALID
    if not _is_for(certificate, host.strip("[]")):
        yield CertificateFlaw.OTHER_NAME
    if certificate.issuer == certificate.subject:
        yield CertificateFlaw.SELF_SIGNED


def _is_for(certificate: Certificate, host: str) -> bool:
    try:
        if is_address(host):
            verify_certificate_ip_address(certificate, host)
        else:
            verify_certificate_hostname(certificate, host)
    except (CertificateError, VerificationError):
        return False
    return True
