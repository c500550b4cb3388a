"""Draws the official flow of an SOP: one row per numbered step, one cell per performer.

Pure geometry, in whole percents of a cell, so that rows may have any height: the page and the
PDF draw the same cells. What is drawn is the forward way between numbered steps; a step that
only leads back gets its way back. Returns and refusals are told in words beside the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from jumpa.workflow.sopfile.model import Performer, Sop, Step

MIDDLE = 50
CHANNEL = 9  # height at which a line crosses columns, above the shapes of its row
RETURN_CHANNEL = 100 - CHANNEL
LANES = (10, 17, 24)  # beside the shape, from the left edge (mirrored on the right)

Shape = Literal["", "capsule", "box", "diamond"]
Side = Literal["top", "left", "right"]


@dataclass(frozen=True)
class Line:
    """A straight piece from (x1, y1) to (x2, y2), in percents of its cell."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Label:
    """A word beside a line; ``end`` puts it left of its point, else right."""

    text: str
    x: int
    y: int
    end: bool = False


@dataclass(frozen=True)
class Cell:
    """One performer in one step. ``links`` join those who act together."""

    performer: Performer
    shape: Shape
    leads: bool
    lines: tuple[Line, ...]
    links: tuple[Line, ...]
    arrows: tuple[Side, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Row:
    """One numbered step."""

    step: Step
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Edge:
    """A drawn way between two rows, with its word when the step decides."""

    source: int
    target: int
    label: str = ""


@dataclass
class _Ink:
    """What has been drawn into one cell so far."""

    shape: Shape = ""
    leads: bool = False
    lines: list[Line] = field(default_factory=list)
    links: list[Line] = field(default_factory=list)
    arrows: list[Side] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def flowchart(sop: Sop) -> tuple[Row, ...]:
    """The rows of the official table with all that is drawn in their performer cells."""
    drawing = _Drawing(sop)
    for edge in drawing.edges:
        drawing.draw(edge)
    return drawing.rows()


def edges(sop: Sop) -> tuple[Edge, ...]:
    """The ways to draw, in the order of their steps and outcomes."""
    steps = sop.official_steps
    row_of = {step.key: at for at, step in enumerate(steps)}
    found: list[Edge] = []
    for at, step in enumerate(steps):
        targets = _targets(step, row_of, at)
        words = _words(step, row_of, at)
        found += [Edge(at, target, words.get(target, "")) for target in targets]
    return tuple(found)


def decides(sop: Sop, step: Step) -> bool:
    """Whether different outcomes lead forward to different numbered steps."""
    row_of = {found.key: at for at, found in enumerate(sop.official_steps)}
    return len(_forward_sets(step, row_of, row_of[step.key])) > 1


def _targets(step: Step, row_of: dict[str, int], at: int) -> list[int]:
    opened = [row_of[key] for outcome in step.outcomes for key in outcome.opens if key in row_of]
    others = [row for row in dict.fromkeys(opened) if row != at]
    return [row for row in others if row > at] or others


def _forward_sets(step: Step, row_of: dict[str, int], at: int) -> dict[frozenset[int], list[str]]:
    """The distinct sets of later rows that outcomes lead to, each with those outcomes' titles."""
    sets: dict[frozenset[int], list[str]] = {}
    for outcome in step.outcomes:
        rows = frozenset(row_of[key] for key in outcome.opens if row_of.get(key, -1) > at)
        if rows:
            sets.setdefault(rows, []).append(outcome.title)
    return sets


def _words(step: Step, row_of: dict[str, int], at: int) -> dict[int, str]:
    """The word on each way out of a decision: Ya for the first of two outcomes, else titles."""
    sets = _forward_sets(step, row_of, at)
    if len(sets) < 2:
        return {}
    titles = ["Ya", "Tidak"] if len(sets) == 2 else [" / ".join(said) for said in sets.values()]
    return {row: title for rows, title in zip(sets, titles, strict=True) for row in rows}


class _Drawing:
    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.steps = sop.official_steps
        columns = {performer.key: at for at, performer in enumerate(sop.performers)}
        self.columns = [[columns[key] for key in step.performers] for step in self.steps]
        self.ink = [[_Ink() for _ in sop.performers] for _ in self.steps]
        self.lanes: list[tuple[int, bool, int, range]] = []
        self.edges = edges(sop)
        for row, step in enumerate(self.steps):
            self._place(row, step)

    def rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(step, tuple(map(_cell, self.sop.performers, inks)))
            for step, inks in zip(self.steps, self.ink, strict=True)
        )

    def draw(self, edge: Edge) -> None:
        if edge.target == edge.source + 1:
            self._next(edge)
        elif edge.target > edge.source:
            self._skip(edge)
        else:
            self._back(edge)

    def _place(self, row: int, step: Step) -> None:
        lead, *others = self.columns[row]
        self.ink[row][lead].shape = self._shape(row, step)
        self.ink[row][lead].leads = True
        for column in others:
            self.ink[row][column].shape = "box"
        left, right = min(self.columns[row]), max(self.columns[row])
        for column, line in _across(left, MIDDLE, right, MIDDLE, MIDDLE):
            self.ink[row][column].links.append(line)

    def _shape(self, row: int, step: Step) -> Shape:
        if decides(self.sop, step):
            return "diamond"
        leads_on = any(edge.source == row for edge in self.edges)
        return "box" if leads_on and step.key != self.sop.start else "capsule"

    def _next(self, edge: Edge) -> None:
        column = self.columns[edge.source][0]
        start = self.ink[edge.source][column]
        start.lines.append(Line(MIDDLE, MIDDLE, MIDDLE, 100))
        if edge.label:
            start.labels.append(Label(edge.label, MIDDLE, 100))
        self._enter(edge.target, column, MIDDLE)

    def _skip(self, edge: Edge) -> None:
        column = self.columns[edge.source][0]
        lane = self._lane(edge, column)
        start = self.ink[edge.source][column]
        start.lines += [Line(MIDDLE, MIDDLE, lane, MIDDLE), Line(lane, MIDDLE, lane, 100)]
        if edge.label:
            start.labels.append(Label(edge.label, lane, MIDDLE, end=lane < MIDDLE))
        for row in range(edge.source + 1, edge.target):
            self.ink[row][column].lines.append(Line(lane, 0, lane, 100))
        self._enter(edge.target, column, lane)

    def _enter(self, row: int, column: int, x: int) -> None:
        """From the top edge at ``x`` of a column over the channel into the leading shape."""
        target = self.columns[row][0]
        self.ink[row][column].lines.append(Line(x, 0, x, CHANNEL))
        for at, line in _across(column, x, target, MIDDLE, CHANNEL):
            self.ink[row][at].lines.append(line)
        self.ink[row][target].lines.append(Line(MIDDLE, CHANNEL, MIDDLE, MIDDLE))
        self._arrow(row, target, "top")

    def _back(self, edge: Edge) -> None:
        column = self.columns[edge.source][0]
        lane = self._lane(edge, column)
        start = self.ink[edge.source][column]
        start.lines += [Line(MIDDLE, MIDDLE, lane, MIDDLE), Line(lane, 0, lane, MIDDLE)]
        for row in range(edge.target + 1, edge.source):
            self.ink[row][column].lines.append(Line(lane, 0, lane, 100))
        self._enter_from_below(edge.target, column, lane)

    def _enter_from_below(self, row: int, column: int, lane: int) -> None:
        """From the bottom edge over the return channel into the near side of the shape."""
        target = self.columns[row][0]
        side = lane if target == column else 100 - LANES[-1] if target < column else LANES[-1]
        self.ink[row][column].lines.append(Line(lane, RETURN_CHANNEL, lane, 100))
        for at, line in _across(column, lane, target, side, RETURN_CHANNEL):
            self.ink[row][at].lines.append(line)
        ink = self.ink[row][target]
        ink.lines += [Line(side, MIDDLE, side, RETURN_CHANNEL), Line(side, MIDDLE, MIDDLE, MIDDLE)]
        self._arrow(row, target, "left" if side < MIDDLE else "right")

    def _arrow(self, row: int, column: int, side: Side) -> None:
        arrows = self.ink[row][column].arrows
        if side not in arrows:
            arrows.append(side)

    def _lane(self, edge: Edge, column: int) -> int:
        """A lane beside the shapes of a column: ways on and ways back on different sides.

        A way on leaves on the side away from those who act along.
        """
        rows = range(min(edge.source, edge.target), max(edge.source, edge.target) + 1)
        right = min(self.columns[edge.source]) < column
        if edge.target < edge.source:
            right = not right
        taken = {
            lane
            for at, is_right, lane, others in self.lanes
            if at == column and is_right == right and set(others) & set(rows)
        }
        lane = next((lane for lane in LANES if lane not in taken), LANES[-1])
        self.lanes.append((column, right, lane, rows))
        return 100 - lane if right else lane


def _across(column: int, x: int, target: int, target_x: int, y: int) -> Iterator[tuple[int, Line]]:
    """A level line between two columns, cut into one piece per cell."""
    start, end = sorted([(column, x), (target, target_x)])
    for at in range(start[0], end[0] + 1):
        x1 = start[1] if at == start[0] else 0
        x2 = end[1] if at == end[0] else 100
        if x1 != x2:
            yield at, Line(x1, y, x2, y)


def _cell(performer: Performer, ink: _Ink) -> Cell:
    return Cell(
        performer=performer,
        shape=ink.shape,
        leads=ink.leads,
        lines=tuple(dict.fromkeys(ink.lines)),
        links=tuple(ink.links),
        arrows=tuple(ink.arrows),
        labels=tuple(ink.labels),
    )
