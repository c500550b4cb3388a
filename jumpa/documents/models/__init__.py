"""The tables of the slice, a file for each thing."""

from jumpa.documents.models.archive import Disposal, RetentionRule
from jumpa.documents.models.batch import Batch
from jumpa.documents.models.files import PagePreview, StoredFile, preview_name, stored_name
from jumpa.documents.models.incoming import LetterReading
from jumpa.documents.models.numbers import NumberRule, NumberSeries, OutgoingNumber
from jumpa.documents.models.office import LetterWording, OfficeProfile
from jumpa.documents.models.papers import Paper, SignedCopy, new_token, paper_name, signed_name

__all__ = [
    "Batch",
    "Disposal",
    "LetterReading",
    "LetterWording",
    "NumberRule",
    "NumberSeries",
    "OfficeProfile",
    "OutgoingNumber",
    "PagePreview",
    "Paper",
    "RetentionRule",
    "SignedCopy",
    "StoredFile",
    "new_token",
    "paper_name",
    "preview_name",
    "signed_name",
    "stored_name",
]
