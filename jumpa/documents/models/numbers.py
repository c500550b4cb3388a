from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.documents.models.papers import Paper
from jumpa.documents.numbering_pattern import validate_pattern


class NumberSeries(models.Model):
    """The last number given out in one series and year."""

    series = models.SlugField(max_length=50)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("series", "year"), name="one_row_a_series"),)

    def __str__(self) -> str:
        return f"{self.series}/{self.year}: {self.last}"


class NumberRule(models.Model):
    """How outgoing papers of some kinds are numbered.

    ``letters`` are keys of letters; the rule without any is for all that no other rule names.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    series = models.SlugField(_("kode pencacah"), max_length=50, unique=True)
    title = models.CharField(_("nama"), max_length=120)
    letters = ArrayField(
        models.CharField(max_length=40), verbose_name=_("jenis naskah"), default=list, blank=True
    )
    classification = models.CharField(_("kode klasifikasi"), max_length=30, default="500.12")
    unit = models.CharField(_("kode unit"), max_length=30, blank=True)
    pattern = models.CharField(
        _("pola nomor surat"),
        max_length=80,
        default="{klasifikasi}/{urut}/{unit}/{tahun}",
        validators=[validate_pattern],
        help_text=_("Gunakan {klasifikasi}, {urut}, {unit}, dan {tahun}; {urut} wajib ada."),
    )

    class Meta:
        ordering = ("series",)
        constraints = (
            # Two without letters would both be the rule for all others.
            models.UniqueConstraint(fields=("letters",), name="number_rule_letters_once"),
            models.CheckConstraint(condition=~Q(series="agenda"), name="agenda_is_no_rule"),
        )

    def __str__(self) -> str:
        return self.title


class OutgoingNumber(models.Model):
    """One line of the book of outgoing numbers. A number once taken is never given out again.

    ``text`` is the whole number; ``paper`` is empty for a letter made elsewhere; ``subject`` says
    what it is for, ``reason`` why it was cancelled. ``reservation`` is the token of the form by
    which it was reserved. A trigger sees to it that no line is removed or renumbered, that a
    cancelled one stays as it is and that none goes back to an earlier state.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", _("Dicadangkan")
        ISSUED = "issued", _("Terbit")
        CANCELLED = "cancelled", _("Dibatalkan")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    series = models.SlugField(max_length=50)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    dated = models.DateField()
    state = models.CharField(max_length=12, choices=State)
    subject = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="numbers")
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)
    reservation = models.CharField(max_length=40, blank=True, default="", db_index=True)

    class Meta:
        ordering = ("-year", "series", "-sequence")
        constraints = (
            models.UniqueConstraint(
                fields=("series", "year", "sequence"), name="outgoing_number_once"
            ),
            models.UniqueConstraint(fields=("year", "text"), name="outgoing_text_once_a_year"),
            models.CheckConstraint(
                condition=Q(dated__year=F("year")), name="outgoing_year_is_the_letters"
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="outgoing_from_one"),
            models.CheckConstraint(
                condition=Q(state="cancelled", reason__gt="")
                | Q(state__in=("reserved", "issued"), reason=""),
                name="cancelled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="reserved") | Q(paper__isnull=True),
                name="reserved_has_no_paper",
            ),
        )

    def __str__(self) -> str:
        return self.text
