"""What the forms of kept records have in common, and the forms of the calendar."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.core.keeping import values_of
from jumpa.core.models import Holiday, WorkingHours
from jumpa.core.plain_line import has_hidden, has_markup, tidy

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

_SALT = "jumpa.core.forms.seen"
_REF = re.compile(r"[2-9a-hjkmnp-z]{14}")


def plain_line(text: str) -> str:
    """``text`` tidied, for one line of prose such as a name.

    Raises:
        ValidationError: it has angle brackets, control characters or direction marks.
    """
    if has_markup(text):
        raise ValidationError(_("Tanda < dan > tidak dapat dipakai di sini."), "markup")
    tidied = tidy(text)
    if has_hidden(tidied):
        raise ValidationError(_("Isian memuat tanda tersembunyi. Ketik ulang isian ini."), "hidden")
    return tidied


def believable(value: date) -> None:
    """A day of this century: others are slips, and calendars and time zones break on them."""
    if not 2000 <= value.year < 2100:
        raise ValidationError(_("Periksa tahunnya."), "year")


class LinesForm(_ModelForm):
    """A form of a record: ``lines`` are one line of prose, such as a name; ``days`` are dates."""

    lines: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.days:
            self.fields[name].validators.append(believable)

    @property
    def kept(self) -> tuple[str, ...]:
        """Names of the record's fields that the form holds."""
        return tuple(self._meta.fields or ())

    @property
    def values(self) -> dict[str, Any]:
        """The checked values by field."""
        return {name: self.cleaned_data[name] for name in self.kept}

    def validate_unique(self) -> None:
        """Left to the action, which alone can tell a replay from a second record."""

    def clean(self) -> dict[str, Any] | None:
        """Check the one-line fields."""
        cleaned = super().clean()
        for name in self.lines:
            value = self.cleaned_data.get(name)
            if not isinstance(value, str):
                continue
            try:
                self.cleaned_data[name] = plain_line(value)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class KeptForm(LinesForm):
    """A form of a kept record that survives a double click and notices that it went stale.

    Its hidden ``mark`` is the new record's ref, or the signed values from which an edit was filled.
    """

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.renew()

    def renew(self) -> None:
        """Take the record as it is now for what the page shows, as after a stale answer."""
        fresh = new_ref()
        if self.instance.pk:
            stored = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
            fresh = signing.dumps(values_of(stored, self.kept) if stored else {}, salt=_SALT)
        self.fields["mark"].initial = fresh
        self._fresh = fresh

    def offer_again(self) -> None:
        """Let the filled form be sent once more, now that the user has been told the changes."""
        self.renew()
        if isinstance(self.data, MultiValueDict):
            data = self.data.copy()
            data[self.add_prefix("mark")] = self._fresh
            self.data = data

    @property
    def ref(self) -> str:
        """The ref for a new record; a fresh one if the page gave none that is sound."""
        mark = self.cleaned_data.get("mark") or ""
        return mark if _REF.fullmatch(mark) else new_ref()

    @property
    def seen(self) -> Mapping[str, Any]:
        """The values that the page was filled from; empty, and so stale, if it gave none."""
        try:
            return dict(signing.loads(self.cleaned_data.get("mark") or "", salt=_SALT))
        except signing.BadSignature:
            return {}


class WorkingHoursForm(KeptForm):
    """One stretch of one weekday, standing or from one date to another."""

    weekday = forms.TypedChoiceField(
        label=_("Hari"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
    )
    lines = ("label",)
    days = ("valid_from", "valid_until")

    class Meta:
        model = WorkingHours
        fields = ("weekday", "start", "end", "valid_from", "valid_until", "label")
        help_texts: ClassVar[dict[str, Any]] = {
            "valid_from": _("Kosongkan kedua tanggal untuk jam kerja tetap."),
            "valid_until": _("Hari terakhir jam kerja khusus ini, misalnya akhir Ramadan."),
            "label": _("Misalnya: Ramadan 1448 H."),
        }

    def clean(self) -> dict[str, Any] | None:
        """Both dates or none."""
        cleaned = super().clean()
        first = self.cleaned_data.get("valid_from")
        last = self.cleaned_data.get("valid_until")
        if "valid_from" in self.cleaned_data and "valid_until" in self.cleaned_data:
            for name, value, other in (("valid_from", first, last), ("valid_until", last, first)):
                if value is None and other is not None:
                    self.add_error(name, _("Isi kedua tanggal, atau kosongkan keduanya."))
        return cleaned


class HolidayForm(KeptForm):
    """One day on which the office is closed."""

    lines = ("name",)
    days = ("day",)

    class Meta:
        model = Holiday
        fields = ("day", "name", "is_estimate")
        help_texts: ClassVar[dict[str, Any]] = {
            "is_estimate": _("Tanggal belum ditetapkan pemerintah."),
        }


class MomentInput(forms.DateTimeInput):
    """A date with a time of day, in the office's time zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A date with a time, picked in the browser, in the office's zone."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(
            label=label, required=required, widget=MomentInput(), validators=[believable]
        )
