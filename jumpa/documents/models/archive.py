from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.documents.models.papers import Paper


class RetentionRule(models.Model):
    """How long papers and files of one kind are kept after their matter is closed, in years.

    ``kind`` is a letter's key or a file's purpose; the rule with an empty one is for all others.
    """

    class Fate(models.TextChoices):
        DESTROY = "destroy", _("Musnah")
        KEEP = "keep", _("Permanen")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("jenis arsip"), max_length=40, blank=True, unique=True)
    active_years = models.PositiveSmallIntegerField(_("aktif (tahun)"), default=2)
    inactive_years = models.PositiveSmallIntegerField(_("inaktif (tahun)"), default=3)
    fate = models.CharField(_("keterangan"), max_length=8, choices=Fate, default=Fate.KEEP)

    class Meta:
        ordering = ("kind",)

    def __str__(self) -> str:
        return self.kind or str(_("Semua arsip lain"))


class Disposal(models.Model):
    """What was destroyed in one go, with the berita acara that says so.

    ``items`` has kind, title, number, date and SHA-256 of each file as it was.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)
    items = models.JSONField()
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.ref}"
