"""Reads agencies out of a CSV file as offices make them: UTF-8 or cp1252, ``;`` or ``,``."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jumpa.core.errors import Refused

SIZE_LIMIT = 512 * 1024
ROW_LIMIT = 2000
HEADERS = {
    "nama": "name",
    "singkatan": "short_name",
    "jenis": "kind",
    "alamat": "address",
    "telepon": "phone",
    "pos-el": "email",
}
_ALSO = {
    "nama instansi": "name",
    "telp": "phone",
    "no. telepon": "phone",
    "posel": "email",
    "email": "email",
    "e-mail": "email",
}


@dataclass(frozen=True)
class CsvRow:
    """One row: the line of the file on which it begins, and its values by field.

    A column that the file lacks is absent from ``values``; ``fault`` is set where the row can't be
    read at all.
    """

    line: int
    values: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class CsvTable:
    """The rows with something in them, and the headers that nobody knows."""

    rows: tuple[CsvRow, ...]
    unknown: tuple[str, ...] = ()


def template_csv() -> bytes:
    """An empty file to fill in: with a BOM and semicolons, which Excel opens as a table."""
    return codecs.BOM_UTF8 + (";".join(HEADERS) + "\r\n").encode()


def read_agencies(content: bytes) -> CsvTable:
    """The rows of ``content``.

    Raises:
        Refused: the file as a whole can't be read; the message says why.
    """
    if len(content) > SIZE_LIMIT:
        raise Refused(_("Berkas lebih besar dari 512 KB."))
    text = _decoded(content)
    delimiter, header = _header(text)
    fields = [_field(cell) for cell in header]
    known = [name for name in fields if name]
    if "name" not in known:
        raise Refused(_("Baris pertama harus memuat judul kolom, paling sedikit kolom “nama”."))
    if len(known) != len(set(known)):
        raise Refused(_("Ada judul kolom yang tertulis dua kali."))
    unknown = tuple(
        cell.strip() for cell, name in zip(header, fields, strict=True) if not name and cell.strip()
    )
    rows = tuple(_rows(text, delimiter, fields))
    if not rows:
        raise Refused(_("Berkas tidak memuat satu baris pun di bawah judul kolom."))
    if len(rows) > ROW_LIMIT:
        raise Refused(_("Berkas memuat lebih dari 2.000 baris. Bagi menjadi beberapa berkas."))
    return CsvTable(rows, unknown)


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        raise Refused(_("Berkas ini bukan CSV. Simpan dari Excel sebagai “CSV UTF-8”."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("Huruf dalam berkas tidak terbaca. Simpan dari Excel sebagai “CSV UTF-8”."))


def _header(text: str) -> tuple[str, list[str]]:
    """The delimiter under which the first line has the most headers, and those headers."""
    candidates = []
    for delimiter in (";", ","):
        try:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        except csv.Error:
            cells = []
        candidates.append((sum(bool(_field(cell)) for cell in cells), delimiter, cells))
    _known, delimiter, cells = max(candidates, key=lambda found: found[0])
    return delimiter, cells


def _field(cell: str) -> str:
    word = " ".join(cell.split()).casefold()
    return HEADERS.get(word) or _ALSO.get(word, "")


def _rows(text: str, delimiter: str, fields: list[str]) -> Iterator[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    next(reader)
    line = reader.line_num + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield CsvRow(line, {}, _("Tanda kutip pada baris ini tidak berpasangan."))
            return
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, fields)
        line = reader.line_num + 1


def _row(line: int, cells: list[str], fields: list[str]) -> CsvRow:
    if len(cells) != len(fields):
        words = _("Baris ini memuat %(found)d kolom, judulnya %(wanted)d.")
        return CsvRow(line, {}, words % {"found": len(cells), "wanted": len(fields)})
    pairs = zip(fields, cells, strict=True)
    return CsvRow(line, {name: cell.strip() for name, cell in pairs if name})
