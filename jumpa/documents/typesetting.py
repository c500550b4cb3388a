"""From a template and data to a PDF, by Typst.

User text is data: it reaches the template as a JSON value and is never read as markup. Only fonts
from wheels are used and nothing is fetched, so that every machine makes the same bytes.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
# Addresses are left to Typst, which breaks them without a trace, so that they copy as they are.
_LONG_WORD = re.compile(r"(?<!\S)(?!https?://)\S{36,}")
_PIECE = re.compile(r".{11}(?=.)")
_NAME = re.compile(r"[a-z_]+\.typ")
STANDARD = "a-2a"
"""PDF/A-2a: archivable, tagged, all text as Unicode. It forbids a character without a glyph."""
HANZI = "noto_cjk_sans_jp_regular"
"""Package with a font for hanzi, kana and hangul: 16 MB, so asked only where one is needed."""
_NO_GLYPH = ("could not be displayed", "codepoint")
_PLAIN = r"\x00-\u024f\u0370-\u03ff\u0400-\u04ff\u2000-\u206f\u20ac\u2212\u2610-\u2612"
_EAST = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_STRANGE = re.compile(f"[^{_PLAIN}]")
_STRANGE_IN_THE_EAST = re.compile(f"[^{_PLAIN}{_EAST}]")


class TypesettingError(Exception):
    """The template or an image in the data can't be set; trying again doesn't help."""


@cache
def _fonts(*, with_hanzi: bool = False) -> typst.Fonts:
    """Those in Typst's wheel; ``with_hanzi`` also the one for the letters of East Asia."""
    found = find_spec(HANZI) if with_hanzi else None
    more = list(found.submodule_search_locations or ()) if found else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=more)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_each_text(item, change) for item in value]
    return value


def _breakable(text: str) -> str:
    """Break points in words that are longer than a table's column."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word.group()), text)


def _boxed(strange: re.Pattern[str]) -> Callable[[str], str]:
    """A box for every character that our fonts may not have, as any printer would set it."""
    return lambda text: strange.sub("□", text)


def _ways(whole: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """What to set, and whether with hanzi: all of it, and where a glyph is missing ever less."""
    if re.search(f"[{_EAST}]", json.dumps(whole, ensure_ascii=False)):
        east = {**whole, "has_hanzi": True}
        yield east, True
        yield _each_text(east, _boxed(_STRANGE_IN_THE_EAST)), True
    else:
        yield whole, False
    yield _each_text(whole, _boxed(_STRANGE)), False


def compile_pdf(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    created: datetime,
    logo: bytes = b"",
    qr: bytes = b"",
) -> bytes:
    """A PDF/A-2a in Indonesian, tagged, its fonts embedded; the same input gives the same bytes.

    A character that none of our fonts has is printed as a box.

    Args:
        template: name of a file in ``typst/``.
        data: JSON values, read in the template as ``data``.
        title: the PDF's title.
        created: aware; stands in the PDF as its date of creation.
        logo: a PNG, JPEG or SVG for the kop.
        qr: an SVG for the foot, printed where ``data.verification`` says what it leads to.

    Raises:
        TypesettingError: with what Typst says.
    """
    way = {"format": "pdf", "pdf_standards": STANDARD}
    return bytes(_set(template, data, title, logo, qr, created, **way))


def picture(
    template: str,
    data: dict[str, Any],
    *,
    title: str,
    created: datetime,
    logo: bytes = b"",
    qr: bytes = b"",
    resolution: int = 80,
) -> bytes:
    """The first page as a PNG, for a preview; ``resolution`` in pixels per inch.

    Raises:
        TypesettingError: with what Typst says.
    """
    pages = _set(template, data, title, logo, qr, created, format="png", ppi=float(resolution))
    return pages if isinstance(pages, bytes) else bytes(pages[0])


def _set(
    template: str,
    data: dict[str, Any],
    title: str,
    logo: bytes,
    qr: bytes,
    created: datetime,
    **way: Any,
) -> Any:
    if not _NAME.fullmatch(template):
        raise ValueError(f"{template!r} is no template's name.")
    whole = {**_each_text(data, _breakable), "title": title}
    pictures = {"logo": list(logo) or None, "qr": qr.decode() or None}
    told = ""
    for shown, with_hanzi in _ways(whole):
        try:
            return _compile(template, {**shown, **pictures}, created, with_hanzi, **way)
        except typst.TypstError as error:
            told = error.message
            if not any(words in told for words in _NO_GLYPH):
                break
    raise TypesettingError(told)


def _compile(
    template: str, data: dict[str, Any], created: datetime, with_hanzi: bool, **way: Any
) -> Any:
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(with_hanzi=with_hanzi),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=created.astimezone(UTC).replace(microsecond=0),
        **way,
    )
