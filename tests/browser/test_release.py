"""The head releases a reply on a phone; the clerk finds its number in the book."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from jumpa.documents.queries import current_paper
from jumpa.documents.tests import pdfs
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, login, shot
from tests.flows import swift
from tests.flows.office import Office


def test_a_reply_is_released_on_a_phone_and_stands_in_the_book(
    open_page: OpenPage, office: Office, tmp_path: Path
) -> None:
    task = office.open_task(swift.to(office, "reply_release"), "release_reply")
    page = open_page(NARROW)
    login(page, office.cast.head)
    page.goto(f"/tugas/{task.ref}/")
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh .docx untuk SRIKANDI").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    file = tmp_path / "surat.pdf"
    file.write_bytes(pdfs.good())
    page.get_by_text("Unggah surat bertanda tangan dari SRIKANDI").first.click()
    page.get_by_label("Surat bertanda tangan (PDF)").set_input_files(file)
    page.get_by_role("button", name="Unggah surat bertanda tangan dari SRIKANDI").click()
    page.get_by_role("link", name="Periksa surat dari SRIKANDI").click()
    expect(page.get_by_role("alert").first).to_contain_text("Surat belum dapat diterbitkan")
    assert_accessible(page)
    page.goto(f"/tugas/{task.ref}/")
    page.get_by_role("button", name="Terbitkan surat balasan").click()
    page.get_by_text("menunggu tanda tangan").first.wait_for()
    page.get_by_role("link", name="Lanjutkan").click()
    expect(page).to_have_url(f"{page.url.split('/tanda-tangan')[0]}/tanda-tangan/")
    for size in (NARROW, WIDE):
        book = open_page(size)
        login(book, office.cast.clerk)
        book.goto("/nomor-surat/")
        expect(book.locator("table")).to_contain_text("500.12/1/")
        assert_accessible(book)
        shot(book, f"nomor-surat-{size['width']}", whole=False)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_a_scan_that_can_not_be_read_is_answered_for(
    open_page: OpenPage, office: Office, tmp_path: Path, size: dict[str, int]
) -> None:
    ref = swift.to(office, "reply_release")
    swift.move(office, ref, "released", office.cast.head, kind="release_reply")
    paper = current_paper(ref, "reply")
    assert paper is not None
    page = open_page(size)
    login(page, office.cast.clerk)
    page.goto(f"/naskah/{paper.ref}/pindaian/")
    file = tmp_path / "foto dari ponsel.pdf"
    file.write_bytes(pdfs.good())
    page.get_by_label("Hasil pindai bertanda tangan").set_input_files(file)
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("Nomor surat tidak terbaca pada pindaian ini")).to_be_visible()
    expect(page.get_by_text(file.name)).to_be_visible()
    assert_accessible(page)
    shot(page, f"pindaian-tak-terbaca-{size['width']}")
    page.get_by_label("Ya, pindaian ini adalah naskah tersebut").check()
    page.get_by_role("button", name="Simpan sebagai salinan bertanda tangan").click()
    expect(page.get_by_text("Pindaian bertanda tangan disimpan.")).to_be_visible()
