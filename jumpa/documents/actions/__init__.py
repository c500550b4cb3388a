"""What changes papers and files."""

from jumpa.documents.actions.papers import issue_paper
from jumpa.documents.actions.uploads import store_upload
from jumpa.documents.rendering import paper_bytes

__all__ = ["issue_paper", "paper_bytes", "store_upload"]
