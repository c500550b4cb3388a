"""Step 7: alternatives are offered, each held; the requester picks one or proposes another."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused, WrongState
from jumpa.intake.actions.holding import hold_wants, label_of
from jumpa.intake.needs import wants_of
from jumpa.intake.queries import locked_request_of
from jumpa.intake.series import follow_allocations
from jumpa.intake.wishes import disagree
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.actions import Choice
from jumpa.scheduling.queries import offers_of, open_offers, place_of
from jumpa.scheduling.rules import may_displace
from jumpa.steps.agreement import agree
from jumpa.steps.giving_way import DISPLACED
from jumpa.steps.negotiation import (
    choice_from,
    issue_confirmation,
    last_proposal,
    offers_to_show,
    own_choice,
)
from jumpa.steps.negotiation_forms import AgreeForm, OfferForm, ProposeForm, RefuseForm, WaitForm
from jumpa.steps.series import SETTLE, apply_settling, first_date, fitting, room_had, wish_for
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Applied, Move, StepKind, Work, kinds, moves_at

REQUESTER = "opd"
WAITING = "waiting"
"""Stage of the task while the requester waits for what they want."""


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
        Move(
            "wait",
            gettext_lazy("Tunggu sampai tersedia"),
            WaitForm,
            offices=(REQUESTER,),
            is_outcome=False,
            tone="secondary",
            intro=gettext_lazy(
                "Anda menunggu jadwal yang diminta. Begitu bebas, jadwal itu ditahan dan "
                "ditawarkan kepada Anda menurut urutan daftar. Tawaran yang masih terbuka dilepas."
            ),
        ),
        Move(
            "leave",
            gettext_lazy("Berhenti menunggu"),
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
            "wait": self._wait,
            "leave": self._leave,
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

    def _wait(self, work: Work, values: Mapping[str, Any]) -> Applied:
        request = locked_request_of(work.task.run)
        standing = place_of(request.ref)
        if standing is not None and standing.is_offered:
            raise WrongState(_("Waktu yang ditunggu sudah ditawarkan. Pilih tawaran itu."))
        scheduling.withdraw_offers(request.ref, actor=work.actor)
        label = label_of(request)
        scheduling.wait(request.ref, wants_of(request), label=label, actor=work.actor)
        place = place_of(request.ref)
        number = str(place.number) if place is not None else ""
        rows = ((_("Nomor urut daftar tunggu"), number),)
        return Applied(data=values, rows=rows, asks=True, stage=WAITING)

    def _leave(self, work: Work, values: Mapping[str, Any]) -> Applied:
        owner = work.task.run.owner
        if place_of(owner) is None:
            raise WrongState(_("Permohonan ini tidak berada dalam daftar tunggu."))
        scheduling.leave_waiting(owner, actor=work.actor)
        asks = None if open_offers(owner).exists() else False
        rows = ((_("Daftar tunggu"), _("Pemohon berhenti menunggu")),)
        return Applied(data=values, rows=rows, asks=asks, stage="left")

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
        place = place_of(work.task.run.owner)
        is_waiting = place is not None and not place.is_offered
        answers = {
            "agreed": has_offers,
            "recheck": has_proposal,
            "wait": place is None,
            "leave": is_waiting,
        }
        first = "agreed" if work.actor.office_key == REQUESTER else "recheck"
        at_step = fitting(moves_at(self, work.step), work)
        moves = [move for move in at_step if answers.get(move.key, True)]
        return tuple(sorted(moves, key=lambda move: move.key != first))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The offers made so far and what the requester would rather have."""
        owner = work.task.run.owner
        return {
            "offers": offers_to_show(owner),
            "proposal": last_proposal(work.task),
            "place": place_of(owner),
            "priority": work.task if may_displace(work.actor.office_key) else None,
        }

    def status(self, task: Task) -> str:
        """Before anything is offered the office is still at work."""
        if task.stage == DISPLACED:
            asked = _("Digeser, menunggu konfirmasi pemohon")
            return asked if task.asked_since else _("Digeser kegiatan prioritas")
        if task.stage == WAITING and task.asked_since:
            return _("Dalam daftar tunggu")
        return "" if task.asked_since else _("Pemeriksaan")


kinds.register(Negotiate())
