"""An example of each letter: for previews, the pictures in the documentation, and tests.

``<key>.json`` is the example; ``<key>.<variant>.json`` another one, where a letter has outcomes.
"""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jumpa.documents.letter import letters
from jumpa.documents.models import OfficeProfile
from jumpa.documents.phrases import Words
from jumpa.documents.queries import kop
from jumpa.documents.rendering import logo_bytes
from jumpa.documents.snapshot import snapshot
from jumpa.documents.typesetting import compile_pdf, picture

FOLDER = Path(__file__).parent / "specimens"
DATED = datetime(2026, 11, 24, 3, tzinfo=UTC)


@cache
def specimen(key: str, variant: str = "") -> Any:
    """The facts of the example; all names in it are made up.

    Raises:
        KeyError: no such letter.
        FileNotFoundError: no such variant.
        ValidationError: the file does not fit the letter's ``Facts``.
    """
    letter = letters[key]
    name = ".".join(filter(None, (key, variant)))
    content = (FOLDER / f"{name}.json").read_bytes()
    return letter.reader.validate_json(content)


@cache
def variants(key: str) -> tuple[str, ...]:
    """The further examples of a letter."""
    return tuple(sorted(path.stem.partition(".")[2] for path in FOLDER.glob(f"{key}.*.json")))


def specimen_content(
    key: str, words: Words, profile: OfficeProfile, variant: str = ""
) -> dict[str, Any]:
    """What the example prints in these words on this office's paper."""
    content = snapshot(letters[key].context(specimen(key, variant), words))
    return {**content, "office": kop(profile)}


def specimen_picture(
    key: str, words: Words, profile: OfficeProfile, variant: str = "", *, resolution: int = 80
) -> bytes:
    """The example's first page as a PNG; ``resolution`` in pixels per inch.

    Raises:
        TypesettingError: with what Typst says.
    """
    content = specimen_content(key, words, profile, variant)
    return picture(
        letters[key].template,
        content,
        title=letters[key].title,
        created=DATED,
        logo=logo_bytes(content["office"]["logo"]),
        resolution=resolution,
    )


def specimen_pdf(key: str, words: Words, profile: OfficeProfile, variant: str = "") -> bytes:
    """The example as a PDF.

    Raises:
        TypesettingError: with what Typst says.
    """
    content = specimen_content(key, words, profile, variant)
    return compile_pdf(
        letters[key].template,
        content,
        title=letters[key].title,
        created=DATED,
        logo=logo_bytes(content["office"]["logo"]),
    )
