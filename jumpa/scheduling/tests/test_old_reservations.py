"""What was reserved before needs were declared has an allocation since migration 0003."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Allocation, Reservation, to_range
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import SUBKOR, at

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("scheduling", "0002_everything_bookable")]
EVENT = to_range(Span(at(9), at(11)))


def upgrade() -> None:
    """To the newest of all slices."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def old() -> Iterator[Any]:
    """The slice's models as they were; afterwards all is as new."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps.get_model
    upgrade()


def reserve(old: Any, owner: str, name: str, **changes: Any) -> Any:
    """A reservation of a new room, as it was written then."""
    room = old("scheduling", "Resource").objects.create(kind="room", name=name)
    facts = {"during": EVENT, "event": EVENT, "owner": owner, "label": "Rapat", "state": "held"}
    facts |= {"resource": room, **changes}
    return old("scheduling", "Reservation").objects.create(**facts)


def test_each_owner_and_event_has_one_allocation_of_the_very_rooms(old: Any):
    first = reserve(old, "a", "Ruang 1", state="confirmed")
    second = reserve(old, "a", "Ruang 2", state="confirmed")
    reserve(old, "b", "Ruang 3", expires_at=at(8))
    upgrade()
    (made,) = queries.allocations_of("a")
    assert (made.state, made.span) == ("confirmed", Span(at(9), at(11)))
    assert {one.pk for one in made.reservations.all()} == {first.pk, second.pk}
    assert Reservation.objects.filter(is_pinned=True).count() == 3
    moved = actions.move(made.ref, at(13), at(14), actor=SUBKOR)
    rooms = {first.resource_id, second.resource_id}
    assert {one.resource_id for one in moved.reservations.all()} == rooms
    actions.release("b", actor=SUBKOR)
    assert len(actions.restore("b", label="Rapat", actor=SUBKOR)) == 1


def test_rooms_of_one_event_in_mixed_states_become_firm_together(old: Any):
    """Else what ran out would take the firm room along."""
    reserve(old, "a", "Ruang 1", state="confirmed")
    reserve(old, "a", "Ruang 2", expires_at=at(8))
    upgrade()
    (made,) = queries.allocations_of("a")
    found = {(one.state, one.expires_at) for one in made.reservations.all()}
    assert (made.state, found) == ("confirmed", {("confirmed", None)})


def test_holds_of_one_event_end_together_with_the_last(old: Any):
    reserve(old, "a", "Ruang 1", expires_at=at(7))
    reserve(old, "a", "Ruang 2", expires_at=at(8))
    upgrade()
    assert set(Reservation.objects.values_list("expires_at", flat=True)) == {at(8)}
    assert Allocation.objects.get().state == "held"


def test_open_offers_say_what_they_offer_and_taken_ones_lead_to_what_they_became(old: Any):
    kept = reserve(old, "a", "Ruang 1", is_offer=True, expires_at=at(8))
    had = reserve(old, "b", "Ruang 2", state="confirmed")
    facts = {"event": EVENT, "label": "Rapat", "rank": 1, "expires_at": at(8)}
    offers = old("scheduling", "Offer").objects
    offers.create(ref="terbuka", owner="a", resource=kept.resource, **facts)
    taken = {"resource": had.resource, "reservation": had, "state": "taken"}
    offers.create(ref="diambil", owner="b", **taken, **facts)
    upgrade()
    (again,) = actions.take_offer("diambil", actor=SUBKOR)
    assert again.pk == had.pk
    (made,) = actions.take_offer("terbuka", actor=SUBKOR)
    assert made.resource_id == kept.resource_id
