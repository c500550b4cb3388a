"""The request form and its letter: what was read beside what is being typed, and taking it over."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jumpa.core.errors import WrongState
from jumpa.documents import reading_words
from jumpa.documents.models import StoredFile
from jumpa.intake.forms import ASKED_AS, RequestForm
from jumpa.intake.letter_rows import (
    FILLED,
    Comparison,
    compare,
    found_in,
    known_for,
    reading_for,
    text_of,
)
from jumpa.intake.models import ServiceRequest
from jumpa.intake.proposing import Standing, overtaken, proposals, taken

MARKS = "dari_surat"
"""Hidden fields of the form: the names of what was filled from the letter."""


def letter_card(request: ServiceRequest, form: RequestForm) -> Comparison | None:
    """The letter beside the form as typed; None without a letter that is or was to be read."""
    reading = reading_for(request.letter)
    if reading is None:
        return None
    typed = {name: text_of(form[name].value()) for name in FILLED}
    return compare(reading, typed, request.agency.name, _ticked(form.data, reading.file))


def _ticked(data: Any, letter: StoredFile) -> frozenset[tuple[Standing, str]] | None:
    """The boxes as they were sent; None where this letter's have not been shown yet."""
    if not isinstance(data, QueryDict) or data.get("bacaan") != letter.ref:
        return None
    empty: list[tuple[Standing, str]] = [("empty", key) for key in data.getlist("ambil")]
    other: list[tuple[Standing, str]] = [("other", key) for key in data.getlist("ganti")]
    return frozenset([*empty, *other])


@dataclass(frozen=True)
class Taken:
    """What came of a press on the button: the form's data, and what to say of it.

    ``filled`` are the fields that were filled, ``kept`` the labels of those where something else
    had been typed meanwhile.
    """

    data: QueryDict
    filled: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was ticked."""
        return not self.filled and not self.kept


def take_over(posted: QueryDict, letter: StoredFile | None) -> Taken:
    """The form's data with what was ticked put in; all else as typed, nothing saved.

    Raises:
        WrongState: the letter is another than the one whose reading was shown.
    """
    reading = reading_for(letter)
    if letter is None or reading is None or posted.get("bacaan") != letter.ref:
        message = _("Surat permohonan sudah diganti. Isian yang dicentang berasal dari surat lama.")
        raise WrongState(message, [_("Periksa isian dari surat yang sekarang, lalu centang lagi.")])
    found = found_in(reading)
    typed = {name: posted.get(ASKED_AS.get(name, name), "") for name in FILLED}
    offered = proposals(found, typed, known_for(found))
    into_empty, instead = posted.getlist("ambil"), posted.getlist("ganti")
    values = taken(offered, into_empty=into_empty, instead=instead)
    data = posted.copy()
    for name, value in values.items():
        data[ASKED_AS.get(name, name)] = value
    filled = tuple(name for name, value in values.items() if value)
    kept = overtaken(offered, into_empty)
    return Taken(data, filled, tuple(reading_words.label(one.found.field) for one in kept))


def mark_filled(form: RequestForm, names: Collection[str], card: Comparison | None) -> list[str]:
    """Say at each of those fields that it came from the letter, while it says what that says.

    Returns:
        The names of the fields that are marked.
    """
    agreed = card.agreed if card is not None else ()
    marked = [name for name in FILLED if name in names and name in agreed]
    for name in marked:
        form[name].help_text = _("Dari surat, periksa.")
    return marked
