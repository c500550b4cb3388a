"""What people and programs send to the request form: a clear answer, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jumpa.documents.models import StoredFile
from jumpa.documents.tests.pdfs import locked, png
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.models import Reservation
from tests.flows.office import Office, problems

pytestmark = pytest.mark.django_db


def at(office: Office, **shift: int) -> str:
    return f"{office.event_start() + timedelta(**shift):%Y-%m-%dT%H:%M}"


def refused(office: Office, *, said: str = "", **changes: Any) -> str:
    """Send the form with these changes and insist on 422 with nothing submitted."""
    answer = office.post_request(**{"chair": "Sekretaris Daerah", **changes})
    page = answer.content.decode()
    assert answer.status_code == 422, problems(answer)
    assert said in page
    # Whatever was wrong, the rest is still there.
    assert 'value="Sekretaris Daerah"' in page or "chair" in changes
    assert not ServiceRequest.objects.filter(run__isnull=False).exists()
    assert not Reservation.objects.exists()
    return page


def test_an_end_before_its_start_is_refused(office: Office) -> None:
    page = refused(office, selesai=at(office, hours=-1), said="sesudah waktu mulai")
    assert at(office, hours=-1) in page


def test_an_event_that_ends_as_it_begins_is_refused(office: Office) -> None:
    refused(office, selesai=at(office), said="sesudah waktu mulai")


def test_an_event_of_25_hours_is_refused_and_one_of_24_is_taken(office: Office) -> None:
    refused(office, selesai=at(office, hours=25), said="paling lama 24 jam")
    office.submit(selesai=at(office, hours=24))


def test_a_past_time_is_refused(office: Office) -> None:
    refused(office, mulai=at(office, days=-9), selesai=at(office, days=-9, hours=1), said="lewat")


def test_an_unbelievable_year_is_refused_in_drafts_too(office: Office) -> None:
    moments = ("mulai", "selesai", "test_time", "first_alternative_end")
    cases = [(name, f"{year}-12-31T23:59") for name in moments for year in ("0001", "1899", "9999")]
    for name, value in (*cases, ("letter_date", "0001-01-01"), ("mulai", "2090-01-01T09:00")):
        values = office.request_values(
            **{"ajukan": None, "simpan": "1", "selesai": "", name: value}
        )
        client = office.client(office.cast.requester)
        answer = client.post("/permohonan/drafdrafdraf22/isi/", values)
        assert answer.status_code == 422, (name, value)
        assert value in answer.content.decode()


@time_machine.travel("2028-02-25T03:00:00Z")
def test_the_29th_of_february_is_a_day_like_any_other_where_there_is_one(office: Office) -> None:
    day = {"mulai": "2028-02-29T09:00", "selesai": "2028-02-29T11:00"}
    ref = office.submit(test_time="2028-02-28T09:00", **day)
    assert timezone.localtime(office.found(ref).start).day == 29
    assert "Selasa, 29 Februari 2028, pukul 09.00–11.00 WIB" in office.read(
        office.cast.clerk, "/permohonan/"
    )


def test_the_29th_of_february_of_a_common_year_is_refused(office: Office) -> None:
    page = refused(office, mulai="2027-02-29T09:00", selesai="2027-02-29T11:00")
    assert "2027-02-29T09:00" in page


def test_what_is_no_time_is_refused(office: Office) -> None:
    for text in ("kemarin", "2026-13-01T09:00", "2026-12-01 25:00", "١٢"):
        assert text in refused(office, mulai=text)


def test_a_connection_test_after_the_event_began_is_refused(office: Office) -> None:
    refused(office, test_time=at(office, minutes=1), said="sebelum kegiatan dimulai")


def test_a_letter_of_tomorrow_is_refused(office: Office) -> None:
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    refused(office, letter_date=tomorrow, said="belum tiba")


@pytest.mark.parametrize(
    "content",
    [b"bukan pdf", b"", b"%PDF-1.7\n", png(), locked()],
    ids=["text", "empty", "headless", "picture", "locked"],
)
def test_a_letter_that_is_no_readable_pdf_is_refused(office: Office, content: bytes) -> None:
    refused(office, letter_file=SimpleUploadedFile("surat.pdf", content))
    assert not StoredFile.objects.exists()


def test_a_letter_over_the_limit_is_refused(office: Office, settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    content = b"%PDF-1.7\n" + b"0" * (1024 * 1024)
    refused(office, letter_file=SimpleUploadedFile("surat.pdf", content), said="batas 1 MB")
    assert not StoredFile.objects.exists()


def test_a_good_letter_is_kept_when_the_rest_is_refused(office: Office) -> None:
    page = refused(office, pic_phone="nol delapan")
    stored = StoredFile.objects.get()
    assert f"/berkas/{stored.ref}/" in page
    version = str(ServiceRequest.objects.get().version)
    assert f'name="versi" value="{version}"' in page
    office.submit(letter_file=None, versi=version)


def test_a_request_without_a_letter_is_refused(office: Office) -> None:
    refused(office, letter_file=None, said="Unggah surat permohonan")


def test_a_letter_for_an_uneditable_request_is_not_stored(office: Office) -> None:
    ref = office.submit()
    other = SimpleUploadedFile("lain.pdf", office.letter().read() + b"\n%")
    answer = office.post_request(ref, letter_file=other, event_name="Lain")
    assert answer.status_code == 409
    assert StoredFile.objects.count() == 1


TEXTS = (
    "letter_number",
    "letter_subject",
    "signer_name",
    "signer_title",
    "pic_name",
    "tech_name",
    "far_name",
    "event_name",
    "organiser",
    "description",
    "notes",
    "venue_address",
    "meeting_link",
    "meeting_passcode",
)


def test_ten_thousand_characters_are_refused_and_shown_again(office: Office) -> None:
    for name in TEXTS:
        assert "x" * 10_000 in refused(office, **{name: "x" * 10_000}), name


def test_what_a_submission_needs_may_not_be_blank(office: Office) -> None:
    for name in (*TEXTS[:9], "pic_phone", "pic_email", "people_in_room", "host"):
        refused(office, **{name: "   "})


def test_everything_missing_is_told_at_once(office: Office) -> None:
    answer = office.client(office.cast.requester).post(
        "/permohonan/barubarubaru22/isi/", {"ajukan": "1", "versi": "0"}
    )
    assert answer.status_code == 422
    assert answer.content.decode().count("Wajib diisi untuk mengajukan permohonan.") >= 20


def test_a_nul_in_a_text_is_refused(office: Office) -> None:
    refused(office, event_name="Rapat\0rahasia")


def test_half_a_character_is_not_stored(office: Office) -> None:
    body = b"simpan=1&versi=0&event_name=Rapat%ED%A0%80selesai"
    answer = office.client(office.cast.requester).post(
        "/permohonan/drafdrafdraf22/isi/",
        body,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 302
    assert "\ud800" not in ServiceRequest.objects.get().event_name


def test_a_phone_number_that_is_none_is_refused(office: Office) -> None:
    for text in ("12", "0812-abcd-9999", "+62" + "8" * 40, "<b>0812</b>", "—"):
        refused(office, tech_phone=text, said="nomor telepon yang benar")


def test_a_mail_address_that_is_none_is_refused(office: Office) -> None:
    for text in ("rina", "rina@", "rina@contoh", "a b@contoh.go.id", "@.id"):
        refused(office, pic_email=text)


def test_a_count_that_cannot_be_is_refused(office: Office) -> None:
    for name in ("people_in_room", "people_online", "sites"):
        for text in ("-1", "99999999999999999999", "1e9", "9" * 5000, "dua"):
            refused(office, **{name: text})


def test_a_choice_that_was_not_offered_is_refused(office: Office) -> None:
    for name, value in (
        ("ruang", "tidakada234567"),
        ("ruang", "1"),
        ("ruang", "x\0y"),
        ("layout", "melayang"),
        ("host", "siapa"),
        ("application", "<script>"),
        ("urgency", "kemarin"),
        ("needs", ["operator", "kopi"]),
        ("equipment_mik_nirkabel", "100"),
        ("equipment_mik_nirkabel", "9" * 5000),
        ("terms", ""),
        ("meeting_link", "javascript:alert(1)"),
    ):
        refused(office, **{name: value})


def test_fields_that_the_form_does_not_have_change_nothing(office: Office) -> None:
    ref = office.submit(
        agenda_number="1",
        agency="1",
        has_clash="on",
        agreed_start="2026-12-01T09:00",
        version="77",
        ref="lainlainlain22",
    )
    found = office.found(ref)
    assert (found.agenda_number, found.has_clash, found.agreed_start) == (None, False, None)
    assert found.agency == office.cast.requester.agency


def test_a_form_that_does_not_say_what_it_showed_is_stale(office: Office) -> None:
    draft = office.request_values(ajukan=None, simpan="1")
    office.client(office.cast.requester).post("/permohonan/barubarubaru22/isi/", draft)
    for versi in (None, "", "x", "²", "9" * 5000, "-1", "7"):
        answer = office.post_request(versi=versi, event_name="Rapat besar")
        assert answer.status_code == 409, versi
        assert 'value="Rapat besar"' in answer.content.decode()
    assert ServiceRequest.objects.get().run is None


def test_an_alternative_that_we_did_not_offer_spoils_nothing(office: Office) -> None:
    for value in (
        "",
        "|",
        "||",
        "a|b|c",
        "a|2026-12-01T09:00|2026-12-01T10:00",
        "a|0001-01-01T00:00:00+14:00|9999-12-31T23:59:59-14:00",
        "x\0|2026-12-01T09:00:00+07:00|2026-12-01T10:00:00+07:00",
        "a|2026-12-01T09:00:00+07:00|2026-12-01T10:00:00+07:00|d",
    ):
        values = office.request_values(ajukan=None, alternatif=value)
        client = office.client(office.cast.requester)
        answer = client.post("/permohonan/drafdrafdraf22/isi/", values)
        assert answer.status_code == 200
        assert 'value="Rapat Koordinasi Literasi Digital"' in answer.content.decode()


def test_a_ref_that_we_would_not_have_drawn_makes_no_request(office: Office) -> None:
    client = office.client(office.cast.requester)
    for ref in ("1", "x" * 15, "x" * 500, "UPPERCASE22222", "aaaa-bbbb_cccc"):
        for method in (client.get, client.post):
            assert method(f"/permohonan/{ref}/isi/", office.request_values()).status_code == 404
    assert not ServiceRequest.objects.exists()


def test_other_methods_are_refused(office: Office) -> None:
    ref = office.submit()
    task = office.open_task(ref, "receive")
    client = office.client(office.cast.clerk)
    assert client.get(f"/tugas/{task.ref}/received/").status_code == 405
    assert client.post(f"/tugas/{task.ref}/").status_code == 405
    assert client.post(f"/permohonan/{ref}/").status_code == 405
    assert client.post("/permohonan/").status_code == 405
    assert client.delete(f"/permohonan/{ref}/").status_code == 405
    assert office.client(office.cast.requester).put(f"/permohonan/{ref}/isi/").status_code == 405
    assert office.steps(ref) == ["receive"]


def test_the_list_answers_whatever_it_is_asked(office: Office) -> None:
    office.submit()
    for query in ("cari=%00", "cari=%ED%A0%80", "hal=-1", "hal=x", "hal=" + "9" * 50):
        assert "Permohonan" in office.read(office.cast.clerk, f"/permohonan/?{query}")


EVIL = "<script>alert(1)</script>"
TURNED = "\u202eRapat \u0627\u062c\u062a\u0645\u0627\u0639"


def test_markup_and_right_to_left_names_are_shown_as_they_are_everywhere(office: Office) -> None:
    ref = office.submit(event_name=EVIL, chair=TURNED, notes=EVIL, signer_name=EVIL)
    task = office.open_task(ref, "receive")
    pages = {
        "/": office.cast.clerk,
        "/permohonan/": office.cast.clerk,
        f"/permohonan/{ref}/": office.cast.requester,
        f"/tugas/{task.ref}/": office.cast.clerk,
        f"/permohonan/{ref}/batalkan/": office.cast.requester,
        f"/permohonan/{ref}/jadwal-lain/": office.cast.requester,
        "/jejak/": office.cast.administrator,
    }
    for path, person in pages.items():
        text = office.client(person).get(path).content.decode()
        assert EVIL not in text, path
        if path != "/jejak/" and "jadwal-lain" not in path:
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text, path
    assert TURNED in office.page_of(ref, office.cast.clerk)
