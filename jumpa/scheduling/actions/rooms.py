from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, NotAllowed, Refused, WrongState
from jumpa.core.events import announce
from jumpa.scheduling import queries, rules
from jumpa.scheduling.events import RoomChanged
from jumpa.scheduling.models import Kind, Resource


@dataclass(frozen=True)
class RoomFacts:
    """What an administrator says of a room; buffers in minutes, capacity in persons."""

    name: str
    location: str = ""
    capacity: int | None = None
    layouts: tuple[str, ...] = ()
    has_connection: bool = True
    setup_minutes: int = 0
    teardown_minutes: int = 0
    order: int = 0

    @classmethod
    def of(cls, room: Resource) -> "RoomFacts":
        """A room's facts as they stand."""
        return cls(
            room.name,
            room.location,
            room.capacity,
            tuple(room.layouts),
            room.has_connection,
            room.setup_minutes,
            room.teardown_minutes,
            room.order,
        )


def add_room(facts: RoomFacts, *, actor: Actor) -> Resource:
    """Make a room that can be booked at once.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: another room has that name.
    """
    _allow(actor)
    room = Resource(kind=Kind.ROOM)
    with transaction.atomic():
        _write(room, facts)
        _tell(actor, "add_room", room, None, asdict(facts))
    return room


def change_room(room: Resource, facts: RoomFacts, *, seen: RoomFacts, actor: Actor) -> Resource:
    """Change a room's facts. New buffers count for new reservations; those made keep theirs.

    Args:
        seen: the facts that the administrator had before them when they typed.

    Raises:
        NotAllowed: the actor is no administrator.
        WrongState: someone else changed the room meanwhile.
        Refused: another room has that name.
    """
    _allow(actor)
    with transaction.atomic():
        locked = _locked(room)
        before = RoomFacts.of(locked)
        if before == facts:
            return locked
        if before != seen:
            raise WrongState(
                _("Data ruang ini sudah diubah orang lain sejak Anda membukanya."),
                _differences(seen, before),
            )
        _write(locked, facts)
        _tell(actor, "change_room", locked, asdict(before), asdict(facts))
    return locked


def deactivate_room(room: Resource, *, actor: Actor) -> Resource:
    """Take a room out of use; nobody can book it any more. Doing it twice changes nothing.

    Raises:
        NotAllowed: the actor is no administrator.
        Conflict: events lie ahead in it; they must be moved first, so that nobody is forgotten.
    """
    _allow(actor)
    with transaction.atomic():
        locked = _locked(room)
        ahead = queries.holdings_ahead(locked)
        if locked.is_active and ahead:
            raise Conflict(
                _("%(name)s masih dipesan. Pindahkan dahulu kegiatan berikut.")
                % {"name": locked.name},
                [holding.describe(show_label=True) for holding in ahead],
            )
        _switch(locked, "deactivate_room", is_active=False, actor=actor)
    return locked


def activate_room(room: Resource, *, actor: Actor) -> Resource:
    """Put a room back into use; doing it twice changes nothing."""
    _allow(actor)
    with transaction.atomic():
        locked = _locked(room)
        _switch(locked, "activate_room", is_active=True, actor=actor)
    return locked


def _allow(actor: Actor) -> None:
    if not rules.may_keep_rooms(actor.office_key):
        raise NotAllowed(_("Hanya administrator yang mengelola ruang."))


def _locked(room: Resource) -> Resource:
    return Resource.objects.select_for_update(no_key=True).get(pk=room.pk)


def _write(room: Resource, facts: RoomFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(room, name, list(value) if name == "layouts" else value)
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        message = _("Sudah ada ruang dengan nama ini.")
        raise Refused(message, {"name": [message]}) from error


def _switch(room: Resource, verb: str, *, is_active: bool, actor: Actor) -> None:
    if room.is_active == is_active:
        return
    room.is_active = is_active
    room.save(update_fields=["is_active"])
    _tell(actor, verb, room, {"is_active": not is_active}, {"is_active": is_active})


def _tell(
    actor: Actor,
    verb: str,
    room: Resource,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> None:
    audit.record(actor, f"scheduling.{verb}", f"resource:{room.ref}", before=before, after=after)
    announce(RoomChanged(room.ref))


def _differences(seen: RoomFacts, now: RoomFacts) -> list[str]:
    old, new = asdict(seen), asdict(now)
    changed = [name for name in new if new[name] != old[name]]
    return [
        f"{getattr(Resource._meta.get_field(name), 'verbose_name', name)}: "
        f"{old[name]} → {new[name]}"
        for name in changed
    ]
