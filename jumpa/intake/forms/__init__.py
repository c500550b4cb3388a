"""The forms of a request: shape only. What they decide stands in ``rules.py``."""

from jumpa.intake.forms.changes import AnotherTimeForm, WithdrawForm
from jumpa.intake.forms.fields import TEXTS, DayInput, RoomField
from jumpa.intake.forms.request import ASKED_AS, RequestForm

__all__ = [
    "ASKED_AS",
    "TEXTS",
    "AnotherTimeForm",
    "DayInput",
    "RequestForm",
    "RoomField",
    "WithdrawForm",
]
