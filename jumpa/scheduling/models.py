from datetime import datetime, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    RangeOperators,
)
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Deferrable, F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.scheduling import rules
from jumpa.scheduling.rules import Span

_BUFFER_MINUTES = int(rules.LONGEST_BUFFER / timedelta(minutes=1))


class Kind(models.TextChoices):
    """What can be booked."""

    ROOM = "room", _("Ruang")
    OPERATOR = "operator", _("Operator")
    EQUIPMENT = "equipment", _("Perlengkapan")
    HOST_ACCOUNT = "host_account", _("Akun host")
    UPLINK = "uplink", _("Kanal internet")


class Pool(models.Model):
    """Resources of one kind of which any serves as well as another."""

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    name = models.CharField(_("nama"), max_length=100, unique=True)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Rooms are no secret: whoever may log in sees them all."""

    def rooms(self) -> "ResourceQuerySet":
        """Rooms in the order in which the office names them."""
        return self.filter(kind=Kind.ROOM).order_by("order", "name")

    def active(self) -> "ResourceQuerySet":
        """What can still be booked."""
        return self.filter(is_active=True)


class Resource(models.Model):
    """One bookable thing: it serves one event at a time."""

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    pool = models.ForeignKey(
        Pool,
        models.PROTECT,
        verbose_name=_("kelompok"),
        null=True,
        blank=True,
        related_name="resources",
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    name = models.CharField(_("nama"), max_length=100)
    location = models.CharField(_("lokasi"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(
        _("kapasitas (orang)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    layouts = ArrayField(
        models.CharField(max_length=40), verbose_name=_("tata letak"), default=list, blank=True
    )
    has_connection = models.BooleanField(_("tersedia koneksi internet"), default=True)
    setup_minutes = models.PositiveSmallIntegerField(
        _("persiapan (menit)"), default=0, validators=[MaxValueValidator(_BUFFER_MINUTES)]
    )
    teardown_minutes = models.PositiveSmallIntegerField(
        _("pemberesan (menit)"), default=0, validators=[MaxValueValidator(_BUFFER_MINUTES)]
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "order", "name")
        constraints = (
            models.UniqueConstraint(fields=("kind", "name"), name="resource_name_per_kind"),
            models.CheckConstraint(
                condition=Q(
                    setup_minutes__lte=_BUFFER_MINUTES, teardown_minutes__lte=_BUFFER_MINUTES
                ),
                name="resource_buffers",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="resource_capacity"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def reserved(self, event: Span) -> Span:
        """The time that an event keeps this resource busy: set-up and teardown included."""
        return event.widened(
            timedelta(minutes=self.setup_minutes), timedelta(minutes=self.teardown_minutes)
        )


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


class Reservation(models.Model):
    """A resource kept for an owner. A row exists as long as it does: releasing deletes it.

    ``during`` includes set-up and teardown, ``event`` is the event's own time inside it; both are
    half-open. ``owner`` is the opaque uid of what it is kept for. ``is_offer``: kept for the
    owner's open offers only, and gone with them.
    """

    class State(models.TextChoices):
        HELD = "held", _("Ditahan")
        CONFIRMED = "confirmed", _("Pasti")

    resource = models.ForeignKey(
        Resource, models.PROTECT, related_name="reservations", db_index=False
    )
    during = DateTimeRangeField()
    event = DateTimeRangeField()
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
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

    ``reservation`` is what it became when it was taken. While open, its time is kept by the owner's
    ``is_offer`` reservations: offers may overlap each other, reservations never.
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
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+")
    event = DateTimeRangeField()
    label = models.CharField(max_length=300)
    message = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reservation = models.ForeignKey(
        Reservation, models.SET_NULL, null=True, blank=True, related_name="+"
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
