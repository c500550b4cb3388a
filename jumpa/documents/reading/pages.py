"""The lines of a file's first pages: from the text layer, or recognised from pictures."""

import os
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from jumpa.documents.reading.found import Box
from jumpa.documents.reading.page_kind import is_language, is_picture
from jumpa.documents.reading.pdf_text import Glyph, glyphs_of
from jumpa.documents.reading.recognition import (
    OutOfTimeError,
    Recognised,
    RecognitionError,
    is_installed,
    recognise,
)
from jumpa.documents.reading.rows import lines_of
from jumpa.documents.reading.scan import Scan, Turn, scan_of
from jumpa.documents.reading.text import Line

MOST_PAGES = 6
MOST_SCANNED_PAGES = 2
_FINDERS_SECONDS = 0.8
"""Left for the finders, of what reading may cost, tesseract included."""

_LEAST_CPU_SECONDS = 0.4
_MOST_NOTES = 200
_ANOTHER_LOOK_CPU_SECONDS = 1.0


@dataclass
class Pages:
    """What a file's pages say.

    ``recognised``: numbers of the pages whose words may be misread; ``turns``: of those that were
    laid level, the way back; ``weak``: the boxes of words that are in doubt; ``notes`` as in
    ``Reading``.
    """

    lines: list[Line] = field(default_factory=list)
    count: int = 0
    is_scan: bool = False
    used_ocr: bool = False
    ocr_missing: bool = False
    recognised: set[int] = field(default_factory=set)
    turns: dict[int, Turn] = field(default_factory=dict)
    weak: dict[int, list[Box]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        """Keep a note once."""
        if code not in self.notes:
            self.notes.append(code)


class _Purse:
    """CPU seconds that are left, for this process and the ones it waited for."""

    def __init__(self, seconds: float) -> None:
        self._until = _spent() + seconds

    @property
    def left(self) -> float:
        return self._until - _spent()


def _spent() -> float:
    usage = os.times()
    return usage.user + usage.system + usage.children_user + usage.children_system


def read_pages(content: bytes, *, has_ocr: bool | None = None, cpu_seconds: float = 5.0) -> Pages:
    """The lines of the first ``MOST_PAGES`` pages; no pages when it is no PDF."""
    pages = Pages()
    purse = _Purse(cpu_seconds - _FINDERS_SECONDS)
    can_recognise = is_installed() if has_ocr is None else has_ocr
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return pages
    with document:
        pages.count = len(document)
        for index in range(min(len(document), MOST_PAGES)):
            if purse.left < _LEAST_CPU_SECONDS:
                pages.note("out_of_time")
                break
            page = _as_shown(document, index)
            _add_page(pages, page, index + 1, purse, can_recognise=can_recognise)
            page.close()
    if pages.count > MOST_PAGES:
        pages.note("pages_left_out")
    return pages


def _as_shown(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with what was typed on it afterwards: fields of a form, a number added as a note.

    Notes that are not shown stay out.
    """
    page = document[index]
    if not 0 < raw.FPDFPage_GetAnnotCount(page) <= _MOST_NOTES:
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _add_page(
    pages: Pages, page: pdfium.PdfPage, number: int, purse: _Purse, *, can_recognise: bool
) -> None:
    glyphs = glyphs_of(page)
    lines = lines_of([glyph for glyph in glyphs if not glyph.is_hidden], number)
    if not is_picture(page, glyphs) and is_language(lines):
        pages.lines.extend(lines)
        return
    pages.is_scan = pages.is_scan or number == 1
    pages.recognised.add(number)
    if number > MOST_SCANNED_PAGES:
        pages.note("pages_left_out")
    elif not can_recognise:
        pages.ocr_missing = True
    elif _recognise(pages, page, number, purse):
        return
    _add_hidden(pages, glyphs, number)


def _recognise(pages: Pages, page: pdfium.PdfPage, number: int, purse: _Purse) -> bool:
    """Whether the page was recognised."""
    try:
        scan = scan_of(page)
        recognised = recognise(scan, number, cpu_seconds=max(purse.left, 0.1))
        if not is_language(recognised.lines) and purse.left > _ANOTHER_LOOK_CPU_SECONDS:
            scan, recognised = _better(scan, recognised, number, purse)
    except OutOfTimeError:
        pages.note("out_of_time")
        return False
    except RecognitionError:
        pages.ocr_missing = True
        return False
    pages.used_ocr = True
    pages.lines.extend(recognised.lines)
    pages.weak[number] = recognised.weak
    pages.turns[number] = scan.turn
    return True


def _better(
    scan: Scan, recognised: Recognised, number: int, purse: _Purse
) -> tuple[Scan, Recognised]:
    """The page on its head, if that makes words of what was none."""
    try:
        other = recognise(scan.upside_down, number, cpu_seconds=purse.left)
    except OutOfTimeError:
        return scan, recognised
    if is_language(other.lines):
        return scan.upside_down, other
    return scan, recognised


def _add_hidden(pages: Pages, glyphs: list[Glyph], number: int) -> None:
    """Take what a scanner left beneath the picture, when it is language at all."""
    lines = lines_of(glyphs, number)
    if lines and is_language(lines):
        pages.lines.extend(lines)
        pages.note("hidden_text")
