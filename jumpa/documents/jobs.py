"""Work of the worker: papers are set and letters read after the commit, out of the page's way."""

from django.core.files.storage import default_storage
from procrastinate.contrib.django import app

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


@app.task(name="documents.read_letter")
def read_letter(file_id: int) -> None:
    """Read one uploaded letter; one that was read already, or is gone, costs nothing."""
    # The actions enqueue these jobs, so they are imported only when one runs.
    from jumpa.documents.actions.reading import read_now

    reading = LetterReading.objects.select_related("file").filter(file_id=file_id).first()
    if reading is not None:
        read_now(reading)


@app.task(name="documents.issue_batch", retry=3)
def issue_batch(batch_id: int) -> None:
    """Issue what a batch still lacks; one that is over costs nothing."""
    # As above.
    from jumpa.documents.actions.batch import run_batch

    batch = Batch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is not None:
        run_batch(batch)
