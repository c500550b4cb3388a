"""The timetable in a real browser: list, drawing, keyboard, drag, print."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from jumpa.scheduling.actions import hold
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.tests.makers import SUBKOR, make_closure, make_room, make_units
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.flows import swift
from tests.flows.office import Office

LONG = (
    "Rapat Koordinasi Percepatan Penanggulangan Kemiskinan Ekstrem dan Penurunan Stunting Tingkat "
    "Kota Singkawang bersama Kementerian Dalam Negeri · Badan Perencanaan Pembangunan Daerah"
)
SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
HALF_HOUR = 28
"""Pixels of the day's drawing."""


def book(owner: str, resources: list[Resource], start: datetime, label: str) -> None:
    """Two hours for the owner, as one."""
    end = start + timedelta(hours=2)
    hold(owner, resources, start, end, label=label, actor=SUBKOR)


def furnish(office: Office) -> Resource:
    """A second room, an operator, microphones, and events on the day of the office's own."""
    hall = make_room(name="Aula Dinas Kominfo", building="Dinas Kominfo", capacity=120)
    operators = make_units(1, Kind.OPERATOR, name="Operator TCM Room")
    microphones = make_units(3, name="Mikrofon nirkabel")
    operator, unit = operators.resources.get(), microphones.resources.first()
    assert unit is not None
    start = office.event_start()
    book("apel", [hall, operator, unit], start + timedelta(hours=4), LONG)
    book("lain", [office.room], start + timedelta(hours=5), "Rapat Inflasi · Bappeda")
    make_closure(hall, reason="holiday", during=(start - timedelta(2), start - timedelta(1)))
    return hall


def address(office: Office, view: str = "hari") -> str:
    return f"/jadwal/?tampilan={view}&tanggal={office.event_start():%Y-%m-%d}"


def event(page: Page, name: str) -> Locator:
    """An event of the drawing by what it is called."""
    return page.locator(".board .slot-link", has_text=re.compile(name)).first


def drag(page: Page, what: Locator, *, right: float = 0, down: float = 0) -> None:
    """By the mouse, as a hand does: in small moves."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 6, y, steps=2)
    page.mouse.move(x + right, y + down, steps=8)
    page.mouse.up()


def start_of(owner: str) -> datetime:
    return timezone.localtime(reservations_of(owner)[0].span.start)


@SIZES
@pytest.mark.parametrize("view", ["hari", "minggu", "bulan"])
def test_the_timetable_is_accessible_full(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str, view: str
) -> None:
    swift.to(office, "prepare")
    furnish(office)
    page = open_page(viewport)
    login(page, office.cast.coordinator)
    page.goto(address(office, view))
    place = page.locator(".board" if size == "1280" else ".timetable")
    expect(place.get_by_text("Literasi Digital").first).to_be_visible()
    assert_accessible(page)
    shot(page, f"jadwal-{view}-{size}")


@SIZES
def test_the_timetable_is_accessible_empty_and_for_a_requester(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, office.cast.requester)
    page.goto("/jadwal/?jenis=uplink")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    assert_accessible(page)
    swift.to(office, "prepare")
    page.goto(address(office))
    expect(page.get_by_text("Terpakai").first).to_be_visible()
    expect(page.get_by_text("Literasi Digital")).to_have_count(0)
    assert_accessible(page)


def test_without_javascript_a_phone_gets_a_list_and_can_move(
    open_page: OpenPage, office: Office
) -> None:
    ref = swift.to(office, "prepare")
    page = open_page(NARROW, javascript=False)
    login(page, office.cast.coordinator)
    page.goto(address(office, "minggu"))
    assert_fits(page)
    expect(page.locator(".board")).to_be_hidden()
    page.get_by_role("link", name=re.compile("Literasi Digital")).click()
    start = office.event_start() + timedelta(days=1)
    page.get_by_label("Mulai").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.get_by_label("Selesai").fill(f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Pindahkan").click()
    expect(page.get_by_text("Jadwal dipindahkan ke")).to_be_visible()
    assert_fits(page)
    assert office.found(ref).agreed_start == start


def test_arrows_walk_through_the_drawing_and_enter_opens(page: Page, office: Office) -> None:
    swift.to(office, "prepare")
    furnish(office)
    login(page, office.cast.coordinator)
    page.goto(address(office))
    first, second = event(page, "Literasi"), event(page, "Inflasi")
    expect(first).to_be_visible()
    assert page.locator(".board .slot-link[tabindex='0']").count() == 1
    page.get_by_role("button", name="Tabel").focus()
    stops = [tab(page) for _step in range(6)]
    assert sum("Literasi Digital" in stop for stop in stops) == 1
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(event(page, "Kemiskinan.*Aula")).to_be_focused()
    frame = "() => getComputedStyle(document.activeElement.closest('.ec-event')).outlineStyle"
    assert page.evaluate(frame) == "solid"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/jadwal/\w{14}/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Literasi Digital")
    assert_accessible(page)
    shot(page, "jadwal-kegiatan-1280")


def tab(page: Page) -> str:
    """What the focus reaches by the next press of Tab."""
    page.keyboard.press("Tab")
    found: str = page.evaluate("() => document.activeElement.textContent")
    return found


@pytest.mark.parametrize("zone", ["Asia/Pontianak", "Asia/Jayapura"])
def test_dragging_moves_the_event_in_the_offices_time_wherever_the_browser_is(
    open_page: OpenPage, office: Office, zone: str
) -> None:
    ref = swift.to(office, "prepare")
    page = open_page(zone=zone)
    login(page, office.cast.coordinator)
    page.goto(address(office))
    expect(event(page, "Literasi")).to_be_visible()
    drag(page, event(page, "Literasi"), right=2 * HALF_HOUR)
    dialog = page.get_by_role("dialog", name="Pindahkan jadwal?")
    expect(dialog).to_contain_text("10.00–12.00")
    assert_accessible(page)
    shot(page, "jadwal-pindah-1280", whole=False)
    dialog.get_by_label("Alasan").fill("Menyesuaikan jadwal wali kota.")
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(page.locator("#pesan")).to_contain_text("Jadwal dipindahkan ke")
    expect(event(page, "10.00–12.00")).to_be_visible()
    moved = office.event_start() + timedelta(hours=1)
    assert office.found(ref).agreed_start == moved
    assert "Menyesuaikan jadwal wali kota." in office.page_of(ref, office.cast.requester)
    page.get_by_role("button", name="Tabel").click()
    expect(page.locator(".timetable")).to_contain_text("10.00–12.00")
    assert_accessible(page)


def test_pulling_the_end_makes_the_event_longer(page: Page, office: Office) -> None:
    ref = swift.to(office, "prepare")
    login(page, office.cast.coordinator)
    page.goto(address(office))
    expect(event(page, "Literasi")).to_be_visible()
    box = page.locator(".board .ec-event:has(a.slot-link)").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2 * HALF_HOUR, y, steps=8)
    page.mouse.up()
    page.get_by_role("dialog").get_by_role("button", name="Pindahkan").click()
    expect(page.locator("#pesan")).to_contain_text("09.00–12.00")
    assert office.found(ref).agreed_end == office.event_start() + timedelta(hours=3)


def test_a_conflict_on_a_drag_jumps_back_and_says_what_else_is_free(
    page: Page, office: Office
) -> None:
    ref = swift.to(office, "prepare")
    furnish(office)
    login(page, office.cast.coordinator)
    page.goto(address(office))
    expect(event(page, "Literasi")).to_be_visible()
    before = event(page, "Literasi").bounding_box()
    drag(page, event(page, "Literasi"), right=8 * HALF_HOUR)
    page.get_by_role("dialog").get_by_role("button", name="Pindahkan").click()
    told = page.locator("#pesan")
    expect(told.get_by_role("alert")).to_contain_text("TCM Room sudah terpakai")
    expect(told).to_contain_text("Rapat Inflasi · Bappeda")
    expect(event(page, "09.00–11.00.*Literasi")).to_be_visible()
    after = event(page, "Literasi").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["x"] - after["x"]) < 1
    assert start_of(ref) == office.event_start()
    assert_accessible(page)
    shot(page, "jadwal-bentrok-1280")
    told.get_by_role("link").first.click()
    expect(page.get_by_label("Mulai")).not_to_have_value(f"{office.event_start():%Y-%m-%dT%H:%M}")


def test_a_drag_to_another_room_moves_there_and_one_to_an_operator_does_not(
    page: Page, office: Office
) -> None:
    ref = swift.to(office, "prepare")
    hall = furnish(office)
    login(page, office.cast.coordinator)
    page.goto(address(office))
    expect(event(page, "Literasi")).to_be_visible()
    below = rows_apart(page, "Literasi", "Kemiskinan.*Operator")
    drag(page, event(page, "Literasi"), down=below)
    expect(page.locator("#pesan")).to_contain_text("hanya dapat dipindahkan ke ruang lain")
    drag(page, event(page, "Literasi"), down=rows_apart(page, "Literasi", "Kemiskinan.*Aula"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(hall.name)
    dialog.get_by_role("button", name="Batal").click()
    expect(event(page, "Literasi.*TCM Room")).to_be_visible()
    assert office.holds(ref)[0][0] == "TCM Room"
    drag(page, event(page, "Literasi"), down=rows_apart(page, "Literasi", "Kemiskinan.*Aula"))
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(page.locator("#pesan")).to_contain_text("Jadwal dipindahkan")
    assert office.holds(ref)[0][0] == hall.name


def rows_apart(page: Page, one: str, other: str) -> float:
    """How far the second event's row lies below the first's."""
    boxes = [event(page, name).bounding_box() for name in (one, other)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    return boxes[1]["y"] - boxes[0]["y"]


def test_who_may_not_move_drags_nothing(page: Page, office: Office) -> None:
    ref = swift.to(office, "prepare")
    login(page, office.cast.operator)
    page.goto(address(office))
    expect(event(page, "Literasi")).to_be_visible()
    drag(page, event(page, "Literasi"), right=2 * HALF_HOUR)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert start_of(ref) == office.event_start()


def test_it_prints_as_a_table_without_the_frame(page: Page, office: Office) -> None:
    swift.to(office, "prepare")
    furnish(office)
    login(page, office.cast.coordinator)
    page.goto(address(office, "minggu"))
    expect(event(page, "Literasi")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".board")).to_be_hidden()
    for hidden in (".sidebar", ".timetable-tools", ".timetable-fold", ".board-choice"):
        expect(page.locator(hidden)).to_be_hidden()
    table = page.get_by_role("table")
    expect(table.get_by_text("Literasi Digital")).to_be_visible()
    expect(table.get_by_text("pasti").first).to_be_visible()
    shot(page, "jadwal-cetak")
