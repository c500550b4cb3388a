"""Tries an SOP out: is there a way of answering after which a run can never be closed?

All states a run can come to are walked through. Of a history a state keeps what the engine
looks at: which tasks are open, how the steps around a join last ended and in which order they
opened, and whether the steps that an intervention names have been there.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jumpa.workflow.engine import (
    Advance,
    TaskRecord,
    advance,
    begin,
    intervene,
    may_intervene,
)
from jumpa.workflow.sopfile.model import Sop

LIMIT = 20_000
State = tuple[TaskRecord, ...]


@dataclass
class _Walk:
    came_from: dict[State, tuple[State, str] | None]
    before: dict[State, set[State]] = field(default_factory=dict)
    closing: set[State] = field(default_factory=set)


def stuck(sop: Sop) -> str:
    """A sentence naming the shortest way into a run that cannot be closed; empty if none."""
    walk = _walk(sop)
    if len(walk.came_from) > LIMIT:
        return f"lebih dari {LIMIT} keadaan mungkin; alur ini terlalu rumit untuk diperiksa."
    closable = _closable(walk)
    for state in walk.came_from:
        if state not in closable:
            way = ", ".join(_way(walk, state)) or "awal"
            return f"proses tidak dapat diakhiri lagi setelah: {way}."
    return ""


def _walk(sop: Sop) -> _Walk:
    start = _changed(sop, (), begin(sop))
    walk = _Walk(came_from={start: None})
    waiting = deque([start])
    while waiting and len(walk.came_from) <= LIMIT:
        state = waiting.popleft()
        for said, following in (*_answers(sop, state, walk), *_interventions(sop, state)):
            if following not in walk.came_from:
                walk.came_from[following] = (state, said)
                waiting.append(following)
    return walk


def _answers(sop: Sop, state: State, walk: _Walk) -> Iterator[tuple[str, State]]:
    """Each state after one answer; notes which states close, and what comes before what."""
    for task in state:
        for outcome in sop.step(task.step).outcomes if task.state == "open" else ():
            change = advance(sop, state, task.step, outcome.key)
            done = replace(task, state="done", outcome=outcome.key)
            answered = tuple(done if other is task else other for other in state)
            if change.closes:
                walk.closing.add(state)
                yield from _reopenings(sop, answered, change.closes)
                continue
            following = _changed(sop, answered, change)
            walk.before.setdefault(following, set()).add(state)
            yield f"{task.step} {outcome.key}", following


def _interventions(sop: Sop, state: State) -> Iterator[tuple[str, State]]:
    """Each state after an intervention. That it happens cannot be counted on: no way out."""
    for turn in sop.interventions:
        if not may_intervene(sop, state, turn.key):
            continue
        if turn.closes:
            yield from _reopenings(sop, state, turn.closes)
        else:
            yield turn.key, _changed(sop, state, intervene(sop, state, turn.key))


def _reopenings(sop: Sop, state: State, ending: str) -> Iterator[tuple[str, State]]:
    """Each state after the run was closed so and its ending undone."""
    closed = tuple(
        replace(task, state="cancelled") if task.state == "open" else task for task in state
    )
    for turn in sop.interventions:
        if turn.reopens == ending:
            yield turn.key, _changed(sop, closed, intervene(sop, closed, turn.key, ending))


def _changed(sop: Sop, state: State, change: Advance) -> State:
    tasks = [
        replace(task, state="cancelled")
        if task.state == "open" and task.step in change.cancels
        else task
        for task in state
    ]
    return _essence(sop, [*tasks, *(TaskRecord(step, 1, "open") for step in change.opens)])


def _essence(sop: Sop, tasks: list[TaskRecord]) -> State:
    joins = {key for step in sop.steps if step.joins for key in (step.key, *step.joins)}
    named = {key for turn in sop.interventions for key in (*turn.opens, *turn.until, *turn.after)}
    last_at = {task.step: at for at, task in enumerate(tasks)}
    latest = [task for at, task in enumerate(tasks) if last_at[task.step] == at]
    others = [
        replace(task, outcome="")
        for task in latest
        if task.step not in joins and (task.state == "open" or task.step in named)
    ]
    return (
        *sorted(others, key=lambda task: task.step),
        *(task for task in latest if task.step in joins),
    )


def _closable(walk: _Walk) -> set[State]:
    found = set(walk.closing)
    waiting = list(found)
    while waiting:
        for state in walk.before.get(waiting.pop(), ()):
            if state not in found:
                found.add(state)
                waiting.append(state)
    return found


def _way(walk: _Walk, state: State) -> list[str]:
    said = []
    origin = walk.came_from[state]
    while origin:
        state, word = origin
        said.append(word)
        origin = walk.came_from[state]
    return said[::-1]
