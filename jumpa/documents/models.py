import secrets

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.documents.numbering_pattern import validate_pattern

_SUFFIX = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def stored_name(instance: "StoredFile", _original: str) -> str:
    """Our own random name: nothing of what the uploader called it reaches the disk."""
    suffix = _SUFFIX.get(instance.content_type, "")
    return f"uploads/{timezone.now():%Y/%m}/{secrets.token_hex(16)}{suffix}"


def paper_name(instance: "Paper", _original: str) -> str:
    """A random name for a rendered paper."""
    return f"papers/{instance.issued_at:%Y/%m}/{secrets.token_hex(16)}.pdf"


class StoredFile(models.Model):
    """A file that someone uploaded, kept byte for byte. ``owner`` is an opaque uid.

    ``size`` in bytes; ``pages`` is 0 for an image; ``original_name`` is only ever shown.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=40)
    original_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=stored_name, max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "purpose", "sha256"), name="same_file_is_stored_once"
            ),
        )

    def __str__(self) -> str:
        return self.original_name


class Paper(models.Model):
    """One version of one letter. It never changes; a later version takes ``is_current`` from it.

    ``part`` tells apart several papers of a kind for one owner (for example a task's ref).
    ``facts`` is what it was made of; ``content`` is what it prints, kop included, so that it
    renders to the same bytes whenever that happens. ``file`` is empty until it is rendered.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)
    facts = models.JSONField()
    content = models.JSONField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by_name = models.CharField(max_length=200)
    issued_by_office = models.CharField(max_length=200)
    file = models.FileField(upload_to=paper_name, max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("issued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "kind", "part", "version"), name="paper_version_once"
            ),
            models.UniqueConstraint(
                fields=("owner", "kind", "part"),
                condition=Q(is_current=True),
                name="one_current_paper",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class NumberSeries(models.Model):
    """The last number given out in one series and year."""

    series = models.SlugField(max_length=50)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("series", "year"), name="one_row_a_series"),)

    def __str__(self) -> str:
        return f"{self.series}/{self.year}: {self.last}"


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
    classification = models.CharField(_("kode klasifikasi"), max_length=30, default="500.12")
    unit = models.CharField(_("kode unit"), max_length=30, blank=True)
    number_pattern = models.CharField(
        _("pola nomor surat"),
        max_length=80,
        default="{klasifikasi}/{urut}/{unit}/{tahun}",
        validators=[validate_pattern],
        help_text=_("Gunakan {klasifikasi}, {urut}, {unit}, dan {tahun}; {urut} wajib ada."),
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="one_office_profile"),)

    def __str__(self) -> str:
        return self.agency
