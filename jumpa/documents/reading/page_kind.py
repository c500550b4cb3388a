"""Whether a page is text or the picture of a page."""

import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from pypdfium2 import raw

from jumpa.documents.reading.pdf_text import Glyph
from jumpa.documents.reading.text import UNREADABLE, Line

_MOST_OBJECTS = 3_000
_COVERS = 0.55
_FEW_GLYPHS = 25
_STAMP_GLYPHS = 350
_MANY_PATHS = 150
_MOST_UNREADABLE = 0.25
_LEAST_COMMON = 0.06
_COMMON = re.compile(
    r"dan|di|ke|yang|untuk|pada|dari|dengan|dalam|tanggal|nomor|hal|perihal|lampiran|sifat|kepala"
    r"|dinas|kota|surat|yth|kepada|hari|waktu|tempat|acara|atas|kami|demikian|tahun|kegiatan|rapat"
    r"|singkawang|jalan|kantor|ini|akan|oleh|pukul|wib|januari|februari|maret|april|mei|juni|juli"
    r"|agustus|september|oktober|november|desember|the|and|of|to|in"
)


class Objects:
    """What is drawn on a page, as far as it tells text from pictures."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        area = max(width * height, 1.0)
        self.paths = self.pictures = 0
        self.is_covered_by_picture = False
        last_text = last_picture = -1
        for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            item = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                last_text = index
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self.paths += 1
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
                picture = _picture_area(item, kind) / area
                self.pictures += picture > 0
                if picture >= _COVERS:
                    self.is_covered_by_picture = True
                    last_picture = index
        self.is_text_beneath = self.is_covered_by_picture and last_text < last_picture


def _picture_area(item: object, kind: int) -> float:
    """Area of a picture, or of the largest one in a form, in square points."""
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return _area(item)
    count = min(raw.FPDFFormObj_CountObjects(item), 50)
    inner = [raw.FPDFFormObj_GetObject(item, index) for index in range(count)]
    areas = [_area(one) for one in inner if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_IMAGE]
    matrix = raw.FS_MATRIX()
    if not areas or not raw.FPDFPageObj_GetMatrix(item, matrix):
        return max(areas, default=0.0)
    # The form may hold the whole page, with a logo in it.
    return max(areas) * float(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _area(item: object) -> float:
    left, bottom, right, top = (raw.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0
    return float(max(right.value - left.value, 0.0) * max(top.value - bottom.value, 0.0))


def is_picture(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """Whether the page must be recognised to be read."""
    objects = Objects(page)
    visible = sum(not glyph.is_hidden and not glyph.char.isspace() for glyph in glyphs)
    unreadable = sum(glyph.char == UNREADABLE for glyph in glyphs)
    if unreadable > _MOST_UNREADABLE * max(visible, 1):
        return True
    if objects.is_covered_by_picture:
        return objects.is_text_beneath or visible < _STAMP_GLYPHS
    return visible < _FEW_GLYPHS and (objects.pictures > 0 or objects.paths >= _MANY_PATHS)


def is_language(lines: Sequence[Line]) -> bool:
    """Whether the words are words: fonts without a character map and bad recognition are not."""
    words = [word.text.lower().strip(".,:;()") for line in lines for word in line.words]
    letters = [word for word in words if re.search(r"[^\W\d]", word)]
    if len(letters) < 12:
        return len(letters) * 2 >= len(words)
    return sum(bool(_COMMON.fullmatch(word)) for word in letters) >= _LEAST_COMMON * len(letters)
