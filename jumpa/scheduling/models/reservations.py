from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Deferrable, F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.scheduling import rules
from jumpa.scheduling.models.resources import Resource
from jumpa.scheduling.rules import Span


def to_range(span: Span) -> DateTimeTZRange:
    """A half-open database range."""
    return DateTimeTZRange(span.start, span.end, "[)")


class ReservationQuerySet(models.QuerySet["Reservation"]):
    """All reservations, or those that count at a moment or for a time."""

    def living(self, now: datetime | None = None) -> "ReservationQuerySet":
        """Those that keep their resource busy: an expired hold does not, swept or not."""
        return self.exclude(expires_at__lte=now or timezone.now())

    def overlapping(self, span: Span) -> "ReservationQuerySet":
        """Those whose reserved time overlaps ``span``.

        No reservation is longer than ``LONGEST_RESERVATION`` (a constraint), so a plain index on
        (resource, start) bounds the search at both ends.
        """
        return self.filter(
            during__startswith__lt=span.end,
            during__startswith__gt=span.start - rules.LONGEST_RESERVATION,
            during__endswith__gt=span.start,
        )


class Allocation(models.Model):
    """What an owner needs for one event, and has: all of it or none.

    ``need`` is a ``need.Need`` as JSON, so that it can be moved and restored as it was declared.
    It outlives its reservations: released, it is what can be restored.
    """

    class State(models.TextChoices):
        HELD = "held", _("Ditahan")
        CONFIRMED = "confirmed", _("Pasti")
        RELEASED = "released", _("Dilepas")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40)
    event = DateTimeRangeField()
    need = models.JSONField()
    label = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("event", "pk")
        indexes = (models.Index(fields=("owner",), name="allocation_by_owner"),)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "event"),
                condition=~Q(state="released"),
                name="one_allocation_per_event",
            ),
            models.CheckConstraint(
                condition=Q(event__isempty=False, event__lower_inc=True, event__upper_inc=False),
                name="allocation_event",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True)),
                name="allocation_released",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.event} {self.state}"

    @property
    def span(self) -> Span:
        """The event's own time."""
        return Span(self.event.lower, self.event.upper)


class Reservation(models.Model):
    """A resource kept for an owner. A row exists as long as it does: releasing deletes it.

    ``during`` includes all phases, ``event`` is the event's own time inside it; both are half-open.
    ``owner`` is the opaque uid of what it is kept for. ``is_offer``: kept for the owner's open
    offers only, and gone with them; all others belong to an ``allocation``. ``is_pinned``: this
    very resource was chosen by hand, so no other of its pool may take its place.
    """

    class State(models.TextChoices):
        HELD = "held", _("Ditahan")
        CONFIRMED = "confirmed", _("Pasti")

    resource = models.ForeignKey(
        Resource, models.PROTECT, related_name="reservations", db_index=False
    )
    allocation = models.ForeignKey(
        Allocation, models.CASCADE, null=True, blank=True, related_name="reservations"
    )
    during = DateTimeRangeField()
    event = DateTimeRangeField()
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    is_pinned = models.BooleanField(default=False)
    is_offer = models.BooleanField(default=False)
    owner = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        ordering = ("event", "pk")
        indexes = (
            models.Index(F("resource"), F("during__startswith"), name="reservation_by_start"),
            models.Index(fields=("owner",), name="reservation_by_owner"),
            models.Index(
                fields=("expires_at",),
                condition=Q(expires_at__isnull=False),
                name="reservation_by_expiry",
            ),
        )
        constraints = (
            # Without btree_gist, which the embedded PostgreSQL lacks.
            ExclusionConstraint(
                name="no_resource_twice",
                expressions=[
                    (
                        Func(F("resource_id"), F("resource_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(event__isempty=False, during__contains=F("event")),
                name="reservation_event_inside",
            ),
            models.CheckConstraint(
                condition=Q(
                    during__lower_inc=True,
                    during__upper_inc=False,
                    during__upper_inf=False,
                    event__lower_inc=True,
                    event__upper_inc=False,
                ),
                name="reservation_half_open",
            ),
            models.CheckConstraint(
                condition=Q(
                    during__endswith__lte=F("during__startswith")
                    + Value(rules.LONGEST_RESERVATION, models.DurationField())
                ),
                name="reservation_length",
            ),
            models.CheckConstraint(
                condition=Q(state="held")
                | Q(state="confirmed", expires_at__isnull=True, is_offer=False),
                name="reservation_confirmed_stays",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource} {self.event} {self.state}"

    @property
    def span(self) -> Span:
        """The event's own time."""
        return Span(self.event.lower, self.event.upper)

    @property
    def busy(self) -> Span:
        """The reserved time, with set-up and teardown."""
        return Span(self.during.lower, self.during.upper)


class Offer(models.Model):
    """An alternative put to the owner, kept free until it expires.

    ``wants`` is all that the owner will have if it is taken, each a ``need.Want`` as JSON; the room
    and event of the first that differs are ``resource`` (none at the requester's own place) and
    ``event``. ``allocation`` is what it became when it was taken. While open, its time is kept by
    the owner's ``is_offer`` reservations: offers may overlap each other, reservations never.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Menunggu jawaban")
        TAKEN = "taken", _("Dipilih")
        DECLINED = "declined", _("Tidak dipilih")
        WITHDRAWN = "withdrawn", _("Ditarik")
        EXPIRED = "expired", _("Lewat batas waktu")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField()
    resource = models.ForeignKey(Resource, models.PROTECT, null=True, related_name="+")
    event = DateTimeRangeField()
    wants = models.JSONField(default=list)
    label = models.CharField(max_length=300)
    message = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("created_at", "rank")
        indexes = (
            models.Index(fields=("owner",), name="offer_by_owner"),
            models.Index(
                fields=("expires_at",), condition=Q(state="open"), name="offer_open_by_expiry"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "rank"), condition=Q(state="open"), name="offer_open_rank"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=rules.MOST_OFFERS), name="offer_rank"
            ),
            models.CheckConstraint(
                condition=Q(event__isempty=False, event__lower_inc=True, event__upper_inc=False),
                name="offer_event",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rank}. {self.resource} {self.event} {self.state}"

    @property
    def span(self) -> Span:
        """The event's own time."""
        return Span(self.event.lower, self.event.upper)


class Waiting(models.Model):
    """A place on the waiting list: the first whose wish fits is offered what becomes free.

    ``wants`` is all that the owner wants, each a ``need.Want`` as JSON; ``offer`` what it was
    offered.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        OFFERED = "offered", _("Ditawari")
        GRANTED = "granted", _("Mendapat")
        LEFT = "left", _("Keluar dari daftar")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40)
    wants = models.JSONField()
    label = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner",),
                condition=Q(state__in=["waiting", "offered"]),
                name="waits_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.state}"
