"""Do we know who signed? Judged at the moment that can be proven, else at the present."""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
)

from jumpa.documents.checking.certificates import is_valid_at
from jumpa.documents.checking.verdict import Trust

T = TypeVar("T")
# Some issuers set only one of the two for signing documents.
_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_OTHER_USES = {"server_auth", "code_signing", "time_stamping", "ocsp_signing"}
_CLOCKS_DIFFER = timedelta(days=1)
# What the file carries is as old as its signature, and still says all that was known: it is never
# too old to be heard. One that was made later says when each certificate was revoked.
_REVOCATION = CertRevTrustPolicy(
    RevocationCheckingPolicy.from_legacy("soft-fail"),
    freshness=timedelta(days=100 * 365),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)
_OUT_OF_TIME = {
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE,
}


@dataclass(frozen=True)
class Ground:
    """What trust rests on: roots, what the file carries of revocation, and the present moment."""

    roots: Sequence[x509.Certificate]
    at: datetime
    certificates: Sequence[Any] = ()
    crls: Sequence[Any] = ()
    ocsps: Sequence[Any] = ()
    proofs: dict[int, datetime] = field(default_factory=dict)
    """Moments at which a document timestamp proves that a revision (its number) existed."""

    def context(self, moment: datetime) -> ValidationContext:
        """A validation without any network, as of ``moment``."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.certificates),
            crls=list(self.crls),
            ocsps=list(self.ocsps),
            moment=moment,
            allow_fetching=False,
            revinfo_policy=_REVOCATION,
        )


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits. An event loop would need a socket, which is denied here."""
    try:
        work.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    work.close()
    raise RuntimeError("The check tried to wait for something outside.")


def judge(signature: EmbeddedPdfSignature, ground: Ground, moment: datetime) -> PdfSignatureStatus:
    """pyHanko's status of the signature as of ``moment``; timestamps are judged at the present."""
    return finish(
        async_validate_pdf_signature(
            signature,
            signer_validation_context=ground.context(moment),
            ts_validation_context=ground.context(ground.at),
            key_usage_settings=_USAGE,
        )
    )


def judge_timestamp(signature: EmbeddedPdfSignature, ground: Ground) -> datetime | None:
    """The moment that a document timestamp proves, or None when it proves nothing."""
    status = finish(async_validate_pdf_timestamp(signature, ground.context(ground.at)))
    return status.timestamp if status.trusted and status.valid and status.intact else None


def proven_moment(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, ground: Ground
) -> datetime | None:
    """The earliest moment at which a trusted timestamp shows that the signature existed."""
    moments = [at for revision, at in ground.proofs.items() if revision > signature.signed_revision]
    own = status.timestamp_validity
    if own is not None and own.trusted:
        moments.append(own.timestamp)
    return min(moments, default=None)


def weigh(
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    ground: Ground,
    proven: datetime | None,
) -> tuple[Trust, str]:
    """Trust, and a code that says why; see ``SignatureVerdict.trust_reason``."""
    claimed = proven or status.signer_reported_dt
    if status.revoked and not _revoked_later(status, proven):
        return "revoked", "revoked"
    if claimed is not None and claimed > ground.at + _CLOCKS_DIFFER:
        return "unchecked", "from_future"
    if status.trusted:
        return _weigh_claim(status, claimed)
    if (status.revoked or status.trust_problem_indic in _OUT_OF_TIME) and claimed:
        return _weigh_past(signature, status, ground, proven, claimed)
    return "unknown_issuer", _doubt(status, ground)


def _weigh_claim(status: PdfSignatureStatus, claimed: datetime | None) -> tuple[Trust, str]:
    if claimed is not None and claimed < status.signing_cert.not_valid_before:
        return "expired", "before_valid"
    if not status.seed_value_ok:
        return "unchecked", "constraints"
    if _is_for_something_else(status.signing_cert):
        return "unknown_issuer", "usage"
    return "trusted", ""


def _is_for_something_else(certificate: x509.Certificate) -> bool:
    """Whether all that the issuer says it is for are purposes other than documents."""
    purposes = certificate.extended_key_usage_value
    return purposes is not None and set(purposes.native) <= _OTHER_USES


def _revoked_later(status: PdfSignatureStatus, proven: datetime | None) -> bool:
    details = status.revocation_details
    return details is not None and proven is not None and details.revocation_date > proven


def _weigh_past(
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    ground: Ground,
    proven: datetime | None,
    claimed: datetime,
) -> tuple[Trust, str]:
    """The certificate doesn't hold now: did it when it signed?"""
    if not is_valid_at(status.signing_cert, claimed):
        is_early = claimed < status.signing_cert.not_valid_before
        return "expired", "before_valid" if is_early else "expired_at_signing"
    # An answer that says "revoked", later, can't be asked for an earlier moment; a list can.
    answers = () if status.revoked else ground.ocsps
    then = judge(signature, replace(ground, ocsps=answers), claimed)
    if then.revoked:
        return "revoked", "revoked"
    if not then.trusted:
        return "unknown_issuer", _doubt(then, ground)
    if not proven:
        return "expired", "expired_since"
    return "trusted", "revoked_since_proven" if status.revoked else "expired_since_proven"


def _doubt(status: PdfSignatureStatus, ground: Ground) -> str:
    if not ground.roots:
        return "no_roots"
    if status.signing_cert.self_issued:
        return "self_signed"
    if status.trust_problem_indic == AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE:
        return "usage"
    if status.trust_problem_indic == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return ""
    return "chain_fault"
