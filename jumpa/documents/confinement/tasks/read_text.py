"""The text of a PDF, page by page, as it is copied out of it."""

from collections.abc import Mapping
from typing import Any

import pypdfium2

MOST_PAGES = 20
MOST_CHARACTERS = 20_000


def run(content: bytes, _options: Mapping[str, Any]) -> Any:
    """``{"pages": [text, …]}`` of the first pages; a scan's pages are empty."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for at in range(min(len(document), MOST_PAGES)):
        page = document[at]
        text = page.get_textpage()
        pages.append(text.get_text_range(0, min(text.count_chars(), MOST_CHARACTERS)))
        text.close()
        page.close()
    return {"pages": pages}
