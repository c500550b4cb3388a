"""Destroying what is over its time."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.events import announce
from jumpa.core.language import office_language
from jumpa.documents.actions.papers import issue_paper
from jumpa.documents.events import ArchiveDisposed
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.jobs import remove_files
from jumpa.documents.letters.disposal import DisposalFacts, DisposedItem
from jumpa.documents.locking import lock_name
from jumpa.documents.models import Disposal, LetterReading, PagePreview, Paper, StoredFile
from jumpa.documents.retention import MOST_AT_ONCE, Item, due_among
from jumpa.documents.rules import may_dispose

OWNER = "arsip"
"""Owner of the office's berita acara of disposal."""


@transaction.atomic
def dispose(
    keys: Collection[str],
    *,
    ref: str,
    basis: str,
    officials: tuple[SignatureFacts, ...],
    actor: Actor,
) -> Disposal:
    """Destroy papers and files in one go. Their rows and hashes stay; a berita acara says it all.

    The contents go with the files: what a paper said can't be set again. A job removes the files.

    Args:
        keys: "paper:<ref>" or "file:<ref>", from ``retention.due_items``.
        ref: of the disposal; the same again gives the first one.
        basis: the approval on which it rests.

    Raises:
        NotAllowed: only the administrator may.
        Refused: nothing was chosen, or too much for one berita acara.
        WrongState: one of them is still inside its period, or already destroyed.
    """
    lock_name("disposal", ref)
    earlier = Disposal.objects.filter(ref=ref).first()
    if earlier is not None:
        return earlier
    papers, files = _locked(keys)
    if not may_dispose(actor.office_key):
        raise NotAllowed(_("Hanya administrator yang dapat memusnahkan arsip."))
    items = _checked(set(keys), [*papers, *files])
    at = timezone.now()
    disposal = _written_down(items, ref, basis, officials, at, actor)
    names = [*_empty_papers(papers, at), *_empty_files(files, at)]
    told = {"count": len(items), "basis": basis, "items": sorted(keys)}
    record(actor, "documents.dispose", f"disposal:{ref}", after=told)
    announce(ArchiveDisposed(ref, tuple(sorted(keys))))
    remove_files.defer(names=names)
    return disposal


def _locked(keys: Collection[str]) -> tuple[list[Paper], list[StoredFile]]:
    refs: dict[str, list[str]] = {"paper": [], "file": []}
    for key in keys:
        kind, _colon, ref = key.partition(":")
        refs.get(kind, []).append(ref)
    papers = Paper.objects.select_for_update().filter(ref__in=refs["paper"]).order_by("pk")
    files = StoredFile.objects.select_for_update().filter(ref__in=refs["file"]).order_by("pk")
    return list(papers), list(files)


def _checked(keys: set[str], rows: list[Paper | StoredFile]) -> list[Item]:
    """All that was asked for, and each of it due."""
    if not keys:
        raise Refused(_("Pilih sedikitnya satu arsip."))
    if len(keys) > MOST_AT_ONCE:
        raise Refused(_("Paling banyak %d arsip dalam satu berita acara.") % MOST_AT_ONCE)
    items = due_among(rows, timezone.localdate())
    missing = len(keys) - len(items)
    if missing:
        raise WrongState(
            _("%d arsip masih dalam masa simpannya atau sudah dimusnahkan. Periksa lagi daftarnya.")
            % missing
        )
    return sorted(items, key=lambda item: (item.on, item.key))


@office_language()
def _written_down(
    items: list[Item],
    ref: str,
    basis: str,
    officials: tuple[SignatureFacts, ...],
    at: datetime,
    actor: Actor,
) -> Disposal:
    facts = DisposalFacts(
        on=timezone.localtime(at).date(),
        basis=basis,
        officials=officials,
        items=tuple(
            DisposedItem(item.title, item.number, item.on, item.free, item.hashes, item.matter)
            for item in items
        ),
    )
    paper = issue_paper("disposal", facts, owner=OWNER, actor=actor, part=ref)
    told = [_told(item) for item in items]
    return Disposal.objects.create(
        ref=ref, at=at, by_name=actor.person_name, items=told, paper=paper
    )


def _told(item: Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "kind": item.kind,
        "title": item.title,
        "number": item.number,
        "date": item.on.isoformat(),
        "free": item.free.isoformat(),
        "sha256": list(item.hashes),
    }


def _empty_papers(papers: list[Paper], at: datetime) -> list[str]:
    """What stays of a paper is what its public page shows. The names of the files to remove."""
    names = []
    for paper in papers:
        copies = list(paper.signed_copies.all())
        names += [paper.file.name, *(copy.file.name for copy in copies)]
        paper.disposed_at, paper.file = at, ""
        paper.facts, paper.content = {}, _public_part(paper.content)
        paper.save(update_fields=["disposed_at", "file", "facts", "content"])
        paper.signed_copies.update(file="")
    return [name for name in names if name]


def _public_part(content: Mapping[str, Any]) -> dict[str, Any]:
    signature, head = content.get("signature"), content.get("head")
    rows = head if isinstance(head, list) else []
    return {
        "office": {"agency": content["office"]["agency"], "logo": ""},
        "signature": {"office": signature.get("office", "")} if isinstance(signature, dict) else {},
        "head": [row for row in rows if row[0] == "Hal"],
    }


def _empty_files(files: list[StoredFile], at: datetime) -> list[str]:
    """With the file goes what was read in it and the pictures of its pages."""
    names = [file.file.name for file in files]
    previews = PagePreview.objects.filter(file__in=files)
    names += previews.values_list("image", flat=True)
    previews.delete()
    LetterReading.objects.filter(file__in=files).update(found=[], signatures=[])
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).update(disposed_at=at, file="")
    return [name for name in names if name]
