"""PKCS#12: the office's own certificate on this server signs what a person here tells it to."""

import io
from pathlib import Path

from asn1crypto import x509
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign import signers as pdf_signers
from pyhanko.sign.general import SigningError as PdfSigningError

from jumpa.documents.checking.certificates import name_of
from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.signature_words import day
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, SigningError, signers

_FIELD = "TandaTangan"


class _ArchiveWriter(IncrementalPdfFileWriter):
    """Adds a signature and leaves all else as it was, so that the file stays the PDF/A it declares.

    pyHanko would raise the version beyond PDF/A-2's 1.7 for some keys, and write the declaration
    anew in a form that not every reader understands.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version."""

    def _update_meta(self) -> None:
        """Leave the metadata."""


class Pkcs12(Signer):
    key = "pkcs12"
    title = gettext_lazy("Sertifikat elektronik kantor")

    def footer_for(self, verdict: SignatureVerdict | None) -> str:
        """Whose certificate it is: the office's, not that of the person who signs."""
        certificate = _certificate(_key())
        return (
            "Dokumen ini telah ditandatangani secara elektronik dengan sertifikat elektronik milik"
            f" {_holder(certificate)}, diterbitkan oleh {_issuer(certificate)}."
        )

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        """A PAdES signature with the whole chain in it; the certificate must hold today."""
        key = _key()
        _require_valid(_certificate(key))
        metadata = pdf_signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=_reason(signatory),
            name=signatory.name,
        )
        out = io.BytesIO()
        try:
            writer = _ArchiveWriter(io.BytesIO(content))
            pdf_signers.PdfSigner(metadata, key).sign_pdf(writer, output=out)
        except (PdfError, PdfSigningError) as error:
            raise SigningError(_("Naskah ini tidak dapat ditandatangani.")) from error
        return Signed(out.getvalue())


def _reason(signatory: Signatory) -> str:
    """As whom the person told it to sign, in the signature itself."""
    return f"Ditandatangani oleh {signatory.name} selaku {signatory.office_title}"


def _key() -> pdf_signers.SimpleSigner:
    if not settings.PKCS12_FILE:
        raise SigningError(_("Sertifikat elektronik kantor belum dipasang. Hubungi administrator."))
    key: pdf_signers.SimpleSigner | None = None
    try:
        content = Path(settings.PKCS12_FILE).read_bytes()
        key = pdf_signers.SimpleSigner.load_pkcs12_data(
            content, other_certs=[], passphrase=settings.PKCS12_PASSWORD.encode() or None
        )
    except (OSError, ValueError):
        pass
    if key is None:
        raise SigningError(
            _("Berkas sertifikat elektronik kantor tidak dapat dibaca. Hubungi administrator.")
        )
    return key


def _certificate(key: pdf_signers.SimpleSigner) -> x509.Certificate:
    return key.signing_cert


def _require_valid(certificate: x509.Certificate) -> None:
    now = timezone.now()
    if now > certificate.not_valid_after:
        raise SigningError(
            _("Sertifikat elektronik kantor kedaluwarsa sejak %(day)s. Hubungi administrator.")
            % {"day": day(certificate.not_valid_after.isoformat())}
        )
    if now < certificate.not_valid_before:
        raise SigningError(
            _("Sertifikat elektronik kantor baru berlaku mulai %(day)s.")
            % {"day": day(certificate.not_valid_before.isoformat())}
        )


def _holder(certificate: x509.Certificate) -> str:
    """The subject's name and its organisation, if that is another."""
    name = name_of(certificate.subject, "common_name", "organization_name")
    organisation = name_of(certificate.subject, "organization_name")
    return name if organisation in ("", name) else f"{name} ({organisation})"


def _issuer(certificate: x509.Certificate) -> str:
    return name_of(certificate.issuer, "common_name", "organization_name")


signers.register(Pkcs12())
