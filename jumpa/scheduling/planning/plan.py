"""From wants to claims: the room first, since the uplink follows its building."""

from collections.abc import Collection, Sequence

from jumpa.scheduling.need import Want
from jumpa.scheduling.planning.drafting import Drafting, Plan, Shared
from jumpa.scheduling.planning.operators import take_operators
from jumpa.scheduling.planning.picture import Picture
from jumpa.scheduling.planning.rooms import take_room
from jumpa.scheduling.planning.units import take_units


def plan(
    picture: Picture,
    wants: Sequence[Want],
    *,
    shared: Shared | None = None,
    prefer: Collection[int] = (),
    is_trial: bool = False,
) -> Plan:
    """Work out what each want gets; all that is short is told, not only the first.

    Args:
        picture: changed by the plan: its claims and moves are written into it.
        shared: what the owner has already and may have twice, as for offers.
        prefer: resources to take before others that would do as well.
        is_trial: only whether it fits is asked; operators are not chosen by load then.
    """
    made = Plan()
    for index, want in enumerate(wants):
        draft = Drafting(
            picture, made, index, want, shared or {}, {*prefer, *(shared or {})}, is_trial
        )
        take_room(draft)
        for need in want.need.units:
            take_units(draft, need)
        take_operators(draft)
    return made
