"""Signed out in the middle of the form: the page stays as it is, and all that was typed is kept."""

import re

from playwright.sync_api import Page, expect

from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.people.tests.makers import PASSWORD
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, Complaints, assert_accessible, login
from tests.browser.test_letters_in import letter
from tests.flows.office import Office

EVENT = "Rapat Koordinasi Literasi Digital"


def forget(page: Page) -> None:
    """Twelve hours later."""
    page.context.clear_cookies(name="sessionid")


def sign_in(page: Page, person: Person) -> None:
    """By the form that is on the page."""
    page.get_by_label("NIP atau pos-el").fill(person.nip or person.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_the_form_stays_and_goes_on_after_signing_in_in_another_tab(
    open_page: OpenPage, office: Office, complaints: Complaints
) -> None:
    page = open_page(NARROW)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=event_name]").fill(EVENT)
    forget(page)
    page.locator("[name=letter_file]").set_input_files(letter(office))
    expect(page.locator("#pesan")).to_contain_text("Anda sudah keluar dari Jumpa")
    expect(page.locator("#surat-unggah")).to_contain_text("Unggah surat lebih dulu")
    assert_accessible(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Masuk lagi di tab baru").click()
    sign_in(opened.value, office.cast.requester)
    opened.value.wait_for_url(re.compile(r"^(?!.*/masuk/)"))
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.locator("#surat-unggah")).to_contain_text("Surat tersimpan:")
    expect(page.locator("[name=event_name]")).to_have_value(EVENT)
    complaints.found.clear()


def test_what_was_sent_is_carried_through_the_sign_in(
    open_page: OpenPage, office: Office, complaints: Complaints
) -> None:
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.requester)
    page.goto("/permohonan/baru/")
    page.locator("[name=event_name]").fill(EVENT)
    forget(page)
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_text("belum tersimpan, tetapi tidak hilang")).to_be_visible()
    sign_in(page, office.cast.requester)
    page.get_by_role("button", name="Kirim isian tadi").click()
    expect(page.get_by_text("Draf tersimpan.")).to_be_visible()
    assert ServiceRequest.objects.get().event_name == EVENT
    complaints.found.clear()
