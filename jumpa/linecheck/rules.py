"""What the connection test consists of, and what its results amount to."""

from collections.abc import Mapping
from enum import StrEnum

ITEMS = (
    "main_line",
    "backup_line",
    "bandwidth",
    "ping_jitter_loss",
    "test_meeting",
    "camera",
    "microphones",
    "speaker",
    "screen_sharing",
    "recording",
    "account",
    "display_name",
    "power",
    "backup_device",
    "far_technician",
)
"""The checklist of ``domain.md`` §7, in the order in which it is gone through."""

MUST_WORK = frozenset({"main_line", "test_meeting", "camera", "microphones", "speaker"})
"""Without these there is no conference, so a failure of one can't be a mere remark."""


class Result(StrEnum):
    """How one item went. ``NOT_NEEDED``: this event does without it."""

    GOOD = "baik"
    REMARK = "catatan"
    FAILED = "gagal"
    NOT_NEEDED = "tidak_perlu"


class Verdict(StrEnum):
    """What the test amounts to."""

    READY = "siap"
    READY_WITH_REMARKS = "siap_dengan_catatan"
    NOT_READY = "tidak_siap"


def unanswered(results: Mapping[str, str]) -> tuple[str, ...]:
    """Items that nobody has tried yet. An item that was not tried has not passed."""
    return tuple(item for item in ITEMS if results.get(item) not in set(Result))


def best_verdict(results: Mapping[str, str]) -> Verdict:
    """The most that may be claimed with these results."""
    if unanswered(results) or any(results[item] == Result.FAILED for item in MUST_WORK):
        return Verdict.NOT_READY
    if any(result in (Result.FAILED, Result.REMARK) for result in results.values()):
        return Verdict.READY_WITH_REMARKS
    return Verdict.READY


def may_claim(verdict: Verdict, results: Mapping[str, str]) -> bool:
    """Whether the results bear the verdict; a worse verdict than they allow is always honest."""
    order = list(Verdict)
    return order.index(verdict) >= order.index(best_verdict(results))
