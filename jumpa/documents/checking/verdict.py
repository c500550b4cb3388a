"""What is said of one signature."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

Integrity = Literal["intact", "changed_after", "broken", "unreadable"]
Trust = Literal["trusted", "unknown_issuer", "expired", "revoked", "unchecked"]


@dataclass(frozen=True)
class SignatureVerdict:
    """Integrity (is it what was signed?) and trust (do we know who signed?), told apart.

    ``signer``, ``organisation`` and ``issuer`` are names from the certificate, ``serial`` its
    number in hexadecimal. ``signed_at`` and ``valid_until`` are ISO moments in UTC or empty;
    ``signed_at`` is proven only with ``is_timestamped``, else it is what the signer's clock said.
    ``signer_nip`` is the 18 digits of a civil servant, where the certificate has them;
    ``issuer_organisation`` is empty where it has none.
    ``covers_whole``: no byte of the file is outside of it but the signature itself.

    ``reason`` is a code that says why the integrity is so, ``trust_reason`` the same for trust;
    both are empty in the plain case:

    * intact: ``signed_again``, ``form_filled``, ``validation_data`` (added later, as allowed),
      ``about_changed`` (also the title or other data about the file);
    * changed_after: ``changed_after``, ``appended``, ``forbidden_by_certification``,
      ``marked_by_stranger`` (a field that shows on a page, not signed by anyone trusted);
    * broken: ``digest``, ``signature``, ``byte_range``, ``padding``, ``weak_algorithm``,
      ``timestamp_broken``;
    * unreadable: ``container``, ``damaged_file``, ``encrypted``, ``unknown_kind``, ``too_many``,
      ``empty_field`` (a place for a signature in which there is none);
    * trust: ``no_roots``, ``self_signed``, ``chain_fault``, ``usage``, ``constraints``,
      ``before_valid``, ``from_future`` (signed at a time that has not come),
      ``expired_at_signing``, ``expired_since``, ``expired_since_proven`` and
      ``revoked_since_proven`` (trusted by its timestamp), ``revoked``.
    """

    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""
    signed_at: str = ""
    valid_until: str = ""
    integrity: Integrity = "unreadable"
    trust: Trust = "unchecked"
    covers_whole: bool = False
    reason: str = ""
    trust_reason: str = ""
    is_timestamped: bool = False
    signer_nip: str = ""
    issuer_organisation: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the file is what was signed, by someone known."""
        return self.integrity == "intact" and self.trust == "trusted"


def to_json(verdict: SignatureVerdict) -> dict[str, Any]:
    """JSON values, as ``LetterReading.signatures`` and ``SignedCopy.verdict`` keep them."""
    return asdict(verdict)


def from_json(values: Mapping[str, Any]) -> SignatureVerdict:
    """The verdict again; what a later version added or left out does not matter."""
    known = {field.name for field in fields(SignatureVerdict)}
    return SignatureVerdict(**{name: value for name, value in values.items() if name in known})
