"""What can be booked: 200 rooms, 100 operators, 50 pools of 100 units, host accounts, uplinks."""

from collections.abc import Iterator
from datetime import time, timedelta

from django.utils import timezone

from jumpa.core.actions import seed_calendar
from jumpa.people.models import Agency, Appointment, Office, Person
from jumpa.scheduling.models import Kind, Pool, Resource, Shift

ROOMS = 200
ROOMS_A_BUILDING = 10
OPERATORS = 100
EQUIPMENT_POOLS = 50
UNITS_A_POOL = 100
ACCOUNT_POOLS = 4
ACCOUNTS_A_POOL = 10
MEETINGS_AN_ACCOUNT = 2
STREAMS_A_BUILDING = 20

KEYS = (
    "laptop",
    "codec",
    "webcam",
    "kamera_ptz",
    "switcher",
    "capture_card",
    "mik_meja",
    "mik_nirkabel",
    "mik_klip",
    "speakerphone",
)
"""Of the pools that are asked for most: what the request form calls them."""

EMAIL = "bench@example.go.id"
REQUESTER_EMAIL = "pemohon@example.go.id"
PASSWORD = "bench-jumpa-2026"


def make() -> None:
    """Fill an empty database; the order of primary keys is what ``seed`` counts on."""
    year = timezone.localdate().year
    seed_calendar(range(year - 3, year + 3))
    _make_people()
    Resource.objects.bulk_create(_rooms())
    _make_operators()
    _make_units(_equipment_pools(), UNITS_A_POOL)
    _make_units(_account_pools(), ACCOUNTS_A_POOL * MEETINGS_AN_ACCOUNT)
    _make_units(_uplink_pools(), STREAMS_A_BUILDING)


def _make_people() -> None:
    """Who asks: the coordinator, who sees the names of events, and a requester."""
    agency = Agency.objects.create(name="Dinas Pendidikan dan Kebudayaan")
    coordinator = Person.objects.create_user("Siti Aminah, S.T.", EMAIL, PASSWORD)
    requester = Person.objects.create_user(
        "Rina Marlina, S.Pd.", REQUESTER_EMAIL, PASSWORD, agency=agency
    )
    start = timezone.now() - timedelta(days=365)
    for key, person in {"subkor_ile": coordinator, "opd": requester}.items():
        office = Office.objects.get(key=key)
        Appointment.objects.create(office=office, person=person, start=start)


def equipment_key(number: int) -> str:
    """What a pool of equipment is called by, from its number."""
    return KEYS[number] if number < len(KEYS) else f"alat_{number:02}"


def _rooms() -> Iterator[Resource]:
    layouts = ["u_shape", "teater", "kelas", "konferensi"]
    for number in range(ROOMS):
        yield Resource(
            kind=Kind.ROOM,
            name=f"Ruang {number:03}",
            building=f"Gedung {number // ROOMS_A_BUILDING:02}",
            capacity=10 + 10 * (number % 20),
            layouts=layouts[: 1 + number % 4],
            setup_minutes=15,
            teardown_minutes=15,
            order=number,
        )


def _make_operators() -> None:
    pool = Pool.objects.create(kind=Kind.OPERATOR, name="Operator TCMR", setup_minutes=15)
    people = Person.objects.bulk_create(
        Person(name=f"Operator {number:03}", email=f"operator{number}@example.go.id", password="!")
        for number in range(OPERATORS)
    )
    made = Resource.objects.bulk_create(
        Resource(kind=Kind.OPERATOR, pool=pool, name=person.name, person=person, order=number)
        for number, person in enumerate(people)
    )
    Shift.objects.bulk_create(
        Shift(resource=one, weekday=day, start=time(7), end=time(18 if one.order % 2 else 21))
        for one in made
        for day in range(5)
    )


def _equipment_pools() -> Iterator[Pool]:
    for number in range(EQUIPMENT_POOLS):
        name = f"Alat {number:02}"
        yield Pool(kind=Kind.EQUIPMENT, name=name, key=equipment_key(number), order=number)


def _account_pools() -> Iterator[Pool]:
    for number, seats in zip(range(ACCOUNT_POOLS), (100, 300, 500, 1000), strict=True):
        yield Pool(
            kind=Kind.HOST_ACCOUNT,
            name=f"Akun {seats}",
            provider="zoom",
            seats=seats,
            mode=Pool.Mode.MEETING,
            test_minutes=15,
            order=number,
        )


def _uplink_pools() -> Iterator[Pool]:
    for number in range(ROOMS // ROOMS_A_BUILDING):
        site = f"Gedung {number:02}"
        yield Pool(
            kind=Kind.UPLINK, name=f"Kanal {site}", site=site, capacity_mbps=200, order=number
        )


def _make_units(pools: Iterator[Pool], count: int) -> None:
    for pool in Pool.objects.bulk_create(pools):
        Resource.objects.bulk_create(
            Resource(
                kind=pool.kind,
                pool=pool,
                name=f"{pool.name} / {number:03}",
                account=f"akun{number // MEETINGS_AN_ACCOUNT}" if pool.provider else "",
                inventory_number=f"{pool.key}/{number:03}" if pool.key else "",
                order=number,
            )
            for number in range(count)
        )
