from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.scheduling import need as needs
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import all_or_nothing
from jumpa.scheduling.actions.letting_go import close_offers, expire_own
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.writing import Terms
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import allocations_of


def restore(
    owner: str, *, label: str, actor: Actor, expires_at: datetime | None = None
) -> list[Allocation]:
    """Undo a release: hold again what the owner had last, if all of it is still free.

    Having something already changes nothing. Open offers are withdrawn.

    Raises:
        Conflict: something was taken meanwhile.
        WrongState: the owner never had anything.
        Refused: its time has passed.
    """
    wants = _last(owner)
    with all_or_nothing(owner, actor):
        lock(owner, [want.need for want in wants])
        standing = allocations_of(owner)
        if standing:
            return standing
        _check(wants)
        expire_own(owner)
        close_offers(owner, "withdraw", actor)
        terms = Terms(label, expires_at=expires_at)
        return exchange(owner, wants, (), terms, actor=actor, verb="restore")


def _check(wants: Sequence[Want]) -> None:
    if not wants:
        raise WrongState(_("Tidak ada pemakaian yang dapat dipulihkan."))
    if any(want.event.start <= timezone.now() for want in wants):
        raise Refused(_("Waktunya sudah lewat. Ajukan waktu lain."))


def _last(owner: str) -> list[Want]:
    """What was released together, last."""
    released = Allocation.objects.filter(owner=owner, state=Allocation.State.RELEASED)
    last = released.order_by("-released_at").first()
    if last is None:
        return []
    together = released.filter(released_at=last.released_at)
    return [Want(one.span, needs.from_json(one.need)) for one in together]
