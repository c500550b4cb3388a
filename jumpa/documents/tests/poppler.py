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


def pdfsig(content: bytes, root: bytes) -> str:
    """The report of pdfsig, with one root in its store of certificates."""
    with tempfile.TemporaryDirectory() as store:
        pem = Path(store) / "root.pem"
        pem.write_bytes(root)
        database = f"sql:{store}"
        for command in (
            ["certutil", "-N", "-d", database, "--empty-password"],
            ["certutil", "-A", "-d", database, "-n", "uji", "-t", "C,C,C", "-i", str(pem)],
        ):
            subprocess.run(command, check=True, capture_output=True)
        return _run(content, "pdfsig", "-no-ocsp", "-nssdir", database, "{}")


def text(content: bytes) -> str:
    """The text, each run of blanks and line ends as one blank."""
    return re.sub(r"\s+", " ", _run(content, "pdftotext", "-layout", "{}", "-"))


def pdf_a(content: bytes) -> str:
    """The standard that the file declares."""
    found = re.search(r"PDF subtype:\s+(.*)", _run(content, "pdfinfo", "{}"))
    return found.group(1).strip() if found else ""


def fonts_not_embedded(content: bytes) -> list[str]:
    lines = _run(content, "pdffonts", "{}").splitlines()[2:]
    return [line for line in lines if " yes " not in line[55:]]
