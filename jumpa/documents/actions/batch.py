from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import DomainError
from jumpa.documents.actions.outgoing import Outgoing, issue_numbered
from jumpa.documents.jobs import issue_batch
from jumpa.documents.letter import letters
from jumpa.documents.locking import lock_name
from jumpa.documents.models import Batch
from jumpa.documents.rendering import paper_bytes
from jumpa.documents.snapshot import snapshot
from jumpa.documents.typesetting import TypesettingError


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
    for index in range(batch.total):
        try:
            _issue_one(batch, index, actor)
        except (DomainError, TypesettingError, ValidationError) as error:
            problems.append(_("Surat ke-%d tidak dapat dibuat.") % (index + 1) + f" {error}"[:300])
        Batch.objects.filter(pk=batch.pk).update(done=index + 1, problems=problems)
    Batch.objects.filter(pk=batch.pk).update(finished_at=timezone.now())


def _issue_one(batch: Batch, index: int, actor: Actor) -> None:
    told = batch.work["letter"]
    letter = Outgoing(
        **{**told, "dated": date.fromisoformat(told["dated"]), "part": f"{batch.ref}-{index}"}
    )
    facts = letters[letter.kind].reader.validate_python(batch.work["items"][index])
    paper_bytes(issue_numbered(letter, facts, actor=actor))
