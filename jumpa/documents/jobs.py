"""Work of the worker: papers are set and letters read after the commit, out of the page's way."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.documents.confinement import ConfinementError
from jumpa.documents.models import Batch, LetterReading, Paper
from jumpa.documents.rendering import ensure_file
from jumpa.documents.retention import is_named


@app.task(name="documents.render_paper")
def render_paper(paper_id: int) -> None:
    """Set one paper; one that is set already, or is gone, costs nothing."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is not None and paper.disposed_at is None:
        ensure_file(paper)


@app.task(name="documents.remove_files", retry=5)
def remove_files(names: list[str]) -> None:
    """Take files out of the storage that no row names any more; one that is gone costs nothing."""
    for name in names:
        if not is_named(name):
            default_storage.delete(name)


_PUT_OFF = 5
_WHEN_BUSY = RetryStrategy(
    max_attempts=_PUT_OFF, exponential_wait=3, retry_exceptions=(ConfinementError,)
)
"""After 3, 9, 27, 81 and 243 seconds; only then does anyone hear of it."""

_WORKER_GONE = timedelta(minutes=1)
"""A worker that has not been heard of for so long has died; it tells of itself every 10 seconds."""


@app.task(name="documents.read_letter", retry=_WHEN_BUSY, pass_context=True)
def read_letter(context: JobContext, file_id: int) -> None:
    """Read one uploaded letter; one that was read already, or is gone, costs nothing.

    Raises:
        ConfinementError: too many files are being read; it is put off, and told only in the end.
    """
    # The actions enqueue these jobs, so they are imported only when one runs.
    from jumpa.documents.actions.reading import read_now

    reading = LetterReading.objects.select_related("file").filter(file_id=file_id).first()
    if reading is not None:
        read_now(reading, put_off=context.job.attempts < _PUT_OFF)


def is_under_way(file_id: int) -> bool:
    """Whether a letter's turn to be read is coming, or a worker that lives is reading it."""
    jobs = ProcrastinateJob.objects.filter(task_name=read_letter.name, args__file_id=file_id)
    alive = Q(status="doing", worker__last_heartbeat__gt=timezone.now() - _WORKER_GONE)
    return jobs.filter(Q(status="todo") | alive).exists()


@app.task(name="documents.issue_batch", retry=3)
def issue_batch(batch_id: int) -> None:
    """Issue what a batch still lacks; one that is over costs nothing."""
    # As above.
    from jumpa.documents.actions.batch import run_batch

    batch = Batch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is not None:
        run_batch(batch)
