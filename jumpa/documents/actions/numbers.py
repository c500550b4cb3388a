"""The book of outgoing numbers: reserve, use, cancel; and take back a paper."""

from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.events import announce
from jumpa.documents.events import PaperWithdrawn
from jumpa.documents.locking import lock_name
from jumpa.documents.models import OutgoingNumber, Paper
from jumpa.documents.number_rules import MOST_RESERVED, TRANSITIONS, may_number
from jumpa.documents.numbering import next_numbers, rule_of, written

State = OutgoingNumber.State


@transaction.atomic
def reserve(
    series: str, count: int, on: date, subject: str, actor: Actor, *, token: str = ""
) -> list[OutgoingNumber]:
    """Set ``count`` numbers of ``series`` aside for letters that are made elsewhere.

    Args:
        token: of the form; the same form sent twice gives the numbers of the first time.

    Raises:
        NotAllowed: only those who keep the book.
        Refused: no such series, too many at once, a year that nobody writes letters in.
    """
    _require(actor)
    rule = rule_of(series)
    if rule is None:
        raise Refused(_("Pencacah ini tidak dikenal."), {"series": [_("Pilih salah satu.")]})
    _check_reservation(count, on, subject)
    if token:
        lock_name("reserve", token)
        earlier = list(OutgoingNumber.objects.filter(reservation=token).order_by("sequence"))
        if earlier:
            return earlier
    reserved = OutgoingNumber.objects.bulk_create(
        OutgoingNumber(
            series=series,
            year=on.year,
            sequence=sequence,
            text=written(rule, sequence, on.year),
            dated=on,
            state=State.RESERVED,
            subject=subject,
            by_name=actor.person_name,
            reservation=token,
        )
        for sequence in next_numbers(series, on.year, count)
    )
    told = {"numbers": [number.text for number in reserved], "subject": subject}
    record(actor, "documents.number.reserve", f"number:{reserved[0].ref}", after=told)
    return reserved


def _check_reservation(count: int, on: date, subject: str) -> None:
    this_year = timezone.localdate().year
    if not 1 <= count <= MOST_RESERVED:
        message = _("Cadangkan 1 sampai %(most)d nomor sekaligus.") % {"most": MOST_RESERVED}
        raise Refused(message, {"count": [message]})
    if abs(on.year - this_year) > 1:
        message = _("Tanggal surat harus pada tahun ini, tahun lalu, atau tahun depan.")
        raise Refused(message, {"on": [message]})
    if not subject.strip():
        message = _("Tuliskan untuk apa nomor ini dicadangkan.")
        raise Refused(message, {"subject": [message]})


@transaction.atomic
def use_reserved(
    number_ref: str, *, subject: str, actor: Actor, on: date | None = None
) -> OutgoingNumber:
    """Say for which letter a reserved number was used; the same twice changes nothing.

    Args:
        on: the letter's date, if it is not the one foreseen; within the number's year.

    Raises:
        NotAllowed, Http404: not one who keeps the book; no such number.
        WrongState: it is cancelled, or used for another letter.
        Refused: another year's date.
    """
    number = _locked(number_ref)
    _require(actor)
    dated = on or number.dated
    if (number.state, number.subject, number.dated) == (State.ISSUED, subject, dated):
        return number
    _check_transition(number, "use")
    if dated.year != number.year:
        message = _("Nomor tahun %(year)d hanya untuk surat bertanggal tahun itu.")
        message %= {"year": number.year}
        raise Refused(message, {"on": [message]})
    before = {"state": number.state, "subject": number.subject, "date": f"{number.dated}"}
    number.state, number.subject, number.dated = State.ISSUED, subject, dated
    number.save(update_fields=["state", "subject", "dated"])
    after = {"number": number.text, "subject": subject, "date": f"{dated}"}
    subject_of = f"number:{number.ref}"
    record(actor, "documents.number.use", subject_of, before=before, after=after)
    return number


@transaction.atomic
def cancel(number_ref: str, reason: str, actor: Actor) -> OutgoingNumber:
    """Cancel a number; it stays in the book, with the reason, and its paper is withdrawn.

    Raises:
        NotAllowed, Http404: as for ``use_reserved``.
        WrongState: it was cancelled already, for another reason.
        Refused: no reason.
    """
    found = get_object_or_404(OutgoingNumber, ref=number_ref)
    _require(actor)
    _check_reason(reason)
    if found.paper_id is not None:
        withdraw_paper(Paper.objects.get(pk=found.paper_id).ref, reason, actor)
        return OutgoingNumber.objects.get(pk=found.pk)
    number = _locked(number_ref)
    if (number.state, number.reason) != (State.CANCELLED, reason):
        _cancel(number, reason, actor)
    return number


@transaction.atomic
def withdraw_paper(ref: str, reason: str, actor: Actor) -> Paper:
    """Take back a paper that went out; its number is cancelled and never given out again.

    Raises:
        NotAllowed, Http404: as for ``use_reserved``.
        WrongState: it was withdrawn already, for another reason.
        Refused: no reason.
    """
    paper = get_object_or_404(Paper.objects.select_for_update(), ref=ref)
    _require(actor)
    _check_reason(reason)
    if paper.withdrawn_at is not None:
        if paper.withdrawn_reason == reason:
            return paper
        raise WrongState(_("Naskah ini sudah ditarik."), [paper.withdrawn_reason])
    paper.withdrawn_at, paper.withdrawn_reason = timezone.now(), reason
    paper.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    for number in paper.numbers.select_for_update().exclude(state=State.CANCELLED):
        _cancel(number, reason, actor, owner=paper.owner)
    told = {"number": paper.number, "version": paper.version, "reason": reason}
    record(actor, "documents.withdraw", f"paper:{ref}", owner=paper.owner, after=told)
    announce(PaperWithdrawn(ref, paper.owner))
    return paper


def _cancel(number: OutgoingNumber, reason: str, actor: Actor, *, owner: str = "") -> None:
    _check_transition(number, "cancel")
    before = {"state": number.state}
    number.state, number.reason = State.CANCELLED, reason
    number.save(update_fields=["state", "reason"])
    after = {"number": number.text, "reason": reason}
    subject = f"number:{number.ref}"
    record(actor, "documents.number.cancel", subject, owner=owner, before=before, after=after)


def _locked(number_ref: str) -> OutgoingNumber:
    found: OutgoingNumber = get_object_or_404(
        OutgoingNumber.objects.select_for_update(), ref=number_ref
    )
    return found


def _require(actor: Actor) -> None:
    if not may_number(actor.office_key):
        raise NotAllowed(_("Buku nomor surat dipegang TU, Kepala Dinas, dan administrator."))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        message = _("Tuliskan alasannya.")
        raise Refused(message, {"reason": [message]})


def _check_transition(number: OutgoingNumber, verb: str) -> None:
    if (number.state, verb) not in TRANSITIONS:
        state = f"{number.get_state_display()}: {number.subject}"
        raise WrongState(_("Nomor %s tidak dapat diubah lagi.") % number.text, [state])
