"""Rooms as the administrator keeps them; what all kinds share is in ``test_keeping``."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jumpa.core.errors import Conflict, NotAllowed, WrongState
from jumpa.core.models import AuditEntry
from jumpa.people.tests.makers import make_person
from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Resource
from jumpa.scheduling.tests.makers import KEEPER, NOW, SUBKOR, at, expired, make_hold, make_room
from jumpa.scheduling.tests.pages import typed

pytestmark = pytest.mark.django_db

NEW = "/kelola/sumber-daya/ruang/baru/"
TYPED = {
    "name": "Ruang TCM",
    "building": "Gedung Kominfo",
    "location": "Lantai 2",
    "capacity": "40",
    "layouts": ["u_shape", "kelas"],
    "opens_at": "07:30",
    "closes_at": "21:00",
    "has_connection": "on",
    "setup_minutes": "30",
    "test_minutes": "15",
    "teardown_minutes": "15",
    "order": "1",
}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(make_person("administrator"))
    return client


def page_of(room: Resource) -> str:
    return reverse("kelola_satuan", args=[room.ref])


def test_a_new_room_can_be_held_at_once(keeper: Client):
    assert keeper.post(NEW, TYPED).status_code == 302
    room = queries.rooms().get()
    assert (room.name, room.layouts, room.setup_minutes) == ("Ruang TCM", ["u_shape", "kelas"], 30)
    assert (room.building, room.closes_at.hour) == ("Gedung Kominfo", 21)
    held = make_hold("a", room)
    assert (held.busy.start, held.busy.end) == (at(8, 15), at(11, 15))
    entry = AuditEntry.objects.get(verb="scheduling.resource.add")
    assert (entry.after["capacity"], entry.after["about"]) == (40, "Ruang TCM")
    assert "inventory_number" not in entry.after


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "r" * 10_000),
        ("name", "<b>Ruang</b>"),
        ("building", "Gedung\u202e"),
        ("capacity", "0"),
        ("capacity", "-3"),
        ("capacity", "9" * 30),
        ("setup_minutes", "721"),
        ("test_minutes", "700"),
        ("teardown_minutes", "-1"),
        ("layouts", "tidak_ada"),
        ("opens_at", ""),
        ("opens_at", "25:99"),
        ("closes_at", ""),
        ("closes_at", "07:30"),
    ],
)
def test_impossible_facts_are_refused_and_what_was_typed_is_kept(
    keeper: Client, field: str, value: str
):
    answer = keeper.post(NEW, {**TYPED, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert "Lantai 2" in answer.content.decode()
    assert not Resource.objects.exists()


def test_phases_that_are_too_long_together_are_refused(keeper: Client):
    answer = keeper.post(NEW, {**TYPED, "setup_minutes": "720", "test_minutes": "1"})
    assert answer.status_code == 422
    assert "paling lama 12 jam" in answer.content.decode()


def test_a_room_is_changed_and_its_reservations_keep_their_time(keeper: Client):
    room = make_room()
    held = make_hold("a", room)
    sent = typed(keeper, page_of(room), setup_minutes="60", name="Ruang Baru")
    assert keeper.post(page_of(room), sent).status_code == 302
    room.refresh_from_db()
    held.refresh_from_db()
    assert (room.name, room.setup_minutes, held.busy.start) == ("Ruang Baru", 60, at(9))
    entry = AuditEntry.objects.get(verb="scheduling.resource.edit")
    assert (entry.before["setup_minutes"], entry.after["setup_minutes"]) == (0, 60)


def test_a_form_that_has_gone_stale_is_refused_with_what_changed(keeper: Client):
    room = make_room(name="Ruang TCM")
    stale = typed(keeper, page_of(room), name="Ruang A")
    actions.edit_resource(room, {"capacity": 60}, seen={"capacity": 40}, actor=KEEPER)
    answer = keeper.post(page_of(room), stale)
    assert answer.status_code == 409
    assert "Kapasitas (orang): 40 → 60" in answer.content.decode()
    room.refresh_from_db()
    assert (room.name, room.capacity) == ("Ruang TCM", 60)
    again = {**stale, "mark": answer.context["form"]["mark"].value()}
    assert keeper.post(page_of(room), again).status_code == 302


def test_a_form_sent_twice_changes_the_room_once(keeper: Client):
    room = make_room()
    sent = typed(keeper, page_of(room), name="Ruang A")
    for _ in range(2):
        assert keeper.post(page_of(room), sent).status_code == 302
    assert AuditEntry.objects.filter(verb="scheduling.resource.edit").count() == 1


def test_a_forged_state_of_the_page_counts_as_stale(keeper: Client):
    room = make_room()
    sent = typed(keeper, page_of(room), name="Ruang A", mark="palsu")
    assert keeper.post(page_of(room), sent).status_code == 409
    with pytest.raises(WrongState):
        actions.edit_resource(room, {"name": "B"}, seen={}, actor=KEEPER)


def test_two_rooms_cannot_share_a_name(keeper: Client):
    make_room(name="Ruang TCM")
    answer = keeper.post(NEW, TYPED)
    assert answer.status_code == 422
    assert answer.context["form"]["name"].errors
    assert Resource.objects.count() == 1


def test_a_room_with_events_ahead_is_not_taken_out_of_use(keeper: Client):
    room = make_room()
    make_hold("a", room, label="Rapat Dinkes")
    answer = keeper.post(reverse("kelola_satuan_status", args=[room.ref]), {"aktif": "tidak"})
    assert answer.status_code == 409
    assert "Rapat Dinkes" in answer.content.decode()
    room.refresh_from_db()
    assert room.is_active


def test_a_room_without_events_ahead_is_taken_out_of_use_and_put_back(keeper: Client):
    room = make_room()
    make_hold("past", room, start=NOW.replace(hour=7), end=NOW.replace(hour=8))
    expired(make_hold("over", room))
    address = reverse("kelola_satuan_status", args=[room.ref])
    for _ in range(2):
        assert keeper.post(address, {"aktif": "tidak"}).status_code == 302
    assert not queries.rooms().exists()
    assert AuditEntry.objects.filter(verb="scheduling.resource.deactivate").count() == 1
    keeper.post(address, {"aktif": "ya"})
    assert list(queries.rooms()) == [room]


def test_an_event_that_goes_on_keeps_its_room_in_use():
    room = make_room()
    make_hold("a", room, start=NOW.replace(hour=8), end=NOW.replace(hour=10))
    with pytest.raises(Conflict):
        actions.switch_resource(room, False, actor=KEEPER)


@pytest.mark.parametrize(
    "act",
    [
        lambda room: actions.add_room(Resource(name="B"), actor=SUBKOR),
        lambda room: actions.edit_resource(room, {"name": "B"}, seen={"name": "A"}, actor=SUBKOR),
        lambda room: actions.switch_resource(room, False, actor=SUBKOR),
        lambda room: actions.switch_resource(room, True, actor=SUBKOR),
        lambda room: actions.remove_photo(room, actor=SUBKOR),
    ],
)
def test_the_actions_themselves_refuse_another_office(act: Callable[[Resource], object]):
    room = make_room(name="A", is_active=False)
    before = Resource.objects.values().get()
    with pytest.raises(NotAllowed):
        act(room)
    assert Resource.objects.values().get() == before


def test_the_keepers_list_also_shows_what_is_out_of_use(keeper: Client):
    make_room(name="Ruang Lama", is_active=False)
    page = keeper.get(reverse("kelola_sumber_jenis", args=["ruang"])).content.decode()
    assert "Ruang Lama" in page
    assert "Tidak aktif" in page


def test_the_addresses_of_before_still_lead_there(keeper: Client):
    room = make_room()
    for old, new in (
        ("/kelola/ruang/", reverse("kelola_sumber_jenis", args=["ruang"])),
        ("/kelola/ruang/baru/", NEW),
        (f"/kelola/ruang/{room.ref}/", page_of(room)),
    ):
        assert keeper.get(old, follow=True).redirect_chain == [(new, 302)]


def test_names_with_markup_stay_text(keeper: Client):
    room = make_room(name="<script>alert(1)</script>", location="\u202eterbalik")
    for address in (
        reverse("kelola_sumber_jenis", args=["ruang"]),
        reverse("ruang"),
        page_of(room),
    ):
        page = keeper.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page
