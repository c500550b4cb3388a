import pytest

from jumpa.linecheck.rules import (
    ITEMS,
    MUST_WORK,
    Result,
    Verdict,
    best_verdict,
    may_claim,
    unanswered,
)
from jumpa.linecheck.wording import ITEM_TITLES, RESULT_TITLES, VERDICT_TITLES


def results(**changes: str) -> dict[str, str]:
    """A test in which all went well, unless said otherwise."""
    return {**dict.fromkeys(ITEMS, str(Result.GOOD)), **changes}


def test_a_test_in_which_all_went_well_is_ready() -> None:
    assert best_verdict(results()) is Verdict.READY


def test_what_the_event_does_without_is_no_remark() -> None:
    assert (
        best_verdict(results(recording="tidak_perlu", backup_device="tidak_perlu")) is Verdict.READY
    )


@pytest.mark.parametrize("result", ["catatan", "gagal"])
def test_a_remark_or_a_lesser_failure_makes_it_ready_with_remarks(result: str) -> None:
    assert best_verdict(results(recording=result)) is Verdict.READY_WITH_REMARKS


@pytest.mark.parametrize("item", sorted(MUST_WORK))
def test_a_vital_failure_makes_it_not_ready_and_a_vital_remark_does_not(item: str) -> None:
    assert best_verdict(results(**{item: "gagal"})) is Verdict.NOT_READY
    assert best_verdict(results(**{item: "catatan"})) is Verdict.READY_WITH_REMARKS


@pytest.mark.parametrize("answer", ["", "entah", "Baik"])
def test_an_item_that_was_not_tried_has_not_passed(answer: str) -> None:
    assert unanswered(results(power=answer)) == ("power",)
    assert best_verdict(results(power=answer)) is Verdict.NOT_READY
    assert unanswered({}) == ITEMS


def test_a_worse_verdict_than_the_results_allow_may_be_claimed_a_better_one_not() -> None:
    with_remark = results(power="catatan")
    assert [verdict for verdict in Verdict if may_claim(verdict, with_remark)] == [
        Verdict.READY_WITH_REMARKS,
        Verdict.NOT_READY,
    ]
    assert all(may_claim(verdict, results()) for verdict in Verdict)
    assert [verdict for verdict in Verdict if may_claim(verdict, {})] == [Verdict.NOT_READY]


def test_everything_has_a_title() -> None:
    assert set(ITEM_TITLES) == set(ITEMS)
    assert set(RESULT_TITLES) == set(Result)
    assert set(VERDICT_TITLES) == set(Verdict)
