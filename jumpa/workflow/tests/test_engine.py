"""The way of the video-conference SOP, step by step."""

import pytest

from jumpa.workflow.engine import advance, intervene, may_intervene
from jumpa.workflow.tests.makers import Runner, make_sop

TO_CHECK = (
    ("submit", "submitted"),
    ("receive", "received"),
    ("dispose_head", "forwarded"),
    ("dispose_division", "forwarded"),
    ("examine", "directed"),
)
TO_PREPARE = (*TO_CHECK, ("check", "feasible"))


def make_runner(*answers):
    runner = Runner(make_sop())
    runner.answers(*answers)
    return runner


def test_the_straight_way_opens_the_nine_steps_and_ends_finished():
    runner = make_runner(
        *TO_PREPARE,
        ("reply_draft", "drafted"),
        ("reply_release", "released"),
        ("prepare", "ready"),
        ("execute", "reported"),
        ("acknowledge", "acknowledged"),
    )
    assert runner.ending == "selesai"
    assert runner.open == []


@pytest.mark.parametrize("ready", ["ready", "ready_with_remarks"])
def test_execution_waits_for_the_reply_when_preparation_is_done_first(ready):
    runner = make_runner(*TO_PREPARE, ("prepare", ready))
    assert runner.open == ["reply_draft"]
    runner.answers(("reply_draft", "drafted"), ("reply_release", "released"))
    assert runner.open == ["execute"]


def test_execution_waits_for_preparation_when_the_reply_is_released_first():
    runner = make_runner(*TO_PREPARE, ("reply_draft", "drafted"), ("reply_release", "released"))
    assert runner.open == ["prepare"]
    runner.answer("prepare", "not_ready")
    assert runner.open == ["prepare"]
    runner.answer("prepare", "ready")
    assert runner.open == ["execute"]


def test_a_reply_sent_back_holds_execution_until_it_is_released():
    runner = make_runner(
        *TO_PREPARE,
        ("reply_draft", "drafted"),
        ("prepare", "ready"),
        ("reply_release", "sent_back"),
    )
    assert runner.open == ["reply_draft"]
    runner.answers(("reply_draft", "drafted"), ("reply_release", "released"))
    assert runner.open == ["execute"]


def test_a_change_of_place_cancels_the_reply_under_way():
    runner = make_runner(*TO_PREPARE)
    change = runner.answer("prepare", "elsewhere")
    assert change.cancels == ("reply_draft",)
    assert runner.open == ["negotiate"]


def test_after_a_change_of_place_a_reply_released_before_does_not_count():
    runner = make_runner(
        *TO_PREPARE,
        ("reply_draft", "drafted"),
        ("reply_release", "released"),
        ("prepare", "elsewhere"),
        ("negotiate", "agreed"),
    )
    assert runner.open == ["prepare", "reply_draft"]
    runner.answer("prepare", "ready")
    assert runner.open == ["reply_draft"], "the released reply names the old place"
    runner.answers(("reply_draft", "drafted"), ("reply_release", "released"))
    assert runner.open == ["execute"]


def test_after_a_change_of_place_preparation_of_the_second_round_is_awaited():
    runner = make_runner(
        *TO_PREPARE,
        ("reply_draft", "drafted"),
        ("reply_release", "released"),
        ("prepare", "elsewhere"),
        ("negotiate", "agreed"),
        ("reply_draft", "drafted"),
        ("reply_release", "released"),
    )
    assert runner.open == ["prepare"]
    runner.answer("prepare", "ready")
    assert runner.open == ["execute"]


def test_a_returned_request_comes_back_to_the_one_who_returned_it():
    runner = make_runner(("submit", "submitted"), ("receive", "returned"))
    assert runner.open == ["submit"]
    runner.answers(("submit", "submitted"))
    assert runner.history[-1].step == "receive"
    assert runner.history[-1].round == 2


def test_a_request_returned_on_examination_does_not_pass_the_disposition_again():
    runner = make_runner(*TO_CHECK[:-1], ("examine", "returned"), ("correct", "submitted"))
    assert runner.open == ["examine"]


@pytest.mark.parametrize("cause", ["clash", "no_connection"])
def test_no_agreement_ends_refused_only_when_the_refusal_is_released(cause):
    runner = make_runner(*TO_CHECK, ("check", cause), ("negotiate", "no_agreement"))
    runner.answers(("refusal_draft", "drafted"), ("refusal_release", "sent_back"))
    assert runner.ending == ""
    runner.answers(("refusal_draft", "drafted"), ("refusal_release", "released"))
    assert runner.ending == "ditolak"


def test_a_report_sent_back_opens_execution_again():
    runner = make_runner(
        *TO_PREPARE,
        ("reply_draft", "drafted"),
        ("reply_release", "released"),
        ("prepare", "ready"),
        ("execute", "reported"),
        ("acknowledge", "sent_back"),
    )
    assert runner.open == ["execute"]


def test_withdrawing_closes_the_run_and_cancels_all_that_is_open():
    runner = make_runner(*TO_PREPARE)
    change = runner.intervene("withdraw")
    assert change.cancels == ("prepare", "reply_draft")
    assert runner.ending == "dibatalkan"
    assert not may_intervene(runner.sop, runner.history, "withdraw")


def test_another_time_goes_back_to_the_check_of_what_was_planned():
    runner = make_runner(*TO_PREPARE, ("reply_draft", "drafted"), ("reply_release", "released"))
    change = runner.intervene("reschedule")
    assert change.cancels == ("prepare",)
    assert runner.open == ["check"]
    runner.answers(("check", "feasible"), ("prepare", "ready"))
    assert runner.open == ["reply_draft"], "the reply of the old time does not count"


def test_another_time_asked_before_the_check_changes_no_task():
    runner = make_runner(*TO_CHECK[:2])
    change = runner.intervene("reschedule")
    assert (change.opens, change.cancels, change.closes) == ((), (), "")
    assert runner.open == ["dispose_head"]


def test_another_time_asked_during_the_check_opens_it_afresh():
    runner = make_runner(*TO_CHECK)
    change = runner.intervene("reschedule")
    assert (change.opens, change.cancels) == (("check",), ("check",))
    assert runner.history[-1].round == 2


@pytest.mark.parametrize("key", ["withdraw", "reschedule"])
def test_an_event_that_has_begun_can_no_longer_be_withdrawn_or_moved(key):
    runner = make_runner(
        *TO_PREPARE, ("reply_draft", "drafted"), ("reply_release", "released"), ("prepare", "ready")
    )
    assert may_intervene(runner.sop, runner.history, key)
    runner.begin_work("execute")
    assert not may_intervene(runner.sop, runner.history, key)
    with pytest.raises(ValueError, match=key):
        intervene(runner.sop, runner.history, key)


def test_who_is_displaced_after_the_check_comes_to_the_negotiation_first_opened_by_it():
    runner = make_runner(*TO_PREPARE)
    change = runner.intervene("displaced")
    assert (change.opens, change.cancels) == (("negotiate",), ("prepare", "reply_draft"))
    runner.answers(("negotiate", "agreed"), ("prepare", "ready"))
    assert runner.open == ["reply_draft"]


def test_who_is_displaced_before_the_check_goes_on():
    runner = make_runner(*TO_CHECK[:3])
    change = runner.intervene("displaced")
    assert (change.opens, change.cancels) == ((), ())
    assert runner.open == ["dispose_division"]


def test_a_withdrawn_run_is_taken_up_again_at_the_check():
    runner = make_runner(*TO_PREPARE)
    runner.intervene("withdraw")
    runner.intervene("restore")
    assert (runner.open, runner.ending) == (["check"], "")
    runner.answers(("check", "feasible"), ("prepare", "ready"))
    assert runner.open == ["reply_draft"]


def test_one_withdrawn_before_the_check_is_taken_up_where_it_was():
    runner = make_runner(*TO_CHECK[:2])
    runner.intervene("withdraw")
    runner.intervene("restore")
    assert runner.open == ["dispose_head"]


def test_only_the_ending_that_is_named_is_undone():
    runner = make_runner(*TO_PREPARE)
    assert not may_intervene(runner.sop, runner.history, "restore")
    runner.intervene("withdraw")
    assert not may_intervene(runner.sop, runner.history, "restore", "ditolak")
    with pytest.raises(ValueError, match="restore"):
        intervene(runner.sop, runner.history, "restore", "ditolak")


def test_an_answer_to_a_task_that_is_not_open_is_refused():
    runner = make_runner()
    with pytest.raises(ValueError, match="receive"):
        advance(runner.sop, runner.history, "receive", "received")


def test_an_outcome_that_the_step_does_not_offer_is_refused():
    runner = make_runner()
    with pytest.raises(KeyError):
        advance(runner.sop, runner.history, "submit", "returned")
