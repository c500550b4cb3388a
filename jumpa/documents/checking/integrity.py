"""Is the file still what was signed?"""

from typing import Literal

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus

from jumpa.documents.checking.verdict import Integrity

_WEAK = {"md2", "md5", "sha1"}
_HYBRID = {XRefSectionType.HYBRID_MAIN, XRefSectionType.HYBRID_STREAM}


def integrity_of(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, rest: bytes
) -> tuple[Integrity, str]:
    """Integrity, and a code that says why; see ``SignatureVerdict.reason``.

    Args:
        rest: what follows in the file after the last signed byte.
    """
    if fault := _fault(status):
        return "broken", fault
    if not rest.strip():
        return "intact", ""
    if signature.signed_revision + 1 == signature.reader.xrefs.total_revisions:
        return "changed_after", "appended"
    if not status.docmdp_ok or _has_two_faces(signature):
        return "changed_after", _forbidden(signature)
    return "intact", _allowed(signature.reader, status)


def _fault(status: PdfSignatureStatus) -> str:
    if status.md_algorithm.lower() in _WEAK:
        return "weak_algorithm"
    if not status.intact:
        return "digest"
    if not status.valid:
        return "signature"
    for stamp in (status.timestamp_validity, status.content_timestamp_validity):
        if stamp is not None and not (stamp.valid and stamp.intact):
            return "timestamp_broken"
    return ""


def _has_two_faces(signature: EmbeddedPdfSignature) -> bool:
    """Whether a later part of the file shows one thing to old readers and another to new ones."""
    xrefs = signature.reader.xrefs
    later = range(signature.signed_revision + 1, xrefs.total_revisions)
    return any(xrefs.get_xref_container_info(at).xref_section_type in _HYBRID for at in later)


def _forbidden(signature: EmbeddedPdfSignature) -> str:
    is_certified = signature.docmdp_level == MDPPerm.NO_CHANGES
    return "forbidden_by_certification" if is_certified else "changed_after"


def _allowed(
    reader: PdfFileReader, status: PdfSignatureStatus
) -> Literal["signed_again", "form_filled", "validation_data"]:
    if status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        return "validation_data"
    result = status.diff_result
    changed = result.changed_form_fields if isinstance(result, DiffResult) else set()
    signed = {name for name, _value, _field in enumerate_sig_fields(reader)}
    return "form_filled" if changed - signed else "signed_again"
