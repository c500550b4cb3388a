"""What reading a letter hands back: values with the place where each was found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Certainty = Literal["sure", "likely"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a value stands.

    ``page`` counts from 1; ``box`` is left, top, right, bottom in points from the top left corner
    of the page as it is shown.
    """

    page: int
    box: Box


@dataclass(frozen=True)
class Found:
    """One proposal for a field.

    ``value`` is in the form that the field is stored in, ``shown`` is how it stands in the letter.
    ``notes`` are codes: ``zone_converted``, ``several_dates``, ``several_days``,
    ``several_times``, ``hour_doubtful``, ``tentative``, ``day_mismatch``, ``year_supplied``,
    ``before_letter``, ``far_from_letter``, ``future``, ``conflict``, ``ocr``, ``attachment``.
    """

    field: str
    value: str
    shown: str
    place: Place
    certainty: Certainty
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All that was read in one file.

    ``is_scan``: its pages are pictures; ``used_ocr``: they were recognised; ``ocr_missing``: they
    could not be, because the machine has no tesseract. ``notes`` are codes: ``out_of_time``,
    ``hidden_text``, ``pages_left_out``.
    """

    found: tuple[Found, ...]
    is_scan: bool
    used_ocr: bool
    ocr_missing: bool
    pages: int
    notes: tuple[str, ...] = ()


def to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON values."""
    return asdict(reading)


def found_from_json(data: Mapping[str, Any]) -> Found:
    """One proposal from what ``to_json`` made of it."""
    left, top, right, bottom = data["place"]["box"]
    place = Place(int(data["place"]["page"]), (left, top, right, bottom))
    return Found(
        field=data["field"],
        value=data["value"],
        shown=data["shown"],
        place=place,
        certainty=data["certainty"],
        notes=tuple(data["notes"]),
    )


def from_json(data: Mapping[str, Any]) -> Reading:
    """The reading from what ``to_json`` made of it."""
    return Reading(
        found=tuple(found_from_json(item) for item in data["found"]),
        is_scan=bool(data["is_scan"]),
        used_ocr=bool(data["used_ocr"]),
        ocr_missing=bool(data["ocr_missing"]),
        pages=int(data["pages"]),
        notes=tuple(data["notes"]),
    )
