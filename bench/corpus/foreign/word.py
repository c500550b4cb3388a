"""A letter in plain text becomes the .docx that an office's clerk would have typed.

A line is a paragraph, ``→`` a tab, `` // `` a new line in it, ``---`` a new page. What stands in
braces before it is its look, and holds until the next braces; ``{doc …}`` is that of the file.
``{table=3,12}`` opens a table of as many centimetres, whose rows begin with ``|``; there ``<``
joins a cell to the one at its left and ``^`` to the one above.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bench.corpus.foreign.pictures import head, shield

_ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_LISTS = {"number": "List Number", "bullet": "List Bullet"}
_PAPER = {"a4": (21.0, 29.7), "f4": (21.5, 33.0), "legal": (21.59, 35.56)}
_TWIPS = 567  # of a centimetre
_BRACES = re.compile(r"^\{([a-z][^{}]*)\} ?(.*)$")
_PIECES = re.compile(r"(\*\*.+?\*\*|__.+?__|→| // |\[logo\])")

Look = dict[str, str]


def docx_of(text: str) -> bytes:
    """The file's bytes."""
    document: Any = Document()
    table: Any = None
    for look, line in _lines(text):
        if "doc" in look:
            _set_document(document, look)
        elif line.startswith("|"):
            table = table or _new_table(document, look)
            _add_row(table, line, look)
            continue
        elif line == "---":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _write(_place(document, look), line, look)
        table = None
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _lines(text: str) -> Iterator[tuple[Look, str]]:
    look: Look = {}
    for line in text.rstrip().split("\n"):
        if found := _BRACES.match(line):
            words = [word.partition("=") for word in found[1].split(" ")]
            look, line = {name: value.replace("_", " ") for name, _, value in words}, found[2]
            if "table" in look and not line:
                continue
        yield look, line


def _set_document(document: Any, look: Look) -> None:
    normal, section = document.styles["Normal"], document.sections[0]
    normal.font.name, normal.font.size = look["font"], Pt(float(look.get("size", 11)))
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:cs", "w:eastAsia"):
        fonts.set(qn(name), look["font"])
    normal.paragraph_format.space_after = Pt(float(look.get("after", 0)))
    normal.paragraph_format.line_spacing = float(look.get("line", 1.0))
    wide, high = _PAPER[look.get("paper", "a4")]
    section.page_width, section.page_height = Cm(wide), Cm(high)
    margin = Cm(float(look.get("margin", 2.5)))
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Cm(float(look.get("top", 1.5)))


def _place(document: Any, look: Look) -> Any:
    """A new paragraph, in the text, in the page's foot or in its head."""
    section = document.sections[0]
    held = section.footer if "footer" in look else section.header if "header" in look else document
    return held.add_paragraph(style=_LISTS.get(look.get("list", "")))


def _new_table(document: Any, look: Look) -> Any:
    widths = [Cm(float(width)) for width in look["table"].split(",")]
    table = document.add_table(0, len(widths))
    table.style = "Table Grid" if "grid" in look else None
    table.autofit = False
    if "middle" in look:
        table.alignment = 1
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _add_row(table: Any, line: str, look: Look) -> None:
    cells = table.add_row().cells
    for index, text in enumerate(part.strip() for part in line.strip("|").split("|")):
        cells[index].width = table.columns[index].width
        if text in ("<", "^"):
            above = table.cell(len(table.rows) - 2, index) if text == "^" else cells[index - 1]
            above.merge(cells[index])
            continue
        lines = text.split(" // ")
        for number, part in enumerate(lines):
            paragraph = cells[index].add_paragraph() if number else cells[index].paragraphs[0]
            _write(paragraph, part.strip(), look)


def _write(paragraph: Any, text: str, look: Look) -> None:
    _set_paragraph(paragraph, look)
    for piece in _PIECES.split(text):
        marked = piece[:2] in ("**", "__") and len(piece) > 4
        run = paragraph.add_run(
            "" if piece in ("→", " // ", "[logo]") else piece.strip("*_") if marked else piece
        )
        if piece == "→":
            run.add_tab()
        elif piece == " // ":
            run.add_break()
        elif piece == "[logo]":
            run.add_picture(io.BytesIO(shield()), width=Cm(1.7))
        _set_run(
            run, look | ({"bold": ""} if piece[:2] == "**" else {"underline": ""} if marked else {})
        )
    if "picture" in look:
        for run in paragraph.runs:
            run.text = ""
        drawn = io.BytesIO(head(text.split(" // ")))
        paragraph.add_run().add_picture(drawn, width=Cm(float(look["picture"])))


def _set_run(run: Any, look: Look) -> None:
    font = run.font
    font.bold, font.italic = "bold" in look or None, "italic" in look or None
    font.underline, font.small_caps = "underline" in look or None, "smallcaps" in look or None
    font.all_caps = "caps" in look or None
    if "size" in look:
        font.size = Pt(float(look["size"]))
    if "font" in look:
        font.name = look["font"]
    if "spread" in look:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(int(float(look["spread"]) * 20)))
        run._r.get_or_add_rPr().append(spacing)


def _set_paragraph(paragraph: Any, look: Look) -> None:
    made = paragraph.paragraph_format
    made.alignment = next((how for name, how in _ALIGN.items() if name in look), None)
    for name, value in (("left", "left_indent"), ("first", "first_line_indent")):
        if name in look:
            setattr(made, value, Cm(float(look[name])))
    for stop in filter(None, look.get("tabs", "").split(",")):
        made.tab_stops.add_tab_stop(Cm(float(stop)))
    if "after" in look:
        made.space_after = Pt(float(look["after"]))
    if "line" in look:
        made.line_spacing_rule, made.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(float(look["line"]))
    if "rule" in look:
        _rule_below(paragraph, look["rule"] or "double")
    if "frame" in look:
        _frame(paragraph, look["frame"])


def _rule_below(paragraph: Any, kind: str) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", "12"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _frame(paragraph: Any, where: str) -> None:
    """A text frame: its left, top and width on the page, in centimetres."""
    left, top, wide = (str(int(float(one) * _TWIPS)) for one in where.split(","))
    frame = OxmlElement("w:framePr")
    for name, value in (("w", wide), ("x", left), ("y", top), ("hSpace", "0")):
        frame.set(qn(f"w:{name}"), value)
    for name, value in (("wrap", "around"), ("hAnchor", "page"), ("vAnchor", "page")):
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().append(frame)
