"""Work of the worker: papers are set after the commit, out of the way of the page."""

from procrastinate.contrib.django import app

from jumpa.documents.models import Paper
from jumpa.documents.rendering import ensure_file


@app.task(name="documents.render_paper")
def render_paper(paper_id: int) -> None:
    """Set one paper; one that is set already, or is gone, costs nothing."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is not None:
        ensure_file(paper)
