"""Keeping what can be booked, and closing it, in a real browser."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from jumpa.scheduling.models import Kind, Pool
from jumpa.scheduling.tests.makers import make_hold
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, login, shot
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
KINDS = ("ruang", "operator", "perlengkapan", "akun-host", "kanal-internet")


def seen(page: Page, name: str) -> None:
    assert_accessible(page)
    shot(page, name)


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).click()


@SIZES
def test_a_pool_is_made_filled_and_one_of_it_breaks(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, office.cast.administrator)
    for slug in KINDS:
        page.goto(f"/kelola/sumber-daya/{slug}/baru/")
        seen(page, f"sumber-{slug}-baru-{size}")
    page.goto("/kelola/sumber-daya/perlengkapan/baru/")
    page.get_by_label("Nama").fill("Mikrofon")
    page.get_by_label("Sebutan di formulir permohonan").select_option("mik_nirkabel")
    save(page)
    expect(page.get_by_role("heading", name="Tambah ke Mikrofon")).to_be_visible()
    seen(page, f"sumber-isi-{size}")
    page.get_by_label("Berapa satuan").fill("8")
    page.get_by_label("Nomor inventaris pertama").fill("KOM/MIC/001")
    save(page)
    expect(page.get_by_text("8 satuan ditambahkan.")).to_be_visible()
    page.get_by_role("link", name="Mikrofon 3").click()
    page.get_by_label("Keadaan").select_option("broken")
    save(page)
    expect(page.get_by_text("7 dari 8 satuan siap")).to_be_visible()
    seen(page, f"sumber-kelompok-{size}")
    for slug in KINDS:
        page.goto(f"/kelola/sumber-daya/{slug}/")
        seen(page, f"sumber-{slug}-{size}")


@SIZES
def test_an_operator_gets_shifts(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    pool = Pool.objects.create(kind=Kind.OPERATOR, name="Operator")
    page = open_page(viewport)
    login(page, office.cast.administrator)
    page.goto(f"/kelola/sumber-daya/kelompok/{pool.ref}/isi/")
    page.get_by_role("checkbox").first.check()
    seen(page, f"operator-isi-{size}")
    save(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    page.get_by_role("link", name="Tambah jam jaga").click()
    page.get_by_label("Senin").check()
    page.get_by_label("Jumat").check()
    seen(page, f"operator-jam-{size}")
    save(page)
    expect(page.get_by_text("Jumat, 07.30–16.00").first).to_be_visible()
    seen(page, f"operator-{size}")


@SIZES
def test_a_photo_is_refused_and_taken(
    open_page: OpenPage,
    office: Office,
    viewport: dict[str, int],
    size: str,
    tmp_path: Path,
) -> None:
    make_hold("a", office.room)
    page = open_page(viewport)
    login(page, office.cast.administrator)
    address = f"/kelola/sumber-daya/satuan/{office.room.ref}/"
    wrong, right = tmp_path / "surat.jpg", tmp_path / "ruang.png"
    wrong.write_bytes(b"%PDF-1.7")
    Image.new("RGB", (800, 600), "steelblue").save(right)
    for file, name in ((wrong, "foto-salah"), (right, "ruang-satu")):
        page.goto(address)
        page.get_by_label("Berkas foto").set_input_files(file)
        page.get_by_role("button", name="Simpan foto").click()
        seen(page, f"{name}-{size}")
    loaded = page.get_by_role("img", name="Foto TCM Room").evaluate("one => one.naturalWidth")
    assert loaded == 800


def fill(page: Page, start: datetime, end: datetime) -> None:
    page.get_by_label("TCM Room").check()
    page.get_by_label("Mulai").fill(f"{start:%Y-%m-%dT%H:%M}")
    page.get_by_label("Selesai").fill(f"{end:%Y-%m-%dT%H:%M}")
    page.get_by_label("Keterangan").fill("ganti AC")
    page.get_by_role("button", name="Periksa kegiatan terdampak").click()


@SIZES
def test_a_closure_shows_whom_it_hits_and_the_requester_reads_of_it(
    open_page: OpenPage, office: Office, viewport: dict[str, int], size: str
) -> None:
    ref = swift.to(office, "check")
    start = office.event_start()
    page = open_page(viewport, javascript=False)
    login(page, office.cast.coordinator)
    page.goto("/kelola/penutupan/baru/")
    fill(page, start - timedelta(hours=2), start + timedelta(hours=8))
    expect(page.get_by_text("Kegiatan berikut terdampak")).to_be_visible()
    shot(page, f"penutupan-periksa-{size}")
    page.get_by_role("button", name="Tutup sekarang").click()
    expect(page.get_by_text("1 kegiatan terdampak.")).to_be_visible()
    own = open_page(viewport)
    for person, addresses in (
        (office.cast.requester, {"permohonan": f"/permohonan/{ref}/"}),
        (
            office.cast.coordinator,
            {
                "daftar": "/kelola/penutupan/",
                "baru": "/kelola/penutupan/baru/",
                "beranda": "/",
                "tugas": f"/tugas/{office.open_task(ref, 'check').ref}/",
            },
        ),
    ):
        login(own, person)
        for name, address in addresses.items():
            own.goto(address)
            seen(own, f"penutupan-{name}-{size}")
            if name != "baru":
                expect(own.get_by_text("TCM Room").first).to_be_visible()
