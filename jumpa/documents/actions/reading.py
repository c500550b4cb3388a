import logging
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jumpa.core.events import announce
from jumpa.documents.confinement import ConfinementError, Purse, Reason, run_confined
from jumpa.documents.drawings import Drawing, drawings
from jumpa.documents.events import LetterRead
from jumpa.documents.models import LetterReading, PagePreview
from jumpa.documents.reading_problems import ended, no_roots, reading_problems
from jumpa.documents.rendering import file_bytes
from jumpa.documents.trust import trust_roots

T = TypeVar("T")
_PATIENCE_SECONDS = 60.0
"""How long the worker waits for its turn: nobody stands before it, but other jobs behind it."""
_FOR_READING = 1.5
_FOR_DRAWING = 1.0
"""CPU seconds that the looks before leave of the five that a file may cost in all. What is signed
has text, which takes a quarter of a second to read; a scan is quickly seen to have no signature."""

_log = logging.getLogger(__name__)


@dataclass
class _Outcome:
    """What the three looks at a letter gave; one that failed leaves the others."""

    purse: Purse
    put_off: bool = False
    reading: Mapping[str, Any] | None = None
    signatures: list[Any] | None = None
    drawings: list[Drawing] = field(default_factory=list)
    ended: list[tuple[str, Reason]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    peak_kib: int = 0

    def cost(self, cpu_seconds: float, peak_kib: int) -> None:
        """Add what one look cost."""
        self.purse.spent += cpu_seconds
        self.peak_kib = max(self.peak_kib, peak_kib)


def read_now(reading: LetterReading, *, put_off: bool = False) -> LetterReading:
    """Read a letter, check its signatures and draw its pages, each in a confined child.

    Whoever comes first, the worker or a person, does it; a letter that was read before is left as
    it is, and one that is read again keeps its pictures and what was said of its signatures. What
    fails becomes a sentence in ``problem``. All looks together, with the inspection when it came
    in, cost what one child may cost. Not to be called inside a transaction.

    Args:
        put_off: where too many files are being read, leave it waiting and say so by an error.

    Raises:
        ConfinementError: it is to be tried later.
    """
    if reading.state != LetterReading.State.WAITING:
        return reading
    content = file_bytes(reading.file.file)
    outcome = _Outcome(Purse(reading.cpu_ms / 1000), put_off)
    is_drawn = reading.file.previews.exists()
    if not reading.is_checked:
        _take_signatures(content, outcome, spare=_FOR_READING)
    _take_reading(content, reading, outcome, spare=0.0 if is_drawn else _FOR_DRAWING)
    if not is_drawn:
        _take_previews(content, outcome)
    return _keep(reading, outcome)


def _look(
    outcome: _Outcome,
    task: str,
    content: bytes,
    options: Mapping[str, Any],
    parse: Callable[[Any], T],
    *,
    spare: float = 0.0,
) -> T | None:
    """What ``parse`` makes of the task's answer, or None and one more problem.

    A child that read a hostile file may answer anything; what is no answer is a crash.
    """
    try:
        limits = outcome.purse.limits(spare=spare)
        found = run_confined(task, content, options, limits=limits, patience=_PATIENCE_SECONDS)
        outcome.cost(found.cpu_seconds, found.peak_kib)
        return parse(found.answer)
    except ConfinementError as error:
        if error.reason == "busy" and outcome.put_off:
            raise
        _log.warning("%s gave nothing: %s", task, error)
        outcome.ended.append((task, error.reason))
        outcome.cost(error.cpu_seconds, error.peak_kib)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        _log.warning("%s answered nonsense: %r", task, error)
        outcome.ended.append((task, "crash"))
    return None


def _take_previews(content: bytes, outcome: _Outcome) -> None:
    outcome.drawings = _look(outcome, "preview", content, {}, drawings) or []


def _take_reading(
    content: bytes, reading: LetterReading, outcome: _Outcome, *, spare: float
) -> None:
    today = timezone.localtime(reading.file.at).date()
    options = {"zone": settings.TIME_ZONE, "today": today.isoformat()}
    outcome.reading = _look(outcome, "read_letter", content, options, _whole_reading, spare=spare)
    outcome.problems += reading_problems(outcome.reading or {})


def _take_signatures(content: bytes, outcome: _Outcome, *, spare: float) -> None:
    try:
        roots = [b64encode(root).decode() for root in trust_roots()]
    except OSError:
        _log.exception("The certificates of JUMPA_TRUST_ROOTS cannot be read.")
        outcome.problems.append(no_roots())
        return
    options = {"roots": roots, "at": timezone.now().isoformat()}
    outcome.signatures = _look(
        outcome, "check_signatures", content, options, _whole_verdicts, spare=spare
    )


# The packages that read and check know the shapes too, but would load their PDF libraries into
# this process, where no file is parsed.
_READING = {"found": list, "is_scan": bool, "used_ocr": bool, "ocr_missing": bool, "notes": list}
_FOUND = frozenset({"field", "value", "shown", "place", "certainty", "notes"})


def _whole_reading(answer: Any) -> Mapping[str, Any]:
    """The answer, if it has what a reading has."""
    is_whole = all(isinstance(answer[name], kind) for name, kind in _READING.items())
    if not is_whole or not all(set(item) >= _FOUND for item in answer["found"]):
        raise ValueError("not a reading")
    return dict(answer)


def _whole_verdicts(answer: Any) -> list[Mapping[str, str | bool]]:
    """The answer, if it is a list of verdicts."""
    if not isinstance(answer, list):
        raise TypeError("not a list of verdicts")
    for verdict in answer:
        if not all(isinstance(value, str | bool) for value in verdict.values()):
            raise TypeError("not a verdict")
    return answer


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
    kept.problem = " ".join([*ended(outcome.ended), *outcome.problems])[:500]
    kept.found = found.get("found", [])
    kept.is_scan = found.get("is_scan", False)
    kept.used_ocr = found.get("used_ocr", False)
    if outcome.signatures is not None:
        kept.is_checked, kept.signatures = True, outcome.signatures
    kept.cpu_ms = round(outcome.purse.spent * 1000)
    kept.peak_kib = outcome.peak_kib
    kept.at = timezone.now()
