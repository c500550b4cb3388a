"""Every page of a request in every state, wide and narrow: accessible, and no wider than the window.

The states are reached by the cast's own forms; the pages are only looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.people.models import Person
from jumpa.people.tests.cast import make_cast
from jumpa.scheduling.tests.makers import make_room
from jumpa.workflow.actions import publish_sop
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, shot
from tests.flows.office import Office


@pytest.fixture
def office_unused(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    seed_calendar([timezone.localdate().year, timezone.localdate().year + 1])
    sop = settings.BASE_DIR / "sops" / "video_conference.toml"
    publish_sop(sop.read_text(encoding="utf-8"), actor=SYSTEM)
    return Office(make_cast(), make_room(name="TCM Room", capacity=40))


@dataclass
class Eye:
    """Looks at a page as somebody, wide and narrow."""

    pages: dict[str, Page]
    base: str

    def look(
        self,
        path: str,
        person: Person | None,
        name: str,
        before: Callable[[Page], None] | None = None,
    ) -> None:
        for size, page in self.pages.items():
            if person is not None:
                client = Client()
                client.force_login(person)
                page.context.clear_cookies()
                page.context.add_cookies(
                    [
                        {
                            "name": "sessionid",
                            "value": client.cookies["sessionid"].value,
                            "url": self.base,
                        }
                    ]
                )
            page.goto(path)
            if before:
                before(page)
            shot(page, f"{name}-{size}")
            problems(page)


@pytest.fixture
def eye(open_page: OpenPage, live_server: Any) -> Eye:
    return Eye({"1280": open_page(WIDE), "390": open_page(NARROW)}, str(live_server))


def task(office: Office, ref: str, kind: str) -> str:
    return f"/tugas/{office.open_task(ref, kind).ref}/"


def test_tour(office: Office, eye: Eye, settings) -> None:
    cast = office.cast
    settings.SESSION_COOKIE_SECURE = False
    eye.look("/masuk/", None, "masuk")
    eye.look("/", cast.requester, "beranda-opd-kosong")
    eye.look("/permohonan/", cast.requester, "daftar-kosong")
    eye.look("/permohonan/baru/", cast.requester, "formulir")
    eye.look(
        "/permohonan/baru/",
        cast.requester,
        "formulir-ditolak",
        lambda p: (
            p.get_by_role("button", name="Ajukan permohonan").click(),
            p.wait_for_load_state(),
        ),
    )
    ref = office.submit()
    path = f"/permohonan/{ref}/"
    eye.look("/", cast.requester, "beranda-opd")
    eye.look(path, cast.requester, "permohonan-diajukan")
    eye.look(path + "batalkan/", cast.requester, "batalkan")
    eye.look(path + "jadwal-lain/", cast.requester, "jadwal-lain")
    eye.look("/", cast.clerk, "beranda-tu")
    eye.look(task(office, ref, "receive"), cast.clerk, "t2-terima")
    office.receive(ref)
    eye.look(task(office, ref, "dispose"), cast.head, "t3-disposisi")
    office.dispose(ref)
    eye.look(task(office, ref, "examine"), cast.coordinator, "t5-periksa")
    office.examine(ref)
    eye.look(task(office, ref, "check"), cast.operator, "t6-cek-anggota")
    eye.look(task(office, ref, "check"), cast.coordinator, "t6-cek")
    office.check(ref)
    eye.look(task(office, ref, "draft_reply"), cast.coordinator, "konsep-balasan")
    eye.look("/", cast.coordinator, "beranda-subkor")
    office.reply_draft(ref) if hasattr(office, "reply_draft") else None
    office.move(
        ref,
        "draft_reply",
        "drafted",
        cast.coordinator,
        subject="Balasan permohonan",
        recipient="Kepala Dinas Pendidikan dan Kebudayaan",
        paragraphs="Menindaklanjuti surat Saudara, permohonan dapat kami layani.\n\nKegiatan berlangsung di TCM Room.",
        copies="",
    )
    eye.look(task(office, ref, "release_reply"), cast.head, "terbitkan-balasan")
    eye.look("/", cast.head, "beranda-kadis")
    office.move(ref, "release_reply", "released", cast.head)
    eye.look(task(office, ref, "prepare"), cast.coordinator, "t8-siapkan")
    eye.look(task(office, ref, "prepare"), cast.requester, "t8-siapkan-opd")
    office.prepare(ref)
    eye.look(task(office, ref, "execute"), cast.operator, "t9-belum")
    office.move(ref, "execute", "start", cast.operator, operators=[cast.operator.name])
    eye.look(task(office, ref, "execute"), cast.operator, "t9-berjalan")
    now = timezone.localtime()
    office.move(
        ref,
        "execute",
        "incident",
        cast.operator,
        at=f"{now:%Y-%m-%dT%H:%M}",
        what="Suara dari pihak seberang terputus-putus",
        done="Pindah ke jalur cadangan",
    )
    office.move(ref, "execute", "end", cast.operator)
    eye.look(task(office, ref, "execute"), cast.operator, "t9-berakhir")
    office.report(ref, result="lancar_dengan_kendala")
    eye.look(task(office, ref, "acknowledge"), cast.coordinator, "mengetahui")
    office.move(ref, "acknowledge", "acknowledged", cast.coordinator, note="")
    eye.look(path, cast.requester, "permohonan-selesai")
    eye.look(path, cast.coordinator, "permohonan-selesai-subkor")


def test_clash_tour(office: Office, eye: Eye, settings) -> None:
    cast = office.cast
    make_room(name="Aula Balai Kota", capacity=120)
    first = office.submit()
    second = office.submit(
        "keduakeduake12",
        event_name="Sosialisasi Penyelenggaraan Pemerintahan Berbasis Elektronik bagi Perangkat Daerah se-Kota Singkawang",
        accepts_clash="on",
    )
    office.receive(second)
    office.dispose(second)
    office.examine(second)
    values = {
        f"result_{k}": "sesuai" for k in ("waktu", "uji", "tempat", "aplikasi", "perlengkapan")
    }
    office.move(
        second,
        "check",
        "items",
        cast.operator,
        **{
            **values,
            "result_waktu": "tidak",
            "note_waktu": "Bersamaan dengan Rapat Koordinasi Literasi Digital",
        },
    )
    eye.look(task(office, second, "check"), cast.coordinator, "t6-bentrok")
    office.move(second, "check", "clash", cast.coordinator, note="Ruang terpakai.")
    eye.look(task(office, second, "negotiate"), cast.coordinator, "t7-tawarkan")
    from jumpa.intake.models import ServiceRequest
    from jumpa.steps.negotiation import suggestions

    choices = [key for key, _ in suggestions(ServiceRequest.objects.get(ref=second))][:3]
    exp = timezone.localtime() + timezone.timedelta(hours=20)
    office.move(
        second,
        "negotiate",
        "offer",
        cast.coordinator,
        choices=choices,
        message="Ruang pada waktu itu sudah dipakai. Silakan pilih salah satu.",
        expires_at=f"{exp:%Y-%m-%dT%H:%M}",
    )
    eye.look(task(office, second, "negotiate"), cast.requester, "t7-pilih")
    eye.look(task(office, second, "negotiate"), cast.coordinator, "t7-menunggu")
    eye.look("/permohonan/" + second + "/", cast.requester, "permohonan-bentrok")
    office.submit("ketigaketiga12", event_name="Kegiatan ketiga", accepts_clash="on")
    office.move(
        "ketigaketiga12",
        "receive",
        "returned",
        cast.clerk,
        reason="tidak_lengkap",
        note="Rundown belum ada.",
    )
    eye.look("/permohonan/ketigaketiga12/isi/", cast.requester, "perbaiki")
    eye.look("/permohonan/", cast.coordinator, "daftar")
    eye.look("/permohonan/?cari=xyz", cast.coordinator, "daftar-tidak-ada")
    eye.look("/ruang/", cast.requester, "ruang")
    eye.look("/ketersediaan/", cast.requester, "ketersediaan")
    eye.look("/sop/", cast.requester, "sop")
    eye.look("/kelola/ruang/", cast.administrator, "kelola-ruang")
    eye.look("/jejak/", cast.administrator, "jejak")


def problems(page):
    try:
        assert_accessible(page)
    except AssertionError as e:
        print(str(e)[:1500])
