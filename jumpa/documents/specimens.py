"""An example of each letter: for previews, the pictures in the documentation, and tests."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from jumpa.documents.letter import letters

FOLDER = Path(__file__).parent / "specimens"


@cache
def specimen(key: str) -> Any:
    """The facts of the example; all names in it are made up.

    Raises:
        KeyError: no such letter.
        ValidationError: the file does not fit the letter's ``Facts``.
    """
    content = (FOLDER / f"{key}.json").read_bytes()
    return TypeAdapter(letters[key].Facts).validate_json(content)
