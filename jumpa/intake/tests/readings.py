"""Letters as they were read, for tests: no reading takes place."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from jumpa.documents.models import LetterReading, StoredFile
from jumpa.documents.reading.found import Found, Place
from jumpa.intake.models import ServiceRequest

_VALUES = {
    "letter_number": "400.3/512/Disdikbud/2026",
    "letter_date": "2026-11-23",
    "letter_subject": "Permohonan video conference",
    "event_start": "2026-12-01T09:00",
    "event_end": "2026-12-01T11:00",
    "place": "TCM Room",
    "application": "zoom",
    "sender": "Dinas Pendidikan dan Kebudayaan",
}


def make_found(field: str = "letter_number", value: str = "", **changes: Any) -> Found:
    """One proposal, certain unless told otherwise."""
    value = value or _VALUES[field]
    place = Place(1, (70.0, 200.0, 300.0, 214.0))
    parts: dict[str, Any] = {"shown": value, "place": place, "certainty": "sure", **changes}
    return Found(field, value, **parts)


def make_reading(file: StoredFile, *found: Found, **changes: Any) -> LetterReading:
    """What was read in ``file``."""
    values: dict[str, Any] = {
        "state": LetterReading.State.READ,
        "found": [asdict(one) for one in found],
        "at": timezone.now(),
    }
    made, _is_new = LetterReading.objects.update_or_create(
        file=file, defaults={**values, **changes}
    )
    return made


def letter_of(ref: str) -> StoredFile:
    """The letter of a request."""
    letter = ServiceRequest.objects.get(ref=ref).letter
    assert letter is not None
    return letter
