"""Records that the administrator keeps: added, edited and removed by the same six beats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.audit import record as write_down
from jumpa.core.errors import Refused, WrongState
from jumpa.core.events import Event, announce

M = TypeVar("M", bound=models.Model)
Words = str | Promise
Allow = Callable[[Actor], None]
ABOUT = "about"
"""Key in ``after`` under which the trail tells which record it was, in words of that day."""


@dataclass(frozen=True)
class Keeping:
    """How one kind of record is kept.

    ``kind`` is ``slice.thing`` and begins the verbs of the audit trail; ``fields`` are what is kept
    and compared; ``taken`` says, by the name of a database constraint, which field breaks it and in
    which words; ``identity`` is the field that names a record in the trail.
    """

    kind: str
    fields: tuple[str, ...]
    taken: Mapping[str, tuple[str, Words]] = field(default_factory=dict)
    identity: str = "ref"


@dataclass(frozen=True)
class RecordKept(Event):
    """A kept record was added, edited or removed: ``verb`` is one of these words' keys."""

    kind: str
    verb: str
    identity: str


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value)
    return value


def values_of(record: models.Model, fields: tuple[str, ...]) -> dict[str, Any]:
    """What stands in ``fields``, as JSON-able values."""
    return {name: _plain(getattr(record, name)) for name in fields}


def title_of(model: models.Model | type[models.Model], name: str) -> str:
    """The words for a field of ``model``."""
    words = str(getattr(model._meta.get_field(name), "verbose_name", name))
    return words[:1].upper() + words[1:]


def differences(
    record: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """One line per field that differs: ``Telepon: 0562 1 → 0562 2``."""
    empty = _("(kosong)")
    return [
        f"{title_of(record, name)}: {before.get(name) or empty} → {value or empty}"
        for name, value in after.items()
        if before.get(name) != value
    ]


def _refuse_stale(record: models.Model, seen: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    shown = {name: now[name] for name in seen if name in now}
    if not shown or any(seen[name] != value for name, value in shown.items()):
        message = _("Data ini sudah diubah sejak halaman dibuka. Periksa lagi sebelum menyimpan.")
        raise WrongState(message, differences(record, seen, shown))


def _save(kept: Keeping, record: models.Model) -> None:
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        found = kept.taken.get(getattr(diagnosis, "constraint_name", None) or "")
        if found is None:
            raise
        name, words = found
        raise Refused(str(words), {name: [str(words)]}) from error


def note(
    kept: Keeping,
    record: models.Model,
    verb: str,
    *,
    actor: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the change down and announce it; for verbs beyond add, edit and remove."""
    identity = str(_plain(getattr(record, kept.identity)))
    subject = f"{kept.kind.rpartition('.')[2]}:{identity}"
    told = {**(after or {}), ABOUT: str(record)}
    write_down(actor, f"{kept.kind}.{verb}", subject, before=before, after=told)
    announce(RecordKept(kept.kind, verb, identity))


@transaction.atomic
def add(
    kept: Keeping,
    record: M,
    *,
    actor: Actor,
    check: Callable[[M], None] | None = None,
    allow: Allow = require_administrator,
) -> M:
    """Save the new ``record``; a replay of the same form gives the one saved the first time.

    Args:
        check: what else must hold, run before the change; raises a ``DomainError``.
        allow: raises ``NotAllowed`` for an actor who may not.

    Raises:
        NotAllowed, Refused: not an administrator; a rule of ``kept.taken`` is broken.
        WrongState: the same form was saved before, with other values.
    """
    allow(actor)
    same = {kept.identity: getattr(record, kept.identity)}
    earlier = type(record)._default_manager.filter(**same).first()
    after = values_of(record, kept.fields)
    if earlier is not None and values_of(earlier, kept.fields) == after:
        return earlier
    if earlier is not None and kept.identity == "ref":
        raise WrongState(_("Formulir ini sudah pernah disimpan dengan isi lain. Kirim lagi?"))
    if check is not None:
        check(record)
    _save(kept, record)
    note(kept, record, "add", actor=actor, after=after)
    return record


@transaction.atomic
def edit(
    kept: Keeping,
    record: M,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    seen: Mapping[str, Any] | None = None,
    check: Callable[[M], None] | None = None,
    allow: Allow = require_administrator,
    verb: str = "edit",
) -> M:
    """Give ``record`` new ``values``; nothing happens when it has them already.

    Args:
        seen: the values that the form was filled from, and stale if empty; None without a form.

    Raises:
        NotAllowed, Refused: as for ``add``.
        WrongState: the record is gone, or was changed since it was ``seen``.
    """
    locked = _locked(record)
    allow(actor)
    before = values_of(locked, kept.fields)
    for name, value in values.items():
        setattr(locked, name, value)
    after = values_of(locked, kept.fields)
    if after == before:
        return locked
    if seen is not None:
        _refuse_stale(locked, seen, before)
    if check is not None:
        check(locked)
    _save(kept, locked)
    changed = [name for name in after if after[name] != before[name]]
    was, became = ({name: found[name] for name in changed} for found in (before, after))
    note(kept, locked, verb, actor=actor, before=was, after=became)
    return locked


@transaction.atomic
def remove(kept: Keeping, record: models.Model, *, actor: Actor, verb: str = "remove") -> None:
    """Delete ``record``; doing it again changes nothing."""
    locked = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    require_administrator(actor)
    if locked is None:
        return
    note(kept, locked, verb, actor=actor, before=values_of(locked, kept.fields))
    locked.delete()


def _locked(record: M) -> M:
    found = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    if found is None:
        raise WrongState(_("Data ini sudah dihapus."))
    return found
