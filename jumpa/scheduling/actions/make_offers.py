from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.actions.claiming import (
    Wish,
    all_or_nothing,
    check_bookable,
    check_free,
    event_span,
    insert,
)
from jumpa.scheduling.actions.letting_go import close_offers
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import record
from jumpa.scheduling.events import OffersMade
from jumpa.scheduling.models import Offer, Reservation, Resource, to_range
from jumpa.scheduling.queries import open_offers, reservations_of
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Choice:
    """A room and time to offer: the event's own time, aware datetimes."""

    resource: Resource
    start: datetime
    end: datetime


def make_offers(
    owner: str,
    choices: Sequence[Choice],
    *,
    message: str,
    expires_at: datetime,
    label: str,
    actor: Actor,
) -> list[Offer]:
    """Offer up to three rooms and times, best first, each kept free until the offers expire.

    They replace earlier open offers. They may overlap each other and what the owner already has:
    only the time that is not yet the owner's is held in addition. All expire together, at
    ``expires_at`` or when the first of the events would begin, whichever is earlier. The same
    choices with the same message again change nothing.

    Raises:
        Conflict: one of them is taken; nothing is offered, earlier offers stay.
        Refused: none or too many, one twice, a time that is past or impossible.
    """
    events = [event_span(choice.start, choice.end) for choice in choices]
    until = min([expires_at, *(event.start for event in events)])
    _check(choices, until)
    with all_or_nothing(owner, actor):
        locked = lock(owner, {choice.resource.pk for choice in choices})
        chosen = (locked[choice.resource.pk] for choice in choices)
        wishes = [Wish.of(room, event) for room, event in zip(chosen, events, strict=True)]
        standing = list(open_offers(owner))
        if _same(standing, wishes, message):
            return standing
        check_bookable(wish.resource for wish in wishes)
        close_offers(owner, "withdraw", actor)
        check_free(wishes, exclude_owner=owner)
        _keep_free(owner, wishes, until, label, actor)
        facts = {"owner": owner, "label": label, "message": message, "expires_at": until}
        offers = [_offer(rank, wish, facts) for rank, wish in enumerate(wishes, start=1)]
        _record(actor, offers)
        announce(OffersMade(owner, tuple(offer.ref for offer in offers), until))
    return offers


def _offer(rank: int, wish: Wish, facts: dict[str, Any]) -> Offer:
    return Offer.objects.create(
        rank=rank, resource=wish.resource, event=to_range(wish.event), **facts
    )


def _check(choices: Sequence[Choice], until: datetime) -> None:
    different = {(choice.resource.pk, choice.start, choice.end) for choice in choices}
    if not 1 <= len(choices) <= rules.MOST_OFFERS:
        raise Refused(_("Tawarkan satu sampai %(most)s alternatif.") % {"most": rules.MOST_OFFERS})
    if len(different) < len(choices):
        raise Refused(_("Setiap alternatif hanya boleh ditawarkan satu kali."))
    if until <= timezone.now():
        raise Refused(_("Batas waktu jawaban dan waktu mulai kegiatan harus di masa depan."))


def _same(standing: Sequence[Offer], wishes: Sequence[Wish], message: str) -> bool:
    return [(one.resource_id, one.span, one.message) for one in standing] == [
        (wish.resource.pk, wish.event, message) for wish in wishes
    ]


def _keep_free(
    owner: str, wishes: Sequence[Wish], until: datetime, label: str, actor: Actor
) -> None:
    """Hold what is not yet the owner's, and let nothing of it that the offers need expire first."""
    own = reservations_of(owner)
    for hold in own:
        if hold.expires_at and hold.expires_at < until:
            hold.expires_at = until
            hold.save(update_fields=["expires_at"])
            record(actor, "extend", [hold])
    pieces = list(_pieces(wishes, own))
    made = insert(owner, pieces, label=label, expires_at=until, is_offer=True)
    record(actor, "hold", made)


def _pieces(wishes: Sequence[Wish], own: Sequence[Reservation]) -> Iterator[Wish]:
    def key(wish: Wish) -> int:
        return wish.resource.pk

    for pk, group in groupby(sorted(wishes, key=key), key=key):
        same_room = list(group)
        kept = [one.busy for one in own if one.resource_id == pk]
        for piece in rules.uncovered([wish.busy for wish in same_room], kept):
            event = rules.hull_inside([wish.event for wish in same_room], piece)
            yield Wish(same_room[0].resource, event, piece)


def _record(actor: Actor, offers: Sequence[Offer]) -> None:
    for offer in offers:
        span: Span = offer.span
        audit.record(
            actor,
            "scheduling.make_offer",
            f"offer:{offer.ref}",
            after={
                "resource": offer.resource.name,
                "rank": offer.rank,
                "start": span.start,
                "end": span.end,
                "expires_at": offer.expires_at,
                "message": offer.message,
            },
            owner=offer.owner,
        )
