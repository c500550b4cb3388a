"""The administrator's pages in a real browser: access and width, also where a form is refused."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from jumpa.people.tests.cast import Cast, make_cast
from jumpa.people.tests.makers import make_appointment, make_person
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, login, shot

SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
PAGES = {
    "kalender": "/kelola/kalender/",
    "jam-kerja": "/kelola/kalender/jam/tambah/",
    "jejak": "/jejak/",
    "instansi": "/kelola/instansi/",
    "instansi-tambah": "/kelola/instansi/tambah/",
    "orang": "/kelola/orang/",
    "jabatan": "/kelola/jabatan/",
    "jabatan-satu": "/kelola/jabatan/kepala_dinas/",
    "pemangku-tambah": "/kelola/jabatan/kepala_dinas/tambah/",
    "akun": "/akun/",
    "kata-sandi": "/akun/kata-sandi/",
}
AGENCIES = "nama;jenis;telepon\nDinas Baru;opd;0562 631222\nDinas Pendidikan dan Kebudayaan;;{}\n"


@pytest.fixture
def cast(transactional_db: None, capsys: pytest.CaptureFixture[str]) -> Cast:
    """Everybody, a calendar, and someone who once held an office."""
    cast = make_cast()
    call_command("seed_calendar", "2026")
    now = timezone.now()
    past = {"start": now - timedelta(days=400), "end": now - timedelta(days=100)}
    make_appointment(make_person(name="Mantan Kepala Dinas"), "kepala_dinas", **past)
    return cast


def upload(page: Page, folder: Path, phone: str) -> None:
    """Send the file with agencies, up to its preview."""
    file = folder / "instansi.csv"
    file.write_text(AGENCIES.format(phone), encoding="utf-8")
    page.goto("/kelola/instansi/impor/")
    page.get_by_label("Berkas CSV").set_input_files(file)
    page.get_by_role("button", name="Lihat pratinjau").click()


@SIZES
def test_every_page_of_the_administrator_is_accessible(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, cast.administrator)
    for name, address in PAGES.items():
        page.goto(address)
        assert_accessible(page)
        shot(page, f"{name}-{size}")


@SIZES
def test_an_import_is_previewed_and_confirmed_without_scripts(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str, tmp_path: Path
) -> None:
    page = open_page(viewport)
    login(page, cast.administrator)
    upload(page, tmp_path, "hubungi Rina")
    assert page.get_by_role("alert").get_by_text("Belum dapat diimpor").is_visible()
    assert_accessible(page)
    bare = open_page(viewport, javascript=False)
    login(bare, cast.administrator)
    upload(bare, tmp_path, "0562 631111")
    shot(bare, f"impor-pratinjau-{size}")
    bare.get_by_role("button", name="Terapkan").click()
    assert bare.get_by_text("1 instansi baru, 1 diubah").is_visible()


@SIZES
def test_a_refused_form_and_the_password_shown_once_are_accessible(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, cast.administrator)
    page.goto("/kelola/orang/tambah/")
    page.get_by_label("Nama").fill("Orang Baru")
    page.get_by_label("NIP").fill("123")
    page.get_by_label("Pos-el").fill("baru@contoh.go.id")
    page.get_by_role("button", name="Simpan").click()
    assert page.get_by_text("yang Anda tulis 3").first.is_visible()
    assert_accessible(page)
    page.get_by_label("NIP").fill("")
    page.get_by_role("button", name="Simpan").click()
    assert page.get_by_text("hanya tampil sekali").is_visible()
    assert_accessible(page)
    page.goto("/kelola/jabatan/kepala_dinas/tambah/")
    page.get_by_label("Pejabat").select_option(index=1)
    page.get_by_role("button", name="Simpan").click()
    assert page.get_by_role("alert").get_by_text("sudah dipegang").is_visible()
    assert_accessible(page)
    shot(page, f"pemangku-bentrok-{size}")
