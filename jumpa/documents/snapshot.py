"""Facts as JSON: the same facts always give the same value, fit for PostgreSQL and for Typst."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

# NUL can't be stored; other controls print nothing; the bidi overrides could make a name or a
# number read otherwise than it is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Text without what can't be printed; line ends become a line feed."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def snapshot(value: object) -> Any:
    """A dataclass, mapping, sequence or scalar as JSON values; datetimes in the office's zone.

    Raises:
        TypeError: a value that no letter may carry.
        ValueError: a datetime without a zone.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: snapshot(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): snapshot(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [snapshot(item) for item in value]
    raise TypeError(f"{type(value).__name__} can't stand in a letter.")
