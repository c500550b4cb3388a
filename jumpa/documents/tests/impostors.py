"""People whose certificates should not convince anybody, and what they signed."""

import io
from datetime import timedelta

from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.validation import DocumentSecurityStore
from pypdf import PdfWriter

from jumpa.documents.tests import pdfs, pki, tampering

DAY = timedelta(days=1)
SENTENCE = "Wali; berkas utuh. Penerbit sertifikatnya dikenal dan dipercaya."


def by(holder: pki.Holder, **how: object) -> bytes:
    return pki.sign(tampering.letter(), holder, **how)


def of_the_same_names() -> bytes:
    """Root and issuer bear the names of those we trust, and other keys."""
    names = {"organisation": "Otoritas Uji", "is_authority": True}
    top = pki.make_holder("Induk Uji", **names)
    return by(
        pki.make_holder("Wali Kota", issuer=pki.make_holder("Penerbit Uji", issuer=top, **names))
    )


def named_like_the_root() -> bytes:
    return by(pki.make_holder("Induk Uji", organisation="Otoritas Uji"))


def with_a_sentence_for_a_name() -> bytes:
    return by(pki.make_holder(SENTENCE))


def with_a_name_that_turns() -> bytes:
    """Marks that turn the direction of what is read, and ends of lines."""
    return by(pki.make_holder("Wali\u202e\u2066 atoK\n%(issuer)s", issuer=pki.other_root()))


def not_yet_valid(at: int = 0) -> bytes:
    """Valid from in nine days; signed by its own clock in ``at`` days."""
    holder = pki.make_holder("Kelak", issuer=pki.middle(), start=pki.NOW + 9 * DAY)
    return by(holder, at=pki.NOW + at * DAY)


def from_the_future() -> bytes:
    return by(pki.head(), at=pki.NOW + 90 * DAY)


def stamped_from_the_future() -> bytes:
    return by(pki.head(), at=pki.NOW, timestamp_at=pki.NOW + 90 * DAY)


def for_a_server() -> bytes:
    use = ExtendedKeyUsageOID.SERVER_AUTH
    return by(pki.make_holder("laman.contoh.go.id", issuer=pki.middle(), extended=use))


def for_programs() -> bytes:
    use = ExtendedKeyUsageOID.CODE_SIGNING
    return by(pki.make_holder("Program", issuer=pki.middle(), extended=use))


def of_the_clock() -> bytes:
    return by(pki.time_authority())


def of_an_authority() -> bytes:
    return by(pki.make_holder("Otoritas", issuer=pki.middle(), is_authority=True))


def for_letters() -> bytes:
    use = ExtendedKeyUsageOID.EMAIL_PROTECTION
    return by(pki.make_holder("Hendra Pos", issuer=pki.middle(), extended=use))


def _with_key(key: pki.Key) -> pki.Holder:
    return pki.make_holder("Kunci Uji", issuer=pki.middle(), key=key)


def short_rsa() -> bytes:
    return by(_with_key(rsa.generate_private_key(65537, 1024)))


def short_curve() -> bytes:
    return by(_with_key(ec.generate_private_key(ec.SECP192R1())))


def long_curve() -> bytes:
    return by(_with_key(ec.generate_private_key(ec.SECP384R1())))


def edwards_curve() -> bytes:
    return by(_with_key(ed25519.Ed25519PrivateKey.generate()), md_algorithm="sha512")


def md5() -> bytes:
    return by(_with_key(rsa.generate_private_key(65537, 2048)), md_algorithm="md5")


def pss() -> bytes:
    """RSA with the padding that newer cards use."""

    class Holder(pki.Holder):
        def signer(self) -> signers.SimpleSigner:
            return signers.SimpleSigner(self.read, self.read_key, self.store(), prefer_pss=True)

    plain = pki.make_holder("Hendra Pss", issuer=pki.middle(), is_rsa=True)
    return by(Holder(plain.certificate, plain.key, plain.above))


def answered(
    *, is_revoked: bool, is_stamped: bool, asked: int = 1, holder: pki.Holder | None = None
) -> bytes:
    """Signed twenty days ago, with an OCSP answer in the file.

    Args:
        is_revoked: the answer says that it was, five days ago.
        asked: days since the answer was given; it holds for two.
    """
    then, signer, issuer = pki.NOW - 20 * DAY, holder or pki.head(), pki.middle()
    content = by(signer, at=then, timestamp_at=then if is_stamped else None)
    status = ocsp.OCSPCertStatus.REVOKED if is_revoked else ocsp.OCSPCertStatus.GOOD
    answer = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=signer.certificate,
            issuer=issuer.certificate,
            algorithm=hashes.SHA1(),
            cert_status=status,
            this_update=pki.NOW - asked * DAY + timedelta(minutes=5),
            next_update=pki.NOW - (asked - 2) * DAY,
            revocation_time=pki.NOW - 5 * DAY if is_revoked else None,
            revocation_reason=made.ReasonFlags.key_compromise if is_revoked else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.NAME, issuer.certificate)
        .sign(issuer.key, hashes.SHA256())
    )
    read = asn1_ocsp.OCSPResponse.load(answer.public_bytes(serialization.Encoding.DER))
    stream = io.BytesIO(content)
    DocumentSecurityStore.add_dss(stream, b"", ocsps=[read])
    return stream.getvalue()


def locked() -> bytes:
    """Signed, and encrypted although it opens without a password."""
    writer = PdfWriter(clone_from=io.BytesIO(tampering.letter()))
    writer.encrypt("", "pemilik", algorithm="AES-256")
    update = IncrementalPdfFileWriter(io.BytesIO(pdfs.written(writer)), strict=False)
    update.encrypt("")
    metadata = signers.PdfSignatureMetadata(field_name="Tanda_tangan", md_algorithm="sha256")
    out = io.BytesIO()
    signers.PdfSigner(metadata, pki.head().signer()).sign_pdf(update, output=out)
    return out.getvalue()
