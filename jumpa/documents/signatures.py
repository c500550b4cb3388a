"""Check a PDF's signatures in a confined child, and what came of it for a page."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.documents.checking.verdict import SignatureVerdict, from_json
from jumpa.documents.confinement import run_confined
from jumpa.documents.signature_words import label, moment, sentence, tone
from jumpa.documents.trust import trust_roots


def check_signatures(content: bytes) -> tuple[SignatureVerdict, ...]:
    """The verdict on each signature, as of now and by the roots that the office installed.

    Raises:
        ConfinementError: the file could not be looked at within the limits.
        OSError: the folder of roots can't be read.
    """
    options = {
        "roots": [b64encode(root).decode() for root in trust_roots()],
        "at": timezone.now().isoformat(),
    }
    found = run_confined("check_signatures", content, options).answer
    return tuple(from_json(verdict) for verdict in found)


@dataclass(frozen=True)
class SignatureLine:
    """One signature as a page tells it; ``tone`` is a badge's, ``notes`` are small facts."""

    label: str
    tone: str
    sentence: str
    notes: tuple[str, ...]


def signature_lines(verdicts: Sequence[Mapping[str, Any]]) -> tuple[SignatureLine, ...]:
    """Verdicts as they are stored, as lines to show."""
    found = [from_json(verdict) for verdict in verdicts]
    return tuple(
        SignatureLine(label(verdict), tone(verdict), sentence(verdict), _notes(verdict))
        for verdict in found
    )


def _notes(verdict: SignatureVerdict) -> tuple[str, ...]:
    notes = []
    if verdict.organisation:
        notes.append(verdict.organisation)
    if verdict.signed_at:
        words = (
            _("waktu terbukti dengan stempel waktu: %(at)s")
            if verdict.is_timestamped
            else _("waktu menurut penanda tangan: %(at)s")
        )
        notes.append(words % {"at": moment(verdict.signed_at)})
    return tuple(notes)
