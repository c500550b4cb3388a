"""An archive as a ZIP, made while it is sent: however large it is, it costs one chunk of memory."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.documents.archive.contents import Entry
from jumpa.documents.archive.table import sums, table_csv, table_pdf

CHUNK = 256 * 1024
_HUGE = 2**31


class _Pipe:
    """What the ZIP writer takes for a file without an end to go back to."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        """All that was written since the last time."""
        taken, self._parts = b"".join(self._parts), []
        return taken


def zip_of(entries: Sequence[Entry], title: str) -> Iterator[bytes]:
    """The originals byte for byte, a table of contents as PDF and CSV, and their checksums."""
    now = timezone.now()
    pipe = _Pipe()
    # PDFs and pictures are compressed already.
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        for name, at, size, stream in _members(entries, title, now):
            stamp = timezone.localtime(at)
            info = ZipInfo(name, stamp.timetuple()[:6])
            info.external_attr = 0o644 << 16
            with stream, archive.open(info, "w", force_zip64=size >= _HUGE) as target:
                while chunk := stream.read(CHUNK):
                    target.write(chunk)
                    yield pipe.take()
    yield pipe.take()


def _members(
    entries: Sequence[Entry], title: str, now: datetime
) -> Iterator[tuple[str, datetime, int, BinaryIO]]:
    note = _("Berkas asli ada di dalam map bernomor; tanda tangan elektroniknya berlaku di sana.")
    made = {
        "daftar-isi.pdf": table_pdf(entries, title=title, note=note, at=now),
        "daftar-isi.csv": table_csv(entries),
        "SHA256SUMS": sums(entries),
    }
    for name, content in made.items():
        yield name, now, len(content), io.BytesIO(content)
    for entry in entries:
        if entry.is_there:
            yield entry.path, entry.at, entry.size, entry.open()
