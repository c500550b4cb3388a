"""Whether enough operators are ready: the answer of ``take_operators``."""

from jumpa.scheduling.need import OperatorNeed
from jumpa.scheduling.planning.operators import is_on_shift
from jumpa.scheduling.planning.picture import Phases
from jumpa.scheduling.searching.board import FEW, Board, Window
from jumpa.scheduling.searching.phases import Reserving

_NONE: Phases = (0, 0, 0)


class OperatorTrial:
    """The operators of one need."""

    def __init__(self, board: Board, reserving: Reserving) -> None:
        self.board, self._reserving = board, reserving
        facts = board.facts
        pools = [pool for pool in facts.pools.values() if pool.kind == "operator"]
        self._phases = {unit: pool.phases for pool in pools for unit in pool.units}
        self._all = list(facts.operators)
        self._looked = 0
        self._shifts: dict[tuple[object, Window], bool] = {}
        self._found: dict[Window, bool] = {}

    def likely(self) -> list[int]:
        """Whom to look at first: those chosen by hand, and a few."""
        need = self._reserving.need.operators
        if need is None:
            return []
        self._looked = need.count + FEW
        return [*need.operators, *self._all[: self._looked]]

    def are_ready(self, start: int, end: int) -> bool:
        """Whether as many as needed are on shift, not on leave and rested."""
        need = self._reserving.need.operators
        if need is None:
            return True
        if (start, end) not in self._found:
            self._found[start, end] = self._find(need, start, end)
        return self._found[start, end]

    def _find(self, need: OperatorNeed, start: int, end: int) -> bool:
        if len(set(need.operators)) < len(need.operators):
            return False
        if not all(self._may_serve(pk, need.reason, start, end) for pk in need.operators):
            return False
        missing = max(need.count - len(need.operators), 0)
        if self._has(missing, self._all[: self._looked], need, start, end):
            return True
        if self._looked >= len(self._all):
            return False
        self._looked = len(self._all)
        self.board.keep(self._all)
        return self._has(missing, self._all, need, start, end)

    def _has(
        self, missing: int, operators: list[int], need: OperatorNeed, start: int, end: int
    ) -> bool:
        for pk in operators:
            if not missing:
                break
            missing -= pk not in need.operators and self._is_ready(pk, start, end)
        return not missing

    def _may_serve(self, pk: int, reason: str, start: int, end: int) -> bool:
        """Chosen by hand: with a reason only another event is in the way."""
        if pk not in self.board.facts.operators:
            return False
        if not reason:
            return self._is_ready(pk, start, end)
        first, last = self._reserving.during(self._phases.get(pk, _NONE), start, end)
        return not any(row[1] < last and first < row[2] and not row[5] for row in self.board.of(pk))

    def _is_ready(self, pk: int, start: int, end: int) -> bool:
        first, last = self._reserving.during(self._phases.get(pk, _NONE), start, end)
        for row in self.board.of(pk):
            rest = 0 if row[5] else self.board.facts.rest
            if row[1] < last + rest and first - rest < row[2]:
                return False
        return self._is_on_shift(pk, (first, last))

    def _is_on_shift(self, pk: int, during: Window) -> bool:
        """Many have the same shifts."""
        shifts = self.board.facts.operators[pk].shifts
        key = shifts, during
        if key not in self._shifts:
            self._shifts[key] = is_on_shift(shifts, *during, self.board.facts.zone_offset)
        return self._shifts[key]
