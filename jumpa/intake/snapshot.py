"""The form's values as plain data, for revisions and for showing what changed."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.timezone import localtime

from jumpa.intake.models import ServiceRequest

SECRET = frozenset({"meeting_passcode"})
"""What no revision and no record keeps: neither can be emptied afterwards."""

_LEFT_OUT = SECRET | {"id"}


def form_fields() -> list["models.Field[Any, Any]"]:
    """The fields that the requester fills in, in their order."""
    return [
        field
        for field in ServiceRequest._meta.get_fields()
        if isinstance(field, models.Field) and field.editable and field.name not in _LEFT_OUT
    ]


def snapshot(request: ServiceRequest) -> dict[str, Any]:
    """All that the requester filled in, and the letter's checksum, as JSON-able values."""
    values: dict[str, Any] = {}
    for field in form_fields():
        value = getattr(request, field.name)
        if isinstance(value, datetime):
            # One zone for all, or a time that nobody touched would read as changed.
            value = localtime(value).isoformat()
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, models.Model):
            value = str(value)
        values[field.name] = value
    values["letter"] = request.letter.sha256 if request.letter else ""
    return values
