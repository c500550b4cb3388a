"""The request form: shape only. What it decides stands in ``rules.py``."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.validators import MaxValueValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jumpa.core.forms import believable
from jumpa.intake import catalogue, rules
from jumpa.intake.models import ServiceRequest
from jumpa.intake.sections import LISTED
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import rooms

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()\-]{6,18}[0-9]$",
    gettext_lazy("Isi nomor telepon yang benar, misalnya 0812-3456-7890."),
)

TEXTS = {
    "required": gettext_lazy("Wajib diisi untuk mengajukan permohonan."),
    "place": gettext_lazy("Pilih ruang, atau isi tempat di luar TCM Room."),
    "letter": gettext_lazy("Unggah surat permohonan dalam bentuk PDF."),
    "end_before_start": gettext_lazy("Waktu selesai harus sesudah waktu mulai."),
    "too_long": gettext_lazy("Kegiatan paling lama 24 jam. Ajukan hari berikutnya tersendiri."),
    "past": gettext_lazy("Waktu mulai sudah lewat."),
    "too_far": gettext_lazy("Waktu mulai lebih dari dua tahun lagi. Periksa tahunnya."),
    "test_after_start": gettext_lazy("Uji koneksi harus sebelum kegiatan dimulai."),
    "future_letter": gettext_lazy("Tanggal surat belum tiba."),
    "terms": gettext_lazy("Syarat dan ketentuan harus disetujui."),
}


class MomentInput(forms.DateTimeInput):
    """A date with a time of day, in the office's time zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """A date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


_MOMENTS = (
    "start",
    "end",
    "first_alternative_start",
    "first_alternative_end",
    "second_alternative_start",
    "second_alternative_end",
    "test_time",
)
_ASKED_AS = {"room": "ruang", "start": "mulai", "end": "selesai"}
_PHONES = ("pic_phone", "tech_phone", "far_phone")
_COUNTS = ("people_in_room", "people_online", "sites")
_MOST = 1_000_000


if TYPE_CHECKING:
    _RequestModelForm = forms.ModelForm[ServiceRequest]
    _ResourceField = forms.ModelChoiceField[Resource]
else:
    _RequestModelForm = forms.ModelForm
    _ResourceField = forms.ModelChoiceField


class AttachmentField(forms.FileField):
    """A file that may come with the letter."""

    def __init__(self, label: Any) -> None:
        accept = "application/pdf,.pdf,image/png,image/jpeg"
        super().__init__(
            label=label, required=False, widget=forms.FileInput(attrs={"accept": accept})
        )


class RoomField(_ResourceField):
    """A bookable room, named by its ref."""

    def __init__(self, *, required: bool = False, empty_label: Any = "—") -> None:
        super().__init__(
            label=gettext_lazy("Ruang"),
            queryset=rooms(),
            to_field_name="ref",
            required=required,
            empty_label=empty_label,
        )


class RequestForm(_RequestModelForm):
    """The whole request. A draft may leave everything blank; ``submitting`` asks for the rest."""

    letter_file = forms.FileField(
        label=gettext_lazy("Surat permohonan (PDF)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    meeting_link = forms.URLField(
        label=gettext_lazy("Tautan"), max_length=500, required=False, assume_scheme="https"
    )
    rundown_file = AttachmentField(gettext_lazy("Rundown (PDF)"))
    layout_file = AttachmentField(gettext_lazy("Denah atau tata letak (PDF atau gambar)"))
    invitation_file = AttachmentField(gettext_lazy("Undangan (PDF)"))
    room = RoomField(empty_label=gettext_lazy("Tempat di luar TCM Room (isi di bawah)"))
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

    class Meta:
        model = ServiceRequest
        exclude = ("equipment", "needs")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            **{name: MomentInput() for name in _MOMENTS},
            "letter_date": DayInput(),
            "description": forms.Textarea({"rows": 4}),
            "notes": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, submitting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submitting = submitting
        for name, listed in LISTED.items():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[("", "—"), *catalogue.choices(listed)],
                required=False,
            )
        needs = cast(forms.MultipleChoiceField, self.fields["needs"])
        needs.choices = catalogue.choices("need")
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
        self.initial["needs"] = self.instance.needs
        self.initial["terms"] = self.instance.terms_accepted_at is not None
        if self.instance.room is not None:
            self.initial["room"] = self.instance.room.ref

    def add_prefix(self, field_name: str) -> str:
        """Room and time are called as ``ketersediaan/`` calls them, which is asked while typing."""
        return super().add_prefix(_ASKED_AS.get(field_name, field_name))

    def _add_equipment(self) -> None:
        for key, title in catalogue.choices("equipment"):
            self.fields[f"equipment_{key}"] = forms.IntegerField(
                label=title,
                required=False,
                min_value=0,
                max_value=99,
                initial=self.instance.equipment.get(key),
            )

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
        self._report(rules.time_problems(data.get("start"), data.get("end"), now))
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

    def _report(self, problems: Iterable[rules.Problem]) -> None:
        for problem in problems:
            if problem.field not in self.errors:
                self.add_error(problem.field, str(TEXTS[problem.code]))

    def values(self) -> dict[str, Any]:
        """What goes to the request: model fields only."""
        names = {field.name for field in ServiceRequest._meta.concrete_fields if field.editable}
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        values["needs"] = self.cleaned_data["needs"]
        return values

    def _post_clean(self) -> None:
        """The form never writes to its instance: ``actions`` does, under a lock."""


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pembatalan"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class AnotherTimeForm(forms.Form):
    """Another time or room for a request that is under way."""

    room = RoomField(empty_label=gettext_lazy("Tempat semula di luar TCM Room"))
    start = forms.DateTimeField(
        label=gettext_lazy("Mulai"), widget=MomentInput(), validators=[believable]
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Selesai"), widget=MomentInput(), validators=[believable]
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A time that can be."""
        super().clean()
        data = self.cleaned_data
        for problem in rules.time_problems(data.get("start"), data.get("end"), timezone.now()):
            self.add_error(problem.field, str(TEXTS[problem.code]))
        return data
