"""What changes papers, files and the kop, and what signs papers."""

from jumpa.documents.actions.office import save_office_profile
from jumpa.documents.actions.papers import issue_paper
from jumpa.documents.actions.reading import read_now
from jumpa.documents.actions.reading_again import read_again
from jumpa.documents.actions.signing import keep_signed, sign_paper
from jumpa.documents.actions.uploads import store_upload
from jumpa.documents.rendering import paper_bytes

__all__ = [
    "issue_paper",
    "keep_signed",
    "paper_bytes",
    "read_again",
    "read_now",
    "save_office_profile",
    "sign_paper",
    "store_upload",
]
