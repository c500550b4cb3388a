"""The nine steps through the pages, by the cast, in a real browser; axe looks at each page.

The pictures of the documentation come from here:
``JUMPA_SHOTS=docs/images pytest tests/browser/test_nine_steps.py tests/browser/test_states.py``.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import FilePayload, Page, expect

from jumpa.documents.actions import read_now
from jumpa.documents.models import LetterReading
from jumpa.linecheck.rules import ITEMS
from jumpa.people.models import Person
from jumpa.steps.wording import CHECK_ITEMS
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.browser.letter import letter_pdf
from tests.flows.office import Office

PDF: FilePayload = {
    "name": "Surat 400.3-512.pdf",
    "mimeType": "application/pdf",
    "buffer": letter_pdf(),
}
LONG_NAME = (
    "Sosialisasi Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik"
    " bagi Perangkat Daerah se-Kota Singkawang Tahun Anggaran 2026"
)
SUBMIT = "Ajukan permohonan"


def seat(open_page: OpenPage, person: Person, viewport: dict[str, int] = WIDE) -> Page:
    """A page of one's own, signed in."""
    page = open_page(viewport)
    login(page, person)
    return page


def fill(page: Page, values: dict[str, Any], prefix: str = "") -> None:
    """Fill in the fields of that prefix, each as its kind wants it."""
    for name, value in values.items():
        field = page.locator(f'[name="{prefix}{name}"]:not([type="hidden"])')
        kind = field.first.evaluate("field => field.type")
        if isinstance(value, list):
            for one in value:
                page.locator(f'[name="{prefix}{name}"][value="{one}"]').check()
        elif kind == "checkbox":
            field.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def form_values(office: Office, *, left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The request form's values without its buttons."""
    values = office.request_values()
    return {
        key: value for key, value in values.items() if key not in ("ajukan", "versi", *left_out)
    }


def open_form(page: Page) -> None:
    """From home to an empty request form."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=SUBMIT).first.click()
    page.wait_for_load_state()


def take(page: Page, title: str, look: Callable[[Page], None] = assert_accessible) -> None:
    """Open the task of that title from one's home page, and look at both."""
    page.goto("/")
    look(page)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    look(page)


def make(page: Page, key: str, **values: Any) -> None:
    """Make the move of that key at the task on the page, and see that it was taken."""
    panel = page.locator(f"#langkah-{key}")
    summary = panel.locator("summary")
    if summary.count() and panel.get_attribute("open") is None:
        summary.click()
    fill(page, values, f"{key}-")
    panel.get_by_role("button").click()
    expect(page.locator("#pesan")).to_contain_text("Tercatat")


def submit(page: Page, office: Office) -> str:
    """Step 1, section by section, saved once as a draft; the request's ref."""
    open_form(page)
    assert_accessible(page)
    page.get_by_text("Perlengkapan yang dibutuhkan").click()
    fill(page, form_values(office, left_out=("terms",)))
    expect(page.locator("#ketersediaan")).to_contain_text("TCM Room tersedia")
    page.locator('[name="letter_file"]').set_input_files([PDF])
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.locator("#pesan")).to_contain_text("Draf tersimpan")
    expect(page.get_by_text(PDF["name"])).to_be_visible()
    assert_accessible(page)
    shot(page, "formulir", whole=False, top="#bagian-waktu")
    page.get_by_role("link", name="Syarat dan ketentuan").click()
    fill(page, {"terms": "on"})
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#pesan")).to_contain_text("sudah diajukan")
    assert_accessible(page)
    found = re.search(r"/permohonan/(\w+)/", page.url)
    assert found is not None
    return found.group(1)


def receive(page: Page) -> None:
    """Step 2, beside the letter."""
    take(page, "Penerimaan permohonan")
    for reading in LetterReading.objects.filter(state=LetterReading.State.WAITING):
        read_now(reading)  # as the worker does; the page asks by itself
    expect(page.locator("img.letter-page").first).to_be_visible()
    page.reload()  # the comparison waits for the next look
    shot(page, "terima", whole=False)
    for box in page.locator('[name="received-completeness"]').all():
        box.check()
    make(page, "received", facts_match="on")


def dispose(page: Page, title: str, to: str, picture: str = "") -> None:
    """Steps 3 and 4."""
    take(page, title)
    if picture:
        shot(page, picture, whole=False)
    make(page, "forwarded", to=[to], instructions=["tindak_lanjuti"], note="Fasilitasi sesuai SOP.")


def examine(page: Page, office: Office) -> None:
    """Step 5."""
    take(page, "Pemeriksaan permohonan")
    members = {f"member_{key}": office.cast.operator.ref for key in CHECK_ITEMS}
    make(page, "directed", facts_match="on", **members)


def check(member: Page, coordinator: Page) -> None:
    """Step 6: the member fills in, the coordinator concludes."""
    take(member, "Pengecekan kesiapan")
    make(member, "items", **{f"result_{key}": "sesuai" for key in CHECK_ITEMS})
    take(coordinator, "Pengecekan kesiapan")
    make(coordinator, "feasible", note="Sesuai hasil cek.")


def reply(coordinator: Page, head: Page) -> None:
    """The reply: drafted as proposed, released."""
    take(coordinator, "Konsep surat balasan")
    make(coordinator, "drafted")
    take(head, "Penerbitan surat balasan")
    make(head, "released")


def prepare(coordinator: Page, requester: Page, office: Office) -> None:
    """Step 8: the dates, a talk, the checklist, the verdict."""
    take(coordinator, "Persiapan dan uji koneksi")
    expect(coordinator.get_by_role("button", name="Siap", exact=True)).to_have_count(0)
    test = office.event_start() - timedelta(days=1)
    make(coordinator, "schedule", test_at=f"{test:%Y-%m-%dT%H:%M}")
    take(requester, "Persiapan dan uji koneksi")
    make(requester, "contact", what="Teknis disepakati.")
    take(coordinator, "Persiapan dan uji koneksi")
    make(coordinator, "checklist", **{f"result_{item}": "baik" for item in ITEMS})
    take(coordinator, "Persiapan dan uji koneksi")
    make(coordinator, "ready")


def execute(operator: Page) -> None:
    """Step 9: the big buttons, an incident, the report."""
    take(operator, "Pelaksanaan")
    expect(operator.get_by_role("button", name="Akhiri kegiatan")).to_have_count(0)
    operator.locator('[name="start-early"]').check()
    make(operator, "start")
    assert_accessible(operator)
    make(operator, "incident", what="Suara terputus-putus", done="Pindah ke jalur cadangan")
    shot(operator, "pelaksanaan-390", whole=False)
    make(operator, "end")
    assert_accessible(operator)
    make(
        operator,
        "reported",
        result="lancar_dengan_kendala",
        attended_in_room="23",
        attended_online="140",
        equipment_condition="Baik",
        conclusion="Kegiatan berjalan.",
    )


def test_the_cast_walks_the_nine_steps_through_the_pages(
    open_page: OpenPage, office: Office
) -> None:
    cast = office.cast
    requester = open_page()
    requester.goto("/masuk/")
    shot(requester, "masuk", whole=False)
    login(requester, cast.requester)
    ref = submit(requester, office)
    receive(seat(open_page, cast.clerk))
    head = seat(open_page, cast.head, NARROW)
    dispose(head, "Disposisi Kepala Dinas", "kabid_aptika", "disposisi-390")
    dispose(seat(open_page, cast.division_head), "Disposisi Kabid", "subkor_ile")
    coordinator = seat(open_page, cast.coordinator)
    examine(coordinator, office)
    member = seat(open_page, cast.operator, NARROW)
    check(member, coordinator)
    reply(coordinator, head)
    prepare(coordinator, requester, office)
    execute(member)
    take(coordinator, "Pengesahan laporan")
    make(coordinator, "acknowledged")

    requester.goto(f"/permohonan/{ref}/")
    expect(requester.get_by_text("Selesai", exact=True).first).to_be_visible()
    expect(requester.get_by_role("link", name="Laporan Hasil Pelaksanaan").first).to_be_visible()
    assert_accessible(requester)
    shot(requester, "permohonan", whole=False)
    requester.goto("/sop/")
    expect(requester.get_by_text("000.8.3.3/16/AI-A/2023").first).to_be_visible()
    assert_accessible(requester)
    shot(requester, "sop", whole=False)


def test_the_way_begins_without_javascript_on_a_phone(open_page: OpenPage, office: Office) -> None:
    def phone(person: Person) -> Page:
        page = open_page(NARROW, javascript=False)
        login(page, person)
        return page

    requester = phone(office.cast.requester)
    open_form(requester)
    requester.get_by_text("Perlengkapan yang dibutuhkan").click()
    fill(requester, form_values(office))
    requester.locator('[name="letter_file"]').set_input_files([PDF])
    requester.get_by_role("button", name="Periksa ketersediaan").click()
    expect(requester.locator("#ketersediaan")).to_contain_text("TCM Room tersedia")
    expect(requester.get_by_text(PDF["name"])).to_be_visible()
    assert_fits(requester)
    requester.get_by_role("button", name=SUBMIT).click()
    expect(requester.locator("#pesan")).to_contain_text("sudah diajukan")
    clerk = phone(office.cast.clerk)
    take(clerk, "Penerimaan permohonan", assert_fits)
    for box in clerk.locator('[name="received-completeness"]').all():
        box.check()
    make(clerk, "received", facts_match="on")
    head = phone(office.cast.head)
    take(head, "Disposisi Kepala Dinas", assert_fits)
    make(head, "forwarded", instructions=["proses"])
    expect(head.get_by_text("Disposisi Kabid").first).to_be_visible()


def test_a_clash_is_seen_while_typing_and_solved_with_one_press(
    open_page: OpenPage, office: Office
) -> None:
    office.submit()
    page = seat(open_page, office.cast.outsider)
    open_form(page)
    values = form_values(office, left_out=("terms", "equipment_mik_nirkabel"))
    fill(page, values)
    page.locator('[name="letter_file"]').set_input_files([PDF])
    answer = page.locator("#ketersediaan")
    expect(answer).to_contain_text("TCM Room sudah terpakai")
    expect(answer).not_to_contain_text(
        "Literasi Digital"
    )  # whose event it is, is not theirs to see
    assert_accessible(page)
    answer.get_by_role("button", name="Pakai ini").first.click()
    expect(page.get_by_text("Ruang dan waktu sudah diganti")).to_be_visible()
    expect(answer).to_contain_text("TCM Room tersedia")
    assert page.locator('[name="mulai"]').input_value() != values["mulai"]
    expect(page.locator('[name="event_name"]')).to_have_value(values["event_name"])
    expect(page.get_by_text(PDF["name"])).to_be_visible()
    assert_accessible(page)
    fill(page, {"terms": "on"})
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#pesan")).to_contain_text("sudah diajukan")
    expect(page.get_by_text("Bentrok jadwal")).to_have_count(0)


def test_a_clash_found_at_the_check_is_settled_by_both_sides(
    open_page: OpenPage, office: Office
) -> None:
    office.submit()
    upload = SimpleUploadedFile(PDF["name"], letter_pdf(), content_type=PDF["mimeType"])
    changes: dict[str, Any] = {
        "event_name": LONG_NAME,
        "accepts_clash": "on",
        "letter_file": upload,
    }
    ref = office.submit("keduakeduake12", **changes)
    office.receive(ref)
    office.dispose(ref)
    office.examine(ref)
    found: dict[str, Any] = {f"result_{key}": "sesuai" for key in CHECK_ITEMS}
    found |= {"result_waktu": "tidak", "note_waktu": "Bersamaan dengan acara lain."}
    office.move(ref, "check", "items", office.cast.operator, **found)

    coordinator = seat(open_page, office.cast.coordinator)
    take(coordinator, "Pengecekan kesiapan")
    expect(coordinator.get_by_role("alert")).to_contain_text("Bersamaan dengan acara lain")
    coordinator.wait_for_timeout(1500)  # as in ``receive``
    shot(coordinator, "cek-bentrok", whole=False)
    make(coordinator, "clash", note="Ruang terpakai.")
    take(coordinator, "Konfirmasi alternatif")
    for box in coordinator.locator('[name="offer-choices"]').all()[:2]:
        box.check()
    make(coordinator, "offer", message="Silakan pilih salah satu.")

    requester = seat(open_page, office.cast.requester, NARROW)
    take(requester, "Konfirmasi alternatif")
    expect(requester.get_by_text("Silakan pilih salah satu.").first).to_be_visible()
    requester.get_by_role("radio").nth(1).check()
    make(requester, "agreed")
    assert_accessible(requester)
    expect(requester.get_by_text("Jadwal pasti")).to_be_visible()
