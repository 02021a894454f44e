"""Certificates for the pages: one that was given, or one that this laptop makes for itself and its addresses."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.problems import SimulatorError
from tui.tabletop.web.serving import Certificate
from tui.words import say

if TYPE_CHECKING:
    from cryptography.x509 import GeneralName

DAYS = 30
"""How long one that was made here holds: a course. A new one is made when it has ended or the addresses are others."""


class BadCertificate(SimulatorError):
    """A certificate cannot be used; the sentence says which and why."""


def given(certificate: Path, key: Path) -> Certificate:
    """A certificate and key that were given, in PEM. Raises BadCertificate where they do not fit."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        reason = error.strerror or str(error)
        raise BadCertificate(say("tabletop.certificate.unfit", file=certificate, reason=reason)) from error
    return Certificate(certificate, key)


def own(folder: Path, names: Sequence[str]) -> tuple[Certificate, str]:
    """A certificate of this laptop for these names, made where there is none; and its fingerprint, to be compared.

    Nobody else vouches for it: browsers warn, and people compare the fingerprint on the screen.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    found = Certificate(folder / "tabletop-certificate.pem", folder / "tabletop-key.pem")
    if not _holds(found, names):
        _make(found, names)
    loaded = x509.load_pem_x509_certificate(found.certificate.read_bytes())
    digest = loaded.fingerprint(hashes.SHA256()).hex().upper()
    return found, ":".join(digest[n : n + 2] for n in range(0, len(digest), 2))


def _holds(found: Certificate, names: Sequence[str]) -> bool:
    from cryptography import x509

    try:
        loaded = x509.load_pem_x509_certificate(found.certificate.read_bytes())
    except (OSError, ValueError):
        return False
    alternative = loaded.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {str(each.value) for each in alternative}
    return (
        found.key.exists()
        and set(names) <= known
        and loaded.not_valid_after_utc > datetime.now(UTC) + timedelta(days=1)
    )


def _make(found: Certificate, names: Sequence[str]) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Peacekeeper exercise")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([_named(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    found.key.parent.mkdir(parents=True, exist_ok=True)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(found.key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(private)
    found.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _named(name: str) -> GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return x509.DNSName(name)
