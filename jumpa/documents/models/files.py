import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from jumpa.core.ids import new_ref

_SUFFIX = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def stored_name(instance: "StoredFile", _original: str) -> str:
    """Our own random name: nothing of what the uploader called it reaches the disk."""
    suffix = _SUFFIX.get(instance.content_type, "")
    return f"uploads/{timezone.now():%Y/%m}/{secrets.token_hex(16)}{suffix}"


class StoredFile(models.Model):
    """A file that someone uploaded, kept byte for byte. ``owner`` is an opaque uid.

    ``size`` in bytes; ``pages`` is 0 for an image; ``original_name`` is only ever shown. The row
    stays when the file is destroyed at the end of its retention, at ``disposed_at``.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    purpose = models.CharField(max_length=40)
    original_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=stored_name, max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "purpose", "sha256"), name="same_file_is_stored_once"
            ),
        )

    def __str__(self) -> str:
        return self.original_name


def preview_name(instance: "PagePreview", _original: str) -> str:
    """A random name for a raster copy of a page."""
    return f"previews/{instance.file.at:%Y/%m}/{secrets.token_hex(16)}.png"


class PagePreview(models.Model):
    """A picture of one page of an uploaded file: what is shown instead of the file itself.

    ``page`` counts from 1; ``width`` and ``height`` in pixels.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="previews")
    page = models.PositiveSmallIntegerField()
    image = models.FileField(upload_to=preview_name, max_length=200)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("page",)
        constraints = (models.UniqueConstraint(fields=("file", "page"), name="page_shown_once"),)

    def __str__(self) -> str:
        return f"{self.file_id} p{self.page}"
