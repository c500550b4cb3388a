import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature
from pyhanko.sign.validation.errors import NoDSSFoundError

from jumpa.documents.checking.certificates import name_of, nip_of, read_roots
from jumpa.documents.checking.integrity import integrity_of
from jumpa.documents.checking.marks import marks_since
from jumpa.documents.checking.place import place_fault, rest_of
from jumpa.documents.checking.trust import Ground, judge, judge_timestamp, proven_moment, weigh
from jumpa.documents.checking.verdict import SignatureVerdict

MOST_SIGNATURES = 20
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_KINDS = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES"}


def check(content: bytes, *, roots: Sequence[bytes], at: datetime) -> tuple[SignatureVerdict, ...]:
    """What is to be said of each signature in a PDF, the first given first; () when there is none.

    Whatever the file holds, the answer is a verdict and never an exception.

    Args:
        roots: certificates of issuers that are trusted, DER or PEM.
        at: aware; the moment as of which it is judged.

    Raises:
        ValueError: a root is no certificate.
    """
    trusted = read_roots(roots)
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        fields = [] if reader.encrypted else list(enumerate_sig_fields(reader))
    except Exception:  # a hostile file may make the parser fail in any way
        return (_unreadable("damaged_file"),) if _SIGNED.search(content) else ()
    if reader.encrypted:
        return (_unreadable("encrypted"),) if _SIGNED.search(content) else ()
    found = list(_signatures(reader, fields))
    ground = _ground(reader, trusted, at, [item for item in found if _is_stamp(item)])
    signers = sorted((item for item in found if not _is_stamp(item)), key=_revision)
    judged = [(item, _verdict(content, item, ground)) for item in signers[:MOST_SIGNATURES]]
    verdicts = [_beside_the_others(item, verdict, judged) for item, verdict in judged]
    if len(signers) > MOST_SIGNATURES:
        verdicts.append(_unreadable("too_many"))
    return tuple(verdicts)


Found = EmbeddedPdfSignature | SignatureVerdict


def _unreadable(reason: str, signer: str = "") -> SignatureVerdict:
    return SignatureVerdict(signer=signer, integrity="unreadable", reason=reason)


def _signatures(reader: PdfFileReader, fields: Sequence[Any]) -> Iterator[Found]:
    """Each field as a signature to judge, or at once as the verdict that it is none."""
    for name, value, field in fields:
        if value is None:
            yield _unreadable("empty_field")
            continue
        try:
            yield _embedded(reader, name, value.get_object(), field)
        except Exception:  # the container may be anything
            yield _unreadable("container")


def _embedded(reader: PdfFileReader, name: str, value: Any, field: Any) -> Found:
    if not isinstance(value, DictionaryObject) or "/ByteRange" not in value:
        return _unreadable("container")
    is_stamp = value.get("/Type") == "/DocTimeStamp"
    if not is_stamp and value.get("/SubFilter") not in _KINDS:
        return _unreadable("unknown_kind")
    return EmbeddedPdfSignature(reader, field, name)


def _is_stamp(item: Found) -> bool:
    return isinstance(item, EmbeddedPdfSignature) and item.sig_object_type == "/DocTimeStamp"


def _revision(item: Found) -> int:
    """Order in time; what can't be read goes last."""
    return item.signed_revision if isinstance(item, EmbeddedPdfSignature) else 1 << 30


def _ground(
    reader: PdfFileReader, roots: Sequence[Any], at: datetime, stamps: Sequence[Any]
) -> Ground:
    try:
        store = DocumentSecurityStore.read_dss(reader)
        carried = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
        manager = carried.revinfo_manager
        ground = Ground(
            roots,
            at,
            certificates=list(store.load_certs()),
            crls=list(manager.crls),
            ocsps=list(manager.ocsps),
        )
    except NoDSSFoundError:
        ground = Ground(roots, at)
    except Exception:  # what the file says of revocation may be anything; then it says nothing
        ground = Ground(roots, at)
    return replace(ground, proofs=_proofs(stamps, ground))


def _proofs(stamps: Sequence[EmbeddedPdfSignature], ground: Ground) -> dict[int, datetime]:
    proofs = {}
    for stamp in stamps[:MOST_SIGNATURES]:
        try:
            moment = judge_timestamp(stamp, ground)
        except Exception:  # a stamp that can't be read proves nothing
            moment = None
        if moment is not None:
            proofs[stamp.signed_revision] = moment
    return proofs


def _verdict(content: bytes, item: Found, ground: Ground) -> SignatureVerdict:
    if isinstance(item, SignatureVerdict):
        return item
    try:
        about = _about(item)
        fault = place_fault(content, item.byte_range, item.pkcs7_content)
        if fault:
            return replace(about, integrity="broken", reason=fault)
        return _judged(content, item, ground, about)
    except Exception:  # the certificate or the signature in the container may be anything
        return _unreadable("container")


def _beside_the_others(
    item: Found, verdict: SignatureVerdict, judged: Sequence[tuple[Found, SignatureVerdict]]
) -> SignatureVerdict:
    """A trusted signature holds no longer for a page on which a stranger left a mark since."""
    is_last = verdict.covers_whole
    if not isinstance(item, EmbeddedPdfSignature) or is_last or not verdict.is_good:
        return verdict
    known = {
        other.field_name
        for other, found in judged
        if isinstance(other, EmbeddedPdfSignature) and found.is_good
    }
    try:
        marks = marks_since(item)
    except Exception:  # a later part of the file may hold anything in a field's place
        return _unreadable("container")
    if marks <= known:
        return verdict
    return replace(verdict, integrity="changed_after", reason="marked_by_stranger")


def _about(item: EmbeddedPdfSignature) -> SignatureVerdict:
    """What the signature says of itself, believed or not."""
    certificate = item.signer_cert
    return SignatureVerdict(
        signer=name_of(certificate.subject, "common_name", "organization_name"),
        organisation=name_of(certificate.subject, "organization_name"),
        issuer=name_of(certificate.issuer, "common_name", "organization_name"),
        serial=f"{certificate.serial_number:x}",
        signed_at=_iso(item.self_reported_timestamp),
        valid_until=_iso(certificate.not_valid_after),
        signer_nip=nip_of(certificate.subject),
        issuer_organisation=name_of(certificate.issuer, "organization_name"),
    )


def _judged(
    content: bytes, item: EmbeddedPdfSignature, ground: Ground, about: SignatureVerdict
) -> SignatureVerdict:
    status = judge(item, ground, ground.at)
    rest = rest_of(content, item.byte_range)
    integrity, reason = integrity_of(item, status, rest)
    verdict = replace(about, integrity=integrity, reason=reason, covers_whole=not rest)
    if integrity == "broken":
        return verdict
    proven = proven_moment(item, status, ground)
    trust, why = weigh(item, status, ground, proven)
    return replace(
        verdict,
        trust=trust,
        trust_reason=why,
        signed_at=_iso(proven) or verdict.signed_at,
        is_timestamped=proven is not None,
    )


def _iso(moment: datetime | None) -> str:
    if moment is None:
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")
