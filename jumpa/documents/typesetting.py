"""From a template and data to a PDF, by Typst.

User text is data: it reaches the template as a JSON value and is never read as markup. Only the
fonts in the wheel are used and nothing is fetched, so that every machine makes the same bytes.
"""

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
_LONG_WORD = re.compile(r"\S{36,}")
_PIECE = re.compile(r".{18}(?=.)")
_NAME = re.compile(r"[a-z_]+\.typ")


class TypesettingError(Exception):
    """The template or an image in the data can't be set; trying again doesn't help."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _breakable(value: Any) -> Any:
    """Every text with break points in words that are longer than a table's column."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word.group()), value)
    if isinstance(value, dict):
        return {key: _breakable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_breakable(item) for item in value]
    return value


def compile_pdf(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    created: datetime,
    logo: bytes = b"",
    qr: bytes = b"",
) -> bytes:
    """A tagged PDF in Indonesian with its fonts embedded; the same input gives the same bytes.

    Args:
        template: name of a file in ``typst/``.
        data: JSON values, read in the template as ``data``.
        title: the PDF's title.
        created: aware; stands in the PDF as its date of creation.
        logo: a PNG, JPEG or SVG for the kop.
        qr: an SVG for the foot, see ``qr.qr_svg``.

    Raises:
        TypesettingError: with what Typst says.
    """
    if not _NAME.fullmatch(template):
        raise ValueError(f"{template!r} is no template's name.")
    whole = {**_breakable(data), "title": title, "logo": list(logo) or None, "qr": list(qr) or None}
    try:
        return typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=_fonts(),
            format="pdf",
            sys_inputs={"data": json.dumps(whole, ensure_ascii=False)},
            timestamp=created.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
