from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref


class AuditEntry(models.Model):
    """One change. Rows are never updated or deleted: a trigger in the database refuses it.

    Names are copies, so that the record stays true when a person or an office is renamed.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    person_ref = models.CharField(max_length=20)
    person_name = models.CharField(max_length=200)
    office_key = models.CharField(max_length=50)
    office_title = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    owner = models.CharField(max_length=40, blank=True, db_index=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"


class WorkingHours(models.Model):
    """The office's hours on one weekday, in one or two stretches.

    ``valid_from``/``valid_until`` empty: the standing rule. Both set: a dated exception such as
    Ramadan, which goes before the standing rule on the days inside it (both ends included).
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    label = models.CharField(_("keterangan"), max_length=100, blank=True)
    weekday = models.PositiveSmallIntegerField(_("hari"), help_text=_("0 = Senin … 6 = Minggu"))
    start = models.TimeField(_("mulai"))
    end = models.TimeField(_("selesai"))
    valid_from = models.DateField(_("berlaku dari"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        ordering = ("valid_from", "weekday", "start")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="hours_end_after_start",
                violation_error_message=_("Jam selesai harus sesudah jam mulai."),
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True, valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="hours_period",
                violation_error_message=_("Tanggal terakhir tidak boleh sebelum tanggal pertama."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day_name}, {self.start:%H.%M}–{self.end:%H.%M}"

    @property
    def day_name(self) -> str:
        """``Senin``."""
        return str(WEEKDAYS[self.weekday])


class Holiday(models.Model):
    """A day on which the office's clock stands still."""

    day = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    is_estimate = models.BooleanField(_("perkiraan"), default=False)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class TryCount(models.Model):
    """How often something was tried in a window that ends at ``until``; see ``throttle.py``."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} {self.until:%Y-%m-%d %H:%M}"
