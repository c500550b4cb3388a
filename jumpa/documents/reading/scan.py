"""Pictures of pages made fit for recognition: straight, clean, not too large."""

from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, radians, sin, sqrt

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from jumpa.documents.reading.found import Box

DOTS_PER_INCH = 240
_MOST_PIXELS = 6_000_000
_POINTS_PER_INCH = 72
_PROFILE_WIDTH = 700
_STEEPEST = 6.0
_ON_ITS_SIDE = 0.7
"""Sharpness of the columns' profile over that of the rows': level pages have less than 0.3."""

_SPECKLED = 4.0
"""Mean difference between a page and its median, in steps of grey, from which it is noisy."""

_WHITE = 255
_DARK, _PALE = 40, 150
"""Greys that become black and white."""


@dataclass(frozen=True)
class Turn:
    """By how much a page was turned to lie level: quarters to the left, then degrees.

    ``width`` and ``height`` in points are those of the level page.
    """

    angle: float
    width: float
    height: float
    quarters: int = 0

    def on_page(self, box: Box) -> Box:
        """A box of the level picture as a box of the page."""
        left, top, right, bottom = self._tilted(box)
        if self.quarters == 1:
            return (self.height - bottom, left, self.height - top, right)
        if self.quarters == 2:
            return (self.width - right, self.height - bottom, self.width - left, self.height - top)
        if self.quarters == 3:
            return (top, self.width - right, bottom, self.width - left)
        return (left, top, right, bottom)

    def _tilted(self, box: Box) -> Box:
        left, top, right, bottom = box
        middle_x, middle_y = self.width / 2, self.height / 2
        x, y = (left + right) / 2 - middle_x, (top + bottom) / 2 - middle_y
        turn = radians(self.angle)
        back_x = middle_x + x * cos(turn) - y * sin(turn)
        back_y = middle_y + x * sin(turn) + y * cos(turn)
        half_x, half_y = (right - left) / 2, (bottom - top) / 2
        return (back_x - half_x, back_y - half_y, back_x + half_x, back_y + half_y)


@dataclass(frozen=True)
class Scan:
    """The level picture of a page. ``scale``: pixels for a point; the rest as in ``Turn``."""

    image: Image.Image
    scale: float
    angle: float
    quarters: int = 0

    @property
    def dots_per_inch(self) -> int:
        """Its resolution."""
        return round(self.scale * _POINTS_PER_INCH)

    @property
    def turn(self) -> Turn:
        """The way back to the page as it was scanned."""
        width, height = self.image.width / self.scale, self.image.height / self.scale
        return Turn(self.angle, width, height, self.quarters)

    @property
    def upside_down(self) -> "Scan":
        """The same on its head, where its letters were found to be no words."""
        turned = self.image.transpose(Image.Transpose.ROTATE_180)
        return Scan(turned, self.scale, self.angle, (self.quarters + 2) % 4)

    def in_points(self, left: int, top: int, right: int, bottom: int) -> Box:
        """Pixels as points of the level page."""
        scale = self.scale
        return (left / scale, top / scale, right / scale, bottom / scale)


def scan_of(page: pdfium.PdfPage) -> Scan:
    """The page as a grey picture at ``DOTS_PER_INCH``, less when it is larger than paper."""
    width, height = page.get_size()
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    scale *= min(1.0, sqrt(_MOST_PIXELS / max(width * height * scale * scale, 1)))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    try:
        image = without_colours(bitmap.to_pil())
    finally:
        bitmap.close()
    image = ink_only(even(despeckled(image)))
    if not lies_on_its_side(image):
        return straightened(image, scale)
    return replace(straightened(image.transpose(Image.Transpose.ROTATE_90), scale), quarters=1)


def without_colours(image: Image.Image) -> Image.Image:
    """The lightest of each point's colours: blue and red stamps fade, black text stays."""
    red, green, blue = image.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def even(image: Image.Image) -> Image.Image:
    """The picture without the shadow of a fold or of a book's spine."""
    width, height = image.size
    small = image.resize((max(width // 16, 1), max(height // 16, 1)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.BoxBlur(2))
    shadow = ImageOps.invert(paper.resize(image.size, Image.Resampling.BILINEAR))
    return ImageOps.autocontrast(ImageChops.add(image, shadow), cutoff=(0.5, 0))


def ink_only(image: Image.Image) -> Image.Image:
    """The picture with what is paler than print made white: grey stamps, creases, noise."""
    step = 255 / (_PALE - _DARK)
    return image.point([min(max(round((grey - _DARK) * step), 0), 255) for grey in range(256)])


def lies_on_its_side(image: Image.Image) -> bool:
    """Whether the lines of the picture run from top to bottom."""
    side = min(_PROFILE_WIDTH // 2, *image.size)
    small = image.resize((side, side), Image.Resampling.BOX)
    turned = small.transpose(Image.Transpose.ROTATE_90)
    level, upright = (
        max(_sharpness(one, angle) for angle in _steps(0.0, 4.0, 2.0)) for one in (small, turned)
    )
    return upright > _ON_ITS_SIDE * level


def straightened(image: Image.Image, scale: float) -> Scan:
    """The picture without its skew."""
    angle = skew_of(image)
    if abs(angle) < 0.15:
        return Scan(image, scale, 0.0)
    turned = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_WHITE)
    return Scan(turned, scale, angle)


def despeckled(image: Image.Image) -> Image.Image:
    """The picture through a median when it is noisy; a clean one keeps its thin strokes."""
    width, height = image.size
    middle = image.crop((width // 4, height // 3, width * 3 // 4, height * 2 // 3))
    median = middle.filter(ImageFilter.MedianFilter(3))
    specks = Image.blend(middle, ImageOps.invert(median), 0.5)
    noise = ImageStat.Stat(specks).stddev[0] * 2
    return image.filter(ImageFilter.MedianFilter(3)) if noise > _SPECKLED else image


def skew_of(image: Image.Image) -> float:
    """By how many degrees the picture must be turned for its lines to lie level.

    Level lines make the sharpest profile: dark rows beside white ones.
    """
    width = min(_PROFILE_WIDTH, image.width)
    small = image.resize((width, max(image.height * width // image.width, 2)), Image.Resampling.BOX)
    coarse = max(_steps(0.0, _STEEPEST, 0.5), key=lambda angle: _sharpness(small, angle))
    return max(_steps(coarse, 0.4, 0.1), key=lambda angle: _sharpness(small, angle))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    # From the middle outwards, so that of equals the smallest turn wins.
    offsets = sorted(range(-count, count + 1), key=abs)
    return [middle + number * step for number in offsets]


def _sharpness(image: Image.Image, angle: float) -> int:
    turned = image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_WHITE)
    profile = turned.resize((1, image.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(profile))
