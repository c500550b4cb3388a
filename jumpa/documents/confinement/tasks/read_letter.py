"""Read a letter: what it says, and where. May start tesseract for a scan."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from jumpa.documents import reading

STARTS_PROGRAMS = True


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    """``reading.Reading`` as JSON.

    Args:
        options: ``zone``, ``today`` (YYYY-MM-DD), ``has_ocr`` (true, false, or absent: look).
    """
    found = reading.read(
        content,
        zone=options["zone"],
        today=date.fromisoformat(options["today"]),
        has_ocr=options.get("has_ocr"),
        cpu_seconds=float(options["cpu_seconds"]),
    )
    return asdict(found)
