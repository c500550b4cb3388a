"""The drawing: shapes by what a step does, lines that are whole from cell to cell."""

from dataclasses import replace

import pytest

from jumpa.workflow.flowchart import Edge, Line, edges, flowchart
from jumpa.workflow.sop import Outcome
from jumpa.workflow.tests.makers import make_sop
from jumpa.workflow.tests.test_second_sop import make_small_sop


def make_crossing_sop(key="crossing"):
    """The small SOP with repairs by another performer, and a third way out of the inspection."""
    sop = make_small_sop()
    ask, inspect, repair, *others = sop.steps
    lost = Outcome("lost", "Hilang", opens=("deposit",))
    inspect = replace(inspect, outcomes=(*inspect.outcomes, lost))
    repair = replace(repair, performers=("cashier",))
    return replace(sop, key=key, steps=(ask, inspect, repair, *others))


SOPS = [make_sop(), make_small_sop(), make_crossing_sop()]


def shapes(sop):
    """Of each row the shape of the leading cell, and how many act along."""
    return [
        (
            next(cell.shape for cell in row.cells if cell.leads),
            sum(bool(cell.shape) and not cell.leads for cell in row.cells),
        )
        for row in flowchart(sop)
    ]


def points(sop):
    """Every end of every flow line, as a place in the whole drawing."""
    return [
        (column * 100 + x, row_at * 100 + y)
        for row_at, row in enumerate(flowchart(sop))
        for column, cell in enumerate(row.cells)
        for line in cell.lines
        for x, y in ((line.x1, line.y1), (line.x2, line.y2))
    ]


def test_the_video_conference_begins_and_ends_in_a_capsule_and_decides_once():
    assert shapes(make_sop()) == [
        ("capsule", 0),
        ("box", 0),
        ("box", 0),
        ("box", 0),
        ("box", 0),
        ("diamond", 1),
        ("box", 1),
        ("box", 1),
        ("capsule", 0),
    ]


def test_the_decision_goes_on_past_the_conditional_step():
    assert [edge for edge in edges(make_sop()) if edge.source == 5] == [
        Edge(5, 7, "Ya"),
        Edge(5, 6, "Tidak"),
    ]


def test_a_step_that_only_leads_back_is_drawn_with_its_way_back():
    assert Edge(2, 1) in edges(make_small_sop())
    inspect = flowchart(make_small_sop())[1].cells[1]
    assert set(inspect.arrows) == {"top", "right"}


def test_a_way_back_to_another_column_enters_from_its_own_side():
    inspect = flowchart(make_crossing_sop())[1].cells[1]
    assert set(inspect.arrows) == {"top", "right"}


def test_ways_on_that_run_beside_each_other_have_lanes_of_their_own():
    inspect = flowchart(make_crossing_sop())[1].cells[1]
    lanes = [line.x1 for line in inspect.lines if line.x1 == line.x2 != 50 and line.y2 == 100]
    assert len(set(lanes) - {76}) == 2


def test_a_decision_between_three_ways_names_each_by_its_outcome():
    labels = {edge.target: edge.label for edge in edges(make_crossing_sop()) if edge.source == 1}
    assert labels == {4: "Baik", 2: "Rusak", 3: "Hilang"}


def test_a_fork_is_no_decision():
    assert shapes(make_small_sop())[0] == ("capsule", 0)
    assert [edge.target for edge in edges(make_small_sop()) if edge.source == 0] == [1, 3]


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_every_line_goes_on_where_another_ends_or_touches(sop):
    """No loose end: each end lies in the middle of a shape or on another line."""
    drawn = [
        (column * 100, row_at * 100, line)
        for row_at, row in enumerate(flowchart(sop))
        for column, cell in enumerate(row.cells)
        for line in cell.lines
    ]
    middles = {
        (column * 100 + 50, row_at * 100 + 50)
        for row_at, row in enumerate(flowchart(sop))
        for column, cell in enumerate(row.cells)
        if cell.shape
    }
    for point in points(sop):
        touching = sum(_touches(point, left, top, line) for left, top, line in drawn)
        assert point in middles or touching > 1, point


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_every_line_is_upright_or_level_and_inside_its_cell(sop):
    for row in flowchart(sop):
        for cell in row.cells:
            for line in (*cell.lines, *cell.links):
                assert line.x1 == line.x2 or line.y1 == line.y2
                assert all(0 <= at <= 100 for at in (line.x1, line.y1, line.x2, line.y2))


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_every_drawn_way_arrives_with_an_arrow(sop):
    arrived = [bool(cell.arrows) for row in flowchart(sop) for cell in row.cells if cell.leads]
    entered = {edge.target for edge in edges(sop)}
    assert arrived == [row in entered for row in range(len(arrived))]


def test_those_who_act_together_are_joined_across_the_columns_between():
    links = [cell.links for cell in flowchart(make_sop())[6].cells]
    assert links[0] == (Line(50, 50, 100, 50),)
    assert links[1] == links[2] == links[3] == (Line(0, 50, 100, 50),)
    assert links[4] == (Line(0, 50, 50, 50),)
    assert links[5] == ()


def _touches(point, left, top, line):
    x, y = point[0] - left, point[1] - top
    return min(line.x1, line.x2) <= x <= max(line.x1, line.x2) and min(
        line.y1, line.y2
    ) <= y <= max(line.y1, line.y2)
