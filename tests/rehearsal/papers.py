"""Every paper of the request, downloaded, opened, read."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.rehearsal.browser import Page
from tests.rehearsal.office import Office
from tests.rehearsal.stage import RehearsalFailed

EXPECTED = (
    "Tanda Terima",
    "Lembar Agenda",
    "Lembar Disposisi",
    "Laporan Hasil Pemeriksaan",
    "Konfirmasi",
    "Laporan Pengujian Koneksi",
    "Surat Balasan",
    "Laporan Hasil Pelaksanaan",
)
_KEPT = {".pdf", ".csv", ".xlsx"}


@dataclass(frozen=True)
class Download:
    """One file: where it lies, how large, and what was found in it."""

    path: Path
    size: int
    found: str


def download_all(office: Office, folder: Path) -> list[Download]:
    """Fetch every paper of the request, its letter, the SOP and the exports into ``folder``.

    Raises:
        RehearsalFailed: a paper is missing, can't be opened, or does not speak of the event.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.suffix in _KEPT:
            old.unlink()
    return [*_papers(office, folder), *_sop(office, folder), *_exports(office, folder)]


def _papers(office: Office, folder: Path) -> Iterator[Download]:
    browser = office.browser("siti")
    page = browser.open(office.request)
    papers = {
        at: title for at, title in _addresses(page, "/naskah/").items() if at.startswith("/naskah/")
    }
    titles = ", ".join(papers.values())
    missing = [title for title in EXPECTED if title not in titles]
    if missing:
        raise RehearsalFailed(f"The request has no {', '.join(missing)}; it has: {titles}")
    letters = dict.fromkeys(_addresses(page, "/berkas/"), "Surat permohonan yang diunggah")
    for number, (address, title) in enumerate({**letters, **papers}.items()):
        content = browser.fetch(address)
        pages = _read_pdf(content, title, office.event, office.letter_number)
        yield _keep(folder, f"{number:02} {title}.pdf", content, pages)


def _addresses(page: Page, part: str) -> dict[str, str]:
    """The files that the page leads to, without the second way of showing each."""
    links = page.links(part).items()
    return {address: text for address, text in links if "?" not in address}


def _keep(folder: Path, name: str, content: bytes, found: str) -> Download:
    path = folder / re.sub(r"[^\w.,() -]+", "-", name)
    path.write_bytes(content)
    return Download(path, len(content), found)


def _read_pdf(content: bytes, what: str, *marks: str) -> str:
    """How many pages; the text must bear one of the marks by which it is told from others."""
    try:
        reader = PdfReader(io.BytesIO(content))
        text = "".join(page.extract_text() for page in reader.pages)
    except Exception as error:  # a broken file may fail in any way
        raise RehearsalFailed(f"{what} can't be opened as PDF: {error}") from error
    if not any(_folded(mark) in _folded(text) for mark in marks):
        raise RehearsalFailed(f"{what} does not say “{'” or “'.join(marks)}”")
    count = len(reader.pages)
    return f"{count} page" if count == 1 else f"{count} pages"


def _folded(text: str) -> str:
    """Without blanks: where lines break is the paper's own business."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def _sop(office: Office, folder: Path) -> Iterator[Download]:
    browser = office.browser("siti")
    link = browser.open("/sop/").element("PDF", "a")
    content = browser.fetch(link.attrs["href"])
    pages = _read_pdf(content, "The SOP", "000.8.3.3/16/AI-A/2023")
    yield _keep(folder, "SOP 000.8.3.3-16-AI-A-2023.pdf", content, pages)


def _exports(office: Office, folder: Path) -> Iterator[Download]:
    """Data Kegiatan, where the system offers it."""
    browser = office.browser("siti")
    menu = [one for one in browser.open("/").tree.all("a") if "Data Kegiatan" in one.text]
    if not menu:
        return
    page = browser.open(menu[0].attrs["href"])
    readers: dict[str, Callable[[bytes], list[list[str]]]] = {"csv": _csv, "xlsx": _xlsx}
    for kind, read in readers.items():
        address = next(iter(page.links(kind)), "")
        if not address:
            raise RehearsalFailed(f"Data Kegiatan offers no {kind.upper()}")
        content = browser.fetch(address)
        rows = read(content)
        if not any(office.event in cell for row in rows for cell in row):
            raise RehearsalFailed(f"Data Kegiatan as {kind.upper()} has no row of the event")
        yield _keep(folder, f"Data Kegiatan.{kind}", content, f"{len(rows)} rows")


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _xlsx(content: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
