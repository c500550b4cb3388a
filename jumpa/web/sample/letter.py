"""A plausible Surat Permohonan as PDF. Knows no Django: a client of the system makes one too."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

_TEMPLATE = Path(__file__).with_name("letter.typ")


@dataclass(frozen=True)
class RequestLetter:
    """What an agency writes; dates and times in words, ``details`` rows of label and text."""

    agency: str
    number: str
    date: str
    nature: str
    subject: str
    event: str
    organiser: str
    details: tuple[tuple[str, str], ...]
    contact: str
    signer_name: str
    signer_title: str
    signer_nip: str = ""


def letter_pdf(letter: RequestLetter, *, created: datetime) -> bytes:
    """The letter as PDF; ``created`` (aware) stands in the file as its date of creation."""
    pdf: bytes = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(asdict(letter), ensure_ascii=False)},
        timestamp=created.astimezone(UTC).replace(microsecond=0),
    )
    return pdf
