"""One verdict of each kind that the check can come to."""

from jumpa.documents.checking import SignatureVerdict

_ABOUT = {
    "signer": "Hendra Gunawan",
    "issuer": "Penerbit Uji",
    "valid_until": "2027-11-24T03:00:00+00:00",
}
_TRUSTS = (
    ("trusted", ""),
    ("trusted", "expired_since_proven"),
    ("trusted", "revoked_since_proven"),
    ("unknown_issuer", ""),
    ("unknown_issuer", "no_roots"),
    ("unknown_issuer", "self_signed"),
    ("unknown_issuer", "usage"),
    ("unknown_issuer", "chain_fault"),
    ("unchecked", "constraints"),
    ("unchecked", "from_future"),
    ("expired", "expired_since"),
    ("expired", "expired_at_signing"),
    ("expired", "before_valid"),
    ("revoked", "revoked"),
)
_WHOLE = (
    ("intact", ("", "signed_again", "form_filled", "validation_data", "about_changed")),
    (
        "changed_after",
        ("changed_after", "appended", "forbidden_by_certification", "marked_by_stranger"),
    ),
)
_FAULTS = (
    (
        "broken",
        ("digest", "signature", "byte_range", "padding", "weak_algorithm", "timestamp_broken"),
    ),
    (
        "unreadable",
        ("container", "damaged_file", "encrypted", "unknown_kind", "too_many", "empty_field"),
    ),
)
EVERY_VERDICT = tuple(
    SignatureVerdict(**_ABOUT, integrity=integrity, reason=reason, trust=trust, trust_reason=why)
    for integrity, reasons in _WHOLE
    for reason in reasons
    for trust, why in _TRUSTS
) + tuple(
    SignatureVerdict(**_ABOUT, integrity=integrity, reason=reason)
    for integrity, reasons in _FAULTS
    for reason in reasons
)
