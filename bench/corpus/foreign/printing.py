"""By the programs that offices use: LibreOffice sets a .docx, Chromium prints a page."""

import io
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pypdfium2
from pypdf import PdfWriter

from bench.corpus.foreign.pictures import photographed
from bench.corpus.foreign.word import docx_of

_WAIT = 120  # seconds
_POINTS = 72
_HOST = "persuratan.example.go.id"


def pdf_from(source: Path, raw: dict[str, Any]) -> bytes:
    """The letter of one source, ``.txt`` for LibreOffice or ``.html`` for Chromium."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if source.suffix == ".txt":
            made = _by_office(source, folder)
        else:
            made = _by_browser(source, folder, edges=raw.get("edges", False))
        content = made.read_bytes()
    if "photo" in raw:
        return _photo(content, raw["photo"], source.stem)
    return _without_map(content) if raw.get("unmapped") else content


def _by_office(source: Path, folder: Path) -> Path:
    document = folder / "letter.docx"
    document.write_bytes(docx_of(source.read_text(encoding="utf-8")))
    _run(
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(document),
    )
    return folder / "letter.pdf"


def _by_browser(source: Path, folder: Path, *, edges: bool) -> Path:
    """With ``edges`` as one prints a page at hand: its address and the day stand at the rim."""
    made = folder / "letter.pdf"
    with _served(source.parent) as port:
        _run(
            "chromium",
            *("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"),
            f"--host-resolver-rules=MAP {_HOST} 127.0.0.1:{port}",
            *(() if edges else ("--no-pdf-header-footer",)),
            f"--print-to-pdf={made}",
            f"http://{_HOST}/{source.name}",
        )
    return made


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """By HTTP, so that the address at the rim is no path of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_WAIT)


def _photo(content: bytes, how: dict[str, Any], seed: str) -> bytes:
    """The pages as pictures, as a telephone sends them."""
    document = pypdfium2.PdfDocument(content)
    dpi = how.get("dpi", 150)
    pages = [
        photographed(page.render(scale=dpi / _POINTS).to_pil(), how, f"{seed}/{number}")
        for number, page in enumerate(document)
    ]
    held = io.BytesIO()
    pages[0].save(
        held,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=dpi,
        quality=how.get("quality", 40),
    )
    writer = PdfWriter(clone_from=held)
    writer.metadata = None
    writer.add_metadata({"/Producer": "Kamera"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _without_map(content: bytes) -> bytes:
    """As poor programs write: it looks right, but no font says which letters its signs are."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            font.get_object().pop("/ToUnicode", None)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
