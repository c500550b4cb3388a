"""Each published way of forging a signed PDF, and what we say of it.

The second table names where poppler's ``pdfsig`` says less.
"""

import logging
from collections.abc import Callable, Iterator

import pytest
from pyhanko.sign.fields import MDPPerm

from jumpa.documents.checking import SignatureVerdict, check, checker
from jumpa.documents.signature_words import label, sentence, tone
from jumpa.documents.tests import containers, forgeries, impostors, pki, poppler, tampering

GOOD = "Utuh dan tepercaya"
_COVER = (0, 0, 595, 842)
_OK = ("intact", "", "trusted", "")
_CHANGED = ("changed_after", "changed_after", "trusted", "")
_LOCKED = ("changed_after", "forbidden_by_certification", "trusted", "")
_APPENDED = ("changed_after", "appended", "trusted", "")
_MARKED = ("changed_after", "marked_by_stranger", "trusted", "")
_RANGE = ("broken", "byte_range", "unchecked", "")
_DIGEST = ("broken", "digest", "unchecked", "")
_VALUE = ("broken", "signature", "unchecked", "")
_WEAK = ("broken", "weak_algorithm", "unchecked", "")
_CONTAINER = ("unreadable", "container", "unchecked", "")
_FUTURE = ("intact", "", "unchecked", "from_future")
_USAGE = ("intact", "", "unknown_issuer", "usage")
_FILLED = ("intact", "form_filled", "trusted", "")
_AGAIN = ("intact", "signed_again", "trusted", "")

Maker = Callable[[], bytes]


def certified(level: MDPPerm, change: Callable[[bytes], bytes], *, form: bool = False) -> Maker:
    """A certified file of this level, changed afterwards."""

    def made() -> bytes:
        content = tampering.form() if form else tampering.letter()
        return change(pki.sign(content, certify=True, docmdp_permissions=level))

    return made


def with_list(content: bytes) -> bytes:
    return pki.with_revocation(content, pki.revocation_list(at=pki.NOW))


RANGES = [b"null", b"[]", b"[0 0 0 0]", b"[0 -1 5 7]", b"(x)", b"[0 1 2]", b"[0 9.5 20 7]"]
RANGES += [b"[0 9 20 7 30 5]", b"[null 1 2 3]", b"[0 (1) 2 3]", b"99 0 R", b"[0 99999999 1 2]"]
CONTENTS = [b"<>", b"null", b"()", b"<00>", b"99 0 R", b"<3000>", b"[1]", b"<" + b"00" * 99 + b">"]

FILES: dict[str, tuple[Maker, list[tuple[str, str, str, str]]]] = {
    # Shadow attacks: all that is shown later was there when it was signed.
    "a cover taken away": (forgeries.uncovered, [_CHANGED]),
    "other letters in the font": (forgeries.other_letters, [_CHANGED]),
    "a hidden page named": (forgeries.old_page_shown, [_CHANGED]),
    "a hidden tree named": (forgeries.old_tree_shown, [_CHANGED]),
    # Incremental saving.
    "objects without a table": (forgeries.saved_without_a_table, [_APPENDED]),
    "objects and a trailer": (forgeries.saved_with_a_trailer_only, [_APPENDED]),
    "objects and the signature again": (forgeries.saved_with_the_signature_again, [_APPENDED]),
    # Signature wrapping and its kin.
    "a gap wider than the signature": (forgeries.wide_gap, [_RANGE]),
    "an end that is not covered": (forgeries.short_end, [_DIGEST]),
    "an end beyond the file": (forgeries.beyond_end, [_RANGE]),
    "something before the file": (
        forgeries.after_junk,
        [("unreadable", "damaged_file", "unchecked", "")],
    ),
    # Universal forgery: parts of the signature missing or odd.
    **{f"ByteRange {value!r}": (forgeries.with_range(value), [_RANGE]) for value in RANGES},
    **{f"Contents {v!r}": (forgeries.with_container(v), [_CONTAINER]) for v in CONTENTS},
    "no Contents": (forgeries.without_contents, [_CONTAINER]),
    # The container.
    "a signature over another file": (containers.of_another_file, [_DIGEST]),
    "no certificate": (containers.without_certificate, [_CONTAINER]),
    "another person's certificate": (containers.with_other_certificate, [_CONTAINER]),
    "an unknown algorithm": (containers.with_unknown_algorithm, [_VALUE]),
    "no signed attributes": (containers.without_signed_attributes, [_CONTAINER]),
    "two signers in one": (containers.with_two_signer_infos, [_CONTAINER]),
    "no signer": (containers.without_signer_infos, [_CONTAINER]),
    "the second one broken": (forgeries.with_second_broken, [_AGAIN, _VALUE]),
    "one value in two fields": (forgeries.same_value_twice, [_CHANGED, _CHANGED]),
    "a field on no page": (forgeries.on_no_page, [_CHANGED]),
    # Pages, and what the file says of itself.
    "a page added": (forgeries.page_added, [_CHANGED]),
    "a page removed": (forgeries.page_removed, [_CHANGED]),
    "a page replaced": (forgeries.page_replaced, [_CHANGED]),
    "the title changed": (forgeries.title_changed, [("intact", "about_changed", "trusted", "")]),
    "the metadata changed": (
        forgeries.metadata_changed,
        [("intact", "about_changed", "trusted", "")],
    ),
    # Marks.
    "the mark shows another name": (forgeries.mark_changed, [_CHANGED]),
    "the mark moved": (forgeries.mark_moved, [_CHANGED]),
    "a place over the page": (
        forgeries.with_place_over_it,
        [_MARKED, ("unreadable", "empty_field", "unchecked", "")],
    ),
    "a stranger's mark over the page": (
        lambda: forgeries.covered_by_a_second(pki.stranger(), _COVER),
        [_MARKED, ("intact", "", "unknown_issuer", "")],
    ),
    "a stranger without a mark": (
        lambda: forgeries.covered_by_a_second(pki.stranger(), (0, 0, 0, 0)),
        [_AGAIN, ("intact", "", "unknown_issuer", "")],
    ),
    "a known person's mark": (
        lambda: forgeries.covered_by_a_second(pki.second(), (300, 50, 500, 120)),
        [_AGAIN, _OK],
    ),
    "an odd field": (
        forgeries.with_odd_field,
        [_CHANGED, ("unreadable", "empty_field", "unchecked", "")],
    ),
    # Certified files.
    "P1, a note": (certified(MDPPerm.NO_CHANGES, tampering.with_note_on_top), [_LOCKED]),
    "P2, a note": (certified(MDPPerm.FILL_FORMS, tampering.with_note_on_top), [_CHANGED]),
    "P3, a note": (certified(MDPPerm.ANNOTATE, tampering.with_note_on_top), [_CHANGED]),
    "P1, filled": (certified(MDPPerm.NO_CHANGES, tampering.filled, form=True), [_LOCKED]),
    "P2, filled": (certified(MDPPerm.FILL_FORMS, tampering.filled, form=True), [_FILLED]),
    "P3, filled": (certified(MDPPerm.ANNOTATE, tampering.filled, form=True), [_FILLED]),
    "P1, data for validation": (
        certified(MDPPerm.NO_CHANGES, with_list),
        [("intact", "validation_data", "trusted", "")],
    ),
    # People.
    "names of those we trust": (
        impostors.of_the_same_names,
        [("intact", "", "unknown_issuer", "chain_fault")],
    ),
    "the root's name": (
        impostors.named_like_the_root,
        [("intact", "", "unknown_issuer", "self_signed")],
    ),
    "a sentence for a name": (
        impostors.with_a_sentence_for_a_name,
        [("intact", "", "unknown_issuer", "self_signed")],
    ),
    "not yet valid": (impostors.not_yet_valid, [("intact", "", "expired", "before_valid")]),
    "not yet valid, and so its clock": (lambda: impostors.not_yet_valid(10), [_FUTURE]),
    "signed in the future": (impostors.from_the_future, [_FUTURE]),
    "stamped in the future": (impostors.stamped_from_the_future, [_FUTURE]),
    "a server's certificate": (impostors.for_a_server, [_USAGE]),
    "a program's certificate": (impostors.for_programs, [_USAGE]),
    "a clock's certificate": (impostors.of_the_clock, [_USAGE]),
    "an authority's certificate": (impostors.of_an_authority, [_USAGE]),
    "a certificate for letters": (impostors.for_letters, [_OK]),
    "revoked by an OCSP answer": (
        lambda: impostors.answered(is_revoked=True, is_stamped=False),
        [("intact", "validation_data", "revoked", "revoked")],
    ),
    "revoked after a time stamp": (
        lambda: impostors.answered(is_revoked=True, is_stamped=True),
        [("intact", "validation_data", "trusted", "revoked_since_proven")],
    ),
    "an answer as old as the signature": (
        lambda: impostors.answered(is_revoked=False, is_stamped=False, asked=20),
        [("intact", "validation_data", "trusted", "")],
    ),
    "an old answer that says revoked": (
        lambda: impostors.answered(is_revoked=True, is_stamped=False, asked=10),
        [("intact", "validation_data", "revoked", "revoked")],
    ),
    # Algorithms.
    "RSA of 1024 bits": (impostors.short_rsa, [_WEAK]),
    "a curve of 192 bits": (impostors.short_curve, [_WEAK]),
    "MD5": (impostors.md5, [_WEAK]),
    "P-384": (impostors.long_curve, [_OK]),
    "Ed25519": (impostors.edwards_curve, [_OK]),
    "PSS": (impostors.pss, [_OK]),
    # Make-up of the file.
    "locked and signed": (impostors.locked, [("unreadable", "encrypted", "unchecked", "")]),
    "a time stamp alone": (lambda: pki.stamped(tampering.letter(), pki.NOW), []),
    "linearized": (lambda: pki.sign(forgeries.two_tables()), [_OK]),
    "linearized, then painted over": (
        lambda: tampering.with_note_on_top(pki.sign(forgeries.two_tables())),
        [_CHANGED],
    ),
}
MAY_PASS = {"a certificate for letters", "P-384", "Ed25519", "PSS", "linearized"} | {
    "the title changed",
    "the metadata changed",
    "P1, data for validation",
    "the second one broken",
    "a stranger without a mark",
    "a known person's mark",
    "revoked after a time stamp",
    "an answer as old as the signature",
}
"""Here somebody we know signed just what the pages show, and the sentence tells the rest."""

PDFSIG_SAYS_VALID = {
    # It looks at the signed bytes alone and not at what was added to them.
    "a cover taken away",
    "a hidden page named",
    "a page replaced",
    "objects without a table",
    "the mark shows another name",
    "a place over the page",
    "a stranger's mark over the page",
    "P1, a note",
    # It takes any container in which some signer fits, and any key.
    "two signers in one",
    "RSA of 1024 bits",
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """PyHanko logs the trace of each fault that it finds."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def told(content: bytes) -> tuple[SignatureVerdict, ...]:
    return check(content, roots=[pki.root().der], at=pki.NOW)


@pytest.mark.parametrize("name", FILES)
def test_what_we_say_of_each_forgery(name: str) -> None:
    maker, expected = FILES[name]
    found = told(maker())
    said = [(one.integrity, one.reason, one.trust, one.trust_reason) for one in found]
    assert said == expected
    assert all(sentence(one) and "%(" not in sentence(one) for one in found)
    if name not in MAY_PASS:
        assert GOOD not in map(label, found)
        assert "good" not in map(tone, found)


@pytest.mark.parametrize("name", sorted(PDFSIG_SAYS_VALID))
def test_where_pdfsig_says_less(name: str) -> None:
    assert "Signature is Valid." in poppler.pdfsig(FILES[name][0]())


def test_a_mark_that_cannot_be_looked_at_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_signature: object) -> set[str]:
        raise ValueError

    monkeypatch.setattr(checker, "marks_since", fail)
    assert told(pki.sign(forgeries.signed(), pki.second(), field="Kedua"))[0].reason == "container"


def test_a_name_that_is_a_sentence_is_seen_to_be_a_name() -> None:
    (found,) = told(impostors.with_a_sentence_for_a_name())
    assert f"oleh “{impostors.SENTENCE}”;" in sentence(found)
    assert sentence(found).endswith("sehingga identitasnya tidak terjamin.")


def test_a_name_cannot_turn_or_break_the_line_that_it_stands_in() -> None:
    (found,) = told(impostors.with_a_name_that_turns())
    assert found.signer == "Wali atoK %(issuer)s"
