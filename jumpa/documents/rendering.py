"""A paper's bytes: set once, then read."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from jumpa.documents.disposed import Gone
from jumpa.documents.letter import letters
from jumpa.documents.models import Paper, StoredFile
from jumpa.documents.qr import qr_svg
from jumpa.documents.typesetting import compile_pdf


def file_bytes(file: FieldFile) -> bytes:
    """All of a stored file."""
    with file.open("rb") as stream:
        return bytes(stream.read())


def logo_bytes(ref: str) -> bytes:
    """The logo that a kop names, or nothing."""
    found = StoredFile.objects.filter(ref=ref).first() if ref else None
    if found is None:
        return b""
    return file_bytes(found.file)


def typeset(paper: Paper) -> bytes:
    """Set the paper anew from its content; always the same bytes."""
    return compile_pdf(
        letters[paper.kind].template,
        paper.content,
        title=paper.title,
        created=paper.issued_at,
        logo=logo_bytes(paper.content["office"]["logo"]),
        qr=qr_of(paper.content),
    )


def qr_of(content: Mapping[str, Any]) -> bytes:
    """The code of the address at which this content says it can be checked, or nothing."""
    address = content.get("verification", {}).get("url", "")
    return qr_svg(address) if address else b""


def paper_bytes(paper: Paper) -> bytes:
    """The PDF as it is handed out: the latest signed copy, if there is one."""
    signed = paper.signed_copies.exclude(file="").order_by("at", "id").last()
    return unsigned_bytes(paper) if signed is None else file_bytes(signed.file)


def unsigned_bytes(paper: Paper) -> bytes:
    """The PDF as issued; whoever comes first, the worker or a reader, sets and keeps it."""
    ensure_file(paper)
    return file_bytes(paper.file)


def ensure_file(paper: Paper) -> None:
    """Set and keep the PDF if it is not there yet.

    Raises:
        Gone: it was destroyed at the end of its retention.
    """
    if paper.disposed_at is not None:
        raise Gone(paper.disposed_at)
    if not paper.file:
        _render(paper)


@transaction.atomic
def _render(paper: Paper) -> None:
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.disposed_at is not None:
        raise Gone(row.disposed_at)
    if not row.file:
        content = typeset(row)
        row.sha256 = hashlib.sha256(content).hexdigest()
        row.size = len(content)
        row.file.save("", ContentFile(content), save=False)
        row.save(update_fields=["file", "sha256", "size"])
    paper.file, paper.sha256, paper.size = row.file, row.sha256, row.size
