from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from jumpa.documents.models.files import StoredFile


class LetterReading(models.Model):
    """What the program read in an uploaded letter, for a person to confirm.

    ``found`` is a list of ``reading.found.Found`` as JSON, ``signatures`` one of
    ``checking.verdict.SignatureVerdict``; ``problem`` says in a sentence why it could not be read;
    ``cpu_ms`` and ``peak_kib`` are what reading cost; ``at`` is when it was read,
    or asked to be once more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu dibaca")
        READ = "read", _("Terbaca")
        FAILED = "failed", _("Tidak terbaca")

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="reading")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True)
    is_scan = models.BooleanField(default=False)
    used_ocr = models.BooleanField(default=False)
    found = models.JSONField(default=list)
    signatures = models.JSONField(default=list)
    is_checked = models.BooleanField(default=False)
    cpu_ms = models.PositiveIntegerField(default=0)
    peak_kib = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"

    @property
    def since(self) -> datetime:
        """When it began to wait, or was read."""
        return self.at or self.file.at

    @property
    def is_incomplete(self) -> bool:
        """Whether another try may give more: it was not read, or its signatures not checked."""
        is_over = self.state != self.State.WAITING
        return is_over and (self.state == self.State.FAILED or not self.is_checked)
