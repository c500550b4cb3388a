"""The yardstick: one overlap query in plain SQL, by psycopg alone."""

from collections.abc import Sequence

import psycopg

from jumpa.scheduling.rules import LONGEST_RESERVATION, Span

# "Which of these are free?", on the btree (resource, start) that the longest reservation bounds.
_FREE = """
SELECT r.id FROM scheduling_resource r
WHERE r.id = ANY(%(resources)s) AND NOT EXISTS (
    SELECT FROM scheduling_reservation v
    WHERE v.resource_id = r.id AND lower(v.during) < %(end)s
      AND lower(v.during) > %(earliest)s AND upper(v.during) > %(start)s)
"""


def free(connection: psycopg.Connection, resources: Sequence[int], busy: Span) -> list[int]:
    """Primary keys of those that nothing has at that time."""
    facts = {
        "resources": list(resources),
        "start": busy.start,
        "end": busy.end,
        "earliest": busy.start - LONGEST_RESERVATION,
    }
    return [pk for (pk,) in connection.execute(_FREE, facts).fetchall()]
