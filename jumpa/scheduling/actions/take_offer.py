from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import WrongState
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import all_or_nothing
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.make_offers import wants_of
from jumpa.scheduling.actions.trail import bookings
from jumpa.scheduling.actions.writing import Terms
from jumpa.scheduling.events import OfferTaken
from jumpa.scheduling.models import Allocation, Offer, Reservation, Waiting
from jumpa.scheduling.queries import reservations_of


def take_offer(offer: Offer | str, *, actor: Actor) -> list[Reservation]:
    """Make an offer all that the owner has, confirmed, in place of what it had.

    The other open offers are declined. Taking it a second time returns the same reservations.

    Args:
        offer: the offer or its ref.

    Raises:
        WrongState: it has expired, was withdrawn or declined, or what it became was given up.
        Offer.DoesNotExist: no such ref.
    """
    ref = offer if isinstance(offer, str) else offer.ref
    seen = Offer.objects.get(ref=ref)
    owner, wants = seen.owner, wants_of(seen)
    with all_or_nothing(owner, actor):
        lock(owner, [want.need for want in wants])
        found = Offer.objects.select_related("resource", "allocation").get(ref=ref)
        if found.allocation is not None and found.allocation.state != Allocation.State.RELEASED:
            return reservations_of(owner)
        _check(found)
        kept = list(Reservation.objects.filter(owner=owner, is_offer=True))
        before = give_up(owner, actor)
        _mark(found, "take")
        close_offers(owner, "decline", actor)
        terms = Terms(found.label, Allocation.State.CONFIRMED)
        prefer = [one.resource_id for one in kept or before]
        made = exchange(owner, wants, before, terms, actor=actor, verb="take_offer", prefer=prefer)
        found.allocation = made[0]
        found.save(update_fields=["allocation"])
        _leave_the_list(owner)
        _record(found, before, actor)
        reservations = reservations_of(owner)
        announce(OfferTaken(owner, found.ref, bookings(reservations)))
    return reservations


def _record(offer: Offer, before: Sequence[Reservation], actor: Actor) -> None:
    audit.record(
        actor,
        "scheduling.take_offer",
        f"offer:{offer.ref}",
        before={"state": "open", "had": [one.resource.name for one in before]},
        after={"state": str(offer.state)},
        owner=offer.owner,
    )


def _leave_the_list(owner: str) -> None:
    waits = [Waiting.State.WAITING, Waiting.State.OFFERED]
    Waiting.objects.filter(owner=owner, state__in=waits).update(state=Waiting.State.GRANTED)


def _check(offer: Offer) -> None:
    if rules.is_expired(offer.expires_at, timezone.now()) and offer.state == Offer.State.OPEN:
        raise WrongState(_("Tawaran ini sudah lewat batas waktunya."))
    if (offer.state, "take") not in rules.OFFER_STATES:
        raise WrongState(
            _("Tawaran ini tidak lagi terbuka: %(state)s.") % {"state": offer.get_state_display()}
        )


def _mark(offer: Offer, verb: str) -> None:
    offer.state = rules.OFFER_STATES[offer.state, verb]
    offer.save(update_fields=["state"])


@transaction.atomic
def withdraw_offers(owner: str, *, actor: Actor) -> None:
    """Take back the owner's open offers and free their time; with none open nothing changes."""
    lock(owner)
    close_offers(owner, "withdraw", actor)
