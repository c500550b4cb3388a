"""Pages of a request that the usual way does not pass, on a phone; and a desk with much on it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from jumpa.workflow.models import Task
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, login, shot
from tests.flows import swift
from tests.flows.office import Office

DESK = (
    ("examine", "Rapat Koordinasi Penanganan Stunting", "sangat_segera"),
    ("check", "Bimbingan Teknis Pengelolaan Arsip Digital bagi Perangkat Daerah", "biasa"),
    ("prepare", "Sosialisasi Sistem Pemerintahan Berbasis Elektronik", "segera"),
    ("negotiate", "Webinar Literasi Digital Guru PAUD", "biasa"),
)


def busy_desk(office: Office) -> None:
    """Four requests at steps of the coordinator, one of them a day late."""
    for day, (step, name, urgency) in enumerate(DESK):
        start = office.event_start() + timedelta(days=day)
        changes: dict[str, Any] = {"event_name": name, "urgency": urgency, "start": start}
        person = office.cast.outsider if day % 2 == 0 else office.cast.requester
        swift.to(office, step, f"mejasubkor{day:04}", by=person, **changes)
    yesterday = timezone.now() - timedelta(days=1)
    Task.objects.filter(step_key="check", state=Task.State.OPEN).update(due=yesterday)


def test_a_busy_home_page_puts_what_is_late_first(open_page: OpenPage, office: Office) -> None:
    busy_desk(office)
    page = open_page(WIDE)
    login(page, office.cast.coordinator)
    assert_accessible(page)
    expect(page.locator(".task-list").first).to_contain_text(DESK[1][1])
    expect(page.locator(".task-list").first).not_to_contain_text(DESK[0][1])
    shot(page, "beranda-subkor", whole=False)
    page.goto("/permohonan/")
    assert_accessible(page)
    shot(page, "daftar-permohonan", whole=False)


def test_the_requesters_pages_beside_the_way_are_accessible_on_a_phone(
    open_page: OpenPage, office: Office
) -> None:
    page = open_page(NARROW)
    login(page, office.cast.requester)
    page.goto("/permohonan/")
    assert_accessible(page)
    page.goto("/permohonan/baru/")
    page.get_by_role("button", name="Ajukan permohonan").click()
    expect(page.get_by_role("alert")).to_contain_text("Periksa kembali")
    assert_accessible(page)
    ref = swift.to(office, "receive")
    reason: dict[str, Any] = {"reason": "tidak_lengkap", "note": "Rundown belum ada."}
    for path in ("", "batalkan/", "jadwal-lain/"):
        page.goto(f"/permohonan/{ref}/{path}")
        assert_accessible(page)
    office.move(ref, "receive", "returned", office.cast.clerk, **reason)
    page.goto(f"/permohonan/{ref}/isi/")
    expect(page.get_by_text(reason["note"])).to_be_visible()
    assert_accessible(page)
    for path in ("/permohonan/?cari=tidak-ada", "/ruang/", "/ketersediaan/", "/sop/"):
        page.goto(path)
        assert_accessible(page)


def test_a_refused_form_of_a_step_says_so_where_it_stands(
    open_page: OpenPage, office: Office
) -> None:
    ref = swift.to(office, "check")
    page = open_page(NARROW)
    login(page, office.cast.operator)
    page.goto(f"/tugas/{office.open_task(ref, 'check').ref}/")
    page.locator('[name="items-result_waktu"]').select_option("tidak")
    page.get_by_role("button", name="Simpan hasil cek").click()
    expect(page.get_by_role("alert")).to_contain_text("Jelaskan temuannya")
    expect(page.locator('[name="items-result_waktu"]')).to_have_value("tidak")
    assert_accessible(page)
