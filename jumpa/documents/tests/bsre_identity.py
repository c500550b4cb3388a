"""Certificates of a CA that stands for BSrE's, made anew in each test run."""

from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Badan Siber dan Sandi Negara (uji)"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@cache
def root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The CA that issues everybody's certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Root CA Uji BSrE")
    return _issue(name, key, name, key, is_ca=True), key


def root_pem() -> bytes:
    """The CA's certificate, as an administrator installs it."""
    return root()[0].public_bytes(serialization.Encoding.PEM)


def _issue(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signing_key: ec.EllipticCurvePrivateKey,
    *,
    is_ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    unused = ("key_encipherment", "data_encipherment", "key_agreement")
    never = ("crl_sign", "encipher_only", "decipher_only")
    usage = dict.fromkeys((*unused, *never), False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=not is_ca,
                key_cert_sign=is_ca,
                **usage,
            ),
            critical=True,
        )
    )
    return builder.sign(signing_key, hashes.SHA256())


@cache
def signer_of(name: str) -> SimpleSigner:
    """Who signs as ``name``."""
    ca, ca_key = root()
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _issue(_name(name), key, ca.subject, ca_key, is_ca=False)
    store = SimpleCertificateStore()
    store.register(_asn1(ca))
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=store,
    )


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
