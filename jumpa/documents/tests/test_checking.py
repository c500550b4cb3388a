from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pyhanko.sign.fields import MDPPerm

from jumpa.documents.checking import SignatureVerdict, check
from jumpa.documents.tests import pdfs, pki, tampering

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return pki.sign(tampering.letter())


def told(content: bytes, *roots: pki.Holder) -> tuple[SignatureVerdict, ...]:
    return check(content, roots=[root.der for root in roots or (pki.root(),)], at=pki.NOW)


def only(content: bytes, *roots: pki.Holder) -> SignatureVerdict:
    found = told(content, *roots)
    assert len(found) == 1
    return found[0]


def both(verdict: SignatureVerdict) -> tuple[str, str, str, str]:
    return verdict.integrity, verdict.reason, verdict.trust, verdict.trust_reason


def test_a_file_without_a_signature_has_no_verdict() -> None:
    assert told(tampering.letter()) == ()
    assert told(b"bukan PDF") == ()


def test_a_sound_signature_by_a_known_issuer_is_intact_and_trusted(signed: bytes) -> None:
    verdict = only(signed)
    assert both(verdict) == ("intact", "", "trusted", "")
    assert verdict.covers_whole
    assert not verdict.is_timestamped
    assert (verdict.signer, verdict.issuer) == ("Hendra Gunawan", "Penerbit Uji")
    assert verdict.organisation == "Dinas Komunikasi dan Informatika"
    assert verdict.signed_at == "2026-11-24T03:00:00+00:00"
    assert verdict.valid_until.startswith("2027-11-24")
    assert verdict.serial == f"{pki.head().certificate.serial_number:x}"


def test_roots_may_be_pem_and_several_in_one(signed: bytes) -> None:
    both_roots = pki.other_root().pem + pki.root().pem
    assert check(signed, roots=[both_roots], at=pki.NOW)[0].trust == "trusted"


def test_a_root_that_is_no_certificate_is_a_mistake(signed: bytes) -> None:
    with pytest.raises(ValueError, match="certificate"):
        check(signed, roots=[b"bukan sertifikat"], at=pki.NOW)


def test_another_authority_leaves_the_issuer_unknown_and_the_file_intact(signed: bytes) -> None:
    assert both(only(signed, pki.other_root())) == ("intact", "", "unknown_issuer", "")


def test_without_roots_every_issuer_is_unknown_and_it_is_said_why(signed: bytes) -> None:
    verdict = check(signed, roots=[], at=pki.NOW)[0]
    assert both(verdict) == ("intact", "", "unknown_issuer", "no_roots")


def test_a_certificate_that_signed_itself_is_known_for_that() -> None:
    alone = pki.make_holder("Sendiri")
    content = pki.sign(tampering.letter(), alone)
    assert both(only(content)) == ("intact", "", "unknown_issuer", "self_signed")
    assert only(content, alone).trust == "trusted"


def test_a_certificate_not_meant_for_signing_is_not_trusted() -> None:
    server = pki.make_holder("Peladen", issuer=pki.middle(), usage=pki.usage_of(key_agreement=True))
    assert both(only(pki.sign(tampering.letter(), server)))[2:] == ("unknown_issuer", "usage")


def test_an_issuer_that_may_issue_nothing_is_not_trusted() -> None:
    forged = pki.make_holder("Wali Kota", issuer=pki.head())
    assert both(only(pki.sign(tampering.letter(), forged)))[2:] == ("unknown_issuer", "chain_fault")


def test_expired_when_it_signed() -> None:
    content = pki.sign(tampering.letter(), pki.ended(), at=pki.NOW - timedelta(days=2))
    assert both(only(content)) == ("intact", "", "expired", "expired_at_signing")


def test_signed_before_the_certificate_began() -> None:
    content = pki.sign(tampering.letter(), pki.head(), at=pki.NOW - 2 * YEAR)
    assert both(only(content)) == ("intact", "", "expired", "before_valid")


def test_expired_since_and_no_timestamp_to_prove_when_it_signed() -> None:
    content = pki.sign(tampering.letter(), pki.ended(), at=pki.NOW - timedelta(days=20))
    assert both(only(content)) == ("intact", "", "expired", "expired_since")


def test_expired_since_but_a_timestamp_proves_that_it_held() -> None:
    then = pki.NOW - timedelta(days=20)
    content = pki.sign(tampering.letter(), pki.ended(), at=then, timestamp_at=then)
    verdict = only(content)
    assert both(verdict) == ("intact", "", "trusted", "expired_since_proven")
    assert verdict.is_timestamped
    assert verdict.signed_at == then.isoformat()


def test_a_timestamp_shows_a_backdated_signature() -> None:
    """The control of the test before: the same claim, and the stamp says otherwise."""
    claimed, true = pki.NOW - timedelta(days=20), pki.NOW - timedelta(days=2)
    content = pki.sign(tampering.letter(), pki.ended(), at=claimed, timestamp_at=true)
    assert both(only(content))[2:] == ("expired", "expired_at_signing")


def test_a_timestamp_of_nobody_known_proves_nothing() -> None:
    then = pki.NOW - timedelta(days=20)
    content = pki.sign(
        tampering.letter(), pki.ended(), at=then, timestamp_at=then, clock=pki.strange_clock()
    )
    verdict = only(content)
    assert both(verdict)[2:] == ("expired", "expired_since")
    assert not verdict.is_timestamped


def test_a_document_timestamp_proves_what_was_signed_before_it() -> None:
    then = pki.NOW - timedelta(days=20)
    content = pki.sign(tampering.letter(), pki.ended(), at=then)
    verdict = only(pki.stamped(content, then + HOUR))
    assert both(verdict) == ("intact", "validation_data", "trusted", "expired_since_proven")


@pytest.mark.parametrize(
    ("revoked", "stamped", "trust"),
    [(5, None, "revoked"), (5, 20, "trusted"), (30, 20, "revoked")],
)
def test_revocation_that_the_file_carries_is_seen_without_network(
    revoked: int, stamped: int | None, trust: str
) -> None:
    signed_at = pki.NOW - timedelta(days=20)
    content = pki.sign(
        tampering.letter(), at=signed_at, timestamp_at=signed_at if stamped else None
    )
    listed = pki.revocation_list(pki.head(), at=pki.NOW - timedelta(days=revoked))
    assert only(content).trust == "trusted"
    assert only(pki.with_revocation(content, listed)).trust == trust


def test_one_changed_byte_of_the_content_breaks_it(signed: bytes) -> None:
    at = signed.index(b"/MediaBox") + 12
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    verdict = only(changed)
    assert both(verdict) == ("broken", "digest", "unchecked", "")
    assert verdict.signer == "Hendra Gunawan"


def test_whatever_byte_is_changed_nobody_is_said_to_have_signed_the_new_file(
    signed: bytes,
) -> None:
    gap = pki.gap(signed)
    for at in range(5, len(signed), len(signed) // 150):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        good = [v for v in told(changed) if v.integrity == "intact" and v.trust == "trusted"]
        # A spare certificate that travels in the container may be hurt without harm.
        assert not good or at in gap, at
        assert all(verdict == only(signed) for verdict in good), at


@pytest.mark.parametrize(
    "tamper",
    [
        pki.overlaid,
        tampering.with_new_page_content,
        tampering.with_note_on_top,
        tampering.with_other_pages,
        tampering.with_form_over_it,
    ],
)
def test_what_is_added_after_signing_is_told(
    signed: bytes, tamper: Callable[[bytes], bytes]
) -> None:
    verdict = only(tamper(signed))
    assert both(verdict) == ("changed_after", "changed_after", "trusted", "")
    assert not verdict.covers_whole


def test_bytes_hung_on_at_the_end_are_told(signed: bytes) -> None:
    assert both(only(signed + b"\n% lampiran tersembunyi"))[:2] == ("changed_after", "appended")
    assert only(signed + b"\r\n").integrity == "intact"


def test_a_second_signer_leaves_the_first_intact(signed: bytes) -> None:
    found = told(pki.sign(signed, pki.second(), field="Kedua"))
    assert [verdict.signer for verdict in found] == ["Hendra Gunawan", "Maria Yosefina"]
    assert [both(verdict) for verdict in found] == [
        ("intact", "signed_again", "trusted", ""),
        ("intact", "", "trusted", ""),
    ]
    assert [verdict.covers_whole for verdict in found] == [False, True]


def test_of_two_signers_only_the_one_before_the_change_is_told_of_it(signed: bytes) -> None:
    found = told(pki.sign(pki.overlaid(signed), pki.second(), field="Kedua"))
    assert [verdict.integrity for verdict in found] == ["changed_after", "intact"]


def test_each_of_several_signers_has_a_trust_of_its_own(signed: bytes) -> None:
    found = told(pki.sign(signed, pki.stranger(), field="Kedua"))
    assert [verdict.trust for verdict in found] == ["trusted", "unknown_issuer"]


def test_filling_a_form_after_signing_is_allowed_and_told() -> None:
    content = pki.sign(tampering.form())
    assert both(only(tampering.filled(content)))[:2] == ("intact", "form_filled")


def test_a_certified_file_that_allows_no_change_may_not_be_signed_again() -> None:
    closed = pki.sign(tampering.letter(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert only(closed).integrity == "intact"
    found = told(tampering.signed_regardless(closed, pki.second()))
    assert both(found[0])[:2] == ("changed_after", "forbidden_by_certification")


def test_a_certified_file_that_allows_forms_may_be_signed_again() -> None:
    content = pki.sign(tampering.letter(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    found = told(pki.sign(content, pki.second(), field="Kedua"))
    assert [verdict.integrity for verdict in found] == ["intact", "intact"]
    form = pki.sign(tampering.form(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert only(tampering.filled(form)).reason == "forbidden_by_certification"


def test_a_place_for_a_signature_is_no_signature(signed: bytes) -> None:
    empty = replace(SignatureVerdict(), reason="empty_field")
    assert told(tampering.with_empty_field(tampering.letter())) == (empty,)


@pytest.mark.parametrize(
    ("tamper", "integrity", "reason"),
    [
        (tampering.wrapped, "broken", "byte_range"),
        (tampering.without_first_bytes, "broken", "byte_range"),
        (tampering.with_short_range, "broken", "byte_range"),
        (tampering.with_hidden_padding, "broken", "padding"),
        (tampering.without_byte_range, "unreadable", "container"),
        (tampering.with_broken_container, "unreadable", "container"),
        (tampering.with_unknown_kind, "unreadable", "unknown_kind"),
        (tampering.with_broken_table, "unreadable", "damaged_file"),
        (tampering.with_other_signature_value, "broken", "signature"),
    ],
)
def test_tricks_with_the_container_and_its_ranges_are_seen_through(
    signed: bytes, tamper: Callable[[bytes], bytes], integrity: str, reason: str
) -> None:
    assert both(only(tamper(signed))) == (integrity, reason, "unchecked", "")


def test_a_weak_digest_is_no_proof() -> None:
    content = pki.sign(tampering.letter(), md_algorithm="sha1")
    assert both(only(content))[:2] == ("broken", "weak_algorithm")


def test_a_locked_file_says_so() -> None:
    assert told(pdfs.locked()) == ()


def test_more_signatures_than_anyone_makes_cost_no_more() -> None:
    content = tampering.letter()
    for at in range(3):
        content = pki.sign(content, field=f"Ke{at}")
    found = check_most(content, 2)
    assert [verdict.reason for verdict in found][-1] == "too_many"


def check_most(content: bytes, most: int) -> Sequence[SignatureVerdict]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jumpa.documents.checking.checker.MOST_SIGNATURES", most)
        return told(content)
