import hashlib
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused
from jumpa.core.events import announce
from jumpa.documents.events import FileStored
from jumpa.documents.inspection import MOST_PIXELS, Inspection, clean_name, inspect
from jumpa.documents.jobs import read_letter
from jumpa.documents.locking import lock_name
from jumpa.documents.models import LetterReading, StoredFile

IMAGE_PURPOSES = frozenset({"layout", "photo", "logo"})
READ_PURPOSES = frozenset({"surat", "surat_bertanda"})
"""Letters: they are read, drawn and their signatures checked after they were stored."""
_LOGO_PIXELS = 4_000_000
"""A logo is set into every paper by this process."""


class Upload(Protocol):
    """What a form's file field gives."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def read(self, size: int = -1, /) -> bytes: ...


def store_upload(
    file: Upload | BinaryIO, *, owner: str, purpose: str, actor: Actor, field: str = ""
) -> StoredFile:
    """Check a file and keep it byte for byte under a name of our own.

    The same file for the same owner and purpose is kept once, so a double click stores nothing
    twice. Images are taken for the purposes in ``IMAGE_PURPOSES`` only.

    Args:
        field: name of the form's field, for the error.

    Raises:
        Refused: a sentence that names the file and what is wrong with it.
    """
    name = clean_name(getattr(file, "name", "") or "")
    content = read_upload(file, name, field)
    found = inspect(
        content,
        name,
        images=purpose in IMAGE_PURPOSES,
        field=field,
        most_pixels=_LOGO_PIXELS if purpose == "logo" else MOST_PIXELS,
    )
    return _keep(content, found, name, owner=owner, purpose=purpose, actor=actor)


def read_upload(file: Upload | BinaryIO, name: str, field: str) -> bytes:
    """All of an uploaded file; ``Refused`` if it is over the limit."""
    limit = settings.UPLOAD_LIMIT_MB
    content = file.read(limit * 1024 * 1024 + 1)
    if len(content) > limit * 1024 * 1024:
        message = _(
            "Berkas “%(name)s” melebihi batas %(limit)d MB. Perkecil dulu, misalnya dengan memindai"
            " hitam-putih, lalu unggah kembali."
        ) % {"name": name, "limit": limit}
        raise Refused(message, {field: [message]})
    return content


@transaction.atomic
def _keep(
    content: bytes, found: Inspection, name: str, *, owner: str, purpose: str, actor: Actor
) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    lock_name("file", owner, purpose, digest)
    same = StoredFile.objects.filter(owner=owner, purpose=purpose, sha256=digest).first()
    if same is not None:
        return same
    stored = StoredFile(
        owner=owner,
        purpose=purpose,
        original_name=name,
        size=len(content),
        content_type=found.content_type,
        sha256=digest,
        pages=found.pages,
        uploaded_by_id=actor.person_id or None,
    )
    stored.file.save("", ContentFile(content), save=False)
    stored.save()
    record(
        actor,
        "documents.upload",
        f"file:{stored.ref}",
        owner=owner,
        after={"purpose": purpose, "name": name, "size": stored.size, "sha256": digest},
    )
    announce(FileStored(stored.ref, owner, purpose))
    if purpose in READ_PURPOSES and found.content_type == "application/pdf":
        LetterReading.objects.create(file=stored, cpu_ms=round(found.cpu_seconds * 1000))
        read_letter.defer(file_id=stored.pk)
    return stored
