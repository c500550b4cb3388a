"""Something short of what the form asks for is said while it is filled in, and solved there."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jumpa.scheduling.actions import allocate
from jumpa.scheduling.models import Kind
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import SUBKOR, make_pool, make_room, make_unit
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.browser.test_nine_steps import PDF, SUBMIT, fill, form_values, open_form
from tests.flows.office import Office

MICROPHONES = "equipment_mik_nirkabel"


def take_microphones(office: Office) -> None:
    """Two there are, and one is another's at the time that will be asked for."""
    pool = make_pool(Kind.EQUIPMENT, name="Mikrofon nirkabel", key="mik_nirkabel")
    for _ in range(2):
        make_unit(pool)
    make_room(name="Ruang Rapat Kecil", capacity=12)
    start = office.event_start()
    need = Need(units=(UnitNeed("equipment", key="mik_nirkabel"),))
    want = Want(Span(start, start + timedelta(hours=2)), need)
    allocate("lain", [want], label="Rapat rahasia", actor=SUBKOR)


def fill_in(page: Page, values: dict[str, Any]) -> None:
    open_form(page)
    fill(page, values)
    page.locator('[name="letter_file"]').set_input_files([PDF])
    page.get_by_text("Perlengkapan yang dibutuhkan").click()
    fill(page, {MICROPHONES: "2"})


@pytest.mark.parametrize(("viewport", "name"), [(WIDE, "wide"), (NARROW, "narrow")])
def test_short_equipment_is_seen_while_typing_and_another_time_solves_it(
    open_page: OpenPage, office: Office, viewport: dict[str, int], name: str
) -> None:
    take_microphones(office)
    page = open_page(viewport)
    login(page, office.cast.requester)
    values = form_values(office, left_out=(MICROPHONES,))
    fill_in(page, values)
    answer = page.locator("#ketersediaan")
    page.keyboard.press("Tab")
    expect(answer).to_contain_text("Mikrofon nirkabel: diminta 2, yang bebas 1")
    expect(answer).not_to_contain_text("Rapat rahasia")
    assert_accessible(page)
    assert_fits(page)
    shot(page, f"alternatif-{name}", whole=False, top="#ketersediaan")
    answer.get_by_role("button", name="Pakai ini").first.click()
    expect(page.get_by_text("Ruang dan waktu sudah diganti")).to_be_visible()
    expect(answer).to_contain_text("TCM Room tersedia")
    expect(page.locator(f'[name="{MICROPHONES}"]')).to_have_value("2")
    assert page.locator('[name="mulai"]').input_value() != values["mulai"]
    page.get_by_role("button", name=SUBMIT).click()
    expect(page.locator("#pesan")).to_contain_text("sudah diajukan")
    expect(page.get_by_text("Bentrok jadwal")).to_have_count(0)


def test_without_javascript_the_button_checks_all_that_is_asked_for(
    open_page: OpenPage, office: Office
) -> None:
    take_microphones(office)
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.requester)
    fill_in(page, form_values(office, left_out=(MICROPHONES,)))
    page.get_by_role("button", name="Periksa ketersediaan").click()
    answer = page.locator("#ketersediaan")
    expect(answer).to_contain_text("Mikrofon nirkabel: diminta 2, yang bebas 1")
    answer.get_by_role("button", name="Pakai ini").first.click()
    expect(answer).to_contain_text("TCM Room tersedia")
