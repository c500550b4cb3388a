"""Where each outcome of each step leads, in words: what the drawn flow leaves out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jumpa.workflow.sopfile.model import Sop, Step


@dataclass(frozen=True)
class Way:
    """One outcome and what follows from it, in words."""

    outcome: str
    follows: tuple[str, ...]
    is_end: bool


@dataclass(frozen=True)
class StepWays:
    """One step, numbered or supplementary, with all its ways on."""

    step: Step
    performers: tuple[str, ...]
    ways: tuple[Way, ...]


def ways(sop: Sop) -> tuple[StepWays, ...]:
    """All steps in the order of the file."""
    return tuple(
        StepWays(
            step=step,
            performers=tuple(sop.performer(key).title for key in step.performers),
            ways=tuple(_ways(sop, step)),
        )
        for step in sop.steps
    )


def _ways(sop: Sop, step: Step) -> Iterator[Way]:
    for outcome in step.outcomes:
        if outcome.closes:
            yield Way(outcome.title, (sop.ending(outcome.closes).title,), is_end=True)
        else:
            yield Way(outcome.title, tuple(_titles(sop, outcome.opens)), is_end=False)


def _titles(sop: Sop, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        step = sop.step(key)
        yield f"{step.number}. {step.title}" if step.number else step.title


@dataclass(frozen=True)
class InterventionWords:
    """What may be done meanwhile, by whom, and before which steps begin."""

    title: str
    who: str
    until: str
    reopens: str = ""


def interventions(sop: Sop) -> tuple[InterventionWords, ...]:
    """All interventions in the order of the file."""
    return tuple(
        InterventionWords(
            title=turn.title,
            who=", ".join(sop.performer(key).title for key in turn.by),
            until=", ".join(sop.step(key).title for key in turn.until),
            reopens=sop.ending(turn.reopens).title if turn.reopens else "",
        )
        for turn in sop.interventions
    )
