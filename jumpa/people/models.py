from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.access import ADMINISTRATOR
from jumpa.core.ids import new_ref

_PREFIX = {"definitif": "", "plh": "Plh. ", "plt": "Plt. "}


class Agency(models.Model):
    """An OPD or another body that asks for the service."""

    class Kind(models.TextChoices):
        OPD = "opd", _("Perangkat daerah (OPD)")
        VERTICAL = "vertikal", _("Instansi vertikal")
        CAMPUS = "kampus", _("Perguruan tinggi")
        SOCIETY = "asosiasi", _("Asosiasi/organisasi")
        OTHER = "lain", _("Lainnya")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("nama"), max_length=200, unique=True)
    short_name = models.CharField(_("singkatan"), max_length=40, blank=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind, default=Kind.OPD)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    email = models.EmailField(_("pos-el"), blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons, narrowed."""

    def visible_to(self, person: "Person") -> "PersonQuerySet":
        """All for an administrator; else oneself and the active persons of one's agency."""
        administers = Appointment.objects.valid().filter(person=person, office__key=ADMINISTRATOR)
        if administers.exists():
            return self
        near = Q(agency__isnull=False, agency=person.agency_id, is_active=True)
        return self.filter(Q(pk=person.pk) | near)


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; the password is set only through ``set_password``."""

    def create_user(
        self, name: str, email: str, password: str | None = None, **more: object
    ) -> "Person":
        """Make a person who can log in by e-mail, and by NIP if one is given."""
        person = self.model(name=name, email=self.normalize_email(email).lower(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who can log in, by NIP or by e-mail. What they may do comes from appointments."""

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    name = models.CharField(_("nama"), max_length=200)
    nip = models.CharField(_("NIP"), max_length=18, unique=True, null=True, blank=True)
    email = models.EmailField(_("pos-el"), unique=True)
    phone = models.CharField(_("HP/WA"), max_length=30, blank=True)
    rank = models.CharField(_("pangkat/golongan"), max_length=100, blank=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        verbose_name=_("instansi"),
        null=True,
        blank=True,
        related_name="persons",
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """A performer of the SOP, or the administrator: a jabatan, never a person.

    ``key`` is the performer's key in the SOP file; the title is what papers and screens print.
    ``is_single``: at most one person holds it at a time. ``is_agency_bound``: its holders act each
    for their own agency (OPD/Pengguna).
    """

    key = models.SlugField(max_length=50, unique=True)
    title = models.CharField(_("nama jabatan"), max_length=200)
    is_single = models.BooleanField(_("satu pemangku"), default=True)
    is_agency_bound = models.BooleanField(_("bertindak untuk instansinya"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "key")

    def __str__(self) -> str:
        return self.title


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments, narrowed."""

    def valid(self, at: datetime | None = None) -> "AppointmentQuerySet":
        """Those of active persons that hold at ``at``, now if empty."""
        at = at or timezone.now()
        return self.filter(
            Q(end__isnull=True) | Q(end__gt=at), person__is_active=True, start__lte=at
        )

    def overlapping(self, start: datetime, end: datetime | None) -> "AppointmentQuerySet":
        """Those that hold at some moment from ``start`` up to ``end``, for ever if empty."""
        found = self.filter(Q(end__isnull=True) | Q(end__gt=start))
        return found if end is None else found.filter(start__lt=end)


class Appointment(models.Model):
    """Who holds an office from when to when; ``end`` empty means until further notice.

    A stand-in (Plh, Plt) names its basis letter; an empty ``scope`` is all the office's duties,
    else the duty keys (see ``people.duty``) that the stand-in may do.
    """

    class Standing(models.TextChoices):
        DEFINITIVE = "definitif", _("Definitif")
        PLH = "plh", _("Pelaksana harian (Plh.)")
        PLT = "plt", _("Pelaksana tugas (Plt.)")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    office = models.ForeignKey(
        Office, models.PROTECT, verbose_name=_("jabatan"), related_name="appointments"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("pejabat"), related_name="appointments"
    )
    standing = models.CharField(
        _("kedudukan"), max_length=10, choices=Standing, default=Standing.DEFINITIVE
    )
    start = models.DateTimeField(_("mulai"))
    end = models.DateTimeField(_("berakhir"), null=True, blank=True)
    basis_number = models.CharField(_("nomor surat dasar"), max_length=100, blank=True)
    basis_date = models.DateField(_("tanggal surat dasar"), null=True, blank=True)
    scope = ArrayField(
        models.CharField(max_length=50), verbose_name=_("lingkup"), default=list, blank=True
    )
    is_exclusive = models.BooleanField(default=False, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("office__order", "-start")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="appointment_end_after_start",
                violation_error_message=_("Waktu berakhir harus sesudah waktu mulai."),
            ),
            models.CheckConstraint(
                condition=Q(standing="definitif") | ~Q(basis_number=""),
                name="stand_in_has_a_basis",
                violation_error_message=_("Plh. dan Plt. memerlukan nomor surat dasar."),
            ),
            ExclusionConstraint(
                name="one_definitive_holder_at_a_time",
                expressions=[
                    (
                        Func(F("office_id"), F("office_id"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("start"), F("end"), Value("[)"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(is_exclusive=True, standing="definitif"),
                violation_error_message=_("Jabatan ini sudah ada pemangkunya pada masa itu."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.office}"

    @property
    def title(self) -> str:
        """The office as printed for this holder: ``Plh. Kepala Dinas``."""
        return _PREFIX[self.standing] + self.office.title

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Left to the database and to the action, which says whom a second holder would meet."""
