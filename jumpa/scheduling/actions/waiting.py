from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import SYSTEM, Actor
from jumpa.core.errors import Conflict, Refused
from jumpa.core.events import announce
from jumpa.scheduling import need as needs
from jumpa.scheduling import queries
from jumpa.scheduling.actions.allocating import check_wants
from jumpa.scheduling.actions.locking import lock, lock_owners
from jumpa.scheduling.actions.make_offers import Choice, make_offers
from jumpa.scheduling.events import WaitingGranted
from jumpa.scheduling.models import Offer, Resource, Waiting
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import open_offers


@transaction.atomic
def wait(owner: str, wants: Sequence[Want], *, label: str, actor: Actor) -> Waiting:
    """Put the owner on the waiting list for these wants; waiting already, it keeps its place.

    Other wants than before take the place of the old ones, at the end of the list.

    Raises:
        Refused: the time is past or impossible.
    """
    check_wants(wants)
    if any(want.event.start <= timezone.now() for want in wants):
        raise Refused(_("Waktu yang ditunggu sudah lewat."))
    lock(owner)
    wanted = [needs.want_to_json(want) for want in wants]
    standing = waiting_of(owner)
    if standing is not None and standing.wants == wanted:
        return standing
    if standing is not None:
        _end(standing, Waiting.State.LEFT)
    made = Waiting.objects.create(owner=owner, wants=wanted, label=label)
    audit.record(
        actor, "scheduling.wait", f"waiting:{made.ref}", after={"label": label}, owner=owner
    )
    return made


@transaction.atomic
def leave_waiting(owner: str, *, actor: Actor) -> None:
    """Take the owner off the waiting list; not being on it changes nothing.

    It locks the owner only, so that another action may follow in the same transaction.
    """
    lock_owners([owner])
    leave_list(owner, actor)


def leave_list(owner: str, actor: Actor) -> None:
    """The same, once the owner is locked."""
    standing = waiting_of(owner)
    if standing is not None:
        _end(standing, Waiting.State.LEFT)
        audit.record(actor, "scheduling.leave_list", f"waiting:{standing.ref}", owner=owner)


def waiting_of(owner: str) -> Waiting | None:
    """The owner's place on the list, if it has one."""
    states = [Waiting.State.WAITING, Waiting.State.OFFERED]
    return Waiting.objects.filter(owner=owner, state__in=states).first()


def back_in_line(owner: str) -> None:
    """Who was offered something that another got waits on, in the old place; the owner is locked.

    An answer that nobody could give is no refusal.
    """
    Waiting.objects.filter(owner=owner, state=Waiting.State.OFFERED).update(
        state=Waiting.State.WAITING, offer=None
    )


def grant_waiting() -> int:
    """Offer what has become free to the first whose wish fits, in the order of the list.

    Who lets an offer pass leaves the list. One transaction for each place on the list.

    Returns:
        how many were offered something.
    """
    offered = 0
    for place in Waiting.objects.filter(state=Waiting.State.OFFERED):
        _see_to_answer(place)
    for place in Waiting.objects.filter(state=Waiting.State.WAITING).order_by("since", "pk"):
        offered += _grant(place)
    return offered


@transaction.atomic
def _see_to_answer(place: Waiting) -> None:
    lock(place.owner)
    place.refresh_from_db()
    offer = place.offer
    if place.state == Waiting.State.OFFERED and offer and offer.state != Offer.State.OPEN:
        taken = offer.state == Offer.State.TAKEN
        _end(place, Waiting.State.GRANTED if taken else Waiting.State.LEFT)


def _grant(place: Waiting) -> bool:
    wants = [needs.want_from_json(one) for one in place.wants]
    now = timezone.now()
    if all(want.event.start > now for want in wants) and not _is_free(place.owner, wants):
        return False
    try:
        with transaction.atomic():
            # The owner only: making the offer locks what it needs.
            lock_owners([place.owner])
            place.refresh_from_db()
            if place.state != Waiting.State.WAITING or open_offers(place.owner).exists():
                return False
            if any(want.event.start <= now for want in wants):
                _end(place, Waiting.State.LEFT)
                return False
            (offer,) = make_offers(
                place.owner,
                [_choice(wants)],
                message=_("Waktu yang Anda tunggu kini tersedia."),
                expires_at=now + timedelta(hours=settings.WAIT_OFFER_HOURS),
                label=place.label,
                actor=SYSTEM,
            )
            place.offer, place.state = offer, Waiting.State.OFFERED
            place.save(update_fields=["offer", "state"])
            announce(WaitingGranted(place.owner, offer.ref, offer.expires_at))
    except (Conflict, Refused):
        return False
    return True


def _is_free(owner: str, wants: Sequence[Want]) -> bool:
    """A look without locks, so that those who wait in vain hold up nobody."""
    return queries.check_wants(wants, exclude_owner=owner).is_free


def _choice(wants: Sequence[Want]) -> Choice:
    first = min(wants, key=lambda want: want.event)
    room = first.need.room.room if first.need.room is not None else None
    resource = Resource.objects.filter(pk=room).first() if room is not None else None
    return Choice(resource, first.event.start, first.event.end, tuple(wants))


def _end(place: Waiting, state: str) -> None:
    place.state = state
    place.save(update_fields=["state"])
