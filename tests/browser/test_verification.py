"""An outsider with a paper in hand: scans, reads, compares the file without giving it away."""

import base64
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import FilePayload, Page, expect

from jumpa.documents.actions import issue_paper, paper_bytes
from jumpa.documents.actions.numbers import withdraw_paper
from jumpa.documents.actions.scans import keep_scan
from jumpa.documents.models import Paper
from jumpa.documents.tests.makers import TU, make_reply
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, Complaints, assert_accessible, assert_fits, shot
from tests.flows.office import Office

SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
_DROP = """(zone, content) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], 'surat.pdf', { type: 'application/pdf' }));
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    zone.dispatchEvent(event);
  }
}"""


@pytest.fixture
def paper(office: Office) -> Paper:
    """A Surat Balasan, set."""
    found = issue_paper("reply", make_reply(), owner="owner-1", actor=TU)
    paper_bytes(found)
    return found


def requests_of(page: Page) -> list[str]:
    """The addresses that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@SIZES
def test_an_outsider_reads_what_a_paper_is(
    open_page: OpenPage, paper: Paper, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    page.goto(f"/periksa/{paper.token}/")
    expect(page.get_by_text("Naskah ini terdaftar dan berlaku")).to_be_visible()
    expect(page.get_by_text(paper.number)).to_be_visible()
    assert_accessible(page)
    shot(page, f"periksa-{size}")
    page.emulate_media(media="print")
    expect(page.get_by_text("Bandingkan berkas Anda")).to_be_hidden()
    expect(page.get_by_text(paper.sha256)).to_be_visible()


@SIZES
def test_the_code_on_a_paper_is_typed_and_a_wrong_one_is_told(
    open_page: OpenPage, paper: Paper, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    page.goto("/periksa/")
    assert_accessible(page)
    shot(page, f"periksa-kode-{size}")
    page.get_by_label("Kode naskah").fill("tidak-ada")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_text("Tidak ada naskah dengan kode ini")).to_be_visible()
    assert_accessible(page)
    shot(page, f"periksa-tidak-dikenal-{size}")
    page.get_by_label("Kode naskah").fill(paper.token.upper())
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_text("Naskah ini terdaftar dan berlaku")).to_be_visible()


@SIZES
def test_a_file_is_compared_and_never_leaves_the_browser(
    open_page: OpenPage, paper: Paper, viewport: dict[str, int], size: str, tmp_path: Path
) -> None:
    page = open_page(viewport)
    page.goto(f"/periksa/{paper.token}/")
    page.wait_for_load_state("networkidle")
    asked = requests_of(page)
    genuine, forged = tmp_path / "surat.pdf", tmp_path / "palsu.pdf"
    genuine.write_bytes(paper_bytes(paper))
    changed = bytearray(paper_bytes(paper))
    changed[len(changed) // 2] ^= 1
    forged.write_bytes(changed)

    chooser, answer = page.get_by_label("Pilih berkas"), page.get_by_role("status")
    chooser.set_input_files(genuine)
    expect(answer).to_contain_text("Sama")
    expect(answer).to_contain_text("Naskah sebagaimana diterbitkan")
    assert_accessible(page)
    shot(page, f"periksa-sama-{size}")
    chooser.set_input_files(forged)
    expect(answer).to_contain_text("Berbeda")
    expect(answer).not_to_contain_text("Sama.")
    assert_accessible(page)
    shot(page, f"periksa-berbeda-{size}")
    assert asked == []


def test_a_scan_that_was_replaced_is_told_to_be_no_longer_used(
    open_page: OpenPage, tmp_path: Path
) -> None:
    facts = make_reply(number="500.12/99/2026")
    paper = issue_paper("reply", facts, owner="owner-9", actor=TU, signer_office="kepala_dinas")
    plain = paper_bytes(paper)
    scans = [plain + b"\n", plain + b"\n\n"]
    for scan in scans:
        keep_scan(paper.ref, SimpleUploadedFile("pindaian.pdf", scan), actor=TU)
    page = open_page({"width": 1280, "height": 900})
    page.goto(f"/periksa/{paper.token}/")
    answer = page.get_by_role("status")
    for scan, told in zip(scans, ("Dikenal, tetapi telah digantikan", "Sama."), strict=True):
        file = tmp_path / f"pindaian-{len(scan)}.pdf"
        file.write_bytes(scan)
        page.get_by_label("Pilih berkas").set_input_files(file)
        expect(answer).to_contain_text(told)
        expect(answer).to_contain_text("Salinan bertanda tangan (Tanda tangan basah)")
        assert_accessible(page)
        shot(page, f"periksa-pindaian-{told[:4].lower()}")


def test_the_watch_for_requests_would_see_one_and_the_policy_stops_it(
    page: Page, paper: Paper
) -> None:
    """The control: what a page could send, this one is not let."""
    page.goto("/masuk/")
    page.wait_for_load_state("networkidle")
    asked = requests_of(page)
    send = "() => fetch('/periksa/', {method: 'GET'}).then(() => 'sent', () => 'stopped')"
    assert page.evaluate(send) == "sent"
    assert len(asked) == 1


def test_the_page_itself_may_send_nothing(page: Page, paper: Paper, complaints: Complaints) -> None:
    page.goto(f"/periksa/{paper.token}/")
    send = "() => fetch('/periksa/').then(() => 'sent', () => 'stopped')"
    assert page.evaluate(send) == "stopped"
    assert all("Content Security Policy" in text for text in complaints.found)
    complaints.found.clear()


def test_a_file_can_be_dropped_on_the_zone_and_beside_it_nothing_happens(
    page: Page, paper: Paper
) -> None:
    page.goto(f"/periksa/{paper.token}/")
    content = base64.b64encode(paper_bytes(paper)).decode()
    page.locator("h1").evaluate(_DROP, content)
    expect(page.get_by_role("status")).to_be_empty()
    page.locator(".drop-zone").evaluate(_DROP, content)
    expect(page.get_by_role("status")).to_contain_text("Sama")
    expect(page).to_have_url(re.compile(paper.token))


def test_a_file_is_chosen_by_keyboard(page: Page, paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "surat.pdf"
    file.write_bytes(paper_bytes(paper))
    page.goto(f"/periksa/{paper.token}/")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "berkas":
            break
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Space")
    chosen.value.set_files(file)
    expect(page.get_by_role("status")).to_contain_text("Sama")


def test_a_file_too_large_to_read_is_told(page: Page, paper: Paper) -> None:
    page.goto(f"/periksa/{paper.token}/")
    # A file of that size that takes no memory: only its size is looked at.
    page.evaluate(
        """() => {
          const file = new File(['x'], 'besar.pdf');
          Object.defineProperty(file, 'size', { value: 300 * 1024 * 1024 });
          const input = document.getElementById('berkas');
          Object.defineProperty(input, 'files', { value: [file] });
          input.dispatchEvent(new Event('change'));
        }"""
    )
    expect(page.get_by_role("status")).to_contain_text("terlalu besar")


def test_without_javascript_the_page_explains_the_commands(
    open_page: OpenPage, paper: Paper
) -> None:
    page = open_page(NARROW, javascript=False)
    page.goto(f"/periksa/{paper.token}/")
    expect(page.get_by_text("Bandingkan berkas Anda")).to_be_hidden()
    page.get_by_text("Membandingkan dengan perintah").click()
    expect(page.get_by_text("sha256sum naskah.pdf")).to_be_visible()
    assert_fits(page)
    page.goto("/periksa/")
    page.get_by_label("Kode naskah").fill(paper.token)
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_text(paper.sha256)).to_be_visible()


def test_the_same_file_of_a_withdrawn_paper_is_not_told_as_good(
    open_page: OpenPage, paper: Paper
) -> None:
    withdraw_paper(paper.ref, "Salah alamat.", TU)
    page = open_page(NARROW)
    page.goto(f"/periksa/{paper.token}/")
    file: FilePayload = {
        "name": "surat.pdf",
        "mimeType": "application/pdf",
        "buffer": paper_bytes(paper),
    }
    page.get_by_label("Pilih berkas, atau seret ke sini").set_input_files(file)
    answer = page.get_by_role("status")
    expect(answer).to_contain_text("Sama.")
    expect(answer).to_contain_text("Naskah ini ditarik kembali.")
    expect(answer.locator(".tone-warning")).to_be_visible()
