from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jumpa.documents.models.files import StoredFile


class OfficeProfile(models.Model):
    """The one row of what stands at the head of every letter. What is blank is not printed."""

    government = models.CharField(
        _("pemerintah daerah"), max_length=120, default="PEMERINTAH KOTA SINGKAWANG"
    )
    agency = models.CharField(
        _("nama perangkat daerah"), max_length=160, default="DINAS KOMUNIKASI DAN INFORMATIKA"
    )
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    city = models.CharField(_("kota"), max_length=80, default="Singkawang")
    postal_code = models.CharField(
        _("kode pos"),
        max_length=5,
        blank=True,
        default="79123",
        validators=[RegexValidator(r"^\d{5}$", _("Kode pos terdiri atas lima angka."))],
    )
    phone = models.CharField(_("telepon"), max_length=60, blank=True)
    website = models.CharField(_("laman"), max_length=120, blank=True)
    email = models.EmailField(_("pos-el"), blank=True)
    logo = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )
    paper_size = models.CharField(
        _("ukuran kertas"),
        max_length=4,
        choices=[("a4", _("A4 (210 × 297 mm)")), ("f4", _("F4/folio (215 × 330 mm)"))],
        default="a4",
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="one_office_profile"),)

    def __str__(self) -> str:
        return self.agency


class LetterWording(models.Model):
    """One version of the words that the office gave a letter; a later version replaces it.

    ``texts`` has, by name, what differs from the letter's own words; see ``letter.Letter.texts``.
    """

    letter = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("letter", "-version")
        constraints = (
            models.UniqueConstraint(fields=("letter", "version"), name="wording_version_once"),
            models.UniqueConstraint(
                fields=("letter",), condition=Q(is_current=True), name="one_current_wording"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter} v{self.version}"
