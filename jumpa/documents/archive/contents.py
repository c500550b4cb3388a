"""What a matter's archive holds, in order."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from jumpa.documents.access import DRAFT
from jumpa.documents.models import Paper, SignedCopy, StoredFile
from jumpa.documents.rendering import ensure_file
from jumpa.documents.retention import purpose_title
from jumpa.documents.verification_words import way

Row = Paper | SignedCopy | StoredFile


@dataclass(frozen=True)
class Entry:
    """One file of the archive. ``order`` counts from 1; ``size`` in bytes.

    ``path`` is where it stands in the ZIP; ``note`` says what is to be known of it; ``is_there`` is
    false once it was destroyed, or when it is missing from the storage.
    """

    row: Row
    order: int
    title: str
    number: str
    version: int
    at: datetime
    sha256: str
    size: int
    content_type: str
    path: str
    url: str
    note: str
    is_there: bool

    def open(self) -> BinaryIO:
        """The file's bytes, as they were stored."""
        return cast(BinaryIO, self.row.file.open("rb"))


def contents_of(owners: Collection[str]) -> list[Entry]:
    """All versions of all papers, their signed copies and all uploads of these owners.

    In order of time, what belongs together next to each other. Papers that the worker has not come
    to yet are set now.
    """
    papers = list(Paper.objects.filter(owner__in=owners).prefetch_related("signed_copies"))
    for paper in papers:
        if paper.disposed_at is None:
            ensure_file(paper)
    groups: dict[tuple[str, ...], list[Row]] = {}
    rows: list[Row] = [*papers, *StoredFile.objects.filter(owner__in=owners)]
    for row in sorted(rows, key=lambda one: (_at(one), one.ref)):
        groups.setdefault(_group(row), []).extend(_with_copies(row))
    entries: list[Entry] = []
    for at, rows in enumerate(groups.values(), start=1):
        entries += _entries(rows, f"{at:02}-{_safe(_title(rows[0]))}", len(entries))
    return entries


def _group(row: Row) -> tuple[str, ...]:
    if isinstance(row, Paper):
        return ("paper", row.owner, row.kind, row.part)
    return ("file", row.owner, row.purpose) if isinstance(row, StoredFile) else ("copy", row.ref)


def _with_copies(row: Row) -> Iterable[Row]:
    yield row
    if isinstance(row, Paper):
        yield from row.signed_copies.all()


def _entries(rows: list[Row], folder: str, before: int) -> list[Entry]:
    return [
        Entry(
            row=row,
            order=before + at,
            title=_title(row),
            number=_paper(row).number if not isinstance(row, StoredFile) else "",
            version=_paper(row).version if not isinstance(row, StoredFile) else 1,
            at=_at(row),
            sha256=row.sha256,
            size=row.size,
            content_type=row.content_type if isinstance(row, StoredFile) else "application/pdf",
            path=f"{folder}/{at:02}-{_file_name(row)}",
            url=_url(row),
            note=_note(row),
            is_there=bool(row.file.name) and row.file.storage.exists(row.file.name or ""),
        )
        for at, row in enumerate(rows, start=1)
    ]


def _paper(row: Paper | SignedCopy) -> Paper:
    return row if isinstance(row, Paper) else row.paper


def _at(row: Row) -> datetime:
    return row.issued_at if isinstance(row, Paper) else row.at


def _title(row: Row) -> str:
    if isinstance(row, StoredFile):
        return purpose_title(row.purpose)
    title = _paper(row).title
    return title if isinstance(row, Paper) else _("%s, bertanda tangan") % title


def _file_name(row: Row) -> str:
    if isinstance(row, StoredFile):
        return _safe(row.original_name, 80)
    version = f"versi-{_paper(row).version}"
    return f"{version}.pdf" if isinstance(row, Paper) else f"{version}-bertanda-tangan.pdf"


def _safe(text: str, most: int = 60) -> str:
    """A name that every file system takes, its ending kept."""
    name = re.sub(r"[^\w.() -]+", "-", text).strip(" .-") or "berkas"
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 5:
        return name[:most].strip(" .-")
    return f"{stem[: most - len(ending) - 1].strip(' .-')}{dot}{ending}"


def _url(row: Row) -> str:
    """Where it is read; an earlier form of a signed paper only comes with the ZIP."""
    if isinstance(row, StoredFile):
        return reverse("berkas", args=[row.ref])
    if isinstance(row, Paper) and row.signed_copies.all():
        return ""
    return reverse("naskah", args=[_paper(row).ref])


def _is_old_scan(row: Paper | SignedCopy) -> bool:
    """Whether a later copy has taken its place."""
    return isinstance(row, SignedCopy) and row != list(row.paper.signed_copies.all())[-1]


def _note(row: Row) -> str:
    if isinstance(row, StoredFile):
        return _("Dimusnahkan") if row.disposed_at else row.original_name
    paper = _paper(row)
    told = [
        (paper.disposed_at is not None, _("Dimusnahkan")),
        (isinstance(row, SignedCopy), way(row.way) if isinstance(row, SignedCopy) else ""),
        (_is_old_scan(row), _("Pindaian lama")),
        (paper.withdrawn_at is not None, _("Ditarik")),
        (not paper.is_current, _("Sudah diganti")),
        (paper.owner.endswith(DRAFT), _("Konsep")),
    ]
    return ", ".join(words for holds, words in told if holds)
