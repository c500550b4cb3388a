import hashlib
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from jumpa.core.models import TryCount
from jumpa.documents.actions import issue_paper, paper_bytes
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.qr import qr_svg
from jumpa.documents.rendering import qr_of
from jumpa.documents.tests.makers import TU, make_disposition, make_receipt, make_reply
from jumpa.documents.verification import code_in
from jumpa.documents.verification_words import way
from jumpa.documents.views.verification import LOOKS

pytestmark = pytest.mark.django_db


def issue(kind: str = "reply", facts: Any = None, owner: str = "owner-1") -> Paper:
    return issue_paper(kind, facts or make_reply(), owner=owner, actor=TU)


def look(paper: Paper, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/periksa/{paper.token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def sign(paper: Paper, content: bytes, **changes: Any) -> SignedCopy:
    copy = SignedCopy(
        paper=paper,
        way="wet",
        person_name="Drs. Hendra Gunawan, M.Si.",
        office_title="Kepala Dinas Komunikasi dan Informatika",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **changes,
    )
    copy.file.save("", ContentFile(content), save=False)
    copy.save()
    return copy


def test_a_scan_that_was_replaced_is_known_and_no_longer_holds() -> None:
    paper = issue()
    first, better = (sign(paper, content) for content in (b"%PDF lama", b"%PDF baru"))
    page = look(paper)
    rows = dict(re.findall(r'<li data-hash="(\w+)"([^>]*)>', page))
    assert "data-is-replaced" in rows[first.sha256]
    assert "data-is-replaced" not in rows[better.sha256]
    assert page.count("Sudah diganti") == 1
    signatures = page.partition("<h2>Tanda tangan</h2>")[2].partition("</ul>")[0]
    assert signatures.count("Tanda tangan basah") == 1


def test_each_way_has_its_words_and_who_confirmed_a_scan_is_not_named() -> None:
    assert all(way(key) != key for key in ("wet", "pkcs12", "bsre1", "bsre2", "srikandi"))
    paper = issue()
    sign(paper, b"%PDF", remarks=["not_read"], confirmed_by="Yuliana Sari")
    page = look(paper)
    assert "Nomor naskah tidak terbaca pada pindaian." in page
    assert "Yuliana" not in page


def verdict(**changes: str) -> dict[str, str]:
    found = {"integrity": "intact", "trust": "trusted", "signer": "HENDRA GUNAWAN"}
    return {**found, "issuer": "BSrE", **changes}


def test_anyone_sees_what_a_paper_is_and_the_hash_of_its_file(settings: Any) -> None:
    paper = issue()
    page = look(paper)
    assert "Naskah ini terdaftar dan berlaku" in page
    assert paper.number in page
    assert "Surat Balasan" in page
    assert "DINAS KOMUNIKASI DAN INFORMATIKA" in page
    assert "Kepala Dinas Komunikasi dan Informatika" in page
    assert hashlib.sha256(paper_bytes(paper)).hexdigest() in page


def test_a_paper_carries_its_own_public_address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://jumpa.example.go.id"
    paper = issue()
    address = f"https://jumpa.example.go.id/periksa/{paper.token}/"
    assert paper.content["verification"] == {"url": address}
    assert qr_of(paper.content) == qr_svg(address)
    assert re.fullmatch("[2-9a-hjkmnp-z]{22}", paper.token)


def test_the_same_address_gives_the_same_small_picture_and_another_another() -> None:
    address = "https://jumpa.example.go.id/periksa/abcdefghjkmnpqrstuvwxy/"
    assert qr_svg(address) == qr_svg(address)
    assert qr_svg(address) != qr_svg(address + "x")
    assert len(qr_svg(address)) < 4000
    assert b"<svg " in qr_svg(address)[:60]


def test_a_letters_own_heading_is_shown_and_that_of_the_requester_is_not() -> None:
    assert make_reply().subject in look(issue())
    sheet = make_disposition()
    page = look(issue("disposition_sheet", sheet))
    assert sheet.letter.subject not in page
    assert sheet.letter.sender not in page


def test_nothing_of_any_person_is_shown() -> None:
    facts = make_reply()
    paper = issue("reply", facts)
    copy = sign(paper, b"%PDF-1.7 signed", verdict=[verdict()])
    receipt = issue("receipt", make_receipt())
    for page in (look(paper), look(receipt)):
        for word in (
            "Rina Marlina",
            "Hendra",
            "HENDRA",
            "Yuliana",
            "0812",
            "zoom.us",
            "@",
            copy.person_name,
            "owner-1",
        ):
            assert word not in page, word


def test_a_version_that_was_replaced_does_not_lead_to_the_next() -> None:
    first = issue()
    second = issue("reply", replace(make_reply(), sensitivity="Terbatas"))
    page = look(first)
    assert "sudah diganti" in page
    assert second.token not in page
    assert second.ref not in page
    assert "sudah diganti" not in look(second)


def test_a_paper_that_was_withdrawn_says_so_before_all_else() -> None:
    paper = issue()
    Paper.objects.filter(pk=paper.pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="Salah alamat, ditelepon Bu Rina"
    )
    page = look(paper)
    assert "ditarik kembali" in page
    assert "berlaku</p>" not in page
    assert "Bu Rina" not in page


def test_a_paper_that_waits_for_its_signature_does_not_hold_yet() -> None:
    paper = issue()
    Paper.objects.filter(pk=paper.pk).update(signer_office="kepala_dinas")
    assert "belum ditandatangani" in look(paper)
    copy = sign(paper, b"%PDF-1.7 signed")
    page = look(paper)
    assert "belum ditandatangani" not in page
    assert copy.sha256 in page


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (verdict(), "Sertifikatnya terpercaya. Penerbit sertifikat: BSrE."),
        (verdict(trust="unknown_issuer"), "Penerbit sertifikatnya tidak dikenal"),
        (verdict(trust="expired"), "sudah kedaluwarsa"),
        (verdict(trust="revoked"), "sudah dicabut"),
        (verdict(trust="new word"), "belum diperiksa"),
        (verdict(integrity="changed_after"), "Berkas diubah sesudah ditandatangani."),
        (verdict(integrity="broken"), "tidak cocok dengan isi berkas"),
        (verdict(integrity="new word"), "tidak dapat dibaca"),
    ],
)
def test_our_check_of_a_signature_is_told_in_words(found: dict[str, str], words: str) -> None:
    paper = issue()
    sign(paper, b"%PDF-1.7 signed", verdict=[found])
    assert words in look(paper)


def test_a_changed_file_is_never_told_to_be_trusted() -> None:
    paper = issue()
    sign(paper, b"%PDF-1.7 signed", verdict=[verdict(integrity="changed_after")])
    page = look(paper)
    assert "terpercaya" not in page
    assert "tone-bad" in page


def test_a_draft_and_an_unknown_code_are_answered_alike() -> None:
    draft = issue(owner="owner-1:konsep")
    assert "verification" not in draft.content
    client = Client()
    answers = [client.get(f"/periksa/{code}/") for code in (draft.token, "x" * 22, "a-b_C")]
    assert [answer.status_code for answer in answers] == [404] * 3
    # Only the form's token against forgery differs.
    pages = {re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in answers}
    assert len({re.sub(r"/periksa/[\w-]+/", "", page) for page in pages}) == 1
    assert "Tidak ada naskah dengan kode ini" in pages.pop()


@pytest.mark.parametrize("form", ["{}", " {} ", "https://jumpa.example.go.id/periksa/{}/", "/{}"])
def test_a_typed_code_or_a_pasted_address_leads_to_the_paper(form: str) -> None:
    paper = issue()
    answer = Client().get("/periksa/", {"kode": form.format(paper.token)})
    assert answer["Location"] == f"/periksa/{paper.token}/"


def test_case_blanks_and_dashes_in_a_typed_code_do_not_matter() -> None:
    token = issue().token
    typed = f"{token[:6].upper()}-{token[6:12]} {token[12:]}"
    assert Client().get("/periksa/", {"kode": typed}, follow=True).status_code == 200


def test_a_code_of_nothing_but_signs_is_unknown() -> None:
    assert Client().get("/periksa/", {"kode": "///"}).status_code == 404
    assert code_in("https://jahat.example/a\\..\\b?x#y") == "y"
    assert Client().get("/periksa/").status_code == 200


def test_the_page_is_not_indexed_not_kept_and_can_send_nothing_away() -> None:
    for address in (f"/periksa/{issue().token}/", "/periksa/", "/periksa/tidak-ada/"):
        answer = Client().get(address)
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert "connect-src 'none'" in answer["Content-Security-Policy"]
        assert "sessionid" not in answer.cookies
    assert Client().post("/periksa/").status_code == 405


def test_a_trawl_is_stopped_and_others_see_the_page_meanwhile() -> None:
    paper, client = issue(), Client()
    seen = [client.get(f"/periksa/{at:022}/").status_code for at in range(LOOKS + 5)]
    assert seen == [404] * LOOKS + [429] * 5
    answer = client.get(f"/periksa/{paper.token}/")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= 60
    assert client.get(f"/periksa/{paper.token}/", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert "127.0.0.1" not in " ".join(TryCount.objects.values_list("key", flat=True))


def test_without_the_limit_a_trawl_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr("jumpa.core.throttle.require", lambda *_limits: None)
    client = Client()
    assert {client.get(f"/periksa/{at:022}/").status_code for at in range(LOOKS + 5)} == {404}


def test_a_paper_without_a_file_any_more_is_told_with_its_hash() -> None:
    paper = issue()
    digest = hashlib.sha256(paper_bytes(paper)).hexdigest()
    Paper.objects.filter(pk=paper.pk).update(file="", disposed_at=timezone.now())
    page = look(paper)
    assert "sudah dimusnahkan" in page
    assert digest in page
    assert io.BytesIO(page.encode()).read().count(digest.encode()) == 2


def test_who_vouches_for_itself_is_not_named() -> None:
    paper = issue()
    own = verdict(trust="unknown_issuer", issuer="HENDRA GUNAWAN")
    sign(paper, b"%PDF-1.7 signed", verdict=[own])
    assert "HENDRA" not in look(paper)
