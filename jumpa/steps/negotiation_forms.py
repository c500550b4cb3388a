"""What the two sides fill in at step 7."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import MomentField
from jumpa.intake.forms import RoomField
from jumpa.intake.queries import request_of
from jumpa.intake.rules import time_problems
from jumpa.steps.fields import NoteField
from jumpa.steps.negotiation import offered_choices, suggestions
from jumpa.workflow.step_kind import StepForm, Work


class OfferForm(StepForm):
    """Up to three alternatives: from the system's list, and one of one's own."""

    choices = forms.MultipleChoiceField(
        label=gettext_lazy("Alternatif yang ditawarkan (paling banyak tiga)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    room = RoomField(required=False)
    start = MomentField(gettext_lazy("Alternatif sendiri: mulai"), required=False)
    end = MomentField(gettext_lazy("Alternatif sendiri: selesai"), required=False)
    message = NoteField(gettext_lazy("Pesan kepada pemohon"), required=True)
    expires_at = MomentField(gettext_lazy("Berlaku sampai"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        expiry = localtime(work.now + timedelta(hours=settings.OFFER_HOURS))
        super().__init__(*args, work=work, initial={"expires_at": expiry}, **kwargs)
        choices = cast(forms.MultipleChoiceField, self.fields["choices"])
        self.titles = dict(suggestions(request_of(work.task.run)))
        choices.choices = list(self.titles.items())
        choices.error_messages["invalid_choice"] = _(
            "Alternatif yang dipilih tidak lagi tersedia. Pilih dari daftar terbaru."
        )

    def clean_choices(self) -> list[str]:
        """The scheduling core checks that they are free; here only that they are few."""
        chosen: list[str] = self.cleaned_data["choices"]
        if len(chosen) > 3:
            raise forms.ValidationError(_("Pilih paling banyak tiga alternatif."))
        return chosen

    def clean(self) -> dict[str, Any]:
        """An own alternative is whole or absent, and there is at least one."""
        super().clean()
        data = self.cleaned_data
        own = [data.get("room"), data.get("start"), data.get("end")]
        if any(own) and not all(own):
            self.add_error("room", _("Lengkapi ruang, mulai, dan selesai, atau kosongkan semua."))
        if not self.errors and not any(own) and not data.get("choices"):
            self.add_error("choices", _("Pilih atau isi paling sedikit satu alternatif."))
        if not self.errors and any(own) and len(data["choices"]) == 3:
            self.add_error("room", _("Sudah ada tiga alternatif."))
        if data.get("expires_at") and data["expires_at"] <= self.work.now:
            self.add_error("expires_at", _("Batas waktu sudah lewat."))
        for problem in time_problems(data.get("start"), data.get("end"), self.work.now):
            self.add_error(problem.field, _("Waktu ini tidak mungkin atau sudah lewat."))
        return data

    def summary(self) -> list[list[str]]:
        """What was offered, until when; the room by name."""
        offered = [self.titles[value] for value in self.cleaned_data["choices"]]
        if self.cleaned_data["room"]:
            start, end = localtime(self.cleaned_data["start"]), localtime(self.cleaned_data["end"])
            offered.append(f"{self.cleaned_data['room'].name}, {start:%d/%m/%Y %H.%M}–{end:%H.%M}")
        return [
            [_("Ditawarkan"), "; ".join(offered)],
            [_("Pesan"), self.cleaned_data["message"]],
            [_("Berlaku sampai"), self.shown("expires_at", self.cleaned_data["expires_at"])],
        ]


class ProposeForm(StepForm):
    """Another time that the requester would rather have."""

    room = RoomField(required=False)
    start = MomentField(gettext_lazy("Mulai"))
    end = MomentField(gettext_lazy("Selesai"))
    note = NoteField(gettext_lazy("Pesan kepada petugas"))

    def clean(self) -> dict[str, Any]:
        """A time that can be."""
        super().clean()
        data = self.cleaned_data
        for problem in time_problems(data.get("start"), data.get("end"), self.work.now):
            self.add_error(problem.field, _("Waktu ini tidak mungkin atau sudah lewat."))
        return data


class AgreeForm(StepForm):
    """Which of the offers is taken."""

    offer = forms.ChoiceField(
        label=gettext_lazy("Alternatif yang dipilih"), widget=forms.RadioSelect
    )
    note = NoteField(gettext_lazy("Catatan"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        field = cast(forms.ChoiceField, self.fields["offer"])
        field.choices = offered_choices(work.task.run.owner)
        field.error_messages["invalid_choice"] = _("Tawaran ini sudah tidak berlaku.")


class WaitForm(StepForm):
    """That the open offers go with it, and a word."""

    sure = forms.BooleanField(
        label=gettext_lazy("Saya menunggu dan melepas tawaran yang masih terbuka")
    )
    note = NoteField(gettext_lazy("Pesan kepada petugas"), rows=2)


class RefuseForm(StepForm):
    """Why there is no agreement."""

    note = NoteField(gettext_lazy("Mengapa tidak ada kesepakatan"), required=True)
