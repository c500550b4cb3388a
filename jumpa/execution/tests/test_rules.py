"""The states of an event and what may be said of it."""

from datetime import UTC, datetime

import pytest

from jumpa.execution import rules
from jumpa.execution.rules import Result

AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def test_the_state_follows_from_what_was_pressed() -> None:
    assert rules.state_of(None, None) == "waiting"
    assert rules.state_of(AT, None) == "running"
    assert rules.state_of(AT, AT) == "ended"


@pytest.mark.parametrize(
    ("state", "verb", "fits"),
    [
        ("waiting", "start", True),
        ("running", "start", False),
        ("ended", "start", False),
        ("waiting", "end", False),
        ("running", "end", True),
        ("ended", "end", False),
        ("running", "incident", True),
    ],
)
def test_a_verb_fits_its_state(state: str, verb: str, fits: bool) -> None:
    assert rules.may(state, verb) is fits


def test_only_what_ended_is_reported_and_only_what_never_began_is_cancelled() -> None:
    assert rules.may_report("ended", Result.SMOOTH)
    assert not rules.may_report("running", Result.SMOOTH)
    assert rules.may_report("waiting", Result.CANCELLED)
    assert not rules.may_report("ended", Result.CANCELLED)


def test_with_incidents_it_did_not_simply_go_smoothly() -> None:
    assert not rules.is_result_honest(Result.SMOOTH, 1)
    assert rules.is_result_honest(Result.SMOOTH, 0)
    assert rules.is_result_honest(Result.WITH_TROUBLE, 1)
