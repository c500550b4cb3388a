"""The text of a PDF, page by page, as it is copied out of it."""

from collections.abc import Mapping
from typing import Any

import pypdfium2

MOST_PAGES = 20
MOST_CHARACTERS = 20_000


def run(content: bytes, _options: Mapping[str, Any]) -> Any:
    """``{"pages": [text, …], "unread": [number, …]}``; a scan's pages are empty.

    ``unread``: pages, counted from 1, that show more than the text that is given.
    """
    document = pypdfium2.PdfDocument(content)
    pages: list[str] = []
    unread = list(range(MOST_PAGES + 1, len(document) + 1))
    for at in range(min(len(document), MOST_PAGES)):
        page = document[at]
        text = page.get_textpage()
        count = text.count_chars()
        pages.append(text.get_text_range(0, min(count, MOST_CHARACTERS)))
        if count > MOST_CHARACTERS or (not pages[-1].strip() and _shows_something(page)):
            unread.append(at + 1)
        text.close()
        page.close()
    return {"pages": pages, "unread": sorted(unread)}


def _shows_something(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=1)), None) is not None
