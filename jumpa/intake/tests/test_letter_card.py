"""The letter on the request form: uploaded first, read, and taken over by whom it concerns."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jumpa.core.ids import new_ref
from jumpa.documents.models import LetterReading
from jumpa.documents.tests.pdfs import blank_pdf, good, written
from jumpa.intake.models import ServiceRequest
from jumpa.intake.tests.readings import letter_of, make_found, make_reading
from jumpa.people.models import Person
from jumpa.people.tests.makers import make_person
from jumpa.scheduling.tests.makers import make_room

pytestmark = pytest.mark.django_db

NUMBER = "400.3/512/Disdikbud/2026"
MARK = "Dari surat, periksa."


@pytest.fixture
def person(settings: Any, tmp_path: Any) -> Person:
    settings.MEDIA_ROOT = tmp_path
    return make_person("opd")


def pdf(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", content or good(), content_type="application/pdf")


def press(
    client: Client, person: Person, button: str, ref: str, *, status: int = 200, **typed: Any
) -> str:
    """The form's page after that button."""
    client.force_login(person)
    address = reverse("permohonan_isi", args=[ref])
    answer = client.post(address, {"versi": "0", button: "1", **typed})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def upload(client: Client, person: Person, **typed: Any) -> str:
    """A new draft with its letter; returns its ref."""
    ref = new_ref()
    press(client, person, "unggah", ref, letter_file=pdf(), **typed)
    return ref


def ask(client: Client, ref: str, **typed: Any) -> HttpResponse:
    """The card as the page asks for it."""
    return client.post(reverse("permohonan_bacaan", args=[ref]), typed)


def test_the_letter_is_kept_by_itself_and_nothing_typed_is_lost(
    client: Client, person: Person
) -> None:
    ref = new_ref()
    page = press(client, person, "unggah", ref, letter_file=pdf(), event_name="Rapat Literasi")
    assert letter_of(ref).original_name == "surat.pdf"
    assert 'value="Rapat Literasi"' in page
    assert ServiceRequest.objects.get(ref=ref).event_name == "", "kept is the letter only"
    assert 'name="versi" value="2"' in page


def test_the_button_without_a_letter_or_with_a_bad_one_says_so(
    client: Client, person: Person
) -> None:
    page = press(client, person, "unggah", new_ref(), status=422)
    assert "Pilih berkas suratnya lebih dahulu." in page
    bad = pdf(b"MZ bukan PDF")
    page = press(client, person, "unggah", new_ref(), status=422, letter_file=bad, notes="Penting")
    assert "surat.pdf" in page
    assert "Penting" in page


def test_while_the_letter_is_read_the_page_says_so_and_asks_again(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    reading = make_reading(letter_of(ref), state=LetterReading.State.WAITING, at=None)
    page = press(client, person, "periksa", ref, versi="2")
    assert "Surat sedang dibaca" in page
    assert 'hx-trigger="every 2s"' in page
    assert ask(client, ref).status_code == 204
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        slow = ask(client, ref)
        assert "Anda dapat mengisi sendiri" in slow.content.decode()
        assert ask(client, ref, lambat="1").status_code == 204
    make_reading(reading.file, make_found())
    assert NUMBER in ask(client, ref, lambat="1").content.decode()


def test_a_letter_that_could_not_be_read_says_why_and_stops_asking(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    why = "Surat terlalu rumit untuk dibaca."
    make_reading(letter_of(ref), state=LetterReading.State.FAILED, problem=why)
    card = ask(client, ref).content.decode()
    assert why in card
    assert "hx-trigger" not in card
    assert "isikan" not in card


def test_each_proposal_says_what_where_and_how_certain(client: Client, person: Person) -> None:
    ref = upload(client, person)
    start = make_found(
        "event_start",
        shown="Selasa, 1 Desember 2026 pukul 10.00 WITA",
        certainty="likely",
        notes=("zone_converted",),
    )
    make_reading(letter_of(ref), make_found(), start)
    card = unescape(ask(client, ref).content.decode())
    assert "Selasa, 1 Desember 2026, pukul 09.00 WIB" in card
    assert "halaman 1: “Selasa, 1 Desember 2026 pukul 10.00 WITA”" in card
    assert "sudah dijadikan WIB" in card
    assert 'value="letter_number" id="surat-letter_number" ' in card
    assert card.count("checked") == 1, "only what is certain is ticked"
    assert "· terbaca jelas" in card
    assert "perlu diperiksa" in card


def test_that_a_letter_is_a_scan_is_said_once_and_not_of_each_value(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    scanned = {"certainty": "likely", "notes": ("ocr",)}
    found = [make_found(name, **scanned) for name in ("letter_number", "letter_subject")]
    make_reading(letter_of(ref), *found, used_ocr=True)
    card = ask(client, ref).content.decode()
    assert card.count("pindai") == 1
    assert card.count("perlu diperiksa") == 2


def test_what_is_ticked_goes_into_the_form_and_is_marked_and_nothing_is_saved(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    room = make_room(name="TCM Room")
    found = [make_found("letter_number"), make_found("place"), make_found("letter_subject")]
    make_reading(letter_of(ref), *found)
    typed = {"versi": "2", "event_name": "Rapat", "bacaan": letter_of(ref).ref}
    page = press(client, person, "isikan", ref, ambil=["letter_number", "place"], **typed)
    assert f'name="letter_number" value="{NUMBER}"' in page
    assert f'<option value="{room.ref}" selected>' in page
    assert page.count(MARK) == 2
    assert 'name="event_name" value="Rapat"' in page
    assert "2 isian diambil dari surat" in page
    assert "Permohonan video conference</bdi>" in page, "what was not ticked is offered still"
    saved = ServiceRequest.objects.get(ref=ref)
    assert (saved.letter_number, saved.room, saved.version) == ("", None, 2)


def test_the_mark_stays_while_the_field_says_what_the_letter_says(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found())
    marks = {"versi": "2", "dari_surat": "letter_number"}
    assert MARK in press(client, person, "periksa", ref, letter_number=NUMBER, **marks)
    assert MARK not in press(client, person, "periksa", ref, letter_number="1/2026", **marks)


def test_what_was_typed_otherwise_is_shown_beside_it_and_kept(
    client: Client, person: Person
) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found())
    card = unescape(ask(client, ref, letter_number="1/2026").content.decode())
    assert "Isian Anda lain: <bdi>1/2026</bdi>" in card
    assert 'name="ganti" value="letter_number"' in card
    assert "checked" not in card

    typed = {"versi": "2", "letter_number": "1/2026", "bacaan": letter_of(ref).ref}
    page = press(client, person, "isikan", ref, ambil="letter_number", **typed)
    assert 'name="letter_number" value="1/2026"' in page
    assert "Tetap seperti yang Anda ketik: Nomor surat" in page
    page = press(client, person, "isikan", ref, ganti="letter_number", **typed)
    assert f'name="letter_number" value="{NUMBER}"' in page


def test_boxes_stay_as_they_were_left(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found("letter_number"), make_found("letter_subject"))
    left = {"versi": "2", "bacaan": letter_of(ref).ref, "ambil": "letter_subject"}
    page = press(client, person, "periksa", ref, **left)
    assert page.count('aria-describedby="surat-letter_number-ket">') == 1, "was unticked"
    assert page.count('aria-describedby="surat-letter_subject-ket" checked') == 1


def test_values_of_a_letter_that_was_replaced_are_not_taken(client: Client, person: Person) -> None:
    ref = upload(client, person)
    old = letter_of(ref)
    make_reading(old, make_found())
    press(client, person, "unggah", ref, versi="2", letter_file=pdf(written(blank_pdf(2))))
    make_reading(letter_of(ref), make_found(value="500/1/2026"))
    typed = {"versi": "2", "bacaan": old.ref, "event_name": "Rapat"}
    page = press(client, person, "isikan", ref, status=409, ambil="letter_number", **typed)
    assert "Surat permohonan sudah diganti" in page
    assert f'name="letter_number" value="{NUMBER}"' not in page
    assert 'name="event_name" value="Rapat"' in page


def test_looking_again_does_not_make_a_stale_form_fresh(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found())
    client.post(reverse("permohonan_isi", args=[ref]), {"versi": "2", "simpan": "1", "notes": "b"})
    typed = {"versi": "2", "bacaan": letter_of(ref).ref, "ambil": "letter_number"}
    assert 'name="versi" value="2"' in press(client, person, "isikan", ref, **typed)
    assert "sudah diubah dari tempat lain" in press(
        client, person, "simpan", ref, status=409, **typed
    )


def test_a_letter_of_another_agency_is_pointed_out(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found("sender", "BADAN KEPEGAWAIAN"))
    card = unescape(ask(client, ref).content.decode())
    assert "Surat ini dari “BADAN KEPEGAWAIAN”" in card
    assert person.agency is not None
    make_reading(letter_of(ref), make_found("sender", person.agency.name.upper()))
    assert "Surat ini dari" not in ask(client, ref).content.decode()


def test_another_agency_neither_sees_nor_takes_it(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found())
    stranger = make_person("opd")
    client.force_login(stranger)
    assert ask(client, ref).status_code == 404
    typed = {"bacaan": letter_of(ref).ref, "ambil": "letter_number"}
    press(client, stranger, "isikan", ref, status=404, **typed)
    page = press(client, stranger, "isikan", new_ref(), status=409, **typed)
    assert NUMBER not in page, "nor through a draft of one's own"


def test_what_the_letter_says_is_shown_as_text(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found("letter_subject", "<script>alert(1)</script>"))
    assert "<script>alert" not in ask(client, ref).content.decode()


def test_the_card_asks_the_database_little(
    client: Client, person: Person, django_assert_max_num_queries: Any
) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), state=LetterReading.State.WAITING)
    with django_assert_max_num_queries(9):
        ask(client, ref)
    make_reading(letter_of(ref), *(make_found(name) for name in ("letter_number", "place")))
    with django_assert_max_num_queries(30):
        ask(client, ref)
