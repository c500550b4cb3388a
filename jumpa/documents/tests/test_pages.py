import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from jumpa.documents import access
from jumpa.documents.actions import issue_paper, store_upload
from jumpa.documents.actions.office import stamp_of
from jumpa.documents.models import OfficeProfile, StoredFile
from jumpa.documents.queries import office_profile
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU, at, make_receipt
from jumpa.people.models import Appointment, Office, Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jumpa.documents.tests.urls")]


def person(name: str, office: str = "") -> Person:
    found = Person.objects.create_user(name, f"{name.split()[0].lower()}@contoh.id", "x")
    if office:
        held, _ = Office.objects.get_or_create(key=office, defaults={"title": office})
        Appointment.objects.create(office=held, person=found, start=at(1, 0, month=1))
    return found


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def stored(name: str = "surat.pdf", content: bytes = b"", purpose: str = "letter") -> StoredFile:
    return store_upload(
        pdfs.upload(content or pdfs.good(), name), owner="owner-1", purpose=purpose, actor=TU
    )


def let_in(who: Person) -> None:
    access.register_guard(lambda person, owner: person == who and owner == "owner-1")


def test_without_a_guard_nobody_sees_a_file() -> None:
    client = client_of(person("Rina Marlina"))
    assert client.get(f"/berkas/{stored().ref}/").status_code == 404


def test_an_outsider_gets_404_for_file_and_paper_and_the_owner_gets_them() -> None:
    rina, andi = person("Rina Marlina"), person("Andi Saputra")
    let_in(rina)
    file, paper = stored(), issue_paper("receipt", make_receipt(), owner="owner-1", actor=TU)
    for address in (f"/berkas/{file.ref}/", f"/naskah/{paper.ref}/"):
        assert client_of(andi).get(address).status_code == 404
        answer = client_of(rina).get(address)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")


def test_a_visitor_is_sent_to_the_login() -> None:
    assert Client().get(f"/berkas/{stored().ref}/").status_code == 302


def test_an_unknown_ref_is_404() -> None:
    assert client_of(person("Rina Marlina")).get("/naskah/tidakada/").status_code == 404


def test_a_file_is_served_so_that_it_can_do_no_harm() -> None:
    rina = person("Rina Marlina")
    let_in(rina)
    file = stored('Surat "Dinas" Ükuran.pdf')
    answer = client_of(rina).get(f"/berkas/{file.ref}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''Surat%20%22Dinas")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == pdfs.good()
    download = client_of(rina).get(f"/berkas/{file.ref}/?unduh=1")
    assert download["Content-Disposition"].startswith("attachment;")


def test_a_picture_is_served_in_a_sandbox() -> None:
    rina = person("Rina Marlina")
    let_in(rina)
    file = stored("denah.png", pdfs.png(), "layout")
    policy = client_of(rina).get(f"/berkas/{file.ref}/")["Content-Security-Policy"]
    assert "sandbox" in policy


def test_files_are_only_read() -> None:
    rina = person("Rina Marlina")
    let_in(rina)
    assert client_of(rina).post(f"/berkas/{stored().ref}/").status_code == 405


def entries(**changes: Any) -> dict[str, Any]:
    return {
        "government": "PEMERINTAH KOTA SINGKAWANG",
        "agency": "DINAS KOMUNIKASI DAN INFORMATIKA",
        "address": "Jalan Contoh Nomor 1",
        "city": "Singkawang",
        "postal_code": "79123",
        "paper_size": "a4",
        "cap": stamp_of(office_profile()),
        **changes,
    }


def test_an_administrator_changes_the_kop_and_others_may_not() -> None:
    admin, tu = person("Teguh Santoso", "administrator"), person("Yuliana Sari", "tu")
    assert client_of(tu).get("/kelola/kop/").status_code == 403
    assert client_of(tu).post("/kelola/kop/", entries()).status_code == 403
    assert not OfficeProfile.objects.exists()
    assert client_of(admin).get("/kelola/kop/").status_code == 200
    assert client_of(admin).post("/kelola/kop/", entries()).status_code == 302
    assert OfficeProfile.objects.get().address == "Jalan Contoh Nomor 1"
    specimen = client_of(admin).get("/kelola/kop/contoh/")
    assert specimen.content.startswith(b"%PDF-")
    assert client_of(tu).get("/kelola/kop/contoh/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [("government", ""), ("postal_code", "79"), ("email", "bukan"), ("city", "")],
)
def test_a_wrong_entry_comes_back_filled_and_changes_nothing(field: str, value: str) -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    answer = admin.post("/kelola/kop/", entries(**{field: value}))
    assert answer.status_code == 422
    assert "Jalan Contoh Nomor 1" in answer.content.decode()
    assert not OfficeProfile.objects.exists()


def test_a_broken_logo_is_refused_before_it_can_stop_a_paper() -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    broken = pdfs.png().replace(b"IDAT", b"IDAX")
    answer = admin.post("/kelola/kop/", entries(new_logo=pdfs.upload(broken, "logo.png")))
    assert answer.status_code == 422
    assert "rusak atau tidak dapat dipakai" in answer.content.decode()
    assert not OfficeProfile.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_logo_in_the_colours_of_print_is_told_how_to_be_saved() -> None:
    """A JPEG in CMYK, as printers send them: PDF/A takes none without a profile."""
    picture = io.BytesIO()
    Image.new("CMYK", (60, 60)).save(picture, "JPEG")
    admin = client_of(person("Teguh Santoso", "administrator"))
    logo = pdfs.upload(picture.getvalue(), "logo.jpg")
    answer = admin.post("/kelola/kop/", entries(new_logo=logo))
    assert answer.status_code == 422
    assert "Simpan ulang sebagai PNG berwarna RGB" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_logo_is_kept_and_can_be_taken_away() -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    admin.post("/kelola/kop/", entries(new_logo=pdfs.upload(pdfs.png(), "logo.png")))
    assert OfficeProfile.objects.get().logo is not None
    assert admin.get("/kelola/kop/contoh/").status_code == 200
    admin.post("/kelola/kop/", entries(remove_logo="on"))
    assert OfficeProfile.objects.get().logo is None


def test_the_letter_beside_a_form_names_the_file_as_text() -> None:
    rina = person("Rina Marlina")
    let_in(rina)
    page = client_of(rina).get(f"/samping/{stored('<script>x.pdf').ref}/").content.decode()
    assert "&lt;script&gt;x.pdf" in page
    assert "<iframe" not in page
