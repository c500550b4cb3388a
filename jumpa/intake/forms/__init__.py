"""The forms of a request: shape only. What they decide stands in ``rules.py``."""

from jumpa.intake.forms.changes import AnotherTimeForm, WithdrawForm
from jumpa.intake.forms.fields import TEXTS, DayInput, RoomField
from jumpa.intake.forms.request import RequestForm

__all__ = [
    "TEXTS",
    "AnotherTimeForm",
    "DayInput",
    "RequestForm",
    "RoomField",
    "WithdrawForm",
]
