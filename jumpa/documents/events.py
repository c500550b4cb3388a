from dataclasses import dataclass

from jumpa.core.events import Event


@dataclass(frozen=True)
class PaperIssued(Event):
    """A paper, or its next version, holds from now on."""

    paper_ref: str
    owner: str
    kind: str
    version: int


@dataclass(frozen=True)
class PaperSigned(Event):
    """A signed copy of the paper is handed out from now on."""

    paper_ref: str
    owner: str


@dataclass(frozen=True)
class FileStored(Event):
    """A file was uploaded and found good."""

    file_ref: str
    owner: str
    purpose: str


@dataclass(frozen=True)
class LetterRead(Event):
    """An uploaded letter was read, or it was found that it cannot be."""

    file_ref: str
    owner: str


@dataclass(frozen=True)
class PaperWithdrawn(Event):
    """A paper that went out was taken back; its number is cancelled."""

    paper_ref: str
    owner: str


@dataclass(frozen=True)
class ArchiveDisposed(Event):
    """Papers and files were destroyed at the end of their time; ``keys`` as in ``retention``."""

    disposal_ref: str
    keys: tuple[str, ...]
