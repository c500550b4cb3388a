from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.people.models import Person
from jumpa.scheduling import catalogue, rules
from jumpa.scheduling.rules import Span

_BUFFER_MINUTES = int(rules.LONGEST_BUFFER / timedelta(minutes=1))
_AT_MOST = (MaxValueValidator(_BUFFER_MINUTES),)


class Kind(models.TextChoices):
    """What can be booked."""

    ROOM = "room", _("Ruang")
    OPERATOR = "operator", _("Operator")
    EQUIPMENT = "equipment", _("Perlengkapan")
    HOST_ACCOUNT = "host_account", _("Akun host")
    UPLINK = "uplink", _("Kanal internet")


class Phases(models.Model):
    """The minutes that a resource is busy around an event: set-up, connection test, teardown."""

    setup_minutes = models.PositiveSmallIntegerField(
        _("persiapan (menit)"), default=0, validators=_AT_MOST
    )
    test_minutes = models.PositiveSmallIntegerField(
        _("uji koneksi (menit)"), default=0, validators=_AT_MOST
    )
    teardown_minutes = models.PositiveSmallIntegerField(
        _("pemberesan (menit)"), default=0, validators=_AT_MOST
    )

    class Meta:
        abstract = True


def _within_buffers(name: str) -> models.CheckConstraint:
    condition = Q(
        setup_minutes__lte=_BUFFER_MINUTES - models.F("test_minutes"),
        teardown_minutes__lte=_BUFFER_MINUTES,
    )
    message = _("Persiapan dan uji koneksi bersama paling lama 12 jam.")
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


class Pool(Phases):
    """Resources of one kind of which any serves as well as another; its phases are theirs.

    ``key``: what a request calls it, a key of the form's equipment list. ``provider``, ``seats``
    and ``mode`` describe host accounts, whose units are the meetings that may run at once.
    ``site`` and ``capacity_mbps`` describe an uplink, whose units are streams of equal share.
    """

    class Mode(models.TextChoices):
        MEETING = "meeting", _("Rapat")
        WEBINAR = "webinar", _("Webinar")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    name = models.CharField(_("nama"), max_length=100, unique=True)
    key = models.CharField(_("sebutan di formulir"), max_length=40, blank=True)
    provider = models.CharField(_("penyedia"), max_length=40, blank=True)
    seats = models.PositiveIntegerField(
        _("kapasitas (peserta)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    mode = models.CharField(_("moda"), max_length=10, choices=Mode, blank=True)
    site = models.CharField(_("gedung"), max_length=100, blank=True)
    capacity_mbps = models.PositiveIntegerField(_("kapasitas (Mbit/s)"), null=True, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        ordering = ("kind", "order", "name")
        constraints = (
            _within_buffers("pool_buffers"),
            models.UniqueConstraint(
                fields=("kind", "key"), condition=~Q(key=""), name="pool_key_per_kind"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ResourceQuerySet(models.QuerySet["Resource"]):
    """What can be booked is no secret: whoever may log in sees it."""

    def rooms(self) -> "ResourceQuerySet":
        """Rooms in the order in which the office names them."""
        return self.filter(kind=Kind.ROOM).order_by("order", "name")

    def active(self) -> "ResourceQuerySet":
        """What can still be booked: in use, neither broken nor lent."""
        return self.filter(is_active=True, condition=Resource.Condition.GOOD)


class Resource(Phases):
    """One bookable thing: it serves one event at a time.

    A room stands alone; every other belongs to a pool, whose phases count instead of its own.
    ``layouts`` are keys of the form's list; ``opens_at`` and ``closes_at`` come together.
    An operator is a ``person``; ``account`` is the login of which a host account's unit is one of
    the meetings that may run at once.
    """

    class Condition(models.TextChoices):
        GOOD = "good", _("Baik")
        BROKEN = "broken", _("Rusak")
        LENT = "lent", _("Dipinjamkan")

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
    building = models.CharField(_("gedung"), max_length=100, blank=True)
    location = models.CharField(_("lokasi"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(
        _("kapasitas (orang)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    layouts = ArrayField(
        models.CharField(max_length=40), verbose_name=_("tata letak"), default=list, blank=True
    )
    opens_at = models.TimeField(_("buka"), null=True, blank=True)
    closes_at = models.TimeField(_("tutup"), null=True, blank=True)
    photo = models.FileField(_("foto"), upload_to="resources/", blank=True)
    has_connection = models.BooleanField(_("tersedia koneksi internet"), default=True)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("orang"), null=True, blank=True, related_name="+"
    )
    inventory_number = models.CharField(_("nomor inventaris"), max_length=100, blank=True)
    account = models.CharField(_("akun"), max_length=100, blank=True)
    condition = models.CharField(
        _("keadaan"), max_length=10, choices=Condition, default=Condition.GOOD
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "order", "name")
        constraints = (
            _within_buffers("resource_buffers"),
            models.UniqueConstraint(fields=("kind", "name"), name="resource_name_per_kind"),
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(person__isnull=False),
                name="one_resource_per_operator",
            ),
            models.UniqueConstraint(
                fields=("inventory_number",),
                condition=~Q(inventory_number=""),
                name="inventory_number_once",
                violation_error_message=_("Nomor inventaris ini sudah dipakai barang lain."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="resource_capacity"
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__gt=models.F("opens_at")),
                name="resource_hours",
                violation_error_message=_("Jam tutup harus sesudah jam buka."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def layout_titles(self) -> list[str]:
        """The layouts in words."""
        return [catalogue.title("layout", key) for key in self.layouts]

    @property
    def is_bookable(self) -> bool:
        """In use, neither broken nor lent."""
        return self.is_active and self.condition == self.Condition.GOOD

    def reserved(self, event: Span) -> Span:
        """The time that an event keeps this resource busy: all phases included."""
        phases = self.pool if self.pool is not None else self
        return event.widened(
            timedelta(minutes=phases.setup_minutes + phases.test_minutes),
            timedelta(minutes=phases.teardown_minutes),
        )


class Shift(models.Model):
    """When an operator serves in each week; an end not after the start lies on the next day.

    An operator without any shift is asked at any time.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="shifts")
    weekday = models.PositiveSmallIntegerField(_("hari"), validators=[MaxValueValidator(6)])
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))

    class Meta:
        ordering = ("weekday", "start")
        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6), name="shift_weekday"),
            models.UniqueConstraint(
                fields=("resource", "weekday", "start"), name="shift_starts_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource} {self.weekday} {self.start:%H.%M}–{self.end:%H.%M}"

    @property
    def weekday_name(self) -> str:
        """ "Senin"."""
        return str(WEEKDAYS[self.weekday])


class ClosureQuerySet(models.QuerySet["Closure"]):
    """All closures, or those that stand."""

    def standing(self) -> "ClosureQuerySet":
        """Those not lifted."""
        return self.filter(lifted_at__isnull=True)


class Closure(models.Model):
    """A time in which a resource can't be booked: maintenance, a holiday, an operator's leave.

    Several resources closed by one act share ``batch``. What was reserved before stays reserved,
    until it is moved.
    """

    class Reason(models.TextChoices):
        MAINTENANCE = "maintenance", _("Pemeliharaan")
        HOLIDAY = "holiday", _("Libur")
        LEAVE = "leave", _("Cuti/izin")
        OTHER = "other", _("Lainnya")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    batch = models.CharField(max_length=14, default=new_ref, editable=False)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="closures", db_index=False)
    during = DateTimeRangeField()
    reason = models.CharField(_("sebab"), max_length=12, choices=Reason)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ("during", "pk")
        indexes = (models.Index(fields=("resource", "lifted_at"), name="closure_by_resource"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inc=True, during__upper_inc=False),
                name="closure_half_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource} {self.during} {self.reason}"

    @property
    def span(self) -> Span:
        """The closed time."""
        start: datetime = self.during.lower
        return Span(start, self.during.upper)
