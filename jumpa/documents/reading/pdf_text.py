"""Lines of a page from the positions of its characters, by PDFium."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from jumpa.documents.reading.found import Box
from jumpa.documents.reading.text import Line, Word, line_of

MOST_CHARACTERS = 20_000
_SAME_BASELINE = 0.35
_WORD_GAP = 0.2
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
        top, bottom = min(top, bottom), max(top, bottom)
        size = bottom - top
        if size < 1 or not _is_upright(textpage, index, shown):
            continue
        _, baseline = shown(x.value, y.value)
        yield Glyph(chr(code), (left, top, right, bottom), baseline, size, is_hidden(index))


def _is_upright(textpage: pdfium.PdfTextPage, index: int, shown: Transform) -> bool:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, index, matrix):
        return True
    x0, y0 = shown(0, 0)
    x1, y1 = shown(matrix.a, matrix.b)
    return x1 > x0 and abs(y1 - y0) <= _UPRIGHT * (x1 - x0)


def lines_of(glyphs: list[Glyph], page: int) -> list[Line]:
    """Lines from top to bottom, whatever the order in which the characters were drawn."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows:
            last = rows[-1][-1]
            if glyph.baseline - last.baseline <= _SAME_BASELINE * min(glyph.size, last.size):
                rows[-1].append(glyph)
                continue
        rows.append([glyph])
    lines = (line_of(_words(row, page)) for row in rows)
    return [line for line in lines if line is not None]


def _words(row: list[Glyph], page: int) -> Iterator[Word]:
    run: list[Glyph] = []
    right = float("-inf")
    for glyph in sorted(row, key=lambda glyph: glyph.box[0]):
        is_blank = glyph.char.isspace()
        if run and (is_blank or glyph.box[0] - right > _WORD_GAP * glyph.size):
            yield _word(run, page)
            run = []
        if not is_blank:
            run.append(glyph)
            right = max(right, glyph.box[2]) if len(run) > 1 else glyph.box[2]
    if run:
        yield _word(run, page)


def _word(run: list[Glyph], page: int) -> Word:
    top = min(glyph.box[1] for glyph in run)
    bottom = max(glyph.box[3] for glyph in run)
    right = max(glyph.box[2] for glyph in run)
    return Word("".join(glyph.char for glyph in run), (run[0].box[0], top, right, bottom), page)
