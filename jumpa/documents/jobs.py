"""Work of the worker: papers are set after the commit, out of the way of the page."""

from django.core.files.storage import default_storage
from procrastinate.contrib.django import app

from jumpa.documents.models import Paper
from jumpa.documents.rendering import paper_bytes
from jumpa.documents.retention import is_named


@app.task(name="documents.render_paper")
def render_paper(paper_id: int) -> None:
    """Set one paper; one that is set already, or is gone, costs nothing."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is not None and paper.disposed_at is None:
        paper_bytes(paper)


@app.task(name="documents.remove_files", retry=5)
def remove_files(names: list[str]) -> None:
    """Take files out of the storage that no row names any more; one that is gone costs nothing."""
    for name in names:
        if not is_named(name):
            default_storage.delete(name)
