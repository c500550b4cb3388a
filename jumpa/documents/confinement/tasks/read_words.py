"""The lines of a scan's first pages: its own text, or recognised. May start tesseract."""

from collections.abc import Mapping
from typing import Any

from jumpa.documents.reading.pages import read_pages

STARTS_PROGRAMS = True


def run(content: bytes, _options: Mapping[str, Any]) -> Any:
    """``{"lines": [text, …], "recognised": whether any of them may be misread}``."""
    pages = read_pages(content)
    return {"lines": [line.text for line in pages.lines], "recognised": bool(pages.recognised)}
