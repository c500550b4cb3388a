"""What was read in a request's letter beside what was typed, in the words of the pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from jumpa.core import wording
from jumpa.documents import reading_words
from jumpa.documents.crop import Crop, by_page, crop_of
from jumpa.documents.jobs import is_under_way
from jumpa.documents.models import LetterReading, StoredFile
from jumpa.documents.queries import reading_of
from jumpa.documents.reading.found import Found, found_from_json
from jumpa.intake import catalogue
from jumpa.intake.models import ServiceRequest
from jumpa.intake.proposing import Known, Proposal, Standing, other_sender, proposals
from jumpa.intake.sections import LISTED, shown
from jumpa.scheduling.queries import rooms
from jumpa.scheduling.room_field import ANY_ROOM

FILLED = (
    "letter_number",
    "letter_date",
    "letter_subject",
    "letter_nature",
    "urgency",
    "signer_name",
    "signer_title",
    "signer_nip",
    "event_name",
    "start",
    "end",
    "room",
    "venue_name",
    "application",
    "application_other",
    "meeting_link",
    "meeting_id",
    "meeting_passcode",
)
"""The form's fields that a letter can fill."""

_APPLICATION = ("application_other", "application")

_SLOW = timedelta(seconds=60)

_USUAL = {"letter_nature": "biasa", "urgency": "biasa"}
"""What holds where nothing was chosen."""


@dataclass(frozen=True)
class LetterRow:
    """One proposal in words: what the letter says, where, how certain, and what was typed."""

    proposal: Proposal
    label: str
    value: str
    typed: str
    where: str
    crop: Crop | None = None
    is_ticked: bool = False

    @property
    def certainty(self) -> str:
        """How well it was read."""
        return reading_words.certainty(self.proposal.found)

    @property
    def tone(self) -> str:
        """The tone in which that is shown."""
        return "good" if reading_words.is_clear(self.proposal.found) else "warning"

    @property
    def where_and_how(self) -> str:
        """Where it stands and, where nothing speaks against it, that it was read well."""
        is_clear = reading_words.is_clear(self.proposal.found)
        return f"{self.where} · {self.certainty}" if is_clear else self.where

    @property
    def notes(self) -> list[str]:
        """What to look at before it is taken over."""
        return reading_words.notes(self.proposal.found)


@dataclass(frozen=True)
class Comparison:
    """A letter that was read, beside what the request says.

    ``same``: labels of what agrees, ``agreed`` its fields; ``rows``: the rest; ``sender``: the
    letter's sender in words if it is not the agency.
    """

    reading: LetterReading
    same: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    rows: tuple[LetterRow, ...] = ()
    sender: str = ""

    @property
    def differing(self) -> tuple[LetterRow, ...]:
        """The rows where something else was typed; what was left blank is no difference."""
        return tuple(row for row in self.rows if row.proposal.standing == "other")

    @property
    def is_read(self) -> bool:
        """Whether there is something to compare."""
        return self.reading.state == LetterReading.State.READ

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be read."""
        return self.reading.state == LetterReading.State.WAITING

    @property
    def is_slow(self) -> bool:
        """Whether that takes longer than anyone should wait for."""
        return self.is_waiting and timezone.now() - self.reading.since > _SLOW

    @cached_property
    def may_read_again(self) -> bool:
        """Whether another try is worth a button: it failed, or whoever read it has died."""
        is_stuck = self.is_slow and not is_under_way(self.reading.file_id)
        return is_stuck or self.reading.is_incomplete


def found_in(reading: LetterReading) -> tuple[Found, ...]:
    """What was read; nothing while it waits or where it failed."""
    return tuple(found_from_json(one) for one in reading.found)


def known_for(found: Iterable[Found]) -> Known:
    """What the form can take: the catalogue's keys, and our rooms where a place was read."""
    names = ("letter_nature", "urgency", "application")
    lists = {name: frozenset(catalogue.catalogue()[LISTED[name]]) for name in names}
    needs_rooms = any(one.field == "place" for one in found)
    return Known(dict(rooms().values_list("name", "ref")) if needs_rooms else {}, lists)


def compare(
    reading: LetterReading,
    typed: Mapping[str, str],
    agency: str,
    ticked: Collection[tuple[Standing, str]] | None = None,
) -> Comparison:
    """The letter beside what is ``typed``, texts as the form writes them.

    Args:
        ticked: standing and key of the boxes that a person left ticked; None: not asked yet.
    """
    found = found_in(reading)
    known = known_for(found)
    offered = proposals(found, typed, known)
    same = [one for one in offered if one.standing == "same"]
    new = [one for one in offered if one.standing != "same"]
    drawn = by_page(reading.file.previews.all()) if new else {}
    rows = []
    for one in new:
        row = _row(one, typed, known)
        is_ticked = one.is_ticked if ticked is None else (one.standing, one.key) in ticked
        crop = crop_of(one.found.place, drawn)
        rows.append(replace(row, crop=crop, is_ticked=is_ticked))
    sender = other_sender(found, agency)
    return Comparison(
        reading,
        same=tuple(reading_words.label(one.found.field) for one in same),
        agreed=tuple(name for one in same for name in one.fields),
        rows=tuple(rows),
        sender=sender.value if sender else "",
    )


def letter_of(request: ServiceRequest) -> Comparison | None:
    """The letter of a request that was submitted beside what the request says now."""
    reading = reading_for(request.letter)
    if reading is None:
        return None
    typed = {name: text_of(getattr(request, name)) for name in FILLED}
    typed["room"] = request.room.ref if request.room else ANY_ROOM if request.any_room else ""
    typed |= {name: typed[name] or usual for name, usual in _USUAL.items()}
    return compare(reading, typed, request.agency.name)


def reading_for(letter: StoredFile | None) -> LetterReading | None:
    """The reading of a letter, if there is a letter and it is or was to be read."""
    return reading_of(letter) if letter is not None else None


def text_of(value: Any) -> str:
    """A value as the form's input writes it."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _row(one: Proposal, typed: Mapping[str, str], known: Known) -> LetterRow:
    value = _said(one.fields, known)
    before = {name: typed.get(name, "") for name in _asked(one)}
    return LetterRow(
        proposal=one,
        label=reading_words.label(one.found.field),
        value=value,
        typed=_said(before, known) if one.standing == "other" else "",
        where=reading_words.where(one.found, value),
    )


def _asked(one: Proposal) -> Sequence[str]:
    """The fields that say together what the proposal is about, the one that decides first."""
    if one.found.field == "place":
        return ("room", "venue_name")
    if one.found.field == "application":
        return _APPLICATION
    return (one.main,)


def _said(fields: Mapping[str, str], known: Known) -> str:
    """The value of one or two fields in words: another application's name before its key."""
    names = {ref: name for name, ref in known.rooms.items()}
    for name in ("room", "venue_name", *_APPLICATION, *fields):
        text = fields.get(name, "").strip()
        if not text or (name == "application_other" and fields.get("application") != "lain"):
            continue
        if name == "room":
            return _("Ruang mana saja yang cukup") if text == ANY_ROOM else names.get(text, text)
        return _words(name, text)
    return ""


def _words(name: str, text: str) -> str:
    """A text of the form as people read it; as it stands where it can't be understood."""
    try:
        if name in ("start", "end"):
            moment = parse_datetime(text)
            return wording.day_and_moment(timezone.make_aware(moment)) if moment else text
        if name == "letter_date":
            day = parse_date(text)
            return wording.day(day) if day else text
    except ValueError:
        return text
    return str(shown(name, text))
