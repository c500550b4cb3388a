"""A form's field for a room: this one, or any that serves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator

from jumpa.scheduling.models import Resource

if TYPE_CHECKING:
    _Field = forms.ModelChoiceField[Resource]
    _Choices = ModelChoiceIterator[Resource]
else:
    _Field = forms.ModelChoiceField
    _Choices = ModelChoiceIterator

ANY_ROOM = "mana_saja"
"""What the field's value says where any room will do; its cleaned value is then None."""


class _WithAny(_Choices):
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        label = getattr(self.field, "any_label", "")
        if label:
            yield (ANY_ROOM, label)
        # Django's own way asks through a cursor of the server, for all that is known of a room.
        for room in self.queryset.only("ref", "name"):
            yield self.choice(room)


class RoomWishField(_Field):
    """A room by its ref; ``any_label``, where given, offers any room as the first choice."""

    iterator = _WithAny

    def __init__(self, *args: Any, any_label: Any = "", **kwargs: Any) -> None:
        self.any_label = any_label
        super().__init__(*args, to_field_name="ref", **kwargs)

    def to_python(self, value: Any) -> Resource | None:
        """The room of that ref; any room is no room yet."""
        return None if value == ANY_ROOM else super().to_python(value)
