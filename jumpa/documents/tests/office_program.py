"""LibreOffice, and a stand-in for what SRIKANDI does with a .docx."""

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import docx
from docx.document import Document

_RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_BROKEN = re.compile(r"\$(?:\{|[^{$]*>\{)[^}$]*\}")


@cache
def _profile() -> Path:
    """A profile that the first printing makes; one for each process of a test run."""
    return Path(tempfile.mkdtemp(prefix="soffice-"))


def to_pdf(content: bytes, folder: Path) -> bytes:
    """The .docx as LibreOffice prints it, without a screen and in a profile of our own."""
    source = folder / "surat.docx"
    source.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={_profile().as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "surat.pdf").read_bytes()


def opened(content: bytes) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def body_xml(content: bytes) -> str:
    """The markup of the document's body."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def runs(content: bytes) -> list[str]:
    """The text of each run, in order."""
    return _RUN.findall(body_xml(content))


def tags_seen(content: bytes) -> list[str]:
    """The tags that a template processor of PhpWord's make finds.

    Like it, this looks for a dollar sign and a brace with nothing but markup between them, also
    over the ends of runs and paragraphs.
    """
    return [re.sub(r"<[^>]*>", "", found) for found in _BROKEN.findall(body_xml(content))]


def filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """The .docx with its tags replaced, run by run."""
    source = io.BytesIO(content)
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                text = data.decode()
                for tag, value in values.items():
                    text = text.replace(f">{tag}<", f">{value}<")
                data = text.encode()
            new.writestr(item, data)
    return target.getvalue()
