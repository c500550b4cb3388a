import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper, keep_signed, paper_bytes, sign_paper
from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.rendering import file_bytes, unsigned_bytes
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, SigningError, signers
from jumpa.documents.tests import pdfs, pki, poppler
from jumpa.documents.tests.makers import TU, at, make_reply

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(pki.NOW)]
HENDRA = Actor(
    0,
    "ref-hendra",
    "Drs. Hendra Gunawan, M.Si.",
    "kepala_dinas",
    "Kepala Dinas Komunikasi dan Informatika",
    person_nip="196805121994031007",
)
MARIA = Actor(0, "ref-maria", "Maria Yosefina, S.Sos.", "kepala_dinas", "Plh. Kepala Dinas")


@pytest.fixture(autouse=True)
def office_certificate(settings: Any, tmp_path: Path) -> Any:
    """The office signs by its own certificate, and by ink; it trusts the root of it."""
    roots = tmp_path / "akar"
    roots.mkdir()
    (roots / "induk.pem").write_bytes(pki.root().pem)
    key = tmp_path / "kantor.p12"
    key.write_bytes(pki.office().p12())
    settings.SIGNERS = ["pkcs12", "wet"]
    settings.PKCS12_FILE, settings.PKCS12_PASSWORD = str(key), "rahasia-sertifikat"
    settings.TRUST_ROOTS = str(roots)
    return settings


def issue(**changes: Any) -> Paper:
    return issue_paper(
        "reply", make_reply(**changes), owner="owner-1", actor=TU, signer_office="kepala_dinas"
    )


def sign(paper: Paper, way: str = "pkcs12", actor: Actor = HENDRA, **handed: Any) -> SignedCopy:
    return sign_paper(paper.ref, way, Handed(**handed), actor=actor)


def test_a_paper_signed_by_the_offices_certificate_is_whole_and_trusted() -> None:
    paper = issue()
    copy = sign(paper)
    (verdict,) = copy.verdict
    assert (verdict["integrity"], verdict["trust"]) == ("intact", "trusted")
    assert verdict["covers_whole"]
    assert copy.certificate["subject"] == "Dinas Kominfo Uji"
    assert copy.certificate["issuer"] == "Penerbit Uji"
    assert (copy.person_name, copy.office_title) == (HENDRA.person_name, HENDRA.office_title)
    assert paper_bytes(paper) == file_bytes(copy.file)
    assert unsigned_bytes(paper) != paper_bytes(paper)


def test_pdfsig_and_pdfinfo_of_debian_agree() -> None:
    content = paper_bytes(sign(issue()).paper)
    told = poppler.pdfsig(content)
    assert "Signature is Valid." in told
    assert "Signature Type: ETSI.CAdES.detached" in told
    assert "Total document signed" in told
    assert poppler.pdf_a(content) == "2A"
    assert poppler.fonts_not_embedded(content) == []


def test_the_signature_adds_nothing_that_an_archive_would_refuse() -> None:
    reader = PdfReader(io.BytesIO(paper_bytes(sign(issue()).paper)))
    (widget,) = (item.get_object() for page in reader.pages for item in page.get("/Annots", []))
    assert widget["/FT"] == "/Sig"
    assert widget["/F"] & 4  # printed
    assert not widget["/F"] & (1 | 2 | 32)  # neither invisible, hidden nor left out of the view
    assert [float(side) for side in widget["/Rect"]] == [0, 0, 0, 0]
    assert reader.root_object.get("/Version", "/1.7") == "/1.7"


def test_only_the_signed_copy_has_the_mark_and_it_tells_whose_certificate_it_is() -> None:
    paper = issue()
    sentence = "Ditandatangani secara elektronik oleh"
    assert sentence not in poppler.text(unsigned_bytes(paper))
    sign(paper)
    words = poppler.text(paper_bytes(paper))
    assert sentence in words
    assert "milik Dinas Kominfo Uji (Dinas Komunikasi dan Informatika)" in words
    assert "diterbitkan oleh Penerbit Uji" in words
    assert "BSrE" not in words


def test_a_stand_in_signs_in_the_stand_ins_own_name() -> None:
    paper = issue()
    sign(paper, actor=MARIA)
    words = poppler.text(paper_bytes(paper))
    assert "Maria Yosefina" in words
    assert "Plh. Kepala Dinas" in words
    assert "Hendra Gunawan" not in words


def test_twice_the_same_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = issue()
    assert sign(paper) == sign(paper)
    assert SignedCopy.objects.count() == 1
    assert AuditEntry.objects.filter(verb="documents.sign").count() == 1


def test_what_one_has_signed_another_does_not_sign_again() -> None:
    paper = issue()
    sign(paper)
    with pytest.raises(WrongState, match="sudah ditandatangani oleh Drs"):
        sign(paper, actor=MARIA)


@pytest.mark.parametrize("actor", [TU, Actor(0, "x", "Bambang", "kabid_aptika", "Kabid")])
def test_another_office_may_not_sign(actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        sign(issue(), actor=actor)


def test_a_paper_that_asks_for_no_signature_gets_none() -> None:
    paper = issue_paper("reply", make_reply(), owner="owner-1", actor=TU)
    nobody = Actor(0, "x", "Siapa", "", "")
    for actor in (HENDRA, nobody):
        with pytest.raises(NotAllowed):
            sign(paper, actor=actor)


def test_a_way_that_is_not_switched_on_is_refused(settings: Any) -> None:
    settings.SIGNERS = ["wet"]
    with pytest.raises(Refused, match="tidak diaktifkan"):
        sign(issue())


def test_a_withdrawn_or_replaced_paper_is_not_signed() -> None:
    first = issue()
    issue(number="500.12/238/2026")
    with pytest.raises(WrongState, match="diganti"):
        sign(first)
    gone = issue(number="500.12/238/2026")
    Paper.objects.filter(pk=gone.pk).update(withdrawn_at=at(24, 12))
    with pytest.raises(WrongState, match="ditarik"):
        sign(gone)


class Slow(Signer):
    """Signs soundly, while something happens to the paper."""

    key, title = "slow", "Lambat"

    def __init__(self, meanwhile: Any = None, spoil: Any = None) -> None:
        self.meanwhile, self.spoil = meanwhile, spoil

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        signed = pki.sign(content)
        if self.meanwhile is not None:
            self.meanwhile()
        return Signed(self.spoil(signed) if self.spoil else signed, "D-7")


@pytest.fixture
def way(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """Registers a signer for this test."""
    settings.SIGNERS = ["slow"]
    signers.keys()

    def register(signer: Signer) -> str:
        monkeypatch.setitem(signers._items, "slow", signer)
        return "slow"

    return register


def test_a_paper_replaced_while_it_is_signed_is_not_kept_as_signed(way: Any) -> None:
    paper = issue()
    key = way(Slow(lambda: issue(number="500.12/300/2026")))
    with pytest.raises(WrongState, match="diganti"):
        sign(paper, key)
    assert not SignedCopy.objects.exists()


def test_without_anything_happening_meanwhile_the_same_signer_is_kept(way: Any) -> None:
    """The control of the test before."""
    copy = sign(issue(), way(Slow()))
    assert copy.document_id == "D-7"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (pki.overlaid, "diubah setelah ditandatangani"),
        (lambda signed: signed + b"\n% ekor", "ditambahkan data"),
        (lambda _signed: pdfs.good(), "tidak memuat tanda tangan yang lengkap"),
        (lambda signed: signed.replace(b"/Annots", b"/Annotz", 1), "tidak lolos pemeriksaan"),
    ],
)
def test_what_does_not_pass_our_own_check_is_not_kept(way: Any, spoil: Any, why: str) -> None:
    paper = issue()
    with pytest.raises(SigningError, match=why):
        sign(paper, way(Slow(spoil=spoil)))
    assert not SignedCopy.objects.exists()
    assert not AuditEntry.objects.filter(verb="documents.sign").exists()


def test_a_check_that_cannot_run_does_not_pass(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TRUST_ROOTS = "/tidak/ada"
    with pytest.raises(SigningError, match="belum dapat diperiksa"):
        sign(issue())
    assert not SignedCopy.objects.exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"PKCS12_FILE": ""}, "belum dipasang"),
        ({"PKCS12_FILE": "/tidak/ada.p12"}, "tidak dapat dibaca"),
        ({"PKCS12_PASSWORD": "keliru"}, "tidak dapat dibaca"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_told_plainly(
    settings: Any, change: dict[str, str], why: str
) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    with pytest.raises(SigningError, match=why):
        sign(issue())
    assert not SignedCopy.objects.exists()


def test_an_expired_certificate_signs_nothing(settings: Any, tmp_path: Path) -> None:
    old = tmp_path / "lama.p12"
    old.write_bytes(pki.ended().p12())
    settings.PKCS12_FILE = str(old)
    with pytest.raises(SigningError, match="kedaluwarsa sejak Sabtu, 14 November 2026"):
        sign(issue())


def test_ink_is_no_way_of_the_desk() -> None:
    with pytest.raises(Refused, match="tidak diaktifkan"):
        sign(issue(), "wet", file=pdfs.good())


def test_tu_hands_in_what_was_signed_elsewhere_in_the_name_that_it_prints() -> None:
    paper = issue()
    signed = pki.sign(unsigned_bytes(paper))
    copy = keep_signed(paper, signed, "srikandi", actor=TU, is_electronic=True)
    assert copy.person_name == "Drs. Hendra Gunawan, M.Si."
    assert keep_signed(paper, signed, "srikandi", actor=TU, is_electronic=True) == copy
    with pytest.raises(SigningError, match="lengkap"):
        keep_signed(issue(number="9"), pdfs.good(), "srikandi", actor=TU, is_electronic=True)
    kabid = Actor(0, "x", "Bambang", "kabid_aptika", "Kabid")
    with pytest.raises(NotAllowed):
        keep_signed(paper, signed, "srikandi", actor=kabid)


def test_what_is_handed_over_is_never_shown() -> None:
    shown = repr(Handed("6171000000000001", "rahasia sekali", b"%PDF"))
    assert "6171" not in shown
    assert "rahasia" not in shown


def test_every_verdict_has_a_sentence_of_its_own() -> None:
    from jumpa.documents.signature_words import sentence, tone
    from jumpa.documents.tests.verdicts import EVERY_VERDICT

    said = [sentence(verdict) for verdict in EVERY_VERDICT]
    assert len(set(said)) == len(said)
    assert all("%(" not in words and words.endswith(".") for words in said)
    assert {tone(verdict) for verdict in EVERY_VERDICT} == {"good", "warning", "bad", "neutral"}
    good = [v for v in EVERY_VERDICT if tone(v) == "good"]
    assert all((v.integrity, v.trust) == ("intact", "trusted") for v in good)
    assert isinstance(good[0], SignatureVerdict)
