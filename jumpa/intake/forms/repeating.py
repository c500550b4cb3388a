"""The part of the request form that says whether the event repeats, and each of its dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import MomentInput, believable
from jumpa.intake import rules
from jumpa.intake.forms.fields import TEXTS, DayInput, RoomField
from jumpa.intake.recurrence import (
    RecurrenceError,
    Repeating,
    dates_text,
    read_repeating,
    rule_text,
)
from jumpa.intake.series import SeriesDate, change_of

REPEATS = (
    ("", gettext_lazy("Tidak berulang")),
    ("weekly", gettext_lazy("Setiap minggu")),
    ("fortnightly", gettext_lazy("Setiap dua minggu")),
    ("monthly", gettext_lazy("Setiap bulan")),
    ("dates", gettext_lazy("Pada tanggal tertentu")),
)
OWN_RULE = ("rule", gettext_lazy("Menurut aturan yang sudah ada"))
"""Offered only where a rule stands that the other choices can't say."""

_SPARE = 2
_FEWEST = 3


class DaysInput(forms.Widget):
    """Several days, each an input of its own, and some more to fill in."""

    template_name = "intake/widgets/days.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed, without what was left blank."""
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [one for one in typed if one.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """A form without the inputs said nothing of them."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The days as inputs want them, with blanks after them."""
        context = super().get_context(name, None, attrs)
        days = [one.isoformat() if isinstance(one, date) else str(one) for one in value or ()]
        blanks = max(_SPARE, _FEWEST - len(days))
        context["widget"]["days"] = [*days, *[""] * blanks]
        return context


class DaysField(forms.Field):
    """A list of days, each once, in their order."""

    widget = DaysInput

    def to_python(self, value: Any) -> list[date]:
        """The days; one that is none refuses the whole list, naming it."""
        found = set()
        for one in value or ():
            try:
                day = forms.DateField().clean(one)
                believable(day)
            except forms.ValidationError as error:
                message = _("“%(typed)s” bukan tanggal yang benar.") % {"typed": one}
                raise forms.ValidationError(message) from error
            found.add(day)
        return sorted(found)


class DateForm(forms.Form):
    """One date of a series, to have it otherwise than the rest.

    The page also sends the planned times that it showed: what still equals them follows the series
    when that is moved, what differs is this date's own.
    """

    room = RoomField(empty_label=gettext_lazy("Ruang seperti tanggal lain"))
    start = forms.DateTimeField(
        label=gettext_lazy("Mulai"), widget=MomentInput(), validators=[believable], required=False
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Selesai"), widget=MomentInput(), validators=[believable], required=False
    )
    skip = forms.BooleanField(label=gettext_lazy("Lewatkan tanggal ini"), required=False)

    def __init__(self, plan: SeriesDate, shown: SeriesDate, data: Any = None) -> None:
        self.plan, self.shown = plan, shown
        prefix = f"tgl-{plan.key}"
        sent = data.get(f"{prefix}-planned", "") if data is not None else ""
        self.followed = sent.split("|")
        super().__init__(data if sent else None, prefix=prefix, initial=_initial(shown))

    def clean(self) -> dict[str, Any]:
        """A time that can be; a date that is left out needs none."""
        super().clean()
        data = self.cleaned_data
        if data.get("skip"):
            return data
        date = self.wanted()
        for problem in rules.time_problems(date.start, date.end, timezone.now()):
            self.add_error(problem.field, str(TEXTS[problem.code]))
        return data

    def wanted(self) -> SeriesDate:
        """The date as typed; as it was where nothing of it was sent."""
        if not self.is_bound:
            return self.shown
        self.is_valid()
        data = self.cleaned_data
        start, end = (
            getattr(self.plan, name) if not typed or text_of(typed) in self.followed else typed
            for name, typed in (("start", data.get("start")), ("end", data.get("end")))
        )
        is_skipped = bool(data.get("skip"))
        return replace(
            self.plan, start=start, end=end, room=data.get("room"), is_skipped=is_skipped
        )

    def to_show(self) -> "DateForm":
        """The form for the page: as typed where it is refused, else as understood."""
        if self.is_bound and not self.errors:
            return DateForm(self.plan, self.wanted())
        return self

    @property
    def planned(self) -> str:
        """The planned times, to be sent with the form."""
        return f"{text_of(self.plan.start)}|{text_of(self.plan.end)}"

    @property
    def is_changed(self) -> bool:
        """Whether the date is otherwise than planned."""
        return bool(change_of(self.wanted(), self.plan))


def _initial(shown: SeriesDate) -> dict[str, Any]:
    return {
        "room": shown.room.ref if shown.room else "",
        "start": shown.start,
        "end": shown.end,
        "skip": shown.is_skipped,
    }


def text_of(moment: datetime) -> str:
    """A moment as a form's input writes it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True)
class SeriesTyped:
    """The dates as typed, each with its form."""

    forms: tuple[DateForm, ...] = ()

    @property
    def dates(self) -> tuple[SeriesDate, ...]:
        """All dates as wanted."""
        return tuple(form.wanted() for form in self.forms)

    @property
    def changes(self) -> dict[str, dict[str, Any]]:
        """As the request keeps them: only what differs from the plan."""
        found = {form.plan.key: change_of(form.wanted(), form.plan) for form in self.forms}
        return {key: change for key, change in found.items() if change}

    @property
    def is_refused(self) -> bool:
        """Whether one of the dates can't be; all are judged."""
        return any(bool(form.errors) for form in self.forms)


def typed_series(
    plans: Sequence[SeriesDate], saved: Sequence[SeriesDate], data: Any = None
) -> SeriesTyped:
    """A form for each planned date; ``saved`` is how each stands until something is sent."""
    known = {one.planned: one for one in saved}
    return SeriesTyped(tuple(DateForm(plan, known.get(plan.planned, plan), data) for plan in plans))


def typed_recurrence(data: Mapping[str, Any], before: str) -> str:
    """The text of what was chosen.

    Raises:
        RecurrenceError: it does not say where it ends, or says it twice.
    """
    kind, until, count = (data.get(name) for name in ("repeats", "repeat_until", "repeat_count"))
    if not kind:
        return ""
    if kind == "rule":
        return before
    days = data.get("repeat_days") or []
    start = timezone.localtime(data.get("start") or timezone.now())
    if kind == "dates":
        if not set(days) - {start.date()}:
            raise RecurrenceError("few")
        return dates_text(days, start)
    if until and count:
        raise RecurrenceError("both")
    if not until and not count:
        raise RecurrenceError("endless")
    return rule_text(kind, start, until=until, count=count)


def repeating_initial(recurrence: str) -> dict[str, Any]:
    """What the form's fields begin with."""
    found: Repeating = read_repeating(recurrence, timezone.get_current_timezone())
    return {
        "repeats": found.kind,
        "repeat_until": found.until,
        "repeat_count": found.count,
        "repeat_days": found.days,
    }


class UntilField(forms.DateField):
    """The last day on which the series may have a date."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Sampai tanggal"),
            required=False,
            widget=DayInput(),
            validators=[believable],
        )
