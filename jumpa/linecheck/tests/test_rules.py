"""What the results of a connection test amount to."""

import pytest

from jumpa.linecheck import rules
from jumpa.linecheck.rules import ITEMS, MUST_WORK, Result, Verdict


def results(**changes: str) -> dict[str, str]:
    """All good, unless said otherwise."""
    return {**dict.fromkeys(ITEMS, Result.GOOD), **changes}


def test_all_good_is_ready() -> None:
    assert rules.best_verdict(results()) is Verdict.READY


def test_what_this_event_does_without_stands_in_nobodys_way() -> None:
    assert rules.best_verdict(results(recording=Result.NOT_NEEDED)) is Verdict.READY


@pytest.mark.parametrize("result", [Result.REMARK, Result.FAILED])
def test_a_lesser_item_leaves_a_remark(result: Result) -> None:
    assert rules.best_verdict(results(recording=result)) is Verdict.READY_WITH_REMARKS


@pytest.mark.parametrize("item", sorted(MUST_WORK))
def test_without_what_must_work_nothing_is_ready(item: str) -> None:
    assert rules.best_verdict(results(**{item: Result.FAILED})) is Verdict.NOT_READY


@pytest.mark.parametrize("answer", ["", "entah"])
def test_an_item_that_was_not_tried_has_not_passed(answer: str) -> None:
    assert rules.unanswered(results(camera=answer)) == ("camera",)
    assert rules.best_verdict(results(camera=answer)) is Verdict.NOT_READY


def test_a_worse_verdict_than_the_results_allow_is_honest_and_a_better_one_is_not() -> None:
    remarked = results(recording=Result.REMARK)
    assert not rules.may_claim(Verdict.READY, remarked)
    assert rules.may_claim(Verdict.READY_WITH_REMARKS, remarked)
    assert rules.may_claim(Verdict.NOT_READY, remarked)
