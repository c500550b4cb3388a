from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from jumpa.intake import catalogue


@pytest.fixture(autouse=True)
def fresh() -> Any:
    catalogue.catalogue.cache_clear()
    yield
    catalogue.catalogue.cache_clear()


def test_an_office_may_bring_its_own_lists(settings: Any, tmp_path: Path) -> None:
    own = catalogue._OWN.read_text(encoding="utf-8").replace('"U-shape"', '"Huruf U"')
    settings.CATALOGUE = str(tmp_path / "own.toml")
    Path(settings.CATALOGUE).write_text(own, encoding="utf-8")
    assert catalogue.title("layout", "u_shape") == "Huruf U"


@pytest.mark.parametrize("text", ["layout = [1]", "[layout]\nu_shape = 3", "= broken", ""])
def test_a_faulty_list_stops_the_start_with_its_name(
    settings: Any, tmp_path: Path, text: str
) -> None:
    settings.CATALOGUE = str(tmp_path / "own.toml")
    Path(settings.CATALOGUE).write_text(text, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"own\.toml"):
        catalogue.catalogue()


def test_a_key_that_left_the_list_is_shown_as_it_was_stored() -> None:
    assert catalogue.title("layout", "lingkaran_lama") == "lingkaran_lama"
