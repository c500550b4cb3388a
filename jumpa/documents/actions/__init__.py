"""What changes papers, files and the kop."""

from jumpa.documents.actions.office import save_office_profile
from jumpa.documents.actions.papers import issue_paper
from jumpa.documents.actions.reading import read_now
from jumpa.documents.actions.uploads import store_upload
from jumpa.documents.rendering import paper_bytes

__all__ = ["issue_paper", "paper_bytes", "read_now", "save_office_profile", "store_upload"]
