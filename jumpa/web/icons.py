"""Icons, drawn into the page: no font, no request, and they take the colour of the text."""

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "icons"
_SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_FRAME = re.compile(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" />\s*')


@cache
def _shapes(name: str) -> str:
    """The inside of a committed SVG file; empty where there is none of that name."""
    file = FOLDER / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not file.is_file():
        return ""
    found = _SHAPES.search(file.read_text(encoding="utf-8"))
    return _FRAME.sub("", found.group(1)).strip() if found else ""


def svg(name: str) -> SafeString:
    """The icon as decoration (hidden from screen readers); nothing for an unknown name."""
    shapes = _shapes(name)
    if not shapes:
        return SafeString("")
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
        'focusable="false">{}</svg>',
        SafeString(shapes),
    )
