"""What an office prints begins on the first sheet and stays a table."""

import io

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from tests.browser.driver import WIDE, login
from tests.flows import swift
from tests.flows.office import Office


def sheets(page: Page) -> list[str]:
    """The text of each sheet as it comes out of the printer."""
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def test_the_archive_is_one_sheet_with_a_table(open_page: OpenPage, office: Office) -> None:
    ref = swift.to(office, "prepare")
    page = open_page(WIDE)
    login(page, office.cast.clerk)
    page.goto(f"/permohonan/{ref}/arsip/")
    (only,) = sheets(page)
    assert "Tanda Terima Permohonan" in only
    assert "Ukuran" in only, "the table keeps its head"
    assert "Unduh" not in only
