"""Decisions about the event while it runs, without Django."""

from datetime import datetime
from enum import StrEnum


class Result(StrEnum):
    """How the event went."""

    SMOOTH = "lancar"
    WITH_TROUBLE = "lancar_dengan_kendala"
    STOPPED = "terhenti"
    CANCELLED = "batal"


_TABLE = {
    ("waiting", "start"): "running",
    ("running", "end"): "ended",
    ("running", "incident"): "running",
    ("waiting", "incident"): "waiting",
    ("ended", "incident"): "ended",
}


def state_of(started_at: datetime | None, ended_at: datetime | None) -> str:
    """``waiting``, ``running`` or ``ended``."""
    if started_at is None:
        return "waiting"
    return "running" if ended_at is None else "ended"


def may(state: str, verb: str) -> bool:
    """Whether the verb fits the state."""
    return (state, verb) in _TABLE


def may_report(state: str, result: Result) -> bool:
    """An event that took place is reported when it has ended; a cancelled one without a start."""
    return state == "waiting" if result is Result.CANCELLED else state == "ended"


def is_result_honest(result: Result, incidents: int) -> bool:
    """With incidents on record an event did not simply go smoothly."""
    return not (result is Result.SMOOTH and incidents)
