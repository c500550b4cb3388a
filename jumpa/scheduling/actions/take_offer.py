from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import WrongState
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.actions.claiming import Wish, all_or_nothing, claim
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import booking, record
from jumpa.scheduling.events import OfferTaken
from jumpa.scheduling.models import Offer, Reservation


def take_offer(offer: Offer | str, *, actor: Actor) -> Reservation:
    """Make an offer the owner's confirmed reservation, in place of all that the owner had.

    The other open offers are declined. Taking it a second time returns the same reservation.

    Args:
        offer: the offer or its ref.

    Raises:
        WrongState: it has expired, was withdrawn or declined, or what it became was given up.
        Offer.DoesNotExist: no such ref.
    """
    ref = offer if isinstance(offer, str) else offer.ref
    owner = Offer.objects.values_list("owner", flat=True).get(ref=ref)
    with all_or_nothing(owner, actor):
        lock(owner)
        found = Offer.objects.select_related("resource", "reservation__resource").get(ref=ref)
        if found.reservation is not None:
            return found.reservation
        _check(found)
        before = give_up(owner, actor)
        _mark(found, "take")
        close_offers(owner, "decline", actor)
        wish = Wish.of(found.resource, found.span)
        (made,) = claim(owner, [wish], label=found.label, state=Reservation.State.CONFIRMED)
        found.reservation = made
        found.save(update_fields=["reservation"])
        record(actor, "take_offer", [made])
        audit.record(
            actor,
            "scheduling.take_offer",
            f"offer:{found.ref}",
            before={"state": "open", "had": [one.resource.name for one in before]},
            after={"state": str(found.state)},
            owner=owner,
        )
        announce(OfferTaken(owner, found.ref, booking(made)))
    return made


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
