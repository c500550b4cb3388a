"""A letter as .docx with SRIKANDI's tags where it fills in number, date and signature.

It looks like our PDF as far as an office program can: same margins, same order. Each tag stands in
one run, since SRIKANDI replaces run by run.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Cm, Emu, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from jumpa.documents.srikandi import shape, tags

_KNOWN = frozenset(
    {
        "number",
        "is_draft",
        "date",
        "head",
        "recipient",
        "recipient_place",
        "paragraphs",
        "details",
        "copies",
        "signature",
        "office",
        "verification",
        "mark",
    }
)
_NEEDED = frozenset({"head", "recipient", "paragraphs", "signature", "office"})
_TAGGED = {"Nomor": tags.NUMBER, "Sifat": tags.NATURE, "Hal": tags.SUBJECT}
_INDENT = Cm(1.2)


def can_export(content: Mapping[str, Any]) -> bool:
    """Whether all that the letter prints has its place in the .docx: nothing may be lost."""
    return set(content) <= _KNOWN and set(content) >= _NEEDED


def letter_docx(content: Mapping[str, Any], *, title: str, logo: bytes = b"") -> bytes:
    """The letter as an office document.

    Args:
        content: a paper's, as its context builder made it.
        title: of the document's properties.
        logo: a PNG or JPEG for the kop.

    Raises:
        ValueError: it prints what has no place here; see ``can_export``.
    """
    if not can_export(content):
        raise ValueError(f"{title} can't be written as a letter.")
    document = shape.blank(title, content["office"].get("paper", "a4"))
    _kop(document, content["office"], logo)
    _head(document, content)
    _recipient(document, content)
    _body(document, content)
    _signature(document)
    _copies(document, content.get("copies", ()))
    return shape.saved(document)


def _kop(document: Document, office: Mapping[str, Any], logo: bytes) -> None:
    width = shape.text_width(document)
    # The words stand in the middle of what the logo leaves, as on the office's own paper.
    beside, last = Cm(2.2), Cm(0.5)
    widths = (beside, Emu(width - beside - last), last) if logo else (width,)
    table = shape.grid(document, 1, widths)
    middle = table.cell(0, 1 if logo else 0)
    if logo:
        picture = table.cell(0, 0).paragraphs[0].add_run()
        shape.add_picture(picture, logo, height=Cm(2.2), most_width=Cm(2.0))
    first = middle.paragraphs[0]
    shape.write(first, office["government"], size=14, align=ALIGN.CENTER)
    shape.write(shape.another(middle), office["agency"], size=16, bold=True, align=ALIGN.CENTER)
    for line in office["lines"]:
        shape.write(shape.another(middle), line, size=9.5, align=ALIGN.CENTER)
    rule = shape.paragraph(document, after=6)
    shape.rule_above(rule)


def _head(document: Document, content: Mapping[str, Any]) -> None:
    dated = shape.paragraph(document, after=4)
    dated.alignment = ALIGN.RIGHT
    shape.run(dated, content["office"]["city"] + ", ")
    shape.run(dated, tags.DATE, is_tag=True)
    rows = [(label, _TAGGED.get(label, ""), value) for label, value in content["head"]]
    _rows(document, rows, label=Cm(2.0))
    shape.paragraph(document, after=2)


def _rows(
    document: Document, rows: Sequence[tuple[str, str, str]], *, label: Length, indent: int = 0
) -> None:
    """Label, colon, and a tag or else a value."""
    if not rows:
        return
    colon = Cm(0.4)
    rest = Emu(shape.text_width(document) - label - colon - indent)
    table = shape.grid(document, len(rows), (label, colon, rest), indent=indent)
    for at, (name, tag, value) in enumerate(rows):
        cells = table.rows[at].cells
        shape.write(cells[0].paragraphs[0], name)
        shape.write(cells[1].paragraphs[0], ":")
        if tag:
            shape.run(cells[2].paragraphs[0], tag, is_tag=True)
        else:
            shape.write(cells[2].paragraphs[0], value)


def _recipient(document: Document, content: Mapping[str, Any]) -> None:
    width = shape.text_width(document)
    table = shape.grid(document, 1, (Cm(1.1), Emu(width - Cm(1.1))))
    shape.write(table.cell(0, 0).paragraphs[0], "Yth.")
    cell: _Cell = table.cell(0, 1)
    lines = list(content["recipient"])
    place = content.get("recipient_place", "")
    for at, line in enumerate(lines + (["di", place] if place else [])):
        paragraph = cell.paragraphs[0] if at == 0 else shape.another(cell)
        if at > len(lines):
            paragraph.paragraph_format.left_indent = Cm(0.6)
        shape.write(paragraph, line)
    shape.paragraph(document, after=2)


def _body(document: Document, content: Mapping[str, Any]) -> None:
    details = [(label, "", value) for label, value in content.get("details", ())]
    for at, text in enumerate(content["paragraphs"]):
        paragraph = shape.paragraph(document, after=6)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.paragraph_format.line_spacing = 1.1
        shape.run(paragraph, text)
        if at == 0 and details:
            _rows(document, details, label=Cm(3.2), indent=_INDENT)
            shape.paragraph(document, after=0, size=6)


def _signature(document: Document) -> None:
    shape.paragraph(document, after=4)
    width = shape.text_width(document)
    table: Table = shape.grid(document, 1, (Emu(width - Cm(7.6)), Cm(7.6)))
    shape.keep_together(table)
    cell: _Cell = table.cell(0, 1)
    shape.run(cell.paragraphs[0], tags.TITLE, is_tag=True)
    shape.run(cell.paragraphs[0], ",")
    sign = shape.another(cell)
    sign.paragraph_format.space_before = sign.paragraph_format.space_after = Pt(14)
    shape.run(sign, tags.SIGNATURE, is_tag=True)
    shape.run(shape.another(cell), tags.NAME, is_tag=True, bold=True)
    last: Paragraph = shape.another(cell)
    shape.run(last, "NIP ")
    shape.run(last, tags.NIP, is_tag=True)


def _copies(document: Document, copies: Sequence[str]) -> None:
    if not copies:
        return
    shape.write(
        shape.paragraph(document, before=10, after=0, keep_next=True), "Tembusan:", size=10.5
    )
    for at, line in enumerate(copies, start=1):
        paragraph = shape.paragraph(document, after=0)
        number = f"{at}. " if len(copies) > 1 else ""
        shape.write(paragraph, number + line, size=10.5)
