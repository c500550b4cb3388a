"""The characters of a page and where they stand, by PDFium."""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from jumpa.documents.reading.found import Box
from jumpa.documents.reading.text import UNREADABLE

MOST_CHARACTERS = 20_000
_OF_FONT = 0.95
_ABOVE = 0.78
"""What letters take of their font's size, and how much of that stands above the line."""

_UPRIGHT = 0.06
_SCALE = 100

Transform = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its box in points from the page's top left, and the line it stands on."""

    char: str
    box: Box
    baseline: float
    size: float
    is_hidden: bool


def transform_of(page: pdfium.PdfPage) -> Transform:
    """From the page's own coordinates to points from the top left of the page as shown."""
    width, height = page.get_size()
    wide, high = int(width * _SCALE), int(height * _SCALE)

    def to_device(x: float, y: float) -> tuple[float, float]:
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, dx, dy)
        return dx.value / _SCALE, dy.value / _SCALE

    origin_x, origin_y = to_device(0, 0)
    a, b = (value / 100 for value in _minus(to_device(100, 0), (origin_x, origin_y)))
    c, d = (value / 100 for value in _minus(to_device(0, 100), (origin_x, origin_y)))
    return lambda x, y: (origin_x + a * x + c * y, origin_y + b * x + d * y)


def _minus(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]


class _Hidden:
    """Whether a character is drawn invisibly, asked once per text object."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._textpage = textpage
        self._known: dict[int, bool] = {}

    def __call__(self, index: int) -> bool:
        text_object = raw.FPDFText_GetTextObject(self._textpage, index)
        if not text_object:
            return False
        address = ctypes.addressof(text_object.contents)
        if address not in self._known:
            mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
            self._known[address] = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        return self._known[address]


def glyphs_of(page: pdfium.PdfPage) -> list[Glyph]:
    """The upright characters of a page, at most ``MOST_CHARACTERS``; blanks included."""
    textpage = page.get_textpage()
    try:
        return list(_glyphs(textpage, transform_of(page)))
    finally:
        textpage.close()


def _glyphs(textpage: pdfium.PdfTextPage, shown: Transform) -> Iterator[Glyph]:
    is_hidden = _Hidden(textpage)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(textpage.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            code = ord(UNREADABLE)
        elif raw.FPDFText_IsHyphen(textpage, index) == 1:
            # At the end of a line PDFium takes it for one that a program put there.
            code = ord("-")
        if code in (0, 0xFFFE, 0xFFFF) or raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        if not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
            continue
        left, top = shown(box.left, box.top)
        right, bottom = shown(box.right, box.bottom)
        # On a page that is turned, upright text runs along the other axis.
        left, right = min(left, right), max(left, right)
        _, baseline = shown(x.value, y.value)
        size = _size(textpage, index, shown, abs(bottom - top))
        if size < 1:
            continue
        top, bottom = baseline - _ABOVE * size, baseline + (1 - _ABOVE) * size
        yield Glyph(chr(code), (left, top, right, bottom), baseline, size, is_hidden(index))


def _size(textpage: pdfium.PdfTextPage, index: int, shown: Transform, boxed: float) -> float:
    """How large an upright character is set, in points; 0 for one that is not upright.

    By the size of its font, for the height of its box is what its font says of itself: from two
    thirds of the size to one and a half, by the program that wrote the file. ``boxed`` counts where
    the font's size says nothing, as in fonts that are drawn by the file itself.
    """
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, index, matrix):
        return boxed
    x0, y0 = shown(0, 0)
    x1, y1 = shown(matrix.a, matrix.b)
    if x1 <= x0 or abs(y1 - y0) > _UPRIGHT * (x1 - x0):
        return 0.0
    set_at = _OF_FONT * raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    return set_at if boxed / 3 <= set_at <= boxed * 3 else boxed
