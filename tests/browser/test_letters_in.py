"""A letter comes in: uploaded first, read, its values ticked and seen in the form, then submitted.

The worker of these tests is the test itself: it reads the letter as the job does.
"""

from functools import cache
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from jumpa.core.wording import day
from jumpa.documents.actions.reading import read_now
from jumpa.documents.models import LetterReading
from jumpa.intake.models import ServiceRequest
from jumpa.intake.tests.readings import letter_of, make_found, make_reading
from jumpa.steps.wording import COMPLETENESS
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.browser.test_nine_steps import fill, form_values
from tests.flows import swift
from tests.flows.office import Office

NUMBER = "400.3/777/Disdikbud/2026"
_LETTER = """
#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm))
#set text(size: 11pt, lang: "id")
#align(center)[PEMERINTAH KOTA SINGKAWANG \\ *DINAS PENDIDIKAN DAN KEBUDAYAAN*]
#line(length: 100%)
#align(right)[Singkawang, DATED]
#table(columns: 3, stroke: none, inset: (x: 2pt, y: 3pt),
  [Nomor], [:], [NUMBER],
  [Sifat], [:], [Segera],
  [Lampiran], [:], [-],
  [Hal], [:], [Permohonan fasilitasi video conference])
#v(0.5cm)
Yth. Kepala Dinas Komunikasi dan Informatika \\ di Singkawang
#v(0.5cm)
Sehubungan dengan Rapat Koordinasi Literasi Digital, kami mohon fasilitasi video conference yang
akan dilaksanakan pada:
#table(columns: 3, stroke: none, inset: (x: 2pt, y: 3pt),
  [hari, tanggal], [:], [EVENT],
  [pukul], [:], [09.00 s.d. 11.00 WIB],
  [tempat], [:], [TCM Room],
  [aplikasi], [:], [Zoom])
#v(0.5cm)
Demikian permohonan kami. Atas perhatian dan kerja samanya diucapkan terima kasih.
#v(0.8cm)
#align(right, box(width: 7.5cm)[#set align(left)
  Kepala Dinas Pendidikan dan Kebudayaan, #v(1.6cm)
  *Dra. Kartini, M.Pd.* \\ Pembina Utama Muda \\ NIP 196801011992032001
])
"""


@cache
def _pdf(dated: str, event: str) -> bytes:
    source = _LETTER.replace("DATED", dated).replace("EVENT", event).replace("NUMBER", NUMBER)
    pdf: bytes = typst.compile(source.encode(), format="pdf")
    return pdf


def letter(office: Office) -> FilePayload:
    """A letter for the event that the form asks for: 09.00 to 11.00 in a week."""
    dated = day(timezone.localtime()).partition(", ")[2]
    content = _pdf(dated, day(office.event_start()))
    return {"name": "Surat 400.3-777.pdf", "mimeType": "application/pdf", "buffer": content}


def read_the_letter() -> str:
    """What the worker does; returns the ref of the request."""
    reading = LetterReading.objects.select_related("file").get()
    assert read_now(reading).state == LetterReading.State.READ
    return reading.file.owner


def tick_all(page: Page) -> None:
    """Tick also what is to be looked at: here it is right."""
    boxes = page.locator(".letter-find input[type=checkbox]")
    for at in range(boxes.count()):
        boxes.nth(at).check()


def assert_filled(page: Page, office: Office) -> None:
    """The letter's values stand in the form, marked."""
    start = office.event_start()
    expect(page.locator("[name=letter_number]")).to_have_value(NUMBER)
    expect(page.locator("[name=mulai]")).to_have_value(f"{start:%Y-%m-%dT09:00}")
    expect(page.locator("[name=selesai]")).to_have_value(f"{start:%Y-%m-%dT11:00}")
    expect(page.locator("[name=signer_nip]")).to_have_value("196801011992032001")
    expect(page.locator(".from-letter").first).to_contain_text("Dari surat, periksa.")


def the_rest(office: Office, page: Page) -> dict[str, Any]:
    """What the letter did not fill, of all that the form asks for."""
    values = form_values(office, left_out=("equipment_mik_nirkabel",))
    filled = page.locator("[name=dari_surat]").evaluate_all("all => all.map(one => one.value)")
    asked_as = {"room": "ruang", "start": "mulai", "end": "selesai"}
    taken = {asked_as.get(name, name) for name in filled}
    return {name: value for name, value in values.items() if name not in taken}


def test_a_letter_is_uploaded_read_confirmed_and_its_values_are_submitted(
    open_page: OpenPage, office: Office
) -> None:
    page = open_page(WIDE)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=letter_subject]").fill("Permohonan vicon")
    page.locator("[name=letter_file]").set_input_files(letter(office))
    card = page.locator("#surat-terbaca")
    expect(card).to_contain_text("Surat sedang dibaca")
    assert_accessible(page)
    ref = read_the_letter()
    expect(page).to_have_url(f"{page.url.split('/permohonan')[0]}/permohonan/{ref}/isi/")
    expect(card).to_contain_text("Terbaca dari surat")
    expect(card).to_contain_text(f"halaman 1: “{day(office.event_start())}")
    expect(page.locator("#surat-letter_subject")).not_to_be_checked()
    expect(card).to_contain_text("Isian Anda lain: Permohonan vicon")
    page.locator(".letter-crop > summary").first.click()
    expect(page.locator(".letter-crop svg[role=img]").first).to_be_visible()
    assert_accessible(page)
    shot(page, "surat-terbaca", whole=False, top="#surat-terbaca")

    tick_all(page)
    page.get_by_role("button", name="Isikan yang dicentang").press("Enter")
    assert_filled(page, office)
    expect(page.locator("[name=letter_subject]")).not_to_have_value("Permohonan vicon")
    expect(page.locator("#ketersediaan")).to_contain_text("TCM Room tersedia")
    assert_accessible(page)
    fill(page, the_rest(office, page))
    page.get_by_role("button", name="Ajukan permohonan").click()
    expect(page.get_by_text("Permohonan sudah diajukan")).to_be_visible()
    found = ServiceRequest.objects.get(ref=ref)
    assert (found.letter_number, found.start) == (NUMBER, office.event_start())


def test_without_javascript_and_on_a_phone_the_same_is_done_by_buttons(
    open_page: OpenPage, office: Office
) -> None:
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=event_name]").fill("Rapat Koordinasi Literasi Digital")
    page.locator("[name=letter_file]").set_input_files(letter(office))
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.get_by_text("Surat sedang dibaca")).to_be_visible()
    read_the_letter()
    page.get_by_role("button", name="Lihat hasil bacaan").click()
    expect(page.get_by_text("Terbaca dari surat")).to_be_visible()
    assert_fits(page)
    tick_all(page)
    page.get_by_role("button", name="Isikan yang dicentang").click()
    assert_filled(page, office)
    expect(page.locator("[name=event_name]")).to_have_value("Rapat Koordinasi Literasi Digital")
    assert_fits(page)


def test_the_front_desk_is_warned_where_the_letter_says_otherwise(
    open_page: OpenPage, office: Office
) -> None:
    content = letter(office)
    file = SimpleUploadedFile(content["name"], content["buffer"], content_type="application/pdf")
    ref = office.submit(letter_file=file)
    read_the_letter()
    page = open_page(NARROW)
    login(page, office.cast.clerk)
    page.goto(f"/tugas/{office.open_task(ref, 'receive').ref}/")
    expect(page.get_by_text(f"Surat: {NUMBER}; isian: ")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Lihat suratnya").click()
    expect(page.get_by_role("region", name="Surat yang diunggah")).to_be_in_viewport()
    page.locator("[name=received-from_letter_letter_number]").check()
    fill(page, {"completeness": list(COMPLETENESS), "facts_match": True}, "received-")
    page.get_by_role("button", name="Terima & agendakan").click()
    expect(page.get_by_text("Tercatat")).to_be_visible()
    assert ServiceRequest.objects.get(ref=ref).letter_number == NUMBER


def test_the_coordinator_sees_what_still_differs_and_where_it_stands(
    open_page: OpenPage, office: Office
) -> None:
    ref = swift.to(office, "examine")
    found = [make_found("letter_number", NUMBER), make_found("letter_subject")]
    make_reading(letter_of(ref), *found)
    page = open_page(WIDE)
    login(page, office.cast.coordinator)
    page.goto(f"/tugas/{office.open_task(ref, 'examine').ref}/")
    expect(page.get_by_text(f"Surat: {NUMBER}; isian: ")).to_be_visible()
    expect(page.get_by_role("link", name="Lihat suratnya")).to_be_hidden()
    assert_accessible(page)
