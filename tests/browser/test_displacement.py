"""A displacement, from the official who sees its cost to the requester who chooses anew."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.scheduling.models import Kind
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.tests.makers import make_pool, make_room, make_unit
from jumpa.steps.jobs import prepare_offers
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, login, shot
from tests.flows import swift
from tests.flows.office import Office

LOSER, WINNER = "barubarubaru22", "benturbentur23"
REASON = "Rapat koordinasi mendadak dengan Menteri Dalam Negeri"
BASIS = "Arahan Wali Kota, surat 100.1/77/Setda/2026"
SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)


def two_requests(office: Office) -> None:
    """One is scheduled with all it needs; another of a second agency clashes with it at step 6."""
    make_room(name="Ruang Rapat Kominfo", capacity=40)
    microphones = make_pool(name="Mikrofon nirkabel", key="mik_nirkabel")
    team = make_pool(Kind.OPERATOR, name="Operator")
    for number in (1, 2, 3):
        make_unit(microphones, name=f"Mikrofon {number}")
    for person in (office.cast.operator, office.cast.operator_two):
        make_unit(team, name=person.name, person=person)
    swift.to(office, "prepare", LOSER)
    changes: dict[str, Any] = {
        "event_name": "Rapat Pengendalian Inflasi Daerah bersama Kemendagri",
        "organiser": "Dinas Kesehatan dan Keluarga Berencana",
    }
    swift.submit(office, WINNER, by=office.cast.outsider, accepts_clash=True, **changes)
    swift.forward(office, WINNER, "check")
    swift.items(office, WINNER)


@SIZES
def test_a_displacement_is_seen_by_who_gives_it_and_by_who_loses(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    two_requests(office)
    page = open_page(viewport)
    give_priority(page, office, size)
    job = ProcrastinateJob.objects.filter(task_name="steps.prepare_offers").latest("id")
    prepare_offers(**job.args)
    read_the_notice(page, office, size)
    choose_anew(page, office, size)


def give_priority(page: Page, office: Office, size: str) -> None:
    """The coordinator sees what is short, whom it would cost, and says why."""
    login(page, office.cast.coordinator)
    page.goto(f"/tugas/{office.open_task(WINNER, 'check').ref}/")
    expect(page.locator(".need-list")).to_contain_text("diminta 2, yang bebas 1")
    assert_accessible(page)
    shot(page, f"kebutuhan-{size}")
    page.get_by_role("link", name="Dahulukan kegiatan ini").click()
    expect(page.locator(".losers")).to_contain_text("Rapat Koordinasi Literasi Digital")
    page.get_by_label("Alasan prioritas").fill(REASON)
    page.get_by_label("Dasar prioritas").fill(BASIS)
    assert_accessible(page)
    shot(page, "prioritas" if size == "1280" else "prioritas-390")
    page.get_by_role("button", name="Dahulukan dan geser").click()
    expect(page.get_by_text("Kegiatan ini didahulukan")).to_be_visible()
    assert_accessible(page)


def read_the_notice(page: Page, office: Office, size: str) -> None:
    """The requester who lost reads why, at home and on the request's page."""
    login(page, office.cast.requester)
    notice = page.locator(".displaced")
    expect(notice).to_contain_text(REASON)
    expect(notice).to_contain_text(BASIS)
    assert_accessible(page)
    shot(page, "digeser-390" if size == "390" else "digeser-1280")
    notice.get_by_role("link").click()
    expect(page.locator(".displaced")).to_contain_text("tidak perlu diajukan ulang")
    assert_accessible(page)
    shot(page, f"digeser-permohonan-{size}")


def choose_anew(page: Page, office: Office, size: str) -> None:
    """And takes one of the alternatives, after which the notice is gone."""
    page.get_by_role("link", name="Kerjakan").click()
    assert_accessible(page)
    shot(page, f"digeser-pilih-{size}")
    # The other room is no alternative: two microphones are not to be had at that time.
    expect(page.get_by_label("Ruang Rapat Kominfo")).to_have_count(0)
    page.get_by_label("TCM Room").first.check()
    page.get_by_role("button", name="Pilih alternatif").click()
    expect(page.get_by_text("Jadwal pasti")).to_be_visible()
    later = office.event_start() + timedelta(hours=2)
    assert {one.span.start for one in reservations_of(LOSER)} == {later}
    page.goto("/")
    expect(page.locator(".displaced")).to_have_count(0)
