"""From the bytes of a letter to proposals."""

from dataclasses import replace
from datetime import date

from jumpa.documents.reading.field import in_order
from jumpa.documents.reading.found import Found, Place, Reading
from jumpa.documents.reading.incoming import IncomingLetter, without_footers
from jumpa.documents.reading.pages import Pages, read_pages
from jumpa.documents.reading.text import UNREADABLE

_ZONES = {
    "Asia/Jakarta": "wib",
    "Asia/Pontianak": "wib",
    "Asia/Makassar": "wita",
    "Asia/Jayapura": "wit",
}


_TO_THE_LETTER = frozenset(
    {"letter_number", "signer_nip", "meeting_id", "meeting_link", "meeting_passcode"}
)


def read(
    content: bytes,
    *,
    zone: str = "Asia/Pontianak",
    today: date,
    has_ocr: bool | None = None,
    cpu_seconds: float = 5.0,
) -> Reading:
    """Propose the fields of a letter for a person to confirm.

    Args:
        content: a PDF. What cannot be opened as one has no pages and no proposals.
        zone: the office's time zone, one of Indonesia's four names.
        today: a letter from the future is not believed.
        has_ocr: whether pictures are recognised; by default when tesseract is installed.
        cpu_seconds: what reading may cost; pages for which it does not suffice are left out.
    """
    pages = read_pages(content, has_ocr=has_ocr, cpu_seconds=cpu_seconds)
    lines = without_footers(pages.lines)
    letter = IncomingLetter(lines, today, zone=_ZONES.get(zone, "wib"))
    return Reading(
        found=tuple(_doubted(found, pages) for found in find_all(letter) if _stands(found, pages)),
        is_scan=pages.is_scan,
        used_ocr=pages.used_ocr,
        ocr_missing=pages.ocr_missing,
        pages=pages.count,
        notes=tuple(pages.notes),
    )


def _stands(found: Found, pages: Pages) -> bool:
    """Whether a value in which each character counts was recognised well enough to propose."""
    left, top, right, bottom = found.place.box
    return found.field not in _TO_THE_LETTER or not any(
        box[0] < right and box[2] > left and box[1] < bottom and box[3] > top
        for box in pages.weak.get(found.place.page, ())
    )


def _doubted(found: Found, pages: Pages) -> Found:
    """Recognised text is never sure, and its place is that on the page as it was scanned."""
    page = found.place.page
    if page not in pages.recognised:
        return found
    turn = pages.turns.get(page)
    place = Place(page, turn.on_page(found.place.box)) if turn else found.place
    return replace(found, place=place, certainty="likely", notes=(*found.notes, "ocr"))


def find_all(letter: IncomingLetter) -> tuple[Found, ...]:
    """Every field that can be found."""
    known: dict[str, Found] = {}
    for field in in_order():
        found = field.find(letter, known)
        # What was found with a sign that cannot be read is not all that stands there.
        if found is not None and UNREADABLE not in found.shown + found.value:
            known[field.key] = found
    return tuple(known.values())
