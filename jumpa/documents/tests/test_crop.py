"""Which piece of a page is shown where something was found."""

import pytest

from jumpa.documents.crop import crop_of
from jumpa.documents.models import PagePreview
from jumpa.documents.reading.found import Place

A4 = PagePreview(page=1, width=909, height=1286)


def piece(left: float, top: float, right: float, bottom: float) -> tuple[int, ...] | None:
    crop = crop_of(Place(1, (left, top, right, bottom)), {1: A4})
    return (*crop.view, *crop.mark) if crop else None


def test_the_piece_surrounds_the_place_and_the_box_lies_on_it() -> None:
    found = piece(72.0, 144.0, 216.0, 158.4)
    assert found == (84, 194, 360, 74, 106, 216, 228, 30)


def test_the_piece_stays_on_the_page() -> None:
    for place in ((0.0, 0.0, 30.0, 12.0), (500.0, 820.0, 594.0, 841.0), (1.0, 40.0, 594.0, 60.0)):
        found = piece(*place)
        assert found is not None
        left, top, width, height = found[:4]
        assert left >= 0
        assert top >= 0
        assert left + width <= A4.width
        assert top + height <= A4.height


@pytest.mark.parametrize(
    "place",
    [(0.0, 0.0, 0.0, 0.0), (10.0, 10.0, 900.0, 20.0), (10.0, 30.0, 40.0, 20.0)],
)
def test_a_place_that_is_none_shows_nothing(place: tuple[float, float, float, float]) -> None:
    assert piece(*place) is None


def test_a_page_that_is_not_drawn_or_was_drawn_smaller_shows_nothing() -> None:
    place = Place(2, (72.0, 144.0, 216.0, 158.4))
    assert crop_of(place, {1: A4}) is None
    assert crop_of(place, {2: PagePreview(page=2, width=1999, height=2000)}) is None
