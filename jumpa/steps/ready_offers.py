"""Alternatives that are ready before anybody asks: for a request that was displaced."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, Refused
from jumpa.core.language import office_language
from jumpa.intake.actions.holding import label_of
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.actions import Choice
from jumpa.scheduling.models import Offer
from jumpa.scheduling.queries import check_wants
from jumpa.scheduling.rules import MOST_OFFERS
from jumpa.steps.negotiation import choice_from, suggestions


def offer_best(request: ServiceRequest, actor: Actor, now: datetime) -> list[Offer]:
    """Offer the best alternatives that are free in all that is needed; none if nothing is."""
    free: list[Choice] = []
    for value, _title in suggestions(request):
        choice = _choice(request, value)
        if choice is not None and check_wants(choice.wants, exclude_owner=request.ref).is_free:
            free.append(choice)
    # Together they may need more than there is, where each alone would do.
    for count in range(min(len(free), MOST_OFFERS), 0, -1):
        try:
            return scheduling.make_offers(
                request.ref,
                free[:count],
                message=_message(request),
                expires_at=now + timedelta(hours=settings.OFFER_HOURS),
                label=label_of(request),
                actor=actor,
            )
        except (Conflict, Refused):
            continue
    return []


def _choice(request: ServiceRequest, value: str) -> Choice | None:
    try:
        return choice_from(request, value)
    except Refused:
        return None


@office_language()
def _message(request: ServiceRequest) -> str:
    return _(
        "Jadwal Anda digeser oleh kegiatan prioritas: %(reason)s (dasar: %(basis)s). "
        "Kami mohon maaf. Pilih salah satu alternatif berikut, atau usulkan waktu lain."
    ) % {"reason": request.displaced_reason, "basis": request.displaced_basis}
