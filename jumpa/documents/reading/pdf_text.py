"""Lines of a page from the positions of its characters, by PDFium."""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from jumpa.documents.reading.found import Box
from jumpa.documents.reading.text import UNREADABLE, Line, Word, line_of, union

MOST_CHARACTERS = 20_000
_SAME_BASELINE = 0.35
_OF_FONT = 0.95
_ABOVE = 0.78
"""What letters take of their font's size, and how much of that stands above the line."""

_WORD_GAP = 0.2
_APART = 1.0
_WIDEST_SPACING = 0.45
_FEWEST_GAPS = 4
_FEWEST_LETTERS = 4
_NEXT_WORD = 1.6
"""White after a word that was typed letter by letter, as a multiple of that after its letters."""

_SAME_PLACE = 0.12
_NEIGHBOURS = 3
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
    for part in _parts(_drawn_once(sorted(row, key=lambda glyph: glyph.box[0]))):
        yield from _unspaced(list(_part_words(part, page)))


def _drawn_once(row: list[Glyph]) -> list[Glyph]:
    """Without the second drawing of a letter that some programs make bold by drawing it twice."""
    kept: list[Glyph] = []
    for glyph in row:
        near = kept[-_NEIGHBOURS:]
        if not any(
            glyph.char == other.char and glyph.box[0] - other.box[0] < _SAME_PLACE * glyph.size
            for other in near
        ):
            kept.append(glyph)
    return kept


def _parts(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """The letters of a row between wide white; each part may be spaced in its own way."""
    part: list[Glyph] = []
    right = float("-inf")
    for glyph in row:
        if glyph.char.isspace():
            if part:
                part.append(glyph)
            continue
        if part and glyph.box[0] - right > _APART * glyph.size:
            yield part
            part = []
        part.append(glyph)
        right = max(right, glyph.box[2])
    if part:
        yield part


def _part_words(part: list[Glyph], page: int) -> Iterator[Word]:
    spacing = _spacing(part)
    run: list[Glyph] = []
    right = float("-inf")
    for glyph in part:
        is_blank = glyph.char.isspace()
        gap = glyph.box[0] - right
        if run and (is_blank or gap > _WORD_GAP * glyph.size + spacing):
            yield _word(run, page)
            run = []
        if not is_blank:
            run.append(glyph)
            right = max(right, glyph.box[2]) if len(run) > 1 else glyph.box[2]
    if run:
        yield _word(run, page)


def _spacing(part: list[Glyph]) -> float:
    """The white that stands between all letters of a part, where its letters are spaced."""
    gaps = [
        max(after.box[0] - before.box[2], 0.0)
        for before, after in pairwise(part)
        if not before.char.isspace() and not after.char.isspace()
    ]
    if len(gaps) < _FEWEST_GAPS:
        return 0.0
    return min(median(gaps), _WIDEST_SPACING * part[0].size)


def _unspaced(words: list[Word]) -> Iterator[Word]:
    """Words that were typed with a blank after each letter, put together: ``N O T A``."""
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        yield from _joined(run)
        yield word
        run = []
    yield from _joined(run)


def _joined(run: list[Word]) -> list[Word]:
    if len(run) < _FEWEST_LETTERS:
        return run
    whites = [after.box[0] - before.box[2] for before, after in pairwise(run)]
    usual = median(whites)
    joined = [run[0]]
    for word, white in zip(run[1:], whites, strict=True):
        if white > _NEXT_WORD * max(usual, 0.0):
            joined.append(word)
        else:
            before = joined[-1]
            box = union([before.box, word.box])
            joined[-1] = Word(before.text + word.text, box, word.page)
    return joined


def _word(run: list[Glyph], page: int) -> Word:
    top = min(glyph.box[1] for glyph in run)
    bottom = max(glyph.box[3] for glyph in run)
    right = max(glyph.box[2] for glyph in run)
    return Word("".join(glyph.char for glyph in run), (run[0].box[0], top, right, bottom), page)
