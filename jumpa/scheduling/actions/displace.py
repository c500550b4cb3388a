from collections.abc import Collection, Sequence
from typing import Literal

from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.access import no_displacer
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import all_or_nothing, check_wants
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings
from jumpa.scheduling.actions.waiting import back_in_line
from jumpa.scheduling.actions.writing import Terms
from jumpa.scheduling.events import TimeDisplaced
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import Loser, would_lose


def displace(
    owner: str,
    wants: Sequence[Want],
    *,
    losers: Collection[str],
    label: str,
    reason: str,
    basis: str,
    actor: Actor,
    state: Literal["held", "confirmed"] = "confirmed",
) -> list[Allocation]:
    """Let these wants come first: what stands in their way is released, its owners are told.

    The allocations in the way lose all they had, since half of a need is no use. What has begun is
    never displaced.

    Args:
        losers: owners that the actor saw would lose something; others lose nothing unseen.
        basis: on what the priority rests, for example the number of a letter.

    Raises:
        NotAllowed: the actor's office gives no priority.
        Refused: reason or basis is missing.
        WrongState: meanwhile others than the seen ones would lose.
        Conflict: even so something is short.
    """
    if not rules.may_displace(actor.office_key):
        raise no_displacer()
    if not reason.strip() or not basis.strip():
        raise Refused(_("Alasan dan dasar prioritas wajib diisi."))
    check_wants(wants)
    with all_or_nothing(owner, actor):
        lock(owner, [want.need for want in wants], also=losers)
        found = would_lose(owner, wants)
        _check_seen(found, losers)
        close_offers(owner, "withdraw", actor)
        before = give_up(owner, actor)
        for loser in found:
            _displace_one(loser, owner, reason, basis, actor)
        return exchange(owner, wants, before, Terms(label, state), actor=actor, verb="displace")


def _check_seen(found: Sequence[Loser], seen: Collection[str]) -> None:
    unseen = [loser.label for loser in found if loser.owner not in seen]
    if unseen:
        raise WrongState(
            _("Sejak halaman dibuka, kegiatan lain ikut terdampak. Periksa lagi."), unseen
        )


def _displace_one(loser: Loser, owner: str, reason: str, basis: str, actor: Actor) -> None:
    gone = give_up(loser.owner, actor, loser.allocations, verb="lose_to_priority")
    # Offers may rest on the time that is gone.
    close_offers(loser.owner, "withdraw", actor)
    back_in_line(loser.owner)
    audit.record(
        actor,
        "scheduling.give_priority",
        f"request:{owner}",
        after={"label": loser.label, "reason": reason, "basis": basis},
        owner=loser.owner,
    )
    announce(TimeDisplaced(loser.owner, bookings(gone), owner, reason, basis, actor))
