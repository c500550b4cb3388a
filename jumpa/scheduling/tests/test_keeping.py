"""Pools and their units as the administrator keeps them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jumpa.core.errors import NotAllowed, Refused
from jumpa.core.models import AuditEntry
from jumpa.people.tests.makers import make_person
from jumpa.scheduling import actions
from jumpa.scheduling.models import Kind, Pool, Reservation, Resource, Shift, to_range
from jumpa.scheduling.resource_kind import ordered_kinds
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import KEEPER, SUBKOR, at, make_pool, make_unit
from jumpa.scheduling.tests.pages import typed

pytestmark = pytest.mark.django_db

POOLS: dict[str, dict[str, Any]] = {
    "operator": {"name": "Operator TCM"},
    "perlengkapan": {"name": "Mikrofon nirkabel", "key": "mik_nirkabel"},
    "akun-host": {"name": "Zoom 500", "provider": "zoom", "seats": "500", "mode": "meeting"},
    "kanal-internet": {"name": "Internet", "site": "Gedung Kominfo", "capacity_mbps": "100"},
}
PHASES = {"setup_minutes": "15", "test_minutes": "0", "teardown_minutes": "10", "order": "1"}


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(make_person("administrator"))
    return client


def filling(pool: Pool) -> str:
    return reverse("kelola_kelompok_isi", args=[pool.ref])


def page_of(unit: Resource) -> str:
    return reverse("kelola_satuan", args=[unit.ref])


def test_every_kind_has_its_tab_and_its_form(keeper: Client):
    assert [kind.key for kind in ordered_kinds()] == list(Kind.values)
    for kind in ordered_kinds():
        listed = keeper.get(reverse("kelola_sumber_jenis", args=[kind.slug]))
        assert listed.status_code == 200
        assert listed.content.decode().count('aria-current="page"') >= 1
        assert keeper.get(reverse("kelola_sumber_baru", args=[kind.slug])).status_code == 200
    assert keeper.get(reverse("kelola_sumber_jenis", args=["rumah"])).status_code == 404


@pytest.mark.parametrize("slug", POOLS)
def test_a_pool_is_added_once_and_leads_to_its_filling(keeper: Client, slug: str):
    address = reverse("kelola_sumber_baru", args=[slug])
    mark = keeper.get(address).context["form"]["mark"].value()
    for _ in range(2):
        answer = keeper.post(address, {**POOLS[slug], **PHASES, "mark": mark})
        assert answer.status_code == 302, answer.context["form"].errors
    pool = Pool.objects.get()
    assert answer["Location"] == filling(pool)
    assert (pool.name, pool.setup_minutes) == (POOLS[slug]["name"], 15)
    assert AuditEntry.objects.filter(verb="scheduling.pool.add").count() == 1


@pytest.mark.parametrize(
    ("slug", "field", "value"),
    [
        ("perlengkapan", "name", "<i>x</i>"),
        ("perlengkapan", "key", "tidak_ada"),
        ("perlengkapan", "setup_minutes", "721"),
        ("akun-host", "provider", "tidak_ada"),
        ("akun-host", "mode", ""),
        ("akun-host", "seats", "0"),
        ("akun-host", "seats", "99999999999"),
        ("kanal-internet", "site", ""),
        ("kanal-internet", "capacity_mbps", ""),
        ("kanal-internet", "capacity_mbps", "0"),
        ("operator", "name", ""),
    ],
)
def test_impossible_pools_are_refused(keeper: Client, slug: str, field: str, value: str):
    address = reverse("kelola_sumber_baru", args=[slug])
    answer = keeper.post(address, {**POOLS[slug], **PHASES, field: value})
    assert answer.status_code == 422
    assert answer.context["form"][field].errors
    assert not Pool.objects.exists()


def test_one_pool_answers_to_one_word_of_the_form(keeper: Client):
    make_pool(name="Mikrofon lama", key="mik_nirkabel")
    address = reverse("kelola_sumber_baru", args=["perlengkapan"])
    answer = keeper.post(address, {**POOLS["perlengkapan"], **PHASES})
    assert answer.status_code == 422
    assert "Tambahkan satuannya di sana" in answer.content.decode()


def test_a_stale_pool_form_is_refused_with_what_changed(keeper: Client):
    pool = make_pool(name="Webcam")
    address = reverse("kelola_kelompok_ubah", args=[pool.ref])
    stale = typed(keeper, address, name="Kamera")
    actions.edit_pool(pool, {"setup_minutes": 45}, seen={"setup_minutes": 0}, actor=KEEPER)
    answer = keeper.post(address, stale)
    assert answer.status_code == 409
    assert "Persiapan (menit): (kosong) → 45" in answer.content.decode()


def test_eight_units_come_numbered_and_once(keeper: Client):
    pool = make_pool(name="Mikrofon")
    make_unit(pool, name="Mikrofon 1", inventory_number="KOM/1")
    sent = typed(keeper, filling(pool), name="Mikrofon", count="8", inventory_number="KOM/MIC/009")
    assert sent["first"] == 2
    for _ in range(2):
        assert keeper.post(filling(pool), sent).status_code == 302
    made = pool.resources.exclude(name="Mikrofon 1").order_by("order")
    assert [one.name for one in made] == [f"Mikrofon {number}" for number in range(2, 10)]
    assert [one.inventory_number for one in made][:2] == ["KOM/MIC/009", "KOM/MIC/010"]
    assert {one.kind for one in made} == {Kind.EQUIPMENT}
    assert AuditEntry.objects.filter(verb="scheduling.resource.add").count() == 8


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"count": "0"}, ""),
        ({"count": "201"}, ""),
        ({"count": "banyak"}, ""),
        ({"first": "0"}, ""),
        ({"name": ""}, ""),
        ({"name": "Mik\u202er"}, "tersembunyi"),
        ({"first": "1"}, "Sudah dipakai: Mikrofon 1."),
        ({"inventory_number": "KOM/1"}, "Sudah dipakai: KOM/1."),
    ],
)
def test_units_that_cannot_be_are_refused_together(
    keeper: Client, changes: dict[str, str], words: str
):
    pool = make_pool(name="Mikrofon")
    make_unit(pool, name="Mikrofon 1", inventory_number="KOM/1")
    answer = keeper.post(filling(pool), {**typed(keeper, filling(pool), count="3"), **changes})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert pool.resources.count() == 1


def test_an_account_becomes_as_many_units_as_it_may_run_meetings(keeper: Client):
    pool = make_pool(Kind.HOST_ACCOUNT, name="Zoom 500")
    for count in ("2", "1"):
        sent = typed(keeper, filling(pool), account="zoom@kominfo.contoh", count=count)
        assert keeper.post(filling(pool), sent).status_code == 302
    assert list(pool.resources.order_by("order").values_list("name", "account")) == [
        (f"zoom@kominfo.contoh rapat {number}", "zoom@kominfo.contoh") for number in (1, 2, 3)
    ]


def test_a_line_tells_the_share_of_each_stream(keeper: Client):
    pool = make_pool(Kind.UPLINK, name="Internet", site="Gedung Kominfo", capacity_mbps=100)
    keeper.post(filling(pool), typed(keeper, filling(pool), count="8"))
    page = keeper.get(reverse("kelola_kelompok", args=[pool.ref])).content.decode()
    assert "12,5 Mbit/s per kanal" in page
    assert "8 dari 8 kanal siap" in page


def test_an_operator_is_a_person_of_the_team_and_only_once(keeper: Client):
    pool = make_pool(Kind.OPERATOR, name="Operator")
    agus, outsider = make_person("tim_tcmr"), make_person("opd")
    sent = typed(keeper, filling(pool), persons=[outsider.ref])
    assert keeper.post(filling(pool), sent).status_code == 422
    keeper.post(filling(pool), {**sent, "persons": [agus.ref]})
    operator = pool.resources.get()
    assert (operator.person, operator.name) == (agus, agus.name)
    form = keeper.get(filling(pool)).context["form"]
    assert agus not in form.fields["persons"].queryset
    with pytest.raises(Refused):
        actions.add_units(pool, [Resource(name="Kembaran", person=agus)], actor=KEEPER)


def test_two_operators_of_one_name_are_told_apart(keeper: Client):
    pool = make_pool(Kind.OPERATOR, name="Operator")
    twins = [make_person("tim_tcmr"), make_person("tim_tcmr")]
    for twin in twins:
        twin.name = "Agus Wijaya"
        twin.save()
    sent = typed(keeper, filling(pool), persons=[twin.ref for twin in twins])
    assert keeper.post(filling(pool), sent).status_code == 302
    names = set(pool.resources.values_list("name", flat=True))
    assert "Agus Wijaya" in names
    assert len(names) == 2


def reserve(unit: Resource) -> Reservation:
    span = to_range(Span(at(9), at(11)))
    return Reservation.objects.create(
        resource=unit, during=span, event=span, owner="a", label="Rapat Dinkes"
    )


@pytest.mark.parametrize("condition", ["broken", "lent"])
def test_a_booked_unit_does_not_break_unnoticed(keeper: Client, condition: str):
    unit = make_unit(make_pool())
    reserve(unit)
    sent = typed(keeper, page_of(unit), condition=condition)
    answer = keeper.post(page_of(unit), sent)
    assert answer.status_code == 409
    assert "Rapat Dinkes" in answer.content.decode()
    unit.refresh_from_db()
    assert unit.condition == "good"
    Reservation.objects.all().delete()
    assert keeper.post(page_of(unit), typed(keeper, page_of(unit), condition=condition))
    unit.refresh_from_db()
    assert not unit.is_bookable


def test_a_unit_and_its_pool_are_taken_out_of_use_only_while_nothing_lies_ahead(keeper: Client):
    pool = make_pool()
    unit = make_unit(pool)
    held = reserve(unit)
    addresses = [
        reverse("kelola_satuan_status", args=[unit.ref]),
        reverse("kelola_kelompok_status", args=[pool.ref]),
    ]
    for address in addresses:
        answer = keeper.post(address, {"aktif": "tidak"})
        assert answer.status_code == 409
        assert "Rapat Dinkes" in answer.content.decode()
    held.delete()
    for address in addresses:
        assert keeper.post(address, {"aktif": "tidak"}).status_code == 302
    pool.refresh_from_db()
    unit.refresh_from_db()
    assert (pool.is_active, unit.is_active) == (False, False)


def test_shifts_are_added_for_several_days_and_taken_away(keeper: Client):
    operator = make_unit(make_pool(Kind.OPERATOR))
    address = reverse("kelola_jam_jaga", args=[operator.ref])
    sent = {"weekdays": ["0", "2"], "start": "07:30", "end": "16:00"}
    for _ in range(2):
        assert keeper.post(address, sent).status_code == 302
    assert operator.shifts.count() == 2
    listed = keeper.get(reverse("kelola_kelompok", args=[operator.pool.ref])).content.decode()
    assert "Sen, Rab 07.30–16.00" in listed
    overlapping = keeper.post(address, {"weekdays": ["2"], "start": "15:59", "end": "20:00"})
    assert overlapping.status_code == 422
    assert "hari Rabu bertumpuk" in overlapping.content.decode()
    touching = {"weekdays": ["2"], "start": "16:00", "end": "00:30"}
    assert keeper.post(address, touching).status_code == 302
    remove = reverse("kelola_jam_jaga_hapus", args=[operator.ref])
    for _ in range(2):
        keeper.post(remove, {"hari": "0", "mulai": "07:30:00"})
    assert [str(one.weekday) for one in Shift.objects.all()] == ["2", "2"]
    assert AuditEntry.objects.filter(verb="scheduling.shift.remove").count() == 1


@pytest.mark.parametrize("bad", [{"hari": "7"}, {"hari": ""}, {"mulai": "99:99"}, {"mulai": "x"}])
def test_a_shift_that_cannot_be_is_not_found(keeper: Client, bad: dict[str, str]):
    operator = make_unit(make_pool(Kind.OPERATOR))
    remove = reverse("kelola_jam_jaga_hapus", args=[operator.ref])
    assert keeper.post(remove, {"hari": "0", "mulai": "07:30", **bad}).status_code == 404


def test_only_operators_have_shifts_and_only_rooms_have_photos(keeper: Client):
    unit = make_unit(make_pool())
    for name in ("kelola_jam_jaga", "kelola_foto"):
        assert keeper.get(reverse(name, args=[unit.ref])).status_code == 404
    assert keeper.get(reverse("foto_ruang", args=[unit.ref])).status_code == 404


@pytest.mark.parametrize("office", ["opd", "tu", "subkor_ile", "tim_tcmr", "kepala_dinas"])
def test_only_the_administrator_keeps_resources(client: Client, office: str):
    pool = make_pool()
    unit = make_unit(pool)
    client.force_login(make_person(office))
    gets = [
        reverse("kelola_sumber"),
        reverse("kelola_sumber_jenis", args=["ruang"]),
        reverse("kelola_sumber_baru", args=["perlengkapan"]),
        reverse("kelola_kelompok", args=[pool.ref]),
        reverse("kelola_kelompok_ubah", args=[pool.ref]),
        filling(pool),
        page_of(unit),
        reverse("kelola_jam_jaga", args=[unit.ref]),
        reverse("kelola_foto", args=[unit.ref]),
    ]
    assert [client.get(address).status_code for address in gets] == [403] * len(gets)
    posts = [
        (reverse("kelola_satuan_status", args=[unit.ref]), {"aktif": "tidak"}),
        (reverse("kelola_kelompok_status", args=[pool.ref]), {"aktif": "tidak"}),
        (reverse("kelola_foto", args=[unit.ref]), {"photo": SimpleUploadedFile("a.jpg", b"x")}),
        (reverse("kelola_foto_hapus", args=[unit.ref]), {}),
        (reverse("kelola_jam_jaga_hapus", args=[unit.ref]), {"hari": "0", "mulai": "07:30"}),
    ]
    assert [client.post(*one).status_code for one in posts] == [403] * len(posts)


@pytest.mark.parametrize(
    "act",
    [
        lambda pool, unit: actions.add_pool(Pool(kind="equipment", name="B"), actor=SUBKOR),
        lambda pool, unit: actions.edit_pool(pool, {"name": "B"}, seen={"name": ""}, actor=SUBKOR),
        lambda pool, unit: actions.switch_pool(pool, False, actor=SUBKOR),
        lambda pool, unit: actions.add_units(pool, [Resource(name="B")], actor=SUBKOR),
        lambda pool, unit: actions.add_shifts(unit, [0], at(8).time(), at(9).time(), actor=SUBKOR),
        lambda pool, unit: actions.remove_shift(unit, 0, at(8).time(), actor=SUBKOR),
    ],
)
def test_the_actions_themselves_refuse_another_office(act: Any):
    pool = make_pool(Kind.OPERATOR)
    unit = make_unit(pool)
    with pytest.raises(NotAllowed):
        act(pool, unit)
    assert (Pool.objects.count(), Resource.objects.count(), Shift.objects.count()) == (1, 1, 0)


def test_lists_ask_the_database_a_constant_number_of_times(
    keeper: Client, django_assert_max_num_queries: Any
):
    pool = make_pool(Kind.OPERATOR)
    for _ in range(12):
        unit = make_unit(pool)
        actions.add_shifts(unit, [0, 1], at(8).time(), at(16).time(), actor=KEEPER)
        make_pool()
    with django_assert_max_num_queries(14):
        keeper.get(reverse("kelola_kelompok", args=[pool.ref]))
    with django_assert_max_num_queries(14):
        keeper.get(reverse("kelola_sumber_jenis", args=["perlengkapan"]))
