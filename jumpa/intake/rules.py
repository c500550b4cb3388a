"""Decisions about a request, without Django: what is wrong with its time, what is missing.

Problems are codes; ``forms.py`` says them in the user's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

LONGEST_EVENT = timedelta(hours=24)
FARTHEST_EVENT = timedelta(days=731)
"""Nobody plans a video conference for later: a later date is a slip of the pen."""

REQUIRED = (
    "letter_number",
    "letter_date",
    "letter_subject",
    "signer_name",
    "signer_title",
    "pic_name",
    "pic_phone",
    "pic_email",
    "tech_name",
    "tech_phone",
    "far_name",
    "far_phone",
    "event_name",
    "organiser",
    "start",
    "end",
    "test_time",
    "layout",
    "people_in_room",
    "application",
    "host",
)
"""What SOP and practice ask of every request (``domain.md`` §7, the starred fields)."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong: a field's name and a code."""

    field: str
    code: str


def time_problems(
    start: datetime | None, end: datetime | None, now: datetime, *, prefix: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with a wanted time; that a part of it is missing is not judged here."""
    found = []
    if start and end and end <= start:
        found.append(Problem(f"{prefix}end", "end_before_start"))
    elif start and end and end - start > LONGEST_EVENT:
        found.append(Problem(f"{prefix}end", "too_long"))
    if start and start <= now:
        found.append(Problem(f"{prefix}start", "past"))
    elif start and start - now > FARTHEST_EVENT:
        found.append(Problem(f"{prefix}start", "too_far"))
    return tuple(found)


def line_test_problems(test_time: datetime | None, start: datetime | None) -> tuple[Problem, ...]:
    """The connection test comes before the event."""
    if test_time is None or start is None or test_time < start:
        return ()
    return (Problem("test_time", "test_after_start"),)


def missing(values: Mapping[str, Any], *, has_letter: bool) -> tuple[Problem, ...]:
    """What a submission still lacks."""
    found = [Problem(name, "required") for name in REQUIRED if values.get(name) in (None, "", [])]
    if values.get("room") is None and not values.get("any_room"):
        if not values.get("venue_name"):
            found.append(Problem("room", "place"))
        elif not values.get("venue_address"):
            found.append(Problem("venue_address", "required"))
    if values.get("application") == "lain" and not values.get("application_other"):
        found.append(Problem("application_other", "required"))
    if not has_letter:
        found.append(Problem("letter_file", "letter"))
    return tuple(found)


def is_short_notice(start: datetime, now: datetime, lead_days: int) -> bool:
    """Whether the event comes sooner than the office likes; a warning, never a refusal."""
    return start - now < timedelta(days=lead_days)


def letter_date_problems(letter_date: date | None, today: date) -> tuple[Problem, ...]:
    """A letter is not dated in the future."""
    if letter_date is not None and letter_date > today:
        return (Problem("letter_date", "future_letter"),)
    return ()


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[str, Any, Any], ...]:
    """What differs between two submissions: field, value then, value now."""
    return tuple(
        (name, before.get(name), value)
        for name, value in after.items()
        if before.get(name) != value
    )
