"""From the bytes of a letter to proposals."""

from dataclasses import replace
from datetime import date

from jumpa.documents.reading.field import in_order
from jumpa.documents.reading.found import Found, Reading
from jumpa.documents.reading.incoming import IncomingLetter, without_footers
from jumpa.documents.reading.pages import Pages, read_pages

_ZONES = {
    "Asia/Jakarta": "wib",
    "Asia/Pontianak": "wib",
    "Asia/Makassar": "wita",
    "Asia/Jayapura": "wit",
}


def read(
    content: bytes, *, zone: str = "Asia/Pontianak", today: date, has_ocr: bool | None = None
) -> Reading:
    """Propose the fields of a letter for a person to confirm.

    Args:
        content: a PDF. What cannot be opened as one has no pages and no proposals.
        zone: the office's time zone, one of Indonesia's four names.
        today: a letter from the future is not believed.
        has_ocr: whether pictures are recognised; by default when tesseract is installed.
    """
    pages = read_pages(content, has_ocr=has_ocr)
    letter = IncomingLetter(
        without_footers(pages.lines),
        today,
        zone=_ZONES.get(zone, "wib"),
        is_recognised=pages.is_scan,
    )
    return Reading(
        found=find_all(letter),
        is_scan=pages.is_scan,
        used_ocr=pages.used_ocr,
        ocr_missing=pages.ocr_missing,
        pages=pages.count,
        notes=_notes(pages),
    )


def find_all(letter: IncomingLetter) -> tuple[Found, ...]:
    """Every field that can be found; recognised text is never sure."""
    known: dict[str, Found] = {}
    for field in in_order():
        found = field.find(letter, known)
        if found is not None:
            if letter.is_recognised:
                found = replace(found, certainty="likely", notes=(*found.notes, "ocr"))
            known[field.key] = found
    return tuple(known.values())


def _notes(pages: Pages) -> tuple[str, ...]:
    return pages.notes
