"""Which steps can follow which, over the outcomes. Names that do not exist lead nowhere."""

from collections.abc import Iterable, Mapping, Set

from jumpa.workflow.sopfile.model import Sop


def followers(sop: Sop) -> dict[str, frozenset[str]]:
    """Each step's key with the keys of all steps that one of its outcomes opens."""
    known = {step.key for step in sop.steps}
    return {
        step.key: frozenset(key for outcome in step.outcomes for key in outcome.opens) & known
        for step in sop.steps
    }


def reachable(sop: Sop) -> frozenset[str]:
    """The steps that a run can come to from its start, interventions included."""
    starts = {sop.start, *(key for turn in sop.interventions for key in turn.opens)}
    return _closure(starts & {step.key for step in sop.steps}, followers(sop))


def reaching(sop: Sop, targets: Iterable[str]) -> frozenset[str]:
    """The steps from which one of the targets can be come to; a target reaches itself."""
    before: dict[str, set[str]] = {step.key: set() for step in sop.steps}
    for key, nexts in followers(sop).items():
        for following in nexts:
            before[following].add(key)
    return _closure(set(targets) & set(before), before)


def _closure(starts: Set[str], edges: Mapping[str, Set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(edges[key])
    return frozenset(found)
