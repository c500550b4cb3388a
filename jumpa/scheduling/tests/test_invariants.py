"""Any sequence of verbs by any owners, against a model in plain Python."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Offer, Reservation, Resource
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import NOW, SUBKOR, at, make_room

OWNERS = ("a", "b", "c")

times = st.tuples(st.integers(0, 6), st.integers(1, 3)).map(
    lambda pair: Span(at(9), at(9) + timedelta(hours=pair[1])).moved(timedelta(hours=pair[0]))
)
owners = st.sampled_from(OWNERS)
rooms = st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True)
until = st.sampled_from([None, timedelta(minutes=10), timedelta(hours=2)])
picks = st.lists(st.tuples(st.integers(0, 2), times), max_size=3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("hold"), owners, rooms, times, until),
        st.tuples(st.just("confirm"), owners),
        st.tuples(st.just("release"), owners),
        st.tuples(st.just("reschedule"), owners, rooms, times),
        st.tuples(
            st.just("offer"), owners, st.lists(st.tuples(st.integers(0, 2), times), max_size=3)
        ),
        st.tuples(st.just("take"), owners, st.integers(0, 2)),
        st.tuples(st.just("withdraw"), owners),
        st.tuples(st.just("wait"), st.sampled_from([timedelta(minutes=15), timedelta(hours=3)])),
        st.tuples(st.just("sweep")),
    ),
    min_size=5,
    max_size=25,
)


class Office:
    """The rooms, the clock, and the verbs by name."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock
        self.now: datetime = NOW
        self.rooms = [
            make_room(),
            make_room(setup_minutes=30, teardown_minutes=30),
            make_room(setup_minutes=60),
        ]

    def do(self, verb: str, *facts: object) -> None:
        """Do it; a refusal must leave everything as it was, also what others have."""
        before = snapshot()
        try:
            getattr(self, verb)(*facts)
        except (Conflict, Refused, WrongState):
            assert snapshot() == before

    def hold(self, owner: str, indexes: list[int], time: Span, lasts: timedelta | None) -> None:
        made = actions.hold(
            owner,
            [self.rooms[index] for index in indexes],
            time.start,
            time.end,
            label="x",
            actor=SUBKOR,
            expires_at=self.now + lasts if lasts else None,
        )
        assert {one.resource_id for one in made} == {self.rooms[index].pk for index in indexes}

    def confirm(self, owner: str) -> None:
        actions.confirm(owner, actor=SUBKOR)
        assert {one.state for one in queries.reservations_of(owner)} == {"confirmed"}

    def release(self, owner: str) -> None:
        actions.release(owner, actor=SUBKOR)
        assert not Reservation.objects.filter(owner=owner).exists()

    def reschedule(self, owner: str, indexes: list[int], time: Span) -> None:
        wanted = [self.rooms[index] for index in indexes]
        actions.reschedule(owner, wanted, time.start, time.end, label="x", actor=SUBKOR)
        found = [(one.resource_id, one.span) for one in queries.reservations_of(owner)]
        assert sorted(found) == sorted((room.pk, time) for room in wanted)

    def offer(self, owner: str, picks: list[tuple[int, Span]]) -> None:
        choices = [actions.Choice(self.rooms[i], time.start, time.end) for i, time in picks]
        actions.make_offers(
            owner,
            choices,
            message="",
            expires_at=self.now + timedelta(hours=1),
            label="x",
            actor=SUBKOR,
        )

    def take(self, owner: str, index: int) -> None:
        found = list(queries.offers_of(owner))[-3:]
        if index < len(found):
            (made,) = actions.take_offer(found[index], actor=SUBKOR)
            assert (made.resource, made.span) == (found[index].resource, found[index].span)
            assert made.state == "confirmed"

    def withdraw(self, owner: str) -> None:
        actions.withdraw_offers(owner, actor=SUBKOR)

    def wait(self, time: timedelta) -> None:
        self.now += time
        self.clock.move_to(self.now)

    def sweep(self) -> None:
        actions.expire_holds()
        assert not Reservation.objects.filter(expires_at__lte=self.now).exists()


def snapshot() -> list[object]:
    return [
        *Reservation.objects.order_by("pk").values_list("pk", "during", "state", "expires_at"),
        *Offer.objects.order_by("pk").values_list("pk", "state"),
    ]


def check_invariants() -> None:
    found = list(Reservation.objects.select_related("resource"))
    for index, one in enumerate(found):
        assert one.busy.contains(one.span)
        for other in found[index + 1 :]:
            assert one.resource_id != other.resource_id or not one.busy.overlaps(other.busy)
    for one in found:
        assert one.is_offer or one.busy == one.resource.reserved(one.span)
    for offer in Offer.objects.filter(state="open", expires_at__gt=timezone.now()):
        assert is_kept(offer.resource, offer.span, offer.owner)


def is_kept(room: Resource, event: Span, owner: str) -> bool:
    """Whether each half hour of the reserved time belongs to the owner."""
    own = [one.busy for one in Reservation.objects.living().filter(owner=owner, resource=room)]
    busy = room.reserved(event)
    moment = busy.start
    while moment < busy.end:
        if not any(span.start <= moment < span.end for span in own):
            return False
        moment += timedelta(minutes=30)
    return True


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
def test_no_sequence_of_verbs_books_twice_or_loses_what_is_offered(
    steps: list[tuple[object, ...]], clock: time_machine.Traveller
):
    with transaction.atomic():
        office = Office(clock)
        office.wait(timedelta(0))
        for verb, *facts in steps:
            office.do(str(verb), *facts)
            check_invariants()
        transaction.set_rollback(True)
