"""Pictures: a kop that is one, its shield, and a page as a telephone photographs it."""

import io
import random
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Picture = Image.Image
_DESK = (96, 84, 72)


def shield() -> bytes:
    """A coat of arms that is nobody's."""
    picture = Image.new("RGB", (120, 140), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(8, 8), (112, 8), (112, 84), (60, 134), (8, 84)], fill="#1b4f8a", outline="#222")
    pen.ellipse([34, 28, 86, 80], fill="#f2c230")
    return _png(picture)


def head(lines: Sequence[str]) -> bytes:
    """A kop as one picture: its words are no text."""
    picture = Image.new("RGB", (1600, 70 * len(lines) + 40), "white")
    pen = ImageDraw.Draw(picture)
    picture.paste(Image.open(io.BytesIO(shield())).resize((190, 220)), (10, 10))
    for number, line in enumerate(lines):
        big = number < len(lines) - 1
        font = ImageFont.truetype(
            "DejaVuSerif-Bold.ttf" if big else "DejaVuSerif.ttf", 36 if big else 28
        )
        pen.text((880, 40 + 70 * number), line, fill="black", font=font, anchor="mm")
    pen.rectangle([0, picture.height - 12, 1600, picture.height - 6], fill="black")
    return _png(picture.quantize(16).convert("RGB"))


def photographed(page: Picture, how: Mapping[str, Any], seed: str) -> Picture:
    """The page on a desk, seen aslant in uneven light.

    Args:
        how: ``slant`` how far the corners stray, as a share of the sheet; ``lamp`` where the light
            falls, as shares of width and height; ``dim`` 0 to 1, how dark it gets away from there;
            ``blur`` pixels; ``grain`` 0 to 1; ``grey``; ``turn`` degrees that the telephone was
            held; ``flat`` a scanning app that found the edges and bleached the paper.
    """
    chance = random.Random(seed)
    page = page.convert("RGB")
    wide, high = page.size
    size, stray = (int(wide * 1.08), int(high * 1.06)), how.get("slant", 0.03)
    desk = Image.new("RGB", size, "white" if how.get("flat") else _DESK)
    sheet = _aslant(page, size, stray, random.Random(seed))
    edges = _aslant(Image.new("L", page.size, 255), size, stray, random.Random(seed))
    desk.paste(sheet, mask=edges)
    desk = ImageChops.multiply(desk, _light(desk.size, how).convert("RGB"))
    desk = desk.filter(ImageFilter.GaussianBlur(how.get("blur", 0.6)))
    if grain := how.get("grain", 0.05):
        noise = Image.frombytes("L", desk.size, chance.randbytes(desk.width * desk.height))
        desk = Image.blend(desk, noise.convert("RGB"), grain)
    if how.get("flat"):
        desk = desk.convert("L").point(lambda value: min(255, int(value * 1.35)))
    desk = desk.rotate(how.get("turn", 0), expand=True)
    return desk.convert("L") if how.get("grey") else desk


def _aslant(page: Picture, onto: tuple[int, int], stray: float, chance: random.Random) -> Picture:
    """Each corner of the sheet somewhere near the desk's."""
    wide, high = page.size
    left, top = (onto[0] - wide) / 2, (onto[1] - high) / 2
    corners = [(left, top), (left, top + high), (left + wide, top + high), (left + wide, top)]
    moved = [
        (
            x + chance.uniform(-0.4, 1) * stray * wide * (1 if x < wide / 2 else -1),
            y + chance.uniform(-0.4, 1) * stray * high * (1 if y < high / 2 else -1),
        )
        for x, y in corners
    ]
    sheet = [(0, 0), (0, high), (wide, high), (wide, 0)]
    return page.transform(
        onto, Image.Transform.PERSPECTIVE, _coefficients(moved, sheet), Image.Resampling.BICUBIC
    )


def _coefficients(
    target: Sequence[tuple[float, float]], source: Sequence[tuple[float, float]]
) -> list[float]:
    """Of the perspective that takes the target's corners to the source's: eight equations."""
    rows = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(8):
            if row != pivot:
                factor = rows[row][pivot]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[pivot], strict=True)]
    return [row[8] for row in rows]


def _light(size: tuple[int, int], how: Mapping[str, Any]) -> Picture:
    """Brightest at the lamp, darker by the square of the way from there."""
    at, dim = how.get("lamp", (0.3, 0.2)), how.get("dim", 0.4)
    small = Image.new("L", (48, 64))
    small.putdata(
        [
            int(255 * (1 - dim * min(1.0, (x / 48 - at[0]) ** 2 + (y / 64 - at[1]) ** 2)))
            for y in range(64)
            for x in range(48)
        ]
    )
    return small.resize(size, Image.Resampling.BICUBIC)


def _png(picture: Picture) -> bytes:
    held = io.BytesIO()
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()
