"""Decisions about the event while it runs, without Django."""

from datetime import datetime, timedelta
from enum import StrEnum


class Result(StrEnum):
    """How the event went."""

    SMOOTH = "lancar"
    WITH_TROUBLE = "lancar_dengan_kendala"
    STOPPED = "terhenti"
    CANCELLED = "batal"


WAITING, RUNNING, ENDED = "waiting", "running", "ended"

_TABLE = {
    (WAITING, "start"): RUNNING,
    (RUNNING, "end"): ENDED,
    (RUNNING, "incident"): RUNNING,
    (WAITING, "incident"): WAITING,
    (ENDED, "incident"): ENDED,
}


def state_of(started_at: datetime | None, ended_at: datetime | None) -> str:
    """``waiting``, ``running`` or ``ended``."""
    if started_at is None:
        return WAITING
    return RUNNING if ended_at is None else ENDED


def may(state: str, verb: str) -> bool:
    """Whether the verb fits the state."""
    return (state, verb) in _TABLE


def may_report(state: str, result: Result) -> bool:
    """An event that took place is reported when it has ended; a cancelled one without a start."""
    return state == WAITING if result is Result.CANCELLED else state == ENDED


def is_result_honest(result: Result, incidents: int) -> bool:
    """With incidents on record an event did not simply go smoothly."""
    return not (result is Result.SMOOTH and incidents)


def is_early(planned: datetime, now: datetime) -> bool:
    """Whether a start now is more likely a slip: more than three hours before the plan."""
    return planned - now > timedelta(hours=3)
