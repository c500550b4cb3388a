"""What the storm left behind, asked in plain SQL that knows nothing of the program."""

from django.db import connection

OVERLAPS = """
    SELECT count(*) FROM scheduling_reservation a JOIN scheduling_reservation b
    ON a.id < b.id AND a.resource_id = b.resource_id AND a.during && b.during
"""
# How many reservations each allocation must have, by its declared need; a released one none.
PARTIAL = """
    SELECT count(*) FROM scheduling_allocation a
    WHERE (SELECT count(*) FROM scheduling_reservation r WHERE r.allocation_id = a.id) <>
        CASE WHEN a.state = 'released' THEN 0 ELSE
            (a.need -> 'room' IS NOT NULL)::int
            + coalesce(jsonb_array_length(a.need -> 'more_rooms'), 0)
            + coalesce((SELECT sum(CASE WHEN jsonb_array_length(u -> 'units') > 0
                    THEN jsonb_array_length(u -> 'units') ELSE (u ->> 'count')::int END)
                FROM jsonb_array_elements(a.need -> 'units') u), 0)
            + coalesce((a.need -> 'operators' ->> 'count')::int, 0)
        END
"""
# A pool's peak: at the start of each reservation, how many units of its pool are taken.
OVERFULL = """
    SELECT count(*) FROM (
        SELECT r.id FROM scheduling_reservation r
        JOIN scheduling_resource u ON u.id = r.resource_id
        JOIN scheduling_reservation o ON o.during @> lower(r.during)
        JOIN scheduling_resource v ON v.id = o.resource_id AND v.pool_id = u.pool_id
        GROUP BY r.id, u.pool_id
        HAVING count(*) > (SELECT count(*) FROM scheduling_resource x WHERE x.pool_id = u.pool_id)
    ) AS moments
"""
STRAYS = """
    SELECT count(*) FROM scheduling_reservation WHERE (allocation_id IS NULL) <> is_offer
"""
MIXED = """
    SELECT count(*) FROM scheduling_reservation r JOIN scheduling_allocation a
    ON a.id = r.allocation_id WHERE r.state <> a.state OR r.owner <> a.owner OR r.event <> a.event
"""
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
REPACKS = "SELECT count(DISTINCT transaction) FROM storm_move"
COUNT_MOVES = (
    "CREATE TABLE IF NOT EXISTS storm_move (transaction bigint)",
    """
    CREATE OR REPLACE FUNCTION storm_moved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO storm_move VALUES (txid_current()); RETURN NULL; END $$
    """,
    """
    CREATE OR REPLACE TRIGGER storm_moved AFTER UPDATE OF resource_id ON scheduling_reservation
    FOR EACH ROW WHEN (OLD.resource_id <> NEW.resource_id) EXECUTE FUNCTION storm_moved()
    """,
)
CHECKS = {
    "overlaps": OVERLAPS,
    "partial allocations": PARTIAL,
    "moments over a pool's size": OVERFULL,
    "stray reservations": STRAYS,
    "states that differ": MIXED,
}


def ask(sql: str) -> int:
    """The one number that a query answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        (found,) = cursor.fetchone()
    return int(found)


def count_moves() -> None:
    """Let the database itself note each transaction that moves a reservation to another unit."""
    with connection.cursor() as cursor:
        for statement in COUNT_MOVES:
            cursor.execute(statement)


def drop_constraint() -> None:
    """For the control."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE scheduling_reservation DROP CONSTRAINT no_resource_twice")
