"""A series in a real browser: a clashing date is found while typing, and solved by itself."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from jumpa.scheduling.actions import hold
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.flows import swift
from tests.flows.office import Office

SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
WEEK = timedelta(days=7)


def second_date_is_taken(office: Office) -> None:
    make_room(name="Ruang Rapat Kominfo", capacity=40)
    at = office.event_start() + WEEK
    hold("lain", [office.room], at, at + timedelta(hours=2), label="Apel besar", actor=SUBKOR)


def fill_in(page: Page, office: Office) -> None:
    """The time and the room, and that it repeats three times."""
    start = office.event_start()
    page.goto("/permohonan/baru/")
    page.locator("[name=mulai]").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.locator("[name=selesai]").fill(f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}")
    page.locator("[name=ruang]").select_option(office.room.ref)
    page.locator("[name=repeat_count]").fill("3")
    page.locator("[name=repeats]").select_option("weekly")


@SIZES
def test_a_clashing_date_is_seen_while_typing_and_solved_by_another_room(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    second_date_is_taken(office)
    page = open_page(viewport)
    login(page, office.cast.requester)
    fill_in(page, office)
    series = page.locator("#rangkaian")
    expect(series.get_by_text("1 tanggal bentrok")).to_be_visible()
    assert_accessible(page)
    shot(page, f"rangkaian-bentrok-{size}")
    series.get_by_role("button", name="Pakai ini").first.click()
    expect(series.get_by_text("Semuanya tersedia.")).to_be_visible()
    expect(series.locator("select").nth(1)).to_have_value(
        series.locator("select").nth(1).locator("option", has_text="Kominfo").get_attribute("value")
        or ""
    )
    shot(page, f"rangkaian-bebas-{size}")


def test_the_dates_are_shown_without_javascript_too(open_page: OpenPage, office: Office) -> None:
    second_date_is_taken(office)
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.requester)
    fill_in(page, office)
    page.get_by_role("button", name="Periksa tanggal").click()
    expect(page.get_by_text("1 tanggal bentrok")).to_be_visible()
    page.locator(".series-date").nth(1).get_by_label("Lewatkan tanggal ini").check()
    page.get_by_role("button", name="Periksa tanggal").click()
    expect(page.get_by_text("Semuanya tersedia.")).to_be_visible()
    expect(page.get_by_text("Dilewatkan", exact=True)).to_be_visible()
    assert_fits(page)


@SIZES
def test_the_dates_of_a_series_are_listed_where_it_is_read_and_worked_on(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    second_date_is_taken(office)
    ref = swift.submit(office, recurrence="RRULE:FREQ=WEEKLY;COUNT=4", accepts_clash=True)
    swift.forward(office, ref, "check")
    page = open_page(viewport)
    login(page, office.cast.requester)
    page.goto(f"/permohonan/{ref}/")
    expect(page.get_by_text("Rangkaian jadwal (4 tanggal)")).to_be_visible()
    assert_accessible(page)
    shot(page, f"rangkaian-permohonan-{size}")
    page.get_by_role("link", name="Minta waktu lain").first.click()
    expect(page.get_by_label("Tanggal yang diubah")).to_have_value("1")
    assert_accessible(page)

    login(page, office.cast.coordinator)
    page.goto(f"/tugas/{office.open_task(ref, 'check').ref}/")
    expect(page.get_by_text("Apel besar").first).to_be_visible()
    assert_accessible(page)
    shot(page, f"rangkaian-cek-{size}")
