from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumpa.scheduling import rules
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import at

MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)


def minutes(start: int, end: int) -> Span:
    return Span(MIDNIGHT + timedelta(minutes=start), MIDNIGHT + timedelta(minutes=end))


spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: minutes(p[0], p[0] + p[1]))


def moments(found: list[Span]) -> set[int]:
    """The minutes that lie in any of the spans: the brute-force view of them."""
    return {
        minute
        for minute in range(100)
        if any(span.start <= MIDNIGHT + timedelta(minutes=minute) < span.end for span in found)
    }


def test_touching_spans_do_not_overlap():
    assert not Span(at(9), at(10)).overlaps(Span(at(10), at(11)))
    assert not Span(at(10), at(11)).overlaps(Span(at(9), at(10)))


@given(spans, spans)
def test_spans_overlap_when_they_share_a_moment(one: Span, other: Span):
    assert one.overlaps(other) == bool(moments([one]) & moments([other]))


@given(st.lists(spans), st.lists(spans))
def test_what_is_uncovered_is_wanted_and_not_kept_and_never_overlaps_itself(wanted, kept):
    rest = rules.uncovered(wanted, kept)
    assert moments(rest) == moments(wanted) - moments(kept)
    assert not any(a.overlaps(b) for i, a in enumerate(rest) for b in rest[i + 1 :])


@given(st.lists(spans, min_size=1), spans)
def test_the_hull_lies_inside_its_piece(events: list[Span], piece: Span):
    hull = rules.hull_inside(events, piece)
    assert piece.contains(hull)
    assert hull.length > timedelta(0)


@pytest.mark.parametrize(
    ("hours", "fault"), [(-1, "order"), (0, "order"), (1, ""), (24, ""), (25, "length")]
)
def test_an_event_ends_after_it_starts_and_within_a_day(hours: int, fault: str):
    assert rules.span_fault(at(9), at(9) + timedelta(hours=hours)) == fault


def test_a_hold_is_over_at_the_very_moment_of_its_expiry():
    assert rules.is_expired(at(9), at(9))
    assert not rules.is_expired(at(9), at(8, 59))
    assert not rules.is_expired(None, at(9))


@given(st.lists(st.lists(st.integers(), max_size=8), max_size=4), st.integers(0, 10))
def test_a_fair_share_is_as_large_as_it_can_be_and_no_kind_goes_without(kinds, limit: int):
    shared = rules.fair_share(kinds, limit)
    assert len(shared) == min(limit, sum(map(len, kinds)))
    waiting = [kind for kind in kinds if kind]
    if limit >= len(waiting):
        assert all(kind[0] in shared for kind in waiting)


@pytest.mark.parametrize(
    ("keys", "seen"), [([], False), (["opd"], False), (["tu"], True), (["opd", "tim_tcmr"], True)]
)
def test_a_mere_requester_does_not_see_the_names_of_others_events(keys: list[str], seen: bool):
    assert rules.may_see_labels(keys) is seen
