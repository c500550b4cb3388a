"""What Debian's poppler-utils say of a PDF."""

import re
import subprocess
import tempfile
from pathlib import Path


def _run(content: bytes, *command: str) -> str:
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "naskah.pdf"
        file.write_bytes(content)
        words = [str(file) if word == "{}" else word for word in command]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=room)
        return done.stdout + done.stderr


def pdfsig(content: bytes) -> str:
    """The report of pdfsig; the trust in a certificate is not its matter here."""
    return _run(content, "pdfsig", "-nocert", "{}")


def text(content: bytes) -> str:
    """The text, each run of blanks and line ends as one blank."""
    return re.sub(r"\s+", " ", _run(content, "pdftotext", "-layout", "{}", "-"))


def info(content: bytes) -> str:
    """What pdfinfo says, each run of blanks and line ends as one blank."""
    return re.sub(r"\s+", " ", _run(content, "pdfinfo", "{}"))


def pdf_a(content: bytes) -> str:
    """The standard that the file's metadata declare, for example "2A"."""
    told = _run(content, "pdfinfo", "-meta", "{}")
    return "".join(re.findall(r"<pdfaid:(?:part|conformance)>(\w)", told))


def fonts_not_embedded(content: bytes) -> list[str]:
    lines = _run(content, "pdffonts", "{}").splitlines()[2:]
    return [line for line in lines if " yes " not in line[55:]]
