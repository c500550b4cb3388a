import logging
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jumpa.core.events import announce
from jumpa.documents.confinement import ConfinementError, run_confined
from jumpa.documents.drawings import Drawing, drawings
from jumpa.documents.events import LetterRead
from jumpa.documents.models import LetterReading, PagePreview
from jumpa.documents.reading_problems import ended, reading_problems
from jumpa.documents.rendering import file_bytes
from jumpa.documents.trust import trust_roots

_PATIENCE_SECONDS = 300.0
"""How long the worker waits for its turn: nobody stands before it."""
_log = logging.getLogger(__name__)


@dataclass
class _Outcome:
    """What the three looks at a letter gave; one that failed leaves the others."""

    reading: Mapping[str, Any] | None = None
    signatures: list[Any] | None = None
    drawings: list[Drawing] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    cpu_seconds: float = 0.0
    peak_kib: int = 0


def read_now(reading: LetterReading) -> LetterReading:
    """Read a letter, check its signatures and draw its pages, each in a confined child.

    Whoever comes first, the worker or a person, does it; a letter that was read before is left as
    it is. What fails becomes a sentence in ``problem``. Not to be called inside a transaction.
    """
    if reading.state != LetterReading.State.WAITING:
        return reading
    content = file_bytes(reading.file.file)
    outcome = _Outcome()
    _take_previews(content, outcome)
    _take_reading(content, reading, outcome)
    _take_signatures(content, outcome)
    return _keep(reading, outcome)


def _look(
    outcome: _Outcome, what: str, task: str, content: bytes, options: Mapping[str, Any]
) -> Any:
    """The task's answer, or None and one more problem."""
    try:
        found = run_confined(task, content, options, patience=_PATIENCE_SECONDS)
    except ConfinementError as error:
        _log.warning("%s gave nothing: %s", task, error)
        outcome.problems.append(ended(what, error.reason))
        outcome.cpu_seconds += error.cpu_seconds
        outcome.peak_kib = max(outcome.peak_kib, error.peak_kib)
        return None
    outcome.cpu_seconds += found.cpu_seconds
    outcome.peak_kib = max(outcome.peak_kib, found.peak_kib)
    return found.answer


def _take_previews(content: bytes, outcome: _Outcome) -> None:
    answer = _look(outcome, "preview", "preview", content, {})
    if answer is not None:
        outcome.drawings = _sound(outcome, "preview", drawings, answer) or []


def _take_reading(content: bytes, reading: LetterReading, outcome: _Outcome) -> None:
    today = timezone.localtime(reading.file.at).date()
    options = {"zone": settings.TIME_ZONE, "today": today.isoformat()}
    answer = _look(outcome, "read", "read_letter", content, options)
    if answer is not None:
        outcome.reading = _sound(outcome, "read", _whole_reading, answer)
        outcome.problems += reading_problems(outcome.reading or {})


def _take_signatures(content: bytes, outcome: _Outcome) -> None:
    options = {
        "roots": [b64encode(root).decode() for root in trust_roots()],
        "at": timezone.now().isoformat(),
    }
    answer = _look(outcome, "check", "check_signatures", content, options)
    if isinstance(answer, list):
        outcome.signatures = answer


def _whole_reading(answer: Any) -> Mapping[str, Any]:
    """The answer, if it has what a reading has."""
    wanted = {"found": list, "is_scan": bool, "used_ocr": bool, "ocr_missing": bool}
    if not all(isinstance(answer[name], kind) for name, kind in wanted.items()):
        raise ValueError("not a reading")
    return dict(answer)


def _sound(outcome: _Outcome, what: str, parse: Callable[[Any], Any], answer: Any) -> Any:
    """What ``parse`` makes of an answer; one that is no answer is a crash like another."""
    try:
        return parse(answer)
    except (LookupError, TypeError, ValueError):
        outcome.problems.append(ended(what, "crash"))
        return None


@transaction.atomic
def _keep(reading: LetterReading, outcome: _Outcome) -> LetterReading:
    row = LetterReading.objects.select_for_update(of=("self",)).select_related("file")
    kept = row.get(pk=reading.pk)
    if kept.state != LetterReading.State.WAITING:
        return kept
    for drawing in outcome.drawings:
        preview = PagePreview(
            file=kept.file, page=drawing.page, width=drawing.width, height=drawing.height
        )
        preview.image.save("", drawing.image(), save=False)
        preview.save()
    _fill(kept, outcome)
    kept.save()
    announce(LetterRead(kept.file.ref, kept.file.owner))
    return kept


def _fill(kept: LetterReading, outcome: _Outcome) -> None:
    found = outcome.reading or {}
    is_read = bool(outcome.reading) and not (found["ocr_missing"] and not found["found"])
    kept.state = LetterReading.State.READ if is_read else LetterReading.State.FAILED
    kept.problem = " ".join(outcome.problems)[:500]
    kept.found = found.get("found", [])
    kept.is_scan = found.get("is_scan", False)
    kept.used_ocr = found.get("used_ocr", False)
    kept.is_checked = outcome.signatures is not None
    kept.signatures = outcome.signatures or []
    kept.cpu_ms = round(outcome.cpu_seconds * 1000)
    kept.peak_kib = outcome.peak_kib
    kept.at = timezone.now()
