"""Is the file still what was signed?"""

import re
from collections.abc import Mapping
from typing import Literal

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus

from jumpa.documents.checking.verdict import Integrity

_WEAK = {"md2", "md5", "sha1"}
_FEWEST_BITS = {"rsa": 2048, "dsa": 2048, "ec": 224}
"""A key of fewer can be found out, and then anyone signs with it."""
_TOLD_ABOUT = ("/Title", "/Author", "/Subject", "/Keywords")
_HYBRID = {XRefSectionType.HYBRID_MAIN, XRefSectionType.HYBRID_STREAM}

_TOLD_IN_PACKET = re.compile(rb"<dc:(title|creator|subject|description)\b(.*?)</dc:", re.DOTALL)


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
    return "intact", _allowed(signature, status)


def _fault(status: PdfSignatureStatus) -> str:
    if status.md_algorithm.lower() in _WEAK or _is_weak(status.signing_cert):
        return "weak_algorithm"
    if not status.intact:
        return "digest"
    if not status.valid:
        return "signature"
    for stamp in (status.timestamp_validity, status.content_timestamp_validity):
        if stamp is not None and not (stamp.valid and stamp.intact):
            return "timestamp_broken"
    return ""


def _is_weak(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    fewest = _FEWEST_BITS.get(key.algorithm)
    return fewest is not None and key.bit_size < fewest


def _has_two_faces(signature: EmbeddedPdfSignature) -> bool:
    """Whether a later part of the file shows one thing to old readers and another to new ones."""
    xrefs = signature.reader.xrefs
    later = range(signature.signed_revision + 1, xrefs.total_revisions)
    return any(xrefs.get_xref_container_info(at).xref_section_type in _HYBRID for at in later)


def _forbidden(signature: EmbeddedPdfSignature) -> str:
    is_certified = signature.docmdp_level == MDPPerm.NO_CHANGES
    return "forbidden_by_certification" if is_certified else "changed_after"


def _allowed(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus
) -> Literal["signed_again", "form_filled", "validation_data", "about_changed"]:
    reader = signature.reader
    if status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        then, now = signature.signed_revision, reader.xrefs.total_revisions - 1
        same = _about(reader, then) == _about(reader, now)
        return "validation_data" if same else "about_changed"
    result = status.diff_result
    changed = result.changed_form_fields if isinstance(result, DiffResult) else set()
    signed = {name for name, _value, _field in enumerate_sig_fields(reader)}
    return "form_filled" if changed - signed else "signed_again"


def _about(reader: PdfFileReader, revision: int) -> tuple[object, ...]:
    """What the file says of itself and no page shows; when it was written does not matter."""
    then = reader.get_historical_resolver(revision)
    info = _at(then, then.trailer_view, "/Info")
    words = info if isinstance(info, DictionaryObject) else {}
    data = _at(then, then.root, "/Metadata")
    packet = data.data if isinstance(data, StreamObject) else b""
    return (*(words.get(key) for key in _TOLD_ABOUT), _TOLD_IN_PACKET.findall(packet))


def _at(then: HistoricalResolver, holder: Mapping[str, object], key: str) -> object:
    """What ``key`` held at that revision."""
    value = holder.get(key)
    return then.get_object(value.reference) if isinstance(value, IndirectObject) else value
