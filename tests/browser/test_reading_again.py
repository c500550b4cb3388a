"""A letter could not be read: whoever has it before them has it read again and goes on working."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from jumpa.documents.models import LetterReading
from jumpa.documents.tests.reading_jobs import done
from jumpa.intake.tests.readings import letter_of
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.browser.test_letters_in import NUMBER, letter, read_the_letter
from tests.flows.office import Office

WHY = "Surat ini tidak dapat dibaca: peladen sedang membaca terlalu banyak berkas."


def give_up() -> None:
    """What the worker does in the end, with the only letter that there is."""
    reading = LetterReading.objects.select_related("file").get()
    done(reading.file)
    LetterReading.objects.update(state="failed", problem=WHY, at=timezone.now())


def press(page: Page) -> None:
    page.get_by_role("button", name="Baca ulang").press("Enter")


def test_the_applicant_has_it_read_again_while_typing(open_page: OpenPage, office: Office) -> None:
    page = open_page(WIDE)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=letter_file]").set_input_files(letter(office))
    card = page.locator("#surat-terbaca")
    expect(card).to_contain_text("Surat sedang dibaca")
    give_up()
    expect(card).to_contain_text(WHY)
    assert_accessible(page)
    shot(page, "surat-tidak-terbaca", whole=False, top="#surat-unggah")
    page.locator("[name=event_name]").fill("Rapat Koordinasi")
    press(page)
    expect(card).to_contain_text("Surat sedang dibaca")
    expect(page.locator("[name=event_name]")).to_have_value("Rapat Koordinasi")
    expect(page.get_by_role("button", name="Lihat hasil bacaan")).to_be_focused()
    assert_accessible(page)
    read_the_letter()
    expect(card).to_contain_text("Terbaca dari surat")
    expect(card).to_contain_text(NUMBER)


def test_without_javascript_and_on_a_phone_the_button_does_the_same(
    open_page: OpenPage, office: Office
) -> None:
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=letter_file]").set_input_files(letter(office))
    page.get_by_role("button", name="Unggah dan baca").click()
    give_up()
    page.locator("[name=event_name]").fill("Rapat Koordinasi")
    page.get_by_role("button", name="Lihat hasil bacaan").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    assert_fits(page)
    shot(page, "surat-tidak-terbaca-hp", whole=False, top="#surat-unggah")
    press(page)
    expect(page.get_by_text("Surat sedang dibaca")).to_be_visible()
    expect(page.locator("[name=event_name]")).to_have_value("Rapat Koordinasi")
    read_the_letter()
    page.get_by_role("button", name="Lihat hasil bacaan").click()
    expect(page.get_by_text("Terbaca dari surat")).to_be_visible()


def test_the_front_desk_has_it_read_again_and_keeps_what_it_wrote(
    open_page: OpenPage, office: Office
) -> None:
    content = letter(office)
    file = SimpleUploadedFile(content["name"], content["buffer"], content_type="application/pdf")
    ref = office.submit(letter_file=file)
    give_up()
    page = open_page(NARROW)
    login(page, office.cast.clerk)
    page.goto(f"/tugas/{office.open_task(ref, 'receive').ref}/")
    card = page.locator("#surat-banding")
    expect(card).to_contain_text(WHY)
    assert_accessible(page)
    shot(page, "surat-tidak-terbaca-meja-hp", whole=False, top="#surat-banding")
    page.set_viewport_size(WIDE)
    shot(page, "surat-tidak-terbaca-meja", whole=False, top="#surat-banding")
    page.locator("[name=received-note]").fill("Lampiran menyusul.")
    press(page)
    expect(card).to_contain_text("Surat masih dibaca")
    expect(page.locator("[name=received-note]")).to_have_value("Lampiran menyusul.")
    assert_accessible(page)
    read_the_letter()
    page.reload()
    expect(page.get_by_text(f"Surat: {NUMBER}; isian: ")).to_be_visible()
    assert LetterReading.objects.get(file=letter_of(ref)).state == "read"
