"""Another SOP on the same engine: other performers, other steps, a branch, a loop, a join."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.workflow.engine import may_intervene
from jumpa.workflow.sop import load
from jumpa.workflow.tests.makers import Runner, make_sop

KINDS = {
    "form": frozenset({"asked"}),
    "look": frozenset({"good", "broken"}),
    "money": frozenset({"paid", "unpaid"}),
}


def make_small_sop():
    text = (Path(__file__).parent / "data" / "sop_small.toml").read_text(encoding="utf-8")
    return load(text, kinds=KINDS)


def make_runner(*answers):
    runner = Runner(make_small_sop())
    runner.answers(("ask", "asked"), *answers)
    return runner


def test_both_branches_open_side_by_side():
    assert make_runner().open == ["inspect", "deposit"]


def test_the_join_opens_once_in_either_order():
    one = make_runner(("inspect", "good"), ("deposit", "paid"))
    other = make_runner(("deposit", "paid"), ("inspect", "good"))
    assert one.open == other.open == ["hand_over"]


def test_the_join_waits_for_a_branch_that_loops():
    runner = make_runner(("deposit", "paid"), ("inspect", "broken"))
    assert runner.open == ["repair"]
    runner.answers(("repair", "good"), ("inspect", "broken"), ("repair", "good"))
    assert runner.open == ["inspect"]
    assert runner.history[-1].round == 3
    runner.answer("inspect", "good")
    assert runner.open == ["hand_over"]


def test_an_ending_in_one_branch_cancels_the_other():
    runner = make_runner(("inspect", "broken"))
    change = runner.answer("deposit", "unpaid")
    assert change.cancels == ("repair",)
    assert runner.ending == "declined"


@settings(max_examples=150, deadline=None)
@given(data=st.data(), sop=st.sampled_from([make_sop(), make_small_sop()]))
def test_whatever_is_answered_a_run_stays_sound(data, sop):
    """No step is open twice (the runner checks), none is lost, nothing is open after the end."""
    runner = Runner(sop)
    for _ in range(60):
        turns = [turn.key for turn in sop.interventions if not turn.closes]
        allowed = [key for key in turns if may_intervene(sop, runner.history, key)]
        step = data.draw(st.sampled_from([*runner.open, *allowed]))
        if step in allowed:
            runner.intervene(step)
        else:
            outcomes = [outcome.key for outcome in sop.step(step).outcomes]
            runner.answer(step, data.draw(st.sampled_from(outcomes)))
        assert bool(runner.open) != bool(runner.ending)
        assert_joins_are_earned(runner)
        if runner.ending:
            return


def assert_joins_are_earned(runner):
    """While a join is open, each joined step last led to it, and is not at work again."""
    for key in runner.open:
        for joined in runner.sop.step(key).joins:
            latest = [task for task in runner.history if task.step == joined][-1]
            assert latest.state == "done"
            assert key in runner.sop.step(joined).outcome(latest.outcome).opens
