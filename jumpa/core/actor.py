"""Who acts: the person, and the office in whose name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person acting for an office at a moment; made only by ``people.queries.actor_for``.

    ``office_title`` is as printed, with "Plh." or "Plt." before it for a stand-in.
    """

    person_id: int
    person_ref: str
    person_name: str
    office_key: str
    office_title: str
    standing: str = "definitif"
    agency_id: int | None = None
    person_nip: str = ""
    person_rank: str = ""


SYSTEM = Actor(0, "sistem", "Sistem", "sistem", "Sistem")
"""The program itself, for what the worker does by the clock."""
