"""The way of a run through its SOP: which tasks open and close after an answer.

Pure functions over frozen values. A history is the tasks of one run in order of opening,
one per round; of any step at most one is open.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from jumpa.workflow.sopfile.model import Intervention, Sop, Step
from jumpa.workflow.sopfile.reach import reaching


@dataclass(frozen=True)
class TaskRecord:
    """One task as the engine sees it. ``round`` counts the openings of its step, from 1."""

    step: str
    round: int
    state: Literal["open", "done", "cancelled"]
    outcome: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Advance:
    """What changes: steps to open, open tasks to cancel, the ending (or empty)."""

    opens: tuple[str, ...]
    cancels: tuple[str, ...]
    closes: str = ""


History = Sequence[TaskRecord]


def begin(sop: Sop) -> Advance:
    """Open the first task of a run."""
    return Advance(opens=(sop.start,), cancels=())


def advance(sop: Sop, history: History, step: str, outcome: str) -> Advance:
    """What follows when the open task of ``step`` is answered with ``outcome``.

    Raises ValueError if that step has no open task, KeyError if it offers no such outcome.
    """
    turn = sop.step(step).outcome(outcome)
    history = _answered(history, step, outcome)
    still_open = _open_steps(history)
    if turn.closes:
        return Advance(opens=(), cancels=still_open, closes=turn.closes)
    cancels = tuple(key for key in still_open if key in turn.cancels)
    kept = [key for key in still_open if key not in cancels]
    return Advance(opens=tuple(_opens(sop, history, turn.opens, kept)), cancels=cancels)


def may_intervene(sop: Sop, history: History, key: str, ending: str = "") -> bool:
    """Whether the run is still open and no ``until`` step has begun. KeyError if unknown.

    Args:
        ending: how the run was closed; an intervention that undoes an ending wants just that one.
    """
    if sop.intervention(key).reopens:
        return ending == sop.intervention(key).reopens
    until = sop.intervention(key).until
    began = any(task.step in until and (task.begun or task.state == "done") for task in history)
    return bool(_open_steps(history)) and not began


def intervene(sop: Sop, history: History, key: str, ending: str = "") -> Advance:
    """What follows from an intervention.

    A step that never opened lies ahead and is not opened early, unless one of ``after`` has been
    reached; if that leaves none to open, nothing changes. Raises ValueError when the intervention
    is not allowed (any more).
    """
    if not may_intervene(sop, history, key, ending):
        raise ValueError(f"intervention {key!r} is not allowed at this point of the run")
    turn = sop.intervention(key)
    if turn.reopens:
        return Advance(opens=_reopened(history, turn), cancels=())
    still_open = _open_steps(history)
    if turn.closes:
        return Advance(opens=(), cancels=still_open, closes=turn.closes)
    again = _targets(history, turn)
    if not again:
        return Advance(opens=(), cancels=())
    cancels = still_open if turn.cancels_open else ()
    kept = set(still_open) - set(cancels)
    return Advance(opens=tuple(target for target in again if target not in kept), cancels=cancels)


def _targets(history: History, turn: Intervention) -> list[str]:
    seen = {task.step for task in history}
    if turn.after:
        return list(dict.fromkeys(turn.opens)) if seen.intersection(turn.after) else []
    return [target for target in dict.fromkeys(turn.opens) if target in seen]


def _reopened(history: History, turn: Intervention) -> tuple[str, ...]:
    """What a closed run goes on with: the targets it had reached, or else what was taken back."""
    latest = {task.step: task for task in history}
    taken_back = (step for step, task in latest.items() if task.state == "cancelled")
    return tuple(_targets(history, turn) or taken_back)


def _answered(history: History, step: str, outcome: str) -> list[TaskRecord]:
    tasks = list(history)
    for at, task in enumerate(tasks):
        if task.step == step and task.state == "open":
            tasks[at] = replace(task, state="done", outcome=outcome)
            return tasks
    raise ValueError(f"step {step!r} has no open task")


def _open_steps(history: History) -> tuple[str, ...]:
    return tuple(task.step for task in history if task.state == "open")


def _opens(sop: Sop, history: History, targets: Iterable[str], kept: list[str]) -> Iterator[str]:
    """Targets not open yet, then the joins that are complete now."""
    targets = dict.fromkeys(targets)
    active = set(kept)
    for key in targets:
        if key not in active and not sop.step(key).joins:
            active.add(key)
            yield key
    for step in sop.steps:
        if not step.joins or step.key in active:
            continue
        wanted = step.key in targets or _has_news(history, step)
        if wanted and _is_complete(sop, history, step, active):
            active.add(step.key)
            yield step.key


def _is_complete(sop: Sop, history: History, join: Step, active: Collection[str]) -> bool:
    """Every joined step last led here, and nothing at work can lead to one of them again."""
    if not reaching(sop, join.joins).isdisjoint(active):
        return False
    return all(_leads_to(sop, _latest(history, key)[1], join.key) for key in join.joins)


def _leads_to(sop: Sop, task: TaskRecord | None, target: str) -> bool:
    if task is None or task.state != "done":
        return False
    return target in sop.step(task.step).outcome(task.outcome).opens


def _has_news(history: History, join: Step) -> bool:
    """Whether a joined step was opened anew since the join itself last opened.

    So a join held up by another task opens when that task ends elsewhere, and only once.
    """
    opened_at = _latest(history, join.key)[0]
    return any(_latest(history, key)[0] > opened_at for key in join.joins)


def _latest(history: History, step: str) -> tuple[int, TaskRecord | None]:
    found = [(at, task) for at, task in enumerate(history) if task.step == step]
    return found[-1] if found else (-1, None)
