import pytest

from jumpa.core.errors import Conflict
from jumpa.scheduling.models import Reservation
from jumpa.scheduling.tests.makers import at, make_hold, make_room

pytestmark = pytest.mark.django_db


def test_a_held_room_is_busy_for_everyone_else():
    room = make_room()
    make_hold("a", room)
    with pytest.raises(Conflict):
        make_hold("b", room, start=at(10), end=at(12))
    assert Reservation.objects.count() == 1
