"""The parts of which the .docx is built: page, grids without rules, runs."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.image.image import Image
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from jumpa.documents.srikandi.tags import harmless

FONT = "Times New Roman"
SIZE = 11.5
_PAPER = {"a4": (Mm(210), Mm(297)), "f4": (Mm(215), Mm(330))}
# The same letter gives the same document, whenever it is written.
_MADE = datetime(2026, 1, 1, tzinfo=UTC)


def blank(title: str, paper: str) -> Document:
    """An empty document on A4 or F4, in Indonesian, with our margins."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER[paper]
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(2)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    style.element.rPr.append(_element("w:lang", val="id-ID"))
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.language = title, "id-ID"
    properties.author = properties.comments = ""
    properties.created = properties.modified = _MADE
    return document


def saved(document: Document) -> bytes:
    """The document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _element(name: str, **values: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def text_width(document: Document) -> Emu:
    """Between the margins."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return Emu((width or 0) - (left or 0) - (right or 0))


def paragraph(
    document: Document,
    *,
    before: float = 0,
    after: float = 0,
    size: float = 0,
    keep_next: bool = False,
) -> Paragraph:
    """A new paragraph at the end; distances in points."""
    made: Paragraph = document.add_paragraph()
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    made.paragraph_format.keep_with_next = keep_next
    if size:
        made.paragraph_format.line_spacing = Pt(size)
    return made


def another(cell: _Cell) -> Paragraph:
    """One more paragraph in the cell."""
    return cell.add_paragraph()


def run(at: Paragraph, text: str, *, is_tag: bool = False, bold: bool = False) -> Run:
    """One run; all but a tag of ours is made harmless."""
    made = at.add_run(text if is_tag else harmless(text))
    made.bold = bold or None
    return made


def write(
    at: Paragraph, text: str, *, size: float = 0, bold: bool = False, align: ALIGN | None = None
) -> None:
    """Text in a paragraph; each line end of it breaks the line."""
    made = run(at, text, bold=bold)
    if size:
        made.font.size = Pt(size)
    if align is not None:
        at.alignment = align


def grid(document: Document, rows: int, widths: Sequence[Length], *, indent: int = 0) -> Table:
    """A table without rules and of fixed widths, so that nothing in it moves."""
    made: Table = document.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    properties = made._tbl.tblPr
    properties.append(_element("w:tblInd", w=str(Emu(indent).twips), type="dxa"))
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="0", type="dxa"))
    properties.append(margins)
    for at, width in enumerate(widths):
        made.columns[at].width = width
        for row in made.rows:
            row.cells[at].width = width
    return made


def keep_together(table: Table) -> None:
    """No row of it is parted by the end of a page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def rule_above(at: Paragraph) -> None:
    """The double rule under a kop."""
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="thickThinMediumGap", sz="24", space="1", color="auto"))
    at._p.get_or_add_pPr().append(borders)
    at.paragraph_format.line_spacing = Pt(6)


def add_picture(at: Run, content: bytes, *, height: Length, most_width: Length) -> None:
    """A picture as high as asked for, or lower if it is too wide for that."""
    found = Image.from_blob(content)
    is_wide = found.px_width * height > found.px_height * most_width
    stream = io.BytesIO(content)
    at.add_picture(stream, **({"width": most_width} if is_wide else {"height": height}))
