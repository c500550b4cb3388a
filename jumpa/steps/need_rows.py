"""All that a request needs, one by one: free or short, what it has of it, who has the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from jumpa.intake import catalogue
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_of
from jumpa.scheduling.models import Kind, Reservation, Resource
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.queries import Holding, check_wants, reservations_of


@dataclass(frozen=True)
class NeedRow:
    """One thing that is needed; ``has`` names what is kept of it for the request already."""

    title: str
    kind: str
    is_free: bool
    has: str = ""
    lacks: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()


def need_rows(request: ServiceRequest) -> list[NeedRow]:
    """Each part of the need, judged alone at the request's time; of a series at its first date."""
    wants = wants_of(request)
    if not wants:
        return []
    want = wants[0]
    mine = [one for one in reservations_of(request.ref) if one.span == want.event]
    return [_row(request, want, part, mine) for part in _parts(want.need)]


def _parts(need: Need) -> Iterator[Need]:
    bare = replace(need, room=None, more_rooms=(), units=(), operators=None)
    if need.room is not None:
        yield replace(bare, room=need.room, more_rooms=need.more_rooms)
    for unit in need.units:
        yield replace(bare, units=(unit,))
    if need.operators is not None:
        yield replace(bare, operators=need.operators)


def _row(request: ServiceRequest, want: Want, part: Need, mine: Sequence[Reservation]) -> NeedRow:
    check = check_wants([Want(want.event, part)], exclude_owner=request.ref)
    lacks = check.lacks()
    return NeedRow(
        title=_title(part),
        kind=_kind(part),
        is_free=check.is_free,
        has=", ".join(one.resource.name for one in mine if _serves(one.resource, part)),
        lacks=tuple(lack.sentence for lack in lacks),
        holdings=_once(one for lack in lacks for one in lack.holdings),
    )


def _once(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Each event once, however many units it has."""
    return tuple({(one.owner, one.start, one.is_offer): one for one in holdings}.values())


def _kind(part: Need) -> str:
    if part.room is not None:
        return str(Kind.ROOM)
    return str(Kind.OPERATOR) if part.operators is not None else part.units[0].kind


def _serves(resource: Resource, part: Need) -> bool:
    if resource.kind != _kind(part):
        return False
    if not part.units:
        return True
    unit, pool = part.units[0], resource.pool
    if unit.units:
        return resource.pk in unit.units
    return pool is not None and unit.key in ("", pool.key)


def _title(part: Need) -> str:
    if part.room is not None:
        return _room_title(part)
    if part.operators is not None:
        return _("Operator (%(count)s)") % {"count": part.operators.count}
    return _unit_title(part.units[0])


def _room_title(part: Need) -> str:
    room = part.room.room if part.room is not None else None
    found = Resource.objects.filter(pk=room).first() if room is not None else None
    return found.name if found is not None else _("Ruang mana saja yang cukup")


def _unit_title(unit: UnitNeed) -> str:
    if unit.kind == Kind.EQUIPMENT:
        name = catalogue.title("equipment", unit.key)
    elif unit.kind == Kind.HOST_ACCOUNT:
        name = _("Akun host %(provider)s") % {
            "provider": catalogue.title("application", unit.provider)
        }
    else:
        name = _("Kanal internet %(site)s") % {"site": unit.site}
    by_hand = _(", ditetapkan") if unit.units else ""
    return f"{name} ({unit.count}{by_hand})"
