"""Five years of reservations, three back and two ahead, by plain SQL; the same on every run.

Eight reservations are one allocation: a room, an operator, three units of one pool, one of
another, a host account and a stream of the building's uplink. On each weekday they stand in four
slots of 150 minutes. Within a slot each takes other resources than its neighbours, by arithmetic,
so nothing overlaps; the constraint is put back after the load and checks it.
"""

from datetime import date, timedelta

import psycopg
from django.conf import settings
from django.utils import timezone

from bench import catalogue

RESERVATIONS_AN_ALLOCATION = 8
WEEKS_BACK, WEEKS = 157, 261
SLOTS, SLOT_MINUTES = 4, 150
FIRST_SLOT_HOUR = 8
# One of so many lies 10, 20 or 30 years ahead: what misleads a planner about the end of the range.
ONE_FAR_AHEAD_OF = 500

_PLAN = """
CREATE TEMP TABLE plan AS
WITH days AS (
    SELECT i, i * %(days)s / %(count)s AS d FROM generate_series(0, %(count)s::bigint - 1) AS i
), places AS (
    SELECT i, d, i - (d * %(count)s + %(days)s - 1) / %(days)s AS k FROM days
), slots AS (
    SELECT i, d, (k + d) %% %(slots)s AS s, k / %(slots)s AS g,
           %(monday)s::date + (d / 5 * 7 + d %% 5)::int
           + CASE WHEN i %% %(far)s = 7 THEN 3654 * (1 + i / %(far)s %% 3)::int ELSE 0 END AS day
    FROM places
), times AS (
    SELECT *, (7 * g + 37 * d + 11 * s) %% %(rooms)s AS room,
           (day + make_interval(hours => %(hour)s, mins => (%(minutes)s * s)::int))
           AT TIME ZONE %(zone)s AS start
    FROM slots
)
SELECT *, start + make_interval(mins => (60 + 30 * (i %% 3))::int) AS "end",
       CASE WHEN start > now() AND i %% 10 < 3 THEN 'held' ELSE 'confirmed' END AS state,
       'seed' || lpad(i::text, 10, '0') AS ref, 'Rapat ' || i AS label,
       least(now(), start - interval '10 days') AS created_at
FROM times
"""

_UNITS = """
CREATE TEMP TABLE unit AS
SELECT r.id, r.kind, coalesce(p."order", 0) AS pool, r."order" AS number,
       make_interval(mins => coalesce(p.setup_minutes + p.test_minutes,
                                      r.setup_minutes + r.test_minutes)) AS before,
       make_interval(mins => coalesce(p.teardown_minutes, r.teardown_minutes)) AS after
FROM scheduling_resource r LEFT JOIN scheduling_pool p ON p.id = r.pool_id
"""

_ALLOCATIONS = """
INSERT INTO scheduling_allocation (ref, owner, event, need, label, state, created_at)
SELECT plan.ref, plan.ref, tstzrange(start, "end"),
       jsonb_build_object(
           'room', jsonb_build_object('room', unit.id, 'people', NULL, 'layout', '',
                                      'needs_connection', true),
           'units', jsonb_build_array(
               {equipment_a}, {equipment_b}, {account}, {uplink}),
           'operators', jsonb_build_object('count', 1, 'operators', jsonb_build_array(),
                                           'reason', '')),
       label, state, created_at
FROM plan JOIN unit ON unit.kind = 'room' AND unit.number = plan.room
ORDER BY i
"""

_UNIT_NEED = (
    "jsonb_build_object('kind', '{kind}', 'key', {key}, 'count', {count}, 'pool', NULL,"
    " 'provider', '', 'seats', {seats}, 'mode', '', 'site', {site}, 'units', jsonb_build_array())"
)

# Kind, pool and number within the pool of each of the eight, from a place in the plan.
_TAKES = """
    ('room', 0, room),
    ('operator', 0, (3 * g + 41 * d + 17 * s) % {operators}),
    ('equipment', g % 10, (13 * d + 29 * s + g / 10 * 3) % {units}),
    ('equipment', g % 10, (13 * d + 29 * s + g / 10 * 3 + 1) % {units}),
    ('equipment', g % 10, (13 * d + 29 * s + g / 10 * 3 + 2) % {units}),
    ('equipment', 10 + (g + d) % 40, (7 * d + 3 * s + g) % {units}),
    ('host_account', g % {account_pools}, (g / {account_pools} + d) % {accounts}),
    ('uplink', room / {in_building}, room % {in_building} + {in_building} * (d % 2))
"""

_RESERVATIONS = """
INSERT INTO scheduling_reservation
    (resource_id, allocation_id, during, event, state, is_pinned, is_offer, owner, label,
     expires_at, created_at)
SELECT unit.id, a.id, tstzrange(start - unit.before, "end" + unit.after), a.event, a.state,
       false, false, a.owner, a.label,
       CASE WHEN a.state = 'held' AND i % 40 = 1 THEN start END, a.created_at
FROM plan
JOIN scheduling_allocation a ON a.ref = plan.ref
CROSS JOIN LATERAL (VALUES {takes}) AS take (kind, pool, number)
JOIN unit ON unit.kind = take.kind AND unit.pool = take.pool AND unit.number = take.number
ORDER BY i, unit.id
"""

_DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s"
_CONSTRAINT = "no_resource_twice"


def first_monday() -> date:
    """The Monday on which the five years begin."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday(), weeks=WEEKS_BACK)


def fill(connection: psycopg.Connection, size: int) -> None:
    """Insert ``size`` reservations (rounded down to whole allocations) and ANALYZE.

    Raises:
        ExclusionViolation: ``size`` is more than the arithmetic can place (about 1,600,000).
    """
    row = connection.execute(_DEFINITION, [_CONSTRAINT]).fetchone()
    assert row is not None
    with connection.transaction():
        # Rows are joined to what they point at, so foreign keys need no check one by one.
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
        connection.execute(
            f"ALTER TABLE scheduling_reservation DROP CONSTRAINT {_CONSTRAINT}".encode()
        )
        connection.execute(_UNITS.encode())
        connection.execute(_PLAN, _facts(size))
        connection.execute("ANALYZE plan, unit")
        connection.execute(_allocations().encode())
        connection.execute("ANALYZE scheduling_allocation")
        connection.execute(_RESERVATIONS.format(takes=_takes()).encode())
        connection.execute(
            f"ALTER TABLE scheduling_reservation ADD CONSTRAINT {_CONSTRAINT} {row[0]}".encode()
        )
        connection.execute("DROP TABLE plan, unit")
    connection.execute("VACUUM ANALYZE")
    connection.execute("CHECKPOINT")


def _facts(size: int) -> dict[str, object]:
    return {
        "count": size // RESERVATIONS_AN_ALLOCATION,
        "days": WEEKS * 5,
        "slots": SLOTS,
        "monday": first_monday(),
        "far": ONE_FAR_AHEAD_OF,
        "rooms": catalogue.ROOMS,
        "hour": FIRST_SLOT_HOUR,
        "minutes": SLOT_MINUTES,
        "zone": settings.TIME_ZONE,
    }


def _allocations() -> str:
    def need(
        kind: str, count: int = 1, key: str = "''", seats: str = "NULL", site: str = "''"
    ) -> str:
        return _UNIT_NEED.format(kind=kind, count=count, key=key, seats=seats, site=site)

    two_digits = "lpad(({})::text, 2, '0')".format
    return _ALLOCATIONS.format(
        equipment_a=need("equipment", 3, key=f"(ARRAY{list(catalogue.KEYS)})[1 + g % 10]"),
        equipment_b=need("equipment", key=f"'alat_' || {two_digits('10 + (g + d) % 40')}"),
        account=need("host_account", seats="(ARRAY[100, 300, 500, 1000])[1 + g % 4]"),
        uplink=need("uplink", site=f"'Gedung ' || {two_digits('room / 10')}"),
    )


def _takes() -> str:
    return _TAKES.format(
        operators=catalogue.OPERATORS,
        units=catalogue.UNITS_A_POOL,
        account_pools=catalogue.ACCOUNT_POOLS,
        accounts=catalogue.ACCOUNTS_A_POOL * catalogue.MEETINGS_AN_ACCOUNT,
        in_building=catalogue.ROOMS_A_BUILDING,
    )
