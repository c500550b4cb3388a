"""The request form: shape only. What it decides stands in ``rules.py``."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from jumpa.core.forms import MomentInput, believable
from jumpa.intake import catalogue, rules
from jumpa.intake.forms.fields import (
    PHONE,
    TEXTS,
    AttachmentField,
    CountField,
    DayInput,
    RoomField,
)
from jumpa.intake.forms.repeating import (
    OWN_RULE,
    REPEATS,
    DaysField,
    SeriesTyped,
    UntilField,
    repeating_initial,
    typed_recurrence,
    typed_series,
)
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import most_seats
from jumpa.intake.recurrence import MOST_DATES, RecurrenceError
from jumpa.intake.sections import LISTED
from jumpa.intake.series import clashes_with_itself, dates_from, planned_dates
from jumpa.scheduling.queries import managed
from jumpa.scheduling.room_field import ANY_ROOM

_MOMENTS = (
    "start",
    "end",
    "first_alternative_start",
    "first_alternative_end",
    "second_alternative_start",
    "second_alternative_end",
    "test_time",
)
ASKED_AS = {"room": "ruang", "start": "mulai", "end": "selesai"}
"""Names in the page of the fields that are called otherwise there."""

_PHONES = ("pic_phone", "tech_phone", "far_phone")
_COUNTS = ("people_in_room", "people_online", "sites")
_MOST = 1_000_000


if TYPE_CHECKING:
    _RequestModelForm = forms.ModelForm[ServiceRequest]
else:
    _RequestModelForm = forms.ModelForm


class RequestForm(_RequestModelForm):
    """The whole request. A draft may leave everything blank; ``submitting`` asks for the rest."""

    letter_file = forms.FileField(
        label=gettext_lazy("Surat permohonan (PDF)"),
        required=False,
        # Told by the inspection, in words that say what to do.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    meeting_link = forms.URLField(
        label=gettext_lazy("Tautan"), max_length=500, required=False, assume_scheme="https"
    )
    rundown_file = AttachmentField(gettext_lazy("Rundown (PDF)"))
    layout_file = AttachmentField(gettext_lazy("Denah atau tata letak (PDF atau gambar)"))
    invitation_file = AttachmentField(gettext_lazy("Undangan (PDF)"))
    room = RoomField(
        empty_label=gettext_lazy("Tempat di luar TCM Room (isi di bawah)"),
        any_label=gettext_lazy("Ruang mana saja yang cukup"),
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Layanan yang dibutuhkan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    terms = forms.BooleanField(
        label=gettext_lazy("Saya menyetujui syarat dan ketentuan di atas."), required=False
    )
    accepts_clash = forms.BooleanField(
        label=gettext_lazy("Ajukan walaupun ruang terpakai; alternatif saya isi di bawah."),
        required=False,
    )

    repeats = forms.ChoiceField(label=gettext_lazy("Berulang"), required=False, choices=REPEATS)
    repeat_until = UntilField()
    repeat_count = forms.IntegerField(
        label=gettext_lazy("Atau sebanyak (tanggal)"),
        required=False,
        min_value=2,
        max_value=MOST_DATES,
    )
    repeat_days = DaysField(
        label=gettext_lazy("Tanggal lainnya"),
        required=False,
        help_text=gettext_lazy("Untuk pilihan “Pada tanggal tertentu”."),
    )

    class Meta:
        model = ServiceRequest
        exclude = ("equipment", "needs", "any_room", "recurrence", "date_changes")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{name: MomentInput() for name in _MOMENTS},
            "letter_date": DayInput(),
            "description": forms.Textarea({"rows": 4}),
            "notes": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, submitting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submitting = submitting
        self.there = managed()
        for name, listed in LISTED.items():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[("", "—"), *catalogue.choices(listed)],
                required=False,
            )
        needs = cast(forms.MultipleChoiceField, self.fields["needs"])
        needs.choices = catalogue.choices("need")
        limit = {"limit": settings.UPLOAD_LIMIT_MB}
        self.fields["letter_file"].help_text = gettext("PDF, paling besar %(limit)d MB.") % limit
        for name in _PHONES:
            self.fields[name].validators.append(PHONE)
        for name in (*rules.REQUIRED, "letter_file", "terms"):
            # Not required of a draft, so the browser must not insist; but people should know.
            self.fields[name].widget.attrs["aria-required"] = "true"
        for name in (*_MOMENTS, "letter_date"):
            self.fields[name].validators.append(believable)
        for name in _COUNTS:
            self.fields[name].validators.append(MaxValueValidator(_MOST))
        self._add_equipment()
        self._add_series()
        self.initial["needs"] = self.instance.needs
        self.initial["terms"] = self.instance.terms_accepted_at is not None
        if self.instance.room is not None or self.instance.any_room:
            self.initial["room"] = self.instance.room.ref if self.instance.room else ANY_ROOM

    def add_prefix(self, field_name: str) -> str:
        """Room and time are called as ``ketersediaan/`` calls them, which is asked while typing."""
        return super().add_prefix(ASKED_AS.get(field_name, field_name))

    def _add_equipment(self) -> None:
        for key, title in catalogue.choices("equipment"):
            self.fields[f"equipment_{key}"] = CountField(
                title, self.there.equipment.get(key), initial=self.instance.equipment.get(key)
            )

    def _add_series(self) -> None:
        self.series = SeriesTyped()
        self.initial.update(repeating_initial(self.instance.recurrence))
        if self.initial["repeats"] == OWN_RULE[0]:
            repeats = cast(forms.ChoiceField, self.fields["repeats"])
            repeats.choices = [*REPEATS, OWN_RULE]
        request = self.instance
        if not self.is_bound and request.recurrence and request.start and request.end:
            # A draft may hold what can't be submitted as it stands: the form is there to mend it.
            with suppress(RecurrenceError):
                self._read_series(request.recurrence, request.start, request.end)

    def _read_series(self, recurrence: str, start: datetime, end: datetime) -> None:
        plans = planned_dates(recurrence, start, end)
        saved = dates_from(recurrence, self.instance.date_changes, start, end)
        self.series = typed_series(plans, saved, self.data if self.is_bound else None)

    def _clean_series(self, data: dict[str, Any]) -> None:
        """The rule, and of each date whether it can be; a rule that can't be is told."""
        start, end = data.get("start"), data.get("end")
        try:
            data["recurrence"] = typed_recurrence(data, self.instance.recurrence)
            if data["recurrence"] and start and end and start < end:
                self._read_series(data["recurrence"], start, end)
        except RecurrenceError as error:
            data["recurrence"] = self.instance.recurrence
            data["date_changes"] = self.instance.date_changes
            self._report((rules.Problem("repeats", error.code),))
            return
        data["date_changes"] = self.series.changes
        if self.series.is_refused:
            self._report((rules.Problem("repeats", "date"),))
        elif clashes_with_itself(self.series.dates, data.get("room")):
            self._report((rules.Problem("repeats", "itself"),))

    def clean(self) -> dict[str, Any]:
        """Judge what was typed; what is missing is asked for only when submitting."""
        super().clean()
        data = self.cleaned_data
        now = timezone.now()
        data["equipment"] = {
            key: data[f"equipment_{key}"]
            for key, _title in catalogue.choices("equipment")
            if data.get(f"equipment_{key}")
        }
        data["any_room"] = self["room"].data == ANY_ROOM
        self._report_seats(data)
        self._report(rules.time_problems(data.get("start"), data.get("end"), now))
        self._clean_series(data)
        for prefix in ("first_alternative_", "second_alternative_"):
            start, end = data.get(f"{prefix}start"), data.get(f"{prefix}end")
            self._report(rules.time_problems(start, end, now, prefix=prefix))
        self._report(rules.line_test_problems(data.get("test_time"), data.get("start")))
        today = timezone.localdate()
        self._report(rules.letter_date_problems(data.get("letter_date"), today))
        if self.submitting:
            has_letter = bool(data.get("letter_file") or self.instance.letter_id)
            self._report(rules.missing(data, has_letter=has_letter))
            if not data.get("terms"):
                self._report((rules.Problem("terms", "terms"),))
        return data

    def _report_seats(self, data: dict[str, Any]) -> None:
        """Say so where no account of ours takes all who join from elsewhere."""
        most = most_seats(data, self.there.accounts)
        if most is not None:
            message = gettext(
                "Akun kami memuat paling banyak %(count)s peserta daring dan titik lokasi."
            )
            self.add_error("host", message % {"count": most})

    def _report(self, problems: Iterable[rules.Problem]) -> None:
        for problem in problems:
            if problem.field not in self.errors:
                self.add_error(problem.field, str(TEXTS[problem.code]))

    def values(self) -> dict[str, Any]:
        """What goes to the request: model fields only."""
        return {**self.typed_values(), "needs": self.cleaned_data["needs"]}

    def typed_values(self) -> dict[str, Any]:
        """Those of the model's fields that were typed rightly, whatever is wrong with the rest."""
        names = {field.name for field in ServiceRequest._meta.concrete_fields if field.editable}
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    def _post_clean(self) -> None:
        """The form never writes to its instance: ``actions`` does, under a lock."""
