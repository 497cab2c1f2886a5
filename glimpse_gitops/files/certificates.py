"""Certificates of a monitoring stack: an authority of its own, and one certificate for all of its programs."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..errors import UsageError

try:
    import bcrypt
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
except ImportError:
    raise UsageError(
        "certificates need the packages of the extra tls", "install them: pip install 'glimpse-gitops[tls]'"
    ) from None

_EARLIER = timedelta(minutes=5)
"""How much earlier certificates begin: the clocks of two machines are never quite the same."""


@dataclass(frozen=True)
class _Issuer:
    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def certificates(name: str, hosts: Sequence[str], now: datetime, days: int) -> Mapping[str, bytes]:
    """File name → PEM: `ca.crt`, `server.crt` for all `hosts`, and their keys. The authority's key is in none of them.

    So nobody can sign another certificate later: new ones come with a new authority.
    """
    authority = _Issuer(_named(f"{name} monitoring authority"), ec.generate_private_key(ec.SECP256R1()))
    key = ec.generate_private_key(ec.SECP256R1())
    begin, end = now - _EARLIER, now + timedelta(days=days)
    ca = _begun(authority, authority.name, authority.key.public_key(), begin, end)
    ca = ca.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    ca = ca.add_extension(_usage(signs_certificates=True), critical=True)
    server = _begun(authority, _named(f"{name} monitoring"), key.public_key(), begin, end)
    server = server.add_extension(x509.SubjectAlternativeName([_alternative(host) for host in hosts]), critical=False)
    server = server.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    server = server.add_extension(_usage(signs_certificates=False), critical=True)
    both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    server = server.add_extension(x509.ExtendedKeyUsage(both), critical=False)
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    server = server.add_extension(known, critical=False)
    return {
        "ca.crt": ca.sign(authority.key, SHA256()).public_bytes(Encoding.PEM),
        "server.crt": server.sign(authority.key, SHA256()).public_bytes(Encoding.PEM),
        "server.key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    }


def password_hash(password: str) -> str:
    """bcrypt's hash, as Prometheus and the collector read it."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds=10)).decode()


def end_of(certificate: bytes) -> datetime:
    """When the certificate of a PEM file ends."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _begun(
    issuer: _Issuer, subject: x509.Name, key: ec.EllipticCurvePublicKey, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(issuer.name, subject, key, x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
