from datetime import UTC, datetime, timedelta

import pytest

from jumpa.execution.rules import Result, is_early, is_result_honest, may, may_report, state_of

AT = datetime(2026, 12, 1, 2, tzinfo=UTC)


def test_the_state_follows_from_what_was_pressed() -> None:
    assert state_of(None, None) == "waiting"
    assert state_of(AT, None) == "running"
    assert state_of(AT, AT) == "ended"


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("waiting", {"start", "incident"}),
        ("running", {"end", "incident"}),
        ("ended", {"incident"}),
        ("somewhere", set()),
    ],
)
def test_each_state_has_its_verbs(state: str, verbs: set[str]) -> None:
    assert {verb for verb in ("start", "end", "incident", "report") if may(state, verb)} == verbs


@pytest.mark.parametrize("result", list(Result))
def test_what_took_place_is_reported_after_its_end_and_what_fell_out_without_a_start(
    result: Result,
) -> None:
    is_cancelled = result is Result.CANCELLED
    assert may_report("waiting", result) is is_cancelled
    assert not may_report("running", result)
    assert may_report("ended", result) is not is_cancelled


def test_with_incidents_on_record_it_did_not_simply_go_well() -> None:
    assert is_result_honest(Result.SMOOTH, 0)
    assert not is_result_honest(Result.SMOOTH, 1)
    for result in (Result.WITH_TROUBLE, Result.STOPPED, Result.CANCELLED):
        assert is_result_honest(result, 1)
        assert is_result_honest(result, 0)


def test_a_start_is_early_more_than_three_hours_before_the_plan() -> None:
    assert not is_early(AT, AT - timedelta(hours=3))
    assert is_early(AT, AT - timedelta(hours=3, minutes=1))
    assert not is_early(AT, AT + timedelta(minutes=5))
