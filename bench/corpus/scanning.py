"""From a clean page to what an office's scanner makes of it; the same seed makes the same page."""

import random
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Picture = Image.Image
_WHITE = 255


def degrade(page: Picture, how: Mapping[str, Any], seed: str) -> Picture:
    """One page as it was scanned.

    Args:
        page: the clean page, at the scanner's resolution.
        how: ``skew`` degrees; ``blur`` pixels; ``noise`` 0 to 1; ``shadow`` 0 to 1, along the left
            edge; ``fold`` a line across; ``specks`` how many; ``fade`` 0 to 1, ink that got pale;
            ``mode`` grey, bw or colour.
        seed: of the noise.
    """
    chance = random.Random(seed)
    picture = page.convert("RGB" if how.get("mode") == "colour" else "L")
    if fade := how.get("fade"):
        picture = picture.point(lambda value: int(_WHITE - (_WHITE - value) * (1 - fade)))
    if skew := how.get("skew"):
        white = (_WHITE,) * len(picture.getbands())
        fill: Any = white if len(white) > 1 else _WHITE
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=fill)
    if blur := how.get("blur"):
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    if how.get("fold"):
        picture = _folded(picture)
    if shadow := how.get("shadow"):
        picture = _shadowed(picture, shadow)
    if specks := how.get("specks"):
        _speckle(picture, specks, chance)
    if noise := how.get("noise"):
        picture = _noisy(picture, noise, chance)
    return picture.point(lambda value: 255 * (value > 150), "1") if _is_bw(how) else picture


def _is_bw(how: Mapping[str, Any]) -> bool:
    return how.get("mode") == "bw"


def _dimmed(picture: Picture, light: Picture) -> Picture:
    """Multiplied by a grey picture of the light that falls on it."""
    if picture.mode == "RGB":
        light = Image.merge("RGB", (light, light, light))
    return ImageChops.multiply(picture, light)


def _shadowed(picture: Picture, depth: float) -> Picture:
    """Darker towards the left edge, as a book that doesn't lie flat."""
    width, height = picture.size
    row = [
        int(_WHITE * (1 - depth * max(0.0, 1 - column / (width * 0.35)))) for column in range(width)
    ]
    light = Image.new("L", (width, 1))
    light.putdata(row)
    return _dimmed(picture, light.resize((width, height)))


def _folded(picture: Picture) -> Picture:
    """Two creases: letters come folded in three; and one corner is turned over."""
    width, height = picture.size
    light = Image.new("L", picture.size, _WHITE)
    pen = ImageDraw.Draw(light)
    for share in (0.335, 0.668):
        top = int(height * share)
        for offset, shade in enumerate((215, 180, 205, 235, 245)):
            pen.line([(0, top + offset), (width, top + offset + 3)], fill=shade)
    corner = width // 14
    pen.polygon([(width - corner, 0), (width, 0), (width, corner)], fill=165)
    return _dimmed(picture, light)


def _speckle(picture: Picture, count: int, chance: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for _ in range(count):
        left, top, size = chance.randrange(width), chance.randrange(height), chance.randint(1, 3)
        pen.ellipse([left, top, left + size, top + size], fill=chance.choice((0, 60, 120)))


def _noisy(picture: Picture, share: float, chance: random.Random) -> Picture:
    """Grain: the mean of two even ones, so that most of it is slight."""
    width, height = picture.size
    grains = [
        Image.frombytes("L", picture.size, chance.randbytes(width * height)) for _ in range(2)
    ]
    grain = Image.blend(grains[0], grains[1], 0.5)
    if picture.mode == "RGB":
        grain = Image.merge("RGB", (grain, grain, grain))
    # The mean is grey: what it takes of the light, a small factor gives back.
    return Image.blend(picture, grain, share * 0.5).point(lambda value: min(255, int(value * 1.06)))
