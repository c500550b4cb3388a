"""Step 7: alternatives are offered, each held; the requester picks one or proposes another."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused, WrongState
from jumpa.intake.actions.holding import hold_wants, label_of
from jumpa.intake.forms import RoomField
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.intake.rules import time_problems
from jumpa.intake.series import follow_allocations
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.actions import Choice
from jumpa.scheduling.queries import offers_of, open_offers
from jumpa.steps.agreement import agree, disagree
from jumpa.steps.fields import MomentField, NoteField
from jumpa.steps.negotiation import (
    choice_from,
    issue_confirmation,
    last_proposal,
    offered_choices,
    offers_to_show,
    own_choice,
    suggestions,
)
from jumpa.steps.series import SETTLE, apply_settling, first_date, fitting, room_had, wish_for
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds, moves_at

REQUESTER = "opd"


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


class RefuseForm(StepForm):
    """Why there is no agreement."""

    note = NoteField(gettext_lazy("Mengapa tidak ada kesepakatan"), required=True)


class Negotiate(StepKind):
    key = "negotiate"
    title = gettext_lazy("Menawarkan dan menyepakati alternatif")
    moves = (
        Move("offer", gettext_lazy("Tawarkan alternatif"), OfferForm, is_outcome=False),
        Move(
            "agreed", gettext_lazy("Pilih alternatif"), AgreeForm, offices=(REQUESTER, "subkor_ile")
        ),
        Move(
            "propose",
            gettext_lazy("Usulkan waktu lain"),
            ProposeForm,
            offices=(REQUESTER,),
            is_outcome=False,
            tone="secondary",
        ),
        SETTLE,
        Move("recheck", gettext_lazy("Terima usulan & cek ulang"), tone="secondary"),
        Move("no_agreement", gettext_lazy("Tidak ada kesepakatan"), RefuseForm, tone="danger"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Each move has its own method; the clock stops while the requester is asked."""
        if move.key == SETTLE.key:
            return apply_settling(work, locked_request_of(work.task.run), values)
        method = {
            "offer": self._offer,
            "propose": self._propose,
            "agreed": self._agree,
            "recheck": self._recheck,
            "no_agreement": self._give_up,
        }[move.key]
        return method(work, values)

    def _offer(self, work: Work, values: Mapping[str, Any]) -> Applied:
        request = locked_request_of(work.task.run)
        choices = [choice_from(request, value) for value in values["choices"]]
        if values["room"]:
            own = Choice(values["room"], values["start"], values["end"])
            choices.append(own_choice(request, own))
        offers = scheduling.make_offers(
            request.ref,
            choices,
            message=values["message"],
            expires_at=values["expires_at"],
            label=label_of(request),
            actor=work.actor,
        )
        return Applied(data={"offers": [offer.ref for offer in offers]}, asks=True, begins=True)

    def _propose(self, work: Work, values: Mapping[str, Any]) -> Applied:
        room = values["room"]
        data = {**values, "room": room.ref if room else ""}
        return Applied(data=data, asks=False)

    def _agree(self, work: Work, values: Mapping[str, Any]) -> Applied:
        request = locked_request_of(work.task.run)
        if not open_offers(request.ref).filter(ref=values["offer"]).exists():
            raise WrongState(_("Tawaran ini sudah tidak berlaku. Muat ulang halaman ini."))
        scheduling.take_offer(values["offer"], actor=work.actor)
        taken = offers_of(request.ref).get(ref=values["offer"])
        request.has_clash = False
        follow_allocations(request)
        span = taken.span
        room, start, end = first_date(request) or (taken.resource, span.start, span.end)
        agree(request, room or room_had(request, start), start, end, work.actor)
        issue_confirmation(work, request, answer="Setuju", note=values["note"])
        return Applied(data=values)

    def _recheck(self, work: Work, values: Mapping[str, Any]) -> Applied:
        request = locked_request_of(work.task.run)
        proposal = last_proposal(work.task)
        if proposal is None:
            raise Refused(_("Pemohon belum mengusulkan waktu lain."))
        disagree(request)
        wish_for(request, proposal.room or request.room, proposal.start, proposal.end)
        request.version += 1
        request.save()
        hold_wants(request, work.actor, accepts_clash=False)
        issue_confirmation(work, request, answer="Mengusulkan waktu lain", note=proposal.note)
        return Applied(data={"start": proposal.start, "end": proposal.end})

    def _give_up(self, work: Work, values: Mapping[str, Any]) -> Applied:
        request = locked_request_of(work.task.run)
        scheduling.release(request.ref, actor=work.actor)
        disagree(request)
        request.version += 1
        request.save()
        issue_confirmation(work, request, answer="Tidak ada kesepakatan", note=values["note"])
        return Applied(data=values)

    def offers(self, work: Work) -> tuple[Move, ...]:
        """An answer only where there is something to answer; one's own answer comes first."""
        has_offers = open_offers(work.task.run.owner).exists()
        has_proposal = last_proposal(work.task) is not None
        answers = {"agreed": has_offers, "recheck": has_proposal}
        first = "agreed" if work.actor.office_key == REQUESTER else "recheck"
        at_step = fitting(moves_at(self, work.step), work)
        moves = [move for move in at_step if answers.get(move.key, True)]
        return tuple(sorted(moves, key=lambda move: move.key != first))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The offers made so far and what the requester would rather have."""
        owner = work.task.run.owner
        return {"offers": offers_to_show(owner), "proposal": last_proposal(work.task)}

    def status(self, task: Task) -> str:
        """Before anything is offered the office is still at work."""
        return "" if task.asked_since else _("Pemeriksaan")


kinds.register(Negotiate())
