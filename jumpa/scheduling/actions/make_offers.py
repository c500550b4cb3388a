from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.core.events import announce
from jumpa.scheduling import need as needs
from jumpa.scheduling import rules
from jumpa.scheduling.actions.allocating import all_or_nothing, check_wants, drawn_up, make_room
from jumpa.scheduling.actions.letting_go import close_offers
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import record
from jumpa.scheduling.actions.writing import Terms, insert
from jumpa.scheduling.events import OffersMade
from jumpa.scheduling.models import Offer, Reservation, Resource, to_range
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import Claim
from jumpa.scheduling.queries import need_of_resources, open_offers, reservations_of
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Choice:
    """A room and time to offer: the event's own time, aware datetimes.

    ``wants``: all that the owner will have if it is taken; without them the room alone.
    ``resource`` None: at the requester's own place.
    """

    resource: Resource | None
    start: datetime
    end: datetime
    wants: tuple[Want, ...] = ()

    @property
    def all_wants(self) -> tuple[Want, ...]:
        """The wants, or the room alone."""
        chosen = [self.resource.pk] if self.resource is not None else []
        alone = Want(Span(self.start, self.end), need_of_resources(chosen))
        return self.wants or (alone,)


def make_offers(
    owner: str,
    choices: Sequence[Choice],
    *,
    message: str,
    expires_at: datetime,
    label: str,
    actor: Actor,
) -> list[Offer]:
    """Offer up to three alternatives, best first, each kept free until the offers expire.

    They replace earlier open offers. They may overlap each other and what the owner already has:
    only the time that is not yet the owner's is held in addition. All expire together, at
    ``expires_at`` or when the first of the events would begin, whichever is earlier. The same
    choices with the same message again change nothing.

    Raises:
        Conflict: one of them is taken; nothing is offered, earlier offers stay.
        Refused: none or too many, one twice, a time that is past or impossible.
    """
    for choice in choices:
        check_wants(choice.all_wants)
    until = min([expires_at, *(choice.start for choice in choices)])
    _check(choices, until)
    with all_or_nothing(owner, actor):
        lock(owner, [want.need for choice in choices for want in choice.all_wants])
        standing = list(open_offers(owner))
        if _same(standing, choices, message):
            return standing
        close_offers(owner, "withdraw", actor)
        rooms = _keep_free(owner, choices, until, label, actor)
        facts = {"owner": owner, "label": label, "message": message, "expires_at": until}
        offers = [
            _offer(choice, {**facts, "rank": rank, "resource_id": room})
            for rank, (choice, room) in enumerate(zip(choices, rooms, strict=True), start=1)
        ]
        _record(actor, offers)
        announce(OffersMade(owner, tuple(offer.ref for offer in offers), until))
    return offers


def _offer(choice: Choice, facts: dict[str, Any]) -> Offer:
    return Offer.objects.create(
        event=to_range(Span(choice.start, choice.end)),
        wants=[needs.want_to_json(want) for want in choice.all_wants],
        **facts,
    )


def _check(choices: Sequence[Choice], until: datetime) -> None:
    different = {choice.all_wants for choice in choices}
    if not 1 <= len(choices) <= rules.MOST_OFFERS:
        raise Refused(_("Tawarkan satu sampai %(most)s alternatif.") % {"most": rules.MOST_OFFERS})
    if len(different) < len(choices):
        raise Refused(_("Setiap alternatif hanya boleh ditawarkan satu kali."))
    if until <= timezone.now():
        raise Refused(_("Batas waktu jawaban dan waktu mulai kegiatan harus di masa depan."))


def _same(standing: Sequence[Offer], choices: Sequence[Choice], message: str) -> bool:
    return [(wants_of(one), one.message) for one in standing] == [
        (choice.all_wants, message) for choice in choices
    ]


def wants_of(offer: Offer) -> tuple[Want, ...]:
    """All that the owner will have if the offer is taken."""
    return tuple(needs.want_from_json(one) for one in offer.wants)


def _keep_free(
    owner: str, choices: Sequence[Choice], until: datetime, label: str, actor: Actor
) -> list[int | None]:
    """Hold what is not yet the owner's, and let nothing of it that the offers need expire first.

    Returns:
        the room of each: the one chosen, or the one found where any will do.
    """
    own = reservations_of(owner)
    for hold in own:
        if hold.expires_at and hold.expires_at < until:
            hold.expires_at = until
            hold.save(update_fields=["expires_at"])
            record(actor, "extend", [hold])
    terms = Terms(label, expires_at=until, is_offer=True)
    made: list[Reservation] = []
    rooms: list[int | None] = []
    for choice in choices:
        pieces, room = _keep_one(owner, choice, [*own, *made], terms)
        made += pieces
        rooms.append(choice.resource.pk if choice.resource is not None else room)
    record(actor, "hold", made)
    return rooms


def _keep_one(
    owner: str, choice: Choice, kept: Sequence[Reservation], terms: Terms
) -> tuple[list[Reservation], int | None]:
    """Plan as if what the owner keeps were free to it, and hold what that leaves uncovered."""
    shared: dict[int, list[tuple[int, int]]] = {}
    for one in kept:
        span = int(one.busy.start.timestamp()), int(one.busy.end.timestamp())
        shared.setdefault(one.resource_id, []).append(span)
    picture, drawn = drawn_up(choice.all_wants, shared=shared, exclude_owner=owner)
    make_room(drawn)
    room = drawn.room_of(0, picture)
    pieces = insert(owner, list(_pieces(drawn.claims, kept)), terms).reservations
    return pieces, room.pk if room is not None else None


def _pieces(claims: Sequence[Claim], kept: Sequence[Reservation]) -> Iterator[Claim]:
    def key(claim: Claim) -> int:
        return claim.resource

    for pk, group in groupby(sorted(claims, key=key), key=key):
        same = list(group)
        own = [one.busy for one in kept if one.resource_id == pk]
        for piece in rules.uncovered([_busy(claim) for claim in same], own):
            event = rules.hull_inside([claim.event for claim in same], piece)
            start, end = int(piece.start.timestamp()), int(piece.end.timestamp())
            yield Claim(same[0].want, pk, event, start, end, same[0].is_pinned)


def _busy(claim: Claim) -> Span:
    return Span(datetime.fromtimestamp(claim.start, UTC), datetime.fromtimestamp(claim.end, UTC))


def _record(actor: Actor, offers: Sequence[Offer]) -> None:
    for offer in offers:
        span: Span = offer.span
        audit.record(
            actor,
            "scheduling.make_offer",
            f"offer:{offer.ref}",
            after={
                "resource": offer.resource.name if offer.resource else "",
                "rank": offer.rank,
                "start": span.start,
                "end": span.end,
                "expires_at": offer.expires_at,
                "message": offer.message,
            },
            owner=offer.owner,
        )
