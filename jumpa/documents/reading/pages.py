"""The lines of a file's first pages: from the text layer, or recognised from pictures."""

from dataclasses import dataclass

import pypdfium2 as pdfium

from jumpa.documents.reading.pdf_text import glyphs_of, lines_of
from jumpa.documents.reading.text import Line

MOST_PAGES = 6


@dataclass(frozen=True)
class Pages:
    """What a file's pages say. ``notes`` as in ``Reading``."""

    lines: tuple[Line, ...] = ()
    count: int = 0
    is_scan: bool = False
    used_ocr: bool = False
    ocr_missing: bool = False
    notes: tuple[str, ...] = ()


def read_pages(content: bytes, *, has_ocr: bool | None = None) -> Pages:
    """The lines of the first ``MOST_PAGES`` pages; no pages when it is no PDF."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return Pages()
    with document:
        lines: list[Line] = []
        for index in range(min(len(document), MOST_PAGES)):
            lines.extend(lines_of(glyphs_of(document[index]), index + 1))
        return Pages(tuple(lines), len(document))
