"""The head releases a reply on a phone; the clerk finds its number in the book."""

from pathlib import Path

from playwright.sync_api import expect

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
