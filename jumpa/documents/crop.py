"""Where on the picture of a page something stands: the piece to show, and the box to draw there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jumpa.documents.models import PagePreview
from jumpa.documents.reading.found import Place

PIXELS_PER_POINT = 110 / 72
"""Pages are drawn at 110 dots per inch."""

_SHRUNK = 3_900_000
"""A page of more pixels was drawn smaller than that, by how much is not known here."""

_MARGIN = 26.0
_BORDER = 4.0
_NARROWEST = 360.0
"""Less would be blown up, more would be too small on a phone."""


@dataclass(frozen=True)
class Crop:
    """A piece of a page's picture, all in its pixels.

    ``view`` and ``mark`` are left, top, width, height: of the piece, and of the box in it.
    """

    page: int
    width: int
    height: int
    view: tuple[int, int, int, int]
    mark: tuple[int, int, int, int]

    @property
    def view_box(self) -> str:
        """The piece as SVG writes it."""
        return " ".join(map(str, self.view))


def crop_of(place: Place, previews: Mapping[int, PagePreview]) -> Crop | None:
    """The piece of the page around ``place``; None where the page is not drawn, or not to scale."""
    preview = previews.get(place.page)
    if preview is None or preview.width * preview.height > _SHRUNK:
        return None
    left, top, right, bottom = (side * PIXELS_PER_POINT for side in place.box)
    if not (0 <= left < right <= preview.width + 1 and 0 <= top < bottom <= preview.height + 1):
        return None
    view_width = min(max(right - left + 2 * _MARGIN, _NARROWEST), float(preview.width))
    view_left = min(max(left - _MARGIN, 0), preview.width - view_width)
    view_top = max(top - _MARGIN, 0)
    view_bottom = min(bottom + _MARGIN, preview.height)
    mark = (left - _BORDER, top - _BORDER, right - left + 2 * _BORDER, bottom - top + 2 * _BORDER)
    view = (view_left, view_top, view_width, view_bottom - view_top)
    return Crop(place.page, preview.width, preview.height, _whole(view), _whole(mark))


def by_page(previews: Iterable[PagePreview]) -> dict[int, PagePreview]:
    """The pictures of a file by page."""
    return {one.page: one for one in previews}


def _whole(sides: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, width, height = sides
    return round(left), round(top), round(width), round(height)
