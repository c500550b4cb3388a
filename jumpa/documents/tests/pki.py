"""A certificate authority of our own, made anew in each test run, and PDFs signed with it."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import time_machine
from asn1crypto import crl as asn1_crl
from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
YEAR = timedelta(days=365)

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

# Where a list of revoked certificates would be: revocation is looked at only where one is named.
_REVOCATION = made.CRLDistributionPoints(
    [
        made.DistributionPoint(
            [made.UniformResourceIdentifier("http://cabut.invalid/uji.crl")], None, None, None
        )
    ]
)

_ANSWERS = made.AuthorityInformationAccess(
    [
        made.AccessDescription(
            AuthorityInformationAccessOID.OCSP,
            made.UniformResourceIdentifier("http://tanya.invalid/"),
        )
    ]
)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key, and those above it up to the root."""

    certificate: made.Certificate
    key: Key
    above: tuple["Holder", ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def read(self) -> x509.Certificate:
        return x509.Certificate.load(self.der)

    @property
    def read_key(self) -> keys.PrivateKeyInfo:
        return keys.PrivateKeyInfo.load(
            self.key.private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def store(self) -> SimpleCertificateStore:
        store = SimpleCertificateStore()
        store.register_multiple([holder.read for holder in self.above])
        return store

    def signer(self) -> signers.SimpleSigner:
        return signers.SimpleSigner(self.read, self.read_key, self.store())

    def p12(self, password: str = "rahasia-sertifikat") -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"kunci",
            self.key,
            self.certificate,
            [holder.certificate for holder in self.above],
            serialization.BestAvailableEncryption(password.encode()),
        )


def _name(common: str, organisation: str) -> made.Name:
    return made.Name(
        [
            made.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            made.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            made.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def usage_of(**on: bool) -> made.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return made.KeyUsage(**{name: on.get(name, False) for name in names})


def usual(is_authority: bool) -> made.KeyUsage:
    """What a CA's, or else a person's, certificate is for."""
    if is_authority:
        return usage_of(key_cert_sign=True, crl_sign=True)
    return usage_of(digital_signature=True, content_commitment=True)


def _new_key(*, is_rsa: bool) -> Key:
    if is_rsa:
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def make_holder(
    common: str,
    *,
    issuer: Holder | None = None,
    organisation: str = "Dinas Komunikasi dan Informatika",
    is_authority: bool = False,
    start: datetime = NOW - YEAR,
    end: datetime = NOW + YEAR,
    usage: made.KeyUsage | None = None,
    extended: made.ObjectIdentifier | None = None,
    is_rsa: bool = False,
    key: Key | None = None,
) -> Holder:
    """A certificate; without an ``issuer`` it has signed itself."""
    key = key or _new_key(is_rsa=is_rsa)
    name = _name(common, organisation)
    above = () if issuer is None else (issuer, *issuer.above)
    builder = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(made.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage or usual(is_authority), critical=True)
        .add_extension(made.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if issuer is not None:
        builder = builder.add_extension(
            made.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
        for where in (_REVOCATION, _ANSWERS):
            builder = builder.add_extension(where, critical=False)
    if extended is not None:
        builder = builder.add_extension(made.ExtendedKeyUsage([extended]), critical=True)
    certificate = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    return Holder(certificate, key, above)


@cache
def root() -> Holder:
    return make_holder(
        "Induk Uji", organisation="Otoritas Uji", is_authority=True, start=NOW - 9 * YEAR
    )


@cache
def middle() -> Holder:
    return make_holder(
        "Penerbit Uji",
        organisation="Otoritas Uji",
        issuer=root(),
        is_authority=True,
        start=NOW - 9 * YEAR,
    )


@cache
def other_root() -> Holder:
    return make_holder("Induk Lain", organisation="Otoritas Lain", is_authority=True)


@cache
def head() -> Holder:
    """The head of the office, by an issuer under the root."""
    return make_holder("Hendra Gunawan", issuer=middle())


@cache
def office() -> Holder:
    """The office's own certificate."""
    return make_holder("Dinas Kominfo Uji", issuer=middle())


@cache
def second() -> Holder:
    return make_holder("Maria Yosefina", issuer=middle())


@cache
def stranger() -> Holder:
    """Signs by an authority that nobody here knows."""
    return make_holder("Orang Lain", issuer=other_root(), organisation="Instansi Lain")


@cache
def ended(since: timedelta = timedelta(days=10)) -> Holder:
    """Its certificate ended ``since`` ago."""
    return make_holder("Hendra Lama", issuer=middle(), start=NOW - 2 * YEAR, end=NOW - since)


@cache
def time_authority() -> Holder:
    """A time-stamping authority under the same root."""
    return make_holder(
        "Stempel Waktu Uji",
        organisation="Otoritas Uji",
        issuer=root(),
        start=NOW - 3 * YEAR,
        usage=usage_of(digital_signature=True),
        extended=ExtendedKeyUsageOID.TIME_STAMPING,
        is_rsa=True,
    )


@cache
def strange_clock() -> Holder:
    """A time-stamping authority that nobody here knows."""
    return make_holder(
        "Stempel Lain",
        issuer=other_root(),
        usage=usage_of(digital_signature=True),
        extended=ExtendedKeyUsageOID.TIME_STAMPING,
        is_rsa=True,
    )


def stamper(at: datetime, holder: Holder | None = None) -> DummyTimeStamper:
    """A time-stamping service without network."""
    authority = holder or time_authority()
    return DummyTimeStamper(
        authority.read, authority.read_key, certs_to_embed=authority.store(), fixed_dt=at
    )


def revocation_list(*revoked: Holder, at: datetime, issuer: Holder | None = None) -> Any:
    """A CRL of ``issuer`` that names ``revoked`` as revoked at ``at``."""
    authority = issuer or middle()
    builder = (
        made.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(at)
        .next_update(at + YEAR)
        .add_extension(
            made.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    for holder in revoked:
        builder = builder.add_revoked_certificate(
            made.RevokedCertificateBuilder()
            .serial_number(holder.certificate.serial_number)
            .revocation_date(at)
            .build()
        )
    found = builder.sign(authority.key, hashes.SHA256())
    return asn1_crl.CertificateList.load(found.public_bytes(serialization.Encoding.DER))


def sign(
    content: bytes,
    holder: Holder | None = None,
    *,
    field: str = "Tanda_tangan",
    at: datetime = NOW,
    timestamp_at: datetime | None = None,
    clock: Holder | None = None,
    box: tuple[int, int, int, int] | None = None,
    style: BaseStampStyle | None = None,
    **meta: Any,
) -> bytes:
    """``content`` with one more PAdES signature, signed at ``at`` by the signer's own clock.

    Args:
        box: where on the first page its mark is drawn, in ``style``.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    values: dict[str, Any] = {
        "field_name": field,
        "md_algorithm": "sha256",
        "subfilter": fields.SigSeedSubFilter.PADES,
    }
    metadata = signers.PdfSignatureMetadata(**values | meta)
    signer = signers.PdfSigner(
        metadata,
        (holder or head()).signer(),
        timestamper=stamper(timestamp_at, clock) if timestamp_at else None,
        new_field_spec=fields.SigFieldSpec(field, box=box) if box else None,
        stamp_style=style,
    )
    out = io.BytesIO()
    with time_machine.travel(at):
        signer.sign_pdf(writer, output=out)
    return out.getvalue()


def overlaid(content: bytes, what: bytes = b"BT /F1 40 Tf 50 400 Td (TIDAK SAH) Tj ET") -> bytes:
    """The file with something painted over its first page by an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    stream = writer.add_object(generic.StreamObject(stream_data=what))
    writer.add_stream_to_page(0, stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def stamped(content: bytes, at: datetime) -> bytes:
    """The file with a document timestamp."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    stamp = signers.PdfTimeStamper(stamper(at), field_name="Stempel")
    out = io.BytesIO()
    stamp.timestamp_pdf(writer, "sha256", output=out)
    return out.getvalue()


def with_revocation(content: bytes, *lists: Any) -> bytes:
    """The file with revocation lists in its store of validation data."""
    stream = io.BytesIO(content)
    DocumentSecurityStore.add_dss(stream, b"", crls=lists)
    return stream.getvalue()


def gap(content: bytes) -> range:
    """Where the first signature itself lies in the file."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+)", content)
    assert found
    return range(int(found.group(1)), int(found.group(2)))
