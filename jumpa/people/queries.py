"""Who may act for which office, now or at a given moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.people.models import Agency, Appointment, Office, Person
from jumpa.people.rules import appointment_state


def valid_appointments(person: Person, at: datetime | None = None) -> QuerySet[Appointment]:
    """The appointments of ``person`` that hold at ``at`` (now if empty), definitive ones first."""
    return (
        Appointment.objects.valid(at)
        .filter(person=person)
        .select_related("office")
        .order_by("standing", "office__order")
    )


def _actor(person: Person, appointment: Appointment) -> Actor:
    office = appointment.office
    return Actor(
        person_id=person.pk,
        person_ref=person.ref,
        person_name=person.name,
        office_key=office.key,
        office_title=appointment.title,
        standing=appointment.standing,
        agency_id=person.agency_id,
        person_nip=person.nip or "",
        person_rank=person.rank,
    )


def actor_for(
    person: Person,
    office_keys: str | Sequence[str],
    *,
    duty: str = "",
    at: datetime | None = None,
) -> Actor | None:
    """As whom ``person`` may act for the first of ``office_keys`` that they hold, or None.

    Args:
        duty: key of what is to be done; a stand-in whose scope leaves it out may not act.
    """
    wanted = [office_keys] if isinstance(office_keys, str) else list(office_keys)
    found: dict[str, Appointment] = {}
    for appointment in valid_appointments(person, at):
        if duty and appointment.scope and duty not in appointment.scope:
            continue
        found.setdefault(appointment.office.key, appointment)
    for key in wanted:
        if key in found:
            return _actor(person, found[key])
    return None


def offices_of(person: Person, at: datetime | None = None) -> frozenset[str]:
    """Keys of all offices that ``person`` holds at that moment."""
    return frozenset(appointment.office.key for appointment in valid_appointments(person, at))


def duties_of(person: Person, at: datetime | None = None) -> dict[str, frozenset[str]]:
    """The offices that ``person`` holds, each with the duties that a stand-in's scope names.

    An empty set stands for all of the office's duties.
    """
    held: dict[str, frozenset[str]] = {}
    for appointment in valid_appointments(person, at):
        key, scope = appointment.office.key, frozenset(appointment.scope)
        known = held.get(key, scope)
        held[key] = known | scope if known and scope else frozenset()
    return held


def actors_of(person: Person, at: datetime | None = None) -> tuple[Actor, ...]:
    """As whom ``person`` may act at that moment: one actor per appointment."""
    return tuple(_actor(person, appointment) for appointment in valid_appointments(person, at))


def acting(user: object, office_key: str) -> Actor | None:
    """``actor_for`` for whoever is logged in; None for someone who is not.

    It is for the work outside of all SOPs, which no stand-in's scope names: a scope leaves it out.
    """
    return actor_for(user, office_key, duty="beyond_sops") if isinstance(user, Person) else None


def as_oneself(person: Person) -> Actor:
    """The actor for what someone changes of their own account, whatever office they hold."""
    held = actors_of(person)
    return (
        held[0]
        if held
        else Actor(
            person_id=person.pk,
            person_ref=person.ref,
            person_name=person.name,
            office_key="pribadi",
            office_title="Atas nama sendiri",
            agency_id=person.agency_id,
            person_nip=person.nip or "",
            person_rank=person.rank,
        )
    )


def holders_of(office_key: str, at: datetime | None = None) -> QuerySet[Person]:
    """The active persons who hold that office at ``at`` (now if empty), by name."""
    at = at or timezone.now()
    holding = Appointment.objects.filter(office__key=office_key, start__lte=at).filter(
        Q(end__isnull=True) | Q(end__gt=at)
    )
    return Person.objects.filter(is_active=True, appointments__in=holding).distinct()


def agencies_like(text: str) -> QuerySet[Agency]:
    """All agencies whose name or short name contains ``text``, with how many persons each has."""
    found = Agency.objects.annotate(person_count=Count("persons")).order_by("name")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    return found


def persons_like(viewer: Person, text: str) -> QuerySet[Person]:
    """The persons that ``viewer`` may see whose name, NIP, e-mail or agency contains ``text``.

    Each has ``held_now``: their valid appointments with the office.
    """
    held = Prefetch(
        "appointments",
        queryset=Appointment.objects.valid().select_related("office"),
        to_attr="held_now",
    )
    found = Person.objects.visible_to(viewer).select_related("agency").prefetch_related(held)
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(nip__startswith=text)
            | Q(email__icontains=text)
            | Q(agency__name__icontains=text)
        )
    return found


def offices_with_holders() -> QuerySet[Office]:
    """All offices, each with ``held_now``: its valid appointments with the person."""
    held = Prefetch(
        "appointments",
        queryset=Appointment.objects.valid().select_related("person").order_by("standing", "start"),
        to_attr="held_now",
    )
    return Office.objects.prefetch_related(held)


@dataclass(frozen=True)
class Terms:
    """The appointments of one office by whether they hold now, later or no longer."""

    current: tuple[Appointment, ...]
    coming: tuple[Appointment, ...]
    past: tuple[Appointment, ...]


def terms_of(office: Office) -> Terms:
    """Who holds ``office``, will hold it and has held it, the newest first."""
    now = timezone.now()
    found: dict[str, list[Appointment]] = {"current": [], "coming": [], "past": []}
    for appointment in office.appointments.select_related("person").order_by("-start"):
        found[appointment_state(appointment.start, appointment.end, now)].append(appointment)
    return Terms(**{state: tuple(appointments) for state, appointments in found.items()})
