from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from jumpa.core.errors import Conflict, NotAllowed, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.people.tests.makers import make_person
from jumpa.scheduling import actions, queries
from jumpa.scheduling.actions import RoomFacts
from jumpa.scheduling.models import Resource
from jumpa.scheduling.tests.makers import KEEPER, NOW, SUBKOR, at, expired, make_hold, make_room

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Ruang TCM",
    "location": "Gedung Kominfo, lantai 2",
    "capacity": "40",
    "layouts": "U-shape\r\n  kelas \r\nU-shape\r\n",
    "has_connection": "on",
    "setup_minutes": "30",
    "teardown_minutes": "15",
    "order": "1",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(make_person("administrator"))
    return client


def typed(client: Client, room: Resource, **changes: str) -> dict[str, str]:
    """What the browser would send for the room's own form."""
    form = client.get(reverse("kelola_ruang_ubah", args=[room.ref])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["layouts"] = "\n".join(values["layouts"])
    sent = {name: str(value) for name, value in values.items() if value is not None}
    return {**sent, **changes}


def test_a_new_room_can_be_held_at_once(keeper: Client):
    answer = keeper.post(reverse("kelola_ruang_baru"), TYPED)
    assert answer.status_code == 302
    room = queries.rooms().get()
    assert (room.name, room.layouts, room.setup_minutes) == ("Ruang TCM", ["U-shape", "kelas"], 30)
    assert make_hold("a", room).busy.end == at(11, 15)
    assert AuditEntry.objects.get(verb="scheduling.add_room").after["capacity"] == 40


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "r" * 10_000),
        ("capacity", "0"),
        ("capacity", "-3"),
        ("setup_minutes", "721"),
        ("teardown_minutes", "-1"),
        ("layouts", "x" * 41),
    ],
)
def test_impossible_facts_are_refused_and_what_was_typed_is_kept(
    keeper: Client, field: str, value: str
):
    answer = keeper.post(reverse("kelola_ruang_baru"), {**TYPED, field: value})
    assert answer.status_code == 422
    assert answer.context["form"][field].errors
    assert "Gedung Kominfo, lantai 2" in answer.content.decode()
    assert not Resource.objects.exists()


def test_a_room_is_changed_and_its_reservations_keep_their_time(keeper: Client):
    room = make_room()
    held = make_hold("a", room)
    sent = typed(keeper, room, setup_minutes="60", name="Ruang Baru")
    assert keeper.post(reverse("kelola_ruang_ubah", args=[room.ref]), sent).status_code == 302
    room.refresh_from_db()
    held.refresh_from_db()
    assert (room.name, room.setup_minutes, held.busy.start) == ("Ruang Baru", 60, at(9))
    entry = AuditEntry.objects.get(verb="scheduling.change_room")
    assert (entry.before["setup_minutes"], entry.after["setup_minutes"]) == (0, 60)


def test_a_form_that_has_gone_stale_is_refused_with_what_changed(keeper: Client):
    room = make_room(name="Ruang TCM")
    stale = typed(keeper, room, name="Ruang A")
    actions.change_room(
        room,
        replace(RoomFacts.of(room), capacity=60),
        seen=RoomFacts.of(room),
        actor=KEEPER,
    )
    answer = keeper.post(reverse("kelola_ruang_ubah", args=[room.ref]), stale)
    assert answer.status_code == 409
    assert "kapasitas (orang): 40 → 60" in answer.content.decode()
    room.refresh_from_db()
    assert (room.name, room.capacity) == ("Ruang TCM", 60)


def test_a_form_sent_twice_changes_the_room_once(keeper: Client):
    room = make_room()
    sent = typed(keeper, room, name="Ruang A")
    for _ in range(2):
        answer = keeper.post(reverse("kelola_ruang_ubah", args=[room.ref]), sent)
        assert answer.status_code == 302
    assert AuditEntry.objects.filter(verb="scheduling.change_room").count() == 1


def test_a_forged_state_of_the_page_counts_as_stale():
    room = make_room()
    with pytest.raises(WrongState):
        actions.change_room(room, RoomFacts("B"), seen=RoomFacts(""), actor=KEEPER)


def test_two_rooms_cannot_share_a_name(keeper: Client):
    make_room(name="Ruang TCM")
    assert keeper.post(reverse("kelola_ruang_baru"), TYPED).status_code == 422
    with pytest.raises(Refused) as caught:
        actions.add_room(RoomFacts("Ruang TCM"), actor=KEEPER)
    assert "name" in caught.value.fields
    assert Resource.objects.count() == 1


def test_a_room_with_events_ahead_is_not_taken_out_of_use(keeper: Client):
    room = make_room()
    make_hold("a", room, label="Rapat Dinkes")
    answer = keeper.post(reverse("kelola_ruang_status", args=[room.ref]), {"aktif": "tidak"})
    assert answer.status_code == 409
    assert "Rapat Dinkes" in answer.content.decode()
    room.refresh_from_db()
    assert room.is_active


def test_a_room_without_events_ahead_is_taken_out_of_use_and_put_back(keeper: Client):
    room = make_room()
    make_hold("past", room, start=NOW.replace(hour=7), end=NOW.replace(hour=8))
    expired(make_hold("over", room))
    address = reverse("kelola_ruang_status", args=[room.ref])
    for _ in range(2):
        assert keeper.post(address, {"aktif": "tidak"}).status_code == 302
    assert not queries.rooms().exists()
    assert AuditEntry.objects.filter(verb="scheduling.deactivate_room").count() == 1
    keeper.post(address, {"aktif": "ya"})
    assert list(queries.rooms()) == [room]


def test_an_event_that_goes_on_keeps_its_room_in_use():
    room = make_room()
    make_hold("a", room, start=NOW.replace(hour=8), end=NOW.replace(hour=10))
    with pytest.raises(Conflict):
        actions.deactivate_room(room, actor=KEEPER)


@pytest.mark.parametrize("office", ["opd", "tu", "subkor_ile", "kepala_dinas"])
def test_only_the_administrator_keeps_rooms(client: Client, office: str):
    room = make_room()
    client.force_login(make_person(office))
    addresses = [
        reverse("kelola_ruang"),
        reverse("kelola_ruang_baru"),
        reverse("kelola_ruang_ubah", args=[room.ref]),
    ]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    answer = client.post(reverse("kelola_ruang_status", args=[room.ref]), {"aktif": "tidak"})
    assert answer.status_code == 403
    room.refresh_from_db()
    assert room.is_active


@pytest.mark.parametrize(
    "act",
    [
        lambda room: actions.add_room(RoomFacts("B"), actor=SUBKOR),
        lambda room: actions.change_room(
            room, RoomFacts("B"), seen=RoomFacts.of(room), actor=SUBKOR
        ),
        lambda room: actions.deactivate_room(room, actor=SUBKOR),
        lambda room: actions.activate_room(room, actor=SUBKOR),
    ],
)
def test_the_actions_themselves_refuse_another_office(act: Callable[[Resource], object]):
    room = make_room(is_active=False)
    before = Resource.objects.values().get()
    with pytest.raises(NotAllowed):
        act(room)
    assert Resource.objects.values().get() == before


def test_the_keepers_list_also_shows_what_is_out_of_use(keeper: Client):
    make_room(name="Ruang Lama", is_active=False)
    page = keeper.get(reverse("kelola_ruang")).content.decode()
    assert "Ruang Lama" in page
    assert "Tidak aktif" in page


def test_an_unknown_or_other_resource_is_no_room(keeper: Client):
    operator = make_room(kind="operator")
    for ref in (operator.ref, "tidakada", "%00"):
        assert keeper.get(f"/kelola/ruang/{ref}/").status_code == 404


def test_names_with_markup_stay_text(keeper: Client):
    make_room(name="<script>alert(1)</script>", location="\u202eterbalik")
    for name in ("kelola_ruang", "ruang"):
        page = keeper.get(reverse(name)).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page
