"""Words that the office gives its letters."""

from typing import Any

import pytest
from django.test import Client

from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper, paper_bytes
from jumpa.documents.letter import letters
from jumpa.documents.models import LetterWording, OfficeProfile
from jumpa.documents.phrases import Text, Words, faults, own_words
from jumpa.documents.tests.makers import TU, make_receipt
from jumpa.documents.tests.test_pages import client_of, entries, person
from jumpa.documents.wordings import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jumpa.documents.tests.urls")]
ADDRESS = "/kelola/naskah/receipt/"
HELD = Text("x", "{kode}", fields=frozenset({"kode", "nama"}), required=frozenset({"kode"}))


@pytest.fixture
def admin() -> Client:
    return client_of(person("Teguh Santoso", "administrator"))


def typed(version: int = 0, key: str = "receipt", **changes: str) -> dict[str, Any]:
    return {**own_words(letters[key].texts).texts, "versi": str(version), **changes}


def issue(**changes: Any) -> Any:
    return issue_paper("receipt", make_receipt(**changes), owner="owner-1", actor=TU)


@pytest.mark.parametrize(
    ("typed_text", "told"),
    [
        ("{kode} {nama}", ""),
        ("", "tidak boleh kosong"),
        ("{kode} {alamat}", "{alamat} tidak dikenal"),
        ("tanpa apa pun", "{kode} wajib ada"),
        ("{kode} {nama", "tidak berpasangan"),
        ("{kode} nama}", "tidak berpasangan"),
        ("{kode}\n\nTahun {nama di sini", "pada “{kode} Tahun {nama di sini”"),
        ("{kode}{}", "{} tidak dikenal"),
        ("{kode}" + "x" * 4000, "lebih dari 4000"),
    ],
)
def test_a_faulty_text_is_told_in_words(typed_text: str, told: str) -> None:
    found = " ".join(faults(HELD, typed_text))
    assert (told in found) if told else not found


def test_every_letters_own_words_are_sound() -> None:
    for letter in letters:
        for name, text in letter.texts.items():
            assert not faults(text, text.default), (letter.key, name)


def test_a_value_is_never_read_as_a_field_and_an_empty_one_takes_its_blank_along() -> None:
    words = Words({"a": "Belum dapat {karena}.\n\n{nama}"})
    assert words.say("a", karena="", nama="{karena}") == "Belum dapat.\n\n{karena}"
    assert words.paragraphs("a", karena="karena {nama}", nama="") == ("Belum dapat karena {nama}.",)


def test_new_words_hold_from_the_next_paper_and_issued_ones_stay(admin: Client) -> None:
    before = issue()
    bytes_before = paper_bytes(before)
    answer = admin.post(ADDRESS, typed(opening="Permohonan {kegiatan} sudah kami terima."))
    assert answer.status_code == 302
    after = issue(submitted_by="Andi Saputra, S.K.M.")
    assert after.content["opening"].startswith("Permohonan Rapat Koordinasi")
    before.refresh_from_db()
    assert "telah diterima oleh sistem" in before.content["opening"]
    assert paper_bytes(before) == bytes_before
    stored = LetterWording.objects.get()
    assert stored.texts == {"opening": "Permohonan {kegiatan} sudah kami terima."}
    assert (stored.version, stored.by_name) == (1, "Teguh Santoso")
    assert AuditEntry.objects.filter(verb="documents.wording").count() == 1


def test_a_faulty_form_comes_back_filled_and_changes_nothing(admin: Client) -> None:
    answer = admin.post(ADDRESS, typed(opening="Kepada {siapa}", closing="tanpa kode"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kepada {siapa}" in page
    assert "{siapa} tidak dikenal" in page
    assert "{kode} wajib ada" in page
    assert not LetterWording.objects.exists()


def test_a_stale_form_is_refused_and_may_be_sent_again(admin: Client) -> None:
    admin.post(ADDRESS, typed(opening="Versi pertama."))
    stale = admin.post(ADDRESS, typed(opening="Dari halaman lama."))
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "sudah diubah sejak halaman dibuka" in page
    assert "Versi pertama." in page
    assert "Dari halaman lama." in page
    assert 'name="versi" value="1"' in page
    assert words_of("receipt").say("opening") == "Versi pertama."
    assert admin.post(ADDRESS, typed(1, opening="Dari halaman lama.")).status_code == 302


def test_the_same_form_twice_makes_one_version(admin: Client) -> None:
    for _turn in range(2):
        assert admin.post(ADDRESS, typed(opening="Sekali saja.")).status_code == 302
    assert LetterWording.objects.count() == 1


def test_an_earlier_version_is_restored_and_so_are_our_own_words(admin: Client) -> None:
    admin.post(ADDRESS, typed(opening="Satu."))
    admin.post(ADDRESS, typed(1, opening="Dua."))
    admin.post(f"{ADDRESS}pulihkan/", {"versi": "2", "pulihkan": "1"})
    assert words_of("receipt").say("opening") == "Satu."
    admin.post(f"{ADDRESS}pulihkan/", {"versi": "2", "pulihkan": "2"})
    assert words_of("receipt").say("opening") == "Satu.", "a stale button restores nothing"
    admin.post(f"{ADDRESS}pulihkan/", {"versi": "3", "pulihkan": "0"})
    assert words_of("receipt") == own_words(letters["receipt"].texts)
    assert LetterWording.objects.count() == 4
    assert "Satu." in admin.get(f"{ADDRESS}?versi=1").content.decode()


def test_only_an_administrator_words_letters() -> None:
    tu = client_of(person("Yuliana Sari", "tu"))
    assert tu.get("/kelola/naskah/").status_code == 403
    assert tu.get(ADDRESS).status_code == 403
    for address in (ADDRESS, f"{ADDRESS}pratinjau/", f"{ADDRESS}pulihkan/"):
        assert tu.post(address, typed(opening="x")).status_code == 403
    assert not LetterWording.objects.exists()


def test_the_preview_shows_what_is_typed_or_says_why_not(admin: Client) -> None:
    first = admin.post(f"{ADDRESS}pratinjau/", typed(opening="Satu.")).content.decode()
    other = admin.post(f"{ADDRESS}pratinjau/", typed(opening="Dua.")).content.decode()
    assert "data:image/png;base64," in first
    assert first != other
    told = admin.post(f"{ADDRESS}pratinjau/", typed(opening="{x}")).content.decode()
    assert "data:image" not in told
    assert "{x} tidak dikenal" in told
    without_script = admin.post(ADDRESS, typed(opening="Satu.", pratinjau="1"))
    assert without_script.status_code == 200
    assert "data:image/png;base64," in without_script.content.decode()
    assert not LetterWording.objects.exists()


def test_each_outcome_of_a_reply_has_its_own_preview(admin: Client) -> None:
    address = "/kelola/naskah/reply/pratinjau/"
    seen = {
        admin.post(address, typed(key="reply", contoh=one)).content.decode()
        for one in ("", "changed", "refused")
    }
    assert len(seen) == 3


def test_every_letter_is_listed_and_has_its_page(admin: Client) -> None:
    page = admin.get("/kelola/naskah/").content.decode()
    for letter in letters:
        assert (letter.title in page) == bool(letter.texts)
        status = admin.get(f"/kelola/naskah/{letter.key}/").status_code
        assert status == (200 if letter.texts else 404)
    assert admin.get("/kelola/naskah/tidak-ada/").status_code == 404


def test_a_kop_changed_meanwhile_is_not_overwritten(admin: Client) -> None:
    page = admin.get("/kelola/kop/").content.decode()
    stamp = page.split('name="cap" value="')[1].split('"')[0]
    assert admin.post("/kelola/kop/", entries(cap=stamp)).status_code == 302
    stale = admin.post("/kelola/kop/", entries(cap=stamp, phone="0562 1"))
    assert stale.status_code == 409
    assert "0562 1" in stale.content.decode()
    assert OfficeProfile.objects.get().phone == ""


def test_the_kop_is_previewed_as_typed_with_its_paper(admin: Client) -> None:
    seen = {
        admin.post("/kelola/kop/pratinjau/", entries(**more)).content.decode()
        for more in ({}, {"paper_size": "f4"}, {"agency": "DINAS LAIN"})
    }
    assert len(seen) == 3
    assert all("data:image/png" in page for page in seen)
    assert not OfficeProfile.objects.exists()
    wrong = admin.post("/kelola/kop/pratinjau/", entries(postal_code="7")).content.decode()
    assert "data:image" not in wrong
