"""Which values read in a letter go into which fields of the request form, without Django.

All values are texts as the form's inputs write them: a moment is ``2026-03-05T09:00``, a room its
ref, a list's entry its key.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jumpa.documents.reading.found import Found

Standing = Literal["empty", "same", "other"]

SENDER = "sender"
"""Read to be compared with the agency only: no field takes it."""

_FIELDS = {
    "letter_number": "letter_number",
    "letter_date": "letter_date",
    "letter_subject": "letter_subject",
    "letter_nature": "letter_nature",
    "urgency": "urgency",
    "signer_name": "signer_name",
    "signer_title": "signer_title",
    "signer_nip": "signer_nip",
    "event_name": "event_name",
    "event_start": "start",
    "event_end": "end",
    "meeting_id": "meeting_id",
    "meeting_link": "meeting_link",
    "meeting_passcode": "meeting_passcode",
}
"""Where what was read goes as it stands."""

_ORDER = (*(key for key in _FIELDS if not key.startswith("meeting_")), "place", "application")
"""In which order it is offered; what is not named comes last, as it was read."""

_APPLICATIONS = {"google_meet": "meet", "other": "lain"}
"""Keys of the catalogue, where the reading has others."""

_MOMENTS = frozenset({"start", "end"})
_OTHER = "lain"


@dataclass(frozen=True)
class Known:
    """What the office has: its rooms (name to ref), and by field the keys that may be chosen."""

    rooms: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """One value of the letter for the form.

    ``fields`` are the fields that it fills and with what; ``standing`` is what it finds there.
    ``is_ticked``: it is taken unless a person says otherwise.
    """

    key: str
    found: Found
    fields: Mapping[str, str]
    standing: Standing
    is_ticked: bool

    @property
    def main(self) -> str:
        """The field that it is about."""
        return next(iter(self.fields))


def proposals(
    found: Sequence[Found], typed: Mapping[str, str], known: Known
) -> tuple[Proposal, ...]:
    """What of the letter the form can take, in the form's order, each field at most once."""
    made: dict[str, Proposal] = {}
    for one in sorted(found, key=_order):
        fields, is_exact = _fields_for(one, known)
        if not fields or one.field in made:
            continue
        standing = _standing(fields, typed)
        is_ticked = is_exact and one.certainty == "sure" and standing == "empty"
        made[one.field] = Proposal(one.field, one, fields, standing, is_ticked)
    return tuple(made.values())


def _order(one: Found) -> int:
    return _ORDER.index(one.field) if one.field in _ORDER else len(_ORDER)


def taken(
    offered: Sequence[Proposal], *, into_empty: Collection[str], instead: Collection[str]
) -> dict[str, str]:
    """What the ticked proposals put into the form's fields.

    Args:
        into_empty: keys of those ticked for a field that was shown empty. What has been typed there
            meanwhile stays.
        instead: keys of those ticked to replace what was typed.
    """
    values: dict[str, str] = {}
    for one in offered:
        if one.key in instead or (one.key in into_empty and one.standing == "empty"):
            values |= one.fields
    return values


def overtaken(offered: Sequence[Proposal], into_empty: Collection[str]) -> tuple[Proposal, ...]:
    """The proposals ticked for an empty field in which something else stands by now."""
    return tuple(one for one in offered if one.key in into_empty and one.standing == "other")


def other_sender(found: Sequence[Found], agency: str) -> Found | None:
    """The letter's sender if it is not the agency, as far as names tell.

    Letters write more ("Pemerintah Kota …") or less than the agency's full name: one that holds the
    other is no other.
    """
    own = _plain(agency)
    for one in found:
        named = _plain(one.value)
        if one.field == SENDER and named:
            return None if _holds(named, own) or _holds(own, named) else one
    return None


def _fields_for(one: Found, known: Known) -> tuple[dict[str, str], bool]:
    """The fields to fill, none where the form can't take it; and whether it fits exactly."""
    value = " ".join(one.value.split())
    if not value:
        return {}, False
    if one.field == "place":
        return _place(value, known)
    if one.field == "application":
        return _application(value, one, known)
    name = _FIELDS.get(one.field, "")
    if not name or (name in known.lists and value not in known.lists[name]):
        return {}, False
    return {name: value}, True


def _place(value: str, known: Known) -> tuple[dict[str, str], bool]:
    """One of our rooms if it is named; only by its name alone is that certain."""
    rooms = {_plain(name): ref for name, ref in known.rooms.items()}
    place = _plain(value)
    if place in rooms:
        return {"room": rooms[place]}, True
    within = [name for name in rooms if _holds(place, name)]
    if within:
        return {"room": rooms[max(within, key=len)]}, False
    return {"venue_name": value, "room": ""}, True


def _application(value: str, one: Found, known: Known) -> tuple[dict[str, str], bool]:
    key = _APPLICATIONS.get(value, value)
    keys = known.lists.get("application", ())
    if key in keys and key != _OTHER:
        return {"application": key}, True
    if _OTHER not in keys:
        return {}, False
    return {"application": _OTHER, "application_other": " ".join(one.shown.split())}, True


def _standing(fields: Mapping[str, str], typed: Mapping[str, str]) -> Standing:
    asked = set(fields)
    if asked & {"room", "venue_name"}:
        # A place is one thing, whichever of the two fields says it.
        asked |= {"room", "venue_name"}
    there = {name: typed.get(name, "").strip() for name in asked}
    if not any(there.values()):
        return "empty"
    is_same = all(_is_same(name, there[name], value) for name, value in fields.items())
    return "same" if is_same else "other"


def _is_same(name: str, typed: str, value: str) -> bool:
    if name in _MOMENTS:
        # A browser may send the seconds along.
        return typed[:16] == value[:16]
    if name == "meeting_passcode":
        return typed == value
    if name in ("letter_number", "meeting_id", "signer_nip"):
        typed, value = (re.sub(r"\s", "", text) for text in (typed, value))
    return _plain(typed) == _plain(value)


def _plain(text: str) -> str:
    """For comparing: one blank between words, no difference of case, no mark at either end."""
    return " ".join(text.casefold().split()).strip(" .,:;“”\"'")


def _holds(text: str, part: str) -> bool:
    """Whether ``part`` stands in ``text`` as whole words."""
    return bool(part) and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None
