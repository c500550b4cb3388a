"""From a letter to the bytes of its PDF: set, scanned, given a poor text layer, or turned."""

import io
import json
import random
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import segno
import typst
from PIL import Image
from pypdf import PageObject, PdfWriter, Transformation

from bench.corpus.letters import Letter
from bench.corpus.scanning import degrade

TEMPLATE = Path(__file__).parent / "letter.typ"
_POINTS = 72
_EPOCH = 1_790_000_000
# What a copier's own OCR reads for what stands there.
_MISREADINGS = {
    "0": "O",
    "1": "l",
    "5": "S",
    "8": "B",
    "m": "rn",
    "e": "c",
    "i": "1",
    ".": ",",
    "h": "b",
}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def pdf_of(letter: Letter, others: dict[str, Letter]) -> bytes:
    """The whole file, with the letters that follow in it."""
    parts = [_one(letter), *(_one(others[key]) for key in letter.then)]
    if len(parts) == 1:
        return parts[0]
    writer = PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    return _written(writer)


def _one(letter: Letter) -> bytes:
    if letter.form == "outlines":
        return _outlined(letter)
    clean = _set(letter)
    if letter.form == "turned":
        return _turned(clean, letter.scan.get("turn", 90))
    if letter.form in ("scan", "hidden"):
        return _scanned(letter, clean)
    return clean


def _set(
    letter: Letter, *, bare: bool = False, page: Any = None, form: Literal["pdf", "svg"] = "pdf"
) -> bytes:
    data = {**(page or letter.page), "bare": bare, "qr": list(_qr(letter.key))}
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(),
        format=form,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=_EPOCH,
    )


def _qr(key: str) -> bytes:
    held = io.BytesIO()
    segno.make(f"https://tte.example.go.id/verifikasi/{key}").save(held, kind="svg", border=1)
    return held.getvalue()


def _outlined(letter: Letter) -> bytes:
    """Every letter a curve: as a drawing program prints, without any text."""
    pages: Any = _set(letter, form="svg")  # several are a list, against what Typst's types say
    source = "#set page(width: auto, height: auto, margin: 0pt)\n" + "#pagebreak()\n".join(
        f"#image(bytes({json.dumps(page.decode())}))\n"
        for page in (pages if isinstance(pages, list) else [pages])
    )
    return bytes(typst.compile(source.encode(), format="pdf", timestamp=_EPOCH))


def _turned(content: bytes, turn: int) -> bytes:
    """The pages' content lies on its side and the page's own rotation sets it upright again."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        _lay_on_its_side(page, turn)
    return _written(writer)


def _lay_on_its_side(page: PageObject, turn: int) -> None:
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    # Turned back by as much as the page is turned forward, and moved onto the sheet again.
    onto = {90: (high, 0.0), 180: (wide, high), 270: (0.0, wide)}[turn]
    page.add_transformation(Transformation().rotate(turn).translate(*onto))
    size = (wide, high) if turn == 180 else (high, wide)
    for box in (page.mediabox, page.cropbox, page.trimbox, page.bleedbox, page.artbox):
        box.lower_left, box.upper_right = (0, 0), size
    page.rotate(turn)


def _scanned(letter: Letter, clean: bytes) -> bytes:
    dpi = letter.scan.get("dpi", 200)
    pages = [
        degrade(picture, letter.scan, f"{letter.key}/{number}")
        for number, picture in enumerate(_pictures(clean, dpi))
    ]
    if turn := letter.scan.get("turn"):
        pages = [page.rotate(turn, expand=True) for page in pages]
    writer = PdfWriter(clone_from=io.BytesIO(_pdf_of_pictures(pages, letter.scan)))
    if turn:
        for page in writer.pages:
            page.rotate(turn)
    if letter.form == "hidden":
        _add_hidden_text(writer, letter)
    return _written(writer)


def _pictures(content: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=dpi / _POINTS).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _pdf_of_pictures(pages: list[Image.Image], how: Any) -> bytes:
    held = io.BytesIO()
    # Black and white goes into the file as fax, the rest as JPEG.
    quality = {} if how.get("mode") == "bw" else {"quality": how.get("quality", 60)}
    dpi = how.get("dpi", 200)
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, **quality)
    return held.getvalue()


def _add_hidden_text(writer: PdfWriter, letter: Letter) -> None:
    """What the copier read, invisible (text mode 3), behind the picture of each page."""
    rate = letter.scan.get("misread", 0.06)
    page = _misread(letter.page, rate, random.Random(letter.key))
    layers = PdfWriter(clone_from=io.BytesIO(_set(letter, bare=True, page=page)))
    for scanned, layer in zip(writer.pages, layers.pages, strict=False):
        words = layer.get_contents()
        if words is not None:
            words.set_data(words.get_data().replace(b"BT 0 Tr", b"BT 3 Tr"))
            layer.replace_contents(words)
            scanned.merge_page(layer, over=False)


def _misread(value: Any, rate: float, chance: random.Random, key: str = "") -> Any:
    """The letter's texts with signs misread and blanks lost or doubled."""
    if isinstance(value, str) and key not in ("look", "kind"):
        return "".join(_sign(sign, rate, chance) for sign in value)
    if isinstance(value, tuple) and len(value) == 2:
        return (value[0], _misread(value[1], rate, chance))
    if isinstance(value, list):
        return [_misread(one, rate, chance) for one in value]
    if isinstance(value, dict):
        kept = ("look", "columns", "stamp_words")
        return {
            name: one if name in kept else _misread(one, rate, chance)
            for name, one in value.items()
        }
    return value


def _sign(sign: str, rate: float, chance: random.Random) -> str:
    if chance.random() >= rate:
        return sign
    if sign == " ":
        return chance.choice(("", "  "))
    return _MISREADINGS.get(sign, sign)


def _written(writer: PdfWriter) -> bytes:
    """Without dates, so that the same letter makes the same bytes."""
    writer.metadata = None
    writer.add_metadata({"/Producer": "Scan"})
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()
