import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Greatest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import DomainError, NotAllowed
from jumpa.documents.actions.outgoing import Outgoing, issue_numbered
from jumpa.documents.jobs import issue_batch
from jumpa.documents.letter import letters
from jumpa.documents.locking import lock_name
from jumpa.documents.models import Batch
from jumpa.documents.number_rules import NUMBERERS
from jumpa.documents.rendering import paper_bytes
from jumpa.documents.snapshot import snapshot
from jumpa.documents.typesetting import TypesettingError

logger = logging.getLogger(__name__)


@transaction.atomic
def start_batch(
    letter: Outgoing, items: Sequence[Any], *, title: str, token: str, actor: Actor
) -> Batch:
    """Issue many letters of a kind by a job, each numbered and in a transaction of its own.

    Args:
        letter: what they have in common; its ``part`` is not used.
        items: the facts of each, without number and date.
        token: comes with the form; the same one gives back the batch that was started with it.
    """
    lock_name("batch", letter.owner, token)
    known = Batch.objects.filter(owner=letter.owner, work__token=token).first()
    if known is not None:
        return known
    work = {
        "token": token,
        "letter": {**asdict(letter), "dated": letter.dated.isoformat()},
        "actor": asdict(actor),
        "items": [snapshot(item) for item in items],
    }
    batch = Batch.objects.create(owner=letter.owner, title=title, total=len(items), work=work)
    told = {"kind": letter.kind, "total": batch.total}
    record(actor, "documents.batch", f"batch:{batch.ref}", owner=letter.owner, after=told)
    issue_batch.defer(batch_id=batch.pk)
    return batch


def run_batch(batch: Batch) -> None:
    """Issue what is still missing; a run that was broken off goes on where it stopped.

    A letter that cannot be made is told among the problems, and the others go on.
    """
    actor = Actor(**batch.work["actor"])
    problems: list[str] = []
    running = Batch.objects.filter(pk=batch.pk, finished_at=None)
    for index in range(batch.total):
        try:
            _issue_one(batch, index, actor)
        except (DomainError, TypesettingError, ValidationError) as error:
            logger.warning("batch %s, letter %d: %s", batch.ref, index + 1, error)
            problems.append(_told(index, error))
        if not running.update(done=Greatest("done", index + 1), problems=problems):
            return  # It was stopped meanwhile.
    running.update(finished_at=timezone.now())


def _told(index: int, error: Exception) -> str:
    """What a person can do something with; the programs' own words are in the log."""
    why = error.message if isinstance(error, DomainError) else ""
    why = why or _("Datanya tidak lengkap atau tidak dapat dicetak.")
    which = _("Surat ke-%d tidak dapat dibuat.") % (index + 1)
    return f"{which} {why}"


def may_run(actor: Actor | None, batch: Batch) -> bool:
    """Whether they may stop it or let it go on: who began it, and the keepers of the book."""
    return actor is not None and actor.office_key in runners(batch)


def runners(batch: Batch) -> tuple[str, ...]:
    """Keys of the offices that may stop a batch or let it go on."""
    return (batch.work["actor"]["office_key"], *NUMBERERS)


@transaction.atomic
def stop_batch(ref: str, actor: Actor) -> Batch:
    """Issue nothing more of it; what is issued stays. One that is over stays as it is.

    Raises:
        NotAllowed, Http404: not one of its ``runners``; no such batch.
    """
    batch: Batch = get_object_or_404(Batch.objects.select_for_update(), ref=ref)
    if not may_run(actor, batch):
        raise NotAllowed(
            _("Kelompok surat dihentikan oleh yang memulainya atau pemegang buku nomor.")
        )
    if batch.finished_at is not None:
        return batch
    told = {"name": actor.person_name, "done": batch.done, "total": batch.total}
    stopped = _("Dihentikan oleh %(name)s sesudah %(done)d dari %(total)d surat.") % told
    batch.problems, batch.finished_at = [*batch.problems, stopped], timezone.now()
    batch.save(update_fields=["problems", "finished_at"])
    record(actor, "documents.batch.stop", f"batch:{ref}", owner=batch.owner, after=told)
    return batch


def _issue_one(batch: Batch, index: int, actor: Actor) -> None:
    told = batch.work["letter"]
    letter = Outgoing(
        **{**told, "dated": date.fromisoformat(told["dated"]), "part": f"{batch.ref}-{index}"}
    )
    facts = letters[letter.kind].reader.validate_python(batch.work["items"][index])
    paper_bytes(issue_numbered(letter, facts, actor=actor))
