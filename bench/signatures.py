"""Signing and checking, as multiples of pyHanko alone."""

import io
import tempfile
from base64 import b64encode
from datetime import datetime
from pathlib import Path

from django.test.utils import override_settings
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from bench import letters
from bench.measure import Line, Samples, milliseconds, take_turns
from jumpa.documents.checking import check
from jumpa.documents.confinement import run_confined
from jumpa.documents.signer import Handed, Signatory
from jumpa.documents.signers.pkcs12 import Pkcs12
from jumpa.documents.tests import pki

ROUNDS = 40
SECTION = "Signing and checking one Surat Balasan"
_PASSWORD = "bench-only"
_SIGN, _BARE_SIGN = "sign with PKCS#12 (its file read and opened)", "pyHanko: sign, key ready"
_CHECK, _BARE_CHECK = "check: integrity, trust, what was added", "pyHanko: validate"
_CONFINED = "the same in a confined child"


def measure() -> list[Line]:
    """The same letter, the same certificate."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kantor.p12")
        path.write_bytes(pki.office().p12(_PASSWORD))
        with override_settings(PKCS12_FILE=str(path), PKCS12_PASSWORD=_PASSWORD):
            taken = _take()
    return [
        _line(taken, _SIGN, _BARE_SIGN),
        _line(taken, _CHECK, _BARE_CHECK),
        _line(taken, _CONFINED, _BARE_CHECK),
    ]


def _line(taken: Samples, what: str, against: str) -> Line:
    return Line(SECTION, what, milliseconds(taken[what]), against, milliseconds(taken[against]))


def _take() -> Samples:
    content, now = letters.product_bytes(0), timezone.now()
    key, root = pki.office().signer(), pki.root()
    way, who = Pkcs12(), Signatory("Drs. Hendra Gunawan, M.Si.", "Kepala Dinas", "")
    signed = way.sign(content, who, Handed()).content
    options = {"roots": [b64encode(root.der).decode()], "at": now.isoformat()}
    return take_turns(
        {
            _SIGN: lambda _: way.sign(content, who, Handed()),
            _BARE_SIGN: lambda _: _bare_sign(content, key),
            _CHECK: lambda _: _checked(signed, root.der, now),
            _BARE_CHECK: lambda _: _bare_check(signed, root),
            _CONFINED: lambda _: run_confined("check_signatures", signed, options),
        },
        ROUNDS,
        warm_up=3,
    )


def _bare_sign(content: bytes, key: signers.SimpleSigner) -> bytes:
    """PAdES as the product's, and nothing else."""
    metadata = signers.PdfSignatureMetadata(
        field_name="TandaTangan",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    out = io.BytesIO()
    signer = signers.PdfSigner(metadata, key)
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), output=out)
    return out.getvalue()


def _checked(content: bytes, root: bytes, now: datetime) -> None:
    verdict = check(content, roots=[root], at=now)[0]
    assert (verdict.integrity, verdict.trust) == ("intact", "trusted"), verdict


def _bare_check(content: bytes, root: pki.Holder) -> None:
    signature = PdfFileReader(io.BytesIO(content)).embedded_signatures[0]
    context = ValidationContext(trust_roots=[root.read], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    assert status.intact
    assert status.trusted
