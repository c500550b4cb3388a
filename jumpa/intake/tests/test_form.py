"""The request form's own judgement: counts, seats, any room."""

from typing import Any

import pytest

from jumpa.intake.forms import RequestForm
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.room_field import ANY_ROOM
from jumpa.scheduling.tests.makers import make_room

pytestmark = pytest.mark.django_db


def make_form(instance: ServiceRequest | None = None, **typed: Any) -> RequestForm:
    return RequestForm(typed, instance=instance or ServiceRequest(version=0))


def microphones(count: int = 6, key: str = "mik_nirkabel") -> None:
    pool = Pool.objects.create(kind=Kind.EQUIPMENT, name="Mikrofon nirkabel", key=key)
    for number in range(count):
        Resource.objects.create(pool=pool, kind=pool.kind, name=f"Mik {number}")


def test_the_form_says_how_many_there_are_of_what_is_kept_as_units() -> None:
    microphones()
    form = make_form()
    assert form.fields["equipment_mik_nirkabel"].help_text == "ada 6"
    assert form.fields["equipment_tripod"].help_text == ""


@pytest.mark.parametrize(("count", "is_refused"), [("6", False), ("7", True), ("99", True)])
def test_more_than_there_are_is_refused_in_words(count: str, is_refused: bool) -> None:
    microphones()
    errors = make_form(equipment_mik_nirkabel=count).errors
    assert errors.get("equipment_mik_nirkabel") == (["Kami hanya punya 6."] if is_refused else None)


def test_what_is_not_kept_as_units_may_be_asked_for_in_any_number() -> None:
    assert "equipment_tripod" not in make_form(equipment_tripod="40").errors


def test_where_none_is_in_service_the_form_says_so() -> None:
    microphones(0)
    errors = make_form(equipment_mik_nirkabel="1").errors
    assert errors["equipment_mik_nirkabel"] == ["Saat ini tidak ada yang dapat dipakai."]


def test_more_who_join_than_our_accounts_take_is_told_at_the_host() -> None:
    Pool.objects.create(kind=Kind.HOST_ACCOUNT, name="Zoom 500", provider="zoom", seats=500)
    typed = {"application": "zoom", "host": "kami", "people_online": "501"}
    assert "500" in make_form(**typed).errors["host"][0]
    assert "host" not in make_form(**{**typed, "people_online": "500"}).errors
    assert "host" not in make_form(**{**typed, "host": "pihak_lain"}).errors


def test_any_room_is_a_wish_of_its_own_and_stands_first_among_the_rooms() -> None:
    room = make_room()
    form = make_form(ruang=ANY_ROOM)
    assert "room" not in form.errors
    values = form.values()
    assert (values["room"], values["any_room"]) == (None, True)
    keys = [str(value) for value, _label in form.fields["room"].choices]
    assert keys[:3] == ["", ANY_ROOM, room.ref]


def test_a_room_or_a_place_of_ones_own_is_not_any_room() -> None:
    room = make_room()
    for chosen, wanted in ((room.ref, room), ("", None)):
        form = make_form(ruang=chosen)
        form.is_valid()
        assert (form.values()["room"], form.values()["any_room"]) == (wanted, False)


def test_a_saved_wish_for_any_room_comes_back_as_it_was_chosen() -> None:
    html = str(RequestForm(instance=ServiceRequest(any_room=True))["room"])
    assert f'<option value="{ANY_ROOM}" selected>' in html
