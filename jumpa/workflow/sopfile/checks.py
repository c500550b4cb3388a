"""The sense of the file: every name it uses exists, and every run can come to an end.

A check skips what is empty: that it is empty has been said by the shape.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from jumpa.workflow.sopfile.faults import Path
from jumpa.workflow.sopfile.model import Intervention, Outcome, Sop
from jumpa.workflow.sopfile.reach import reachable, reaching

Kinds = Mapping[str, Set[str]]
Found = Iterator[tuple[Path, str]]


def sense_faults(sop: Sop, kinds: Kinds) -> Found:
    """Each fault of sense, with the path where it stands."""
    for check in _CHECKS:
        yield from check(sop)
    yield from _kinds(sop, kinds)


def _duplicates(sop: Sop) -> Found:
    yield from _repeated("steps", [step.key for step in sop.steps])
    yield from _repeated("performers", [performer.key for performer in sop.performers])
    yield from _repeated("endings", [ending.key for ending in sop.endings])
    yield from _repeated("interventions", [found.key for found in sop.interventions])
    for at, step in enumerate(sop.steps):
        for path, message in _repeated("outcomes", [outcome.key for outcome in step.outcomes]):
            yield ("steps", at, *path), message


def _repeated(table: str, keys: Iterable[str]) -> Found:
    seen = set()
    for at, key in enumerate(keys):
        if key and key in seen:
            yield (table, at, "key"), f'kunci "{key}" dipakai lebih dari satu kali.'
        seen.add(key)


def _numbering(sop: Sop) -> Found:
    expected = 1
    seen: set[int] = set()
    for at, step in enumerate(sop.steps):
        if step.number is None:
            continue
        path: Path = ("steps", at, "number")
        if step.number in seen:
            yield path, f"nomor {step.number} dipakai lebih dari satu kali."
        elif step.number != expected:
            yield path, f"nomor tidak berurutan: seharusnya {expected}, tertulis {step.number}."
        seen.add(step.number)
        expected = step.number + 1


def _official_entries(sop: Sop) -> Found:
    for at, step in enumerate(sop.steps):
        if step.number is not None and step.minutes is None:
            yield ("steps", at, "minutes"), "waktu baku wajib ada pada langkah bernomor."
        if step.number is not None and not step.activity:
            yield ("steps", at, "activity"), "uraian aktivitas wajib ada pada langkah bernomor."


def _names(sop: Sop) -> Found:
    steps = {step.key for step in sop.steps}
    performers = {performer.key for performer in sop.performers}
    endings = {ending.key for ending in sop.endings}
    yield from _unknown(("start",), [sop.start], steps, "langkah", is_list=False)
    for at, step in enumerate(sop.steps):
        here: Path = ("steps", at)
        yield from _unknown((*here, "performers"), step.performers, performers, "pelaksana")
        yield from _unknown((*here, "joins"), step.joins, steps, "langkah")
        for nth, outcome in enumerate(step.outcomes):
            yield from _turn(sop, (*here, "outcomes", nth), outcome)
            yield from _unknown(
                (*here, "outcomes", nth, "cancels"), outcome.cancels, steps, "langkah"
            )
    for at, intervention in enumerate(sop.interventions):
        here = ("interventions", at)
        yield from _unknown((*here, "by"), intervention.by, performers, "pelaksana")
        yield from _unknown((*here, "until"), intervention.until, steps, "langkah")
        yield from _unknown((*here, "after"), intervention.after, steps, "langkah")
        yield from _unknown(
            (*here, "reopens"), [intervention.reopens], endings, "akhir", is_list=False
        )
        yield from _turn(sop, here, intervention)


def _turn(sop: Sop, here: Path, turn: Outcome | Intervention) -> Found:
    """What both kinds of turn must do: open known steps or close with a known ending."""
    steps = {step.key for step in sop.steps}
    endings = {ending.key for ending in sop.endings}
    yield from _unknown((*here, "opens"), turn.opens, steps, "langkah")
    yield from _unknown((*here, "closes"), [turn.closes], endings, "akhir", is_list=False)
    if turn.key and not turn.opens and not turn.closes:
        yield here, "tidak membuka langkah dan tidak mengakhiri proses."
    if turn.opens and turn.closes:
        yield here, "membuka langkah sekaligus mengakhiri proses; pilih salah satu."


def _unknown(
    path: Path, names: Iterable[str], known: Set[str], what: str, *, is_list: bool = True
) -> Found:
    for at, name in enumerate(names):
        if name and name not in known:
            yield (*path, at) if is_list else path, f'{what} "{name}" tidak ada.'


def _joins(sop: Sop) -> Found:
    by_key = {step.key: step for step in sop.steps}
    for at, step in enumerate(sop.steps):
        for nth, key in enumerate(step.joins):
            joined = by_key.get(key)
            if joined and not any(step.key in outcome.opens for outcome in joined.outcomes):
                message = f'langkah "{key}" tidak pernah membuka langkah ini.'
                yield ("steps", at, "joins", nth), message


def _ways(sop: Sop) -> Found:
    reached = reachable(sop)
    ending = reaching(sop, {s.key for s in sop.steps if any(o.closes for o in s.outcomes)})
    for at, step in enumerate(sop.steps):
        if step.key and step.key not in reached:
            yield ("steps", at, "key"), "langkah ini tidak dapat dicapai dari langkah awal."
        if step.key and step.key not in ending:
            yield ("steps", at, "key"), "dari langkah ini tidak ada jalan menuju akhir."


def _kinds(sop: Sop, kinds: Kinds) -> Found:
    for at, step in enumerate(sop.steps):
        if not step.kind:
            continue
        if step.kind not in kinds:
            yield ("steps", at, "kind"), f'jenis langkah "{step.kind}" tidak dikenal.'
            continue
        for nth, outcome in enumerate(step.outcomes):
            if outcome.key and outcome.key not in kinds[step.kind]:
                message = f'hasil "{outcome.key}" tidak disediakan oleh jenis "{step.kind}".'
                yield ("steps", at, "outcomes", nth, "key"), message


_CHECKS: tuple[Callable[[Sop], Found], ...] = (
    _duplicates,
    _numbering,
    _official_entries,
    _names,
    _joins,
    _ways,
)
