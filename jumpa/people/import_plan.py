"""What an import of agencies would do, row by row, before anything is done."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jumpa.core.keeping import values_of
from jumpa.core.plain_line import tidy
from jumpa.people.actions.agencies import AGENCY
from jumpa.people.agency_csv import CsvRow
from jumpa.people.forms import AgencyRowForm
from jumpa.people.models import Agency


@dataclass(frozen=True)
class PlannedRow:
    """One row of the file: ``verdict`` is ``new``, ``changed``, ``same`` or ``faulty``.

    ``changes`` are (field, before, after); ``faults`` are whole sentences.
    """

    line: int
    name: str
    verdict: str
    values: dict[str, Any]
    changes: tuple[tuple[str, Any, Any], ...] = ()
    faults: tuple[str, ...] = ()
    agency: Agency | None = None


@dataclass(frozen=True)
class ImportPlan:
    """All rows, and a fingerprint of what they would do."""

    rows: tuple[PlannedRow, ...]

    def count(self, verdict: str) -> int:
        """How many rows have ``verdict``."""
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def is_sound(self) -> bool:
        """Whether no row is faulty."""
        return self.count("faulty") == 0

    @property
    def changes_something(self) -> bool:
        """Whether carrying it out would change a row of the database."""
        return self.count("new") + self.count("changed") > 0

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that would do the same."""
        told = [(row.line, row.verdict, row.name, row.changes) for row in self.rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan_import(rows: Iterable[CsvRow], agencies: Iterable[Agency]) -> ImportPlan:
    """Compare ``rows`` with the ``agencies`` that there are, by name without regard to case."""
    known = {_key(agency.name): agency for agency in agencies}
    first_lines: dict[str, int] = {}
    return ImportPlan(tuple(_planned(row, known, first_lines) for row in rows))


def _key(name: str) -> str:
    return tidy(name).casefold()


def _planned(row: CsvRow, known: dict[str, Agency], first_lines: dict[str, int]) -> PlannedRow:
    name = tidy(row.values.get("name", ""))
    if row.fault:
        return PlannedRow(row.line, name, "faulty", {}, faults=(row.fault,))
    key = _key(name)
    first = first_lines.setdefault(key, row.line)
    if name and first != row.line:
        fault = _("Nama ini sudah ada pada baris %(line)d.") % {"line": first}
        return PlannedRow(row.line, name, "faulty", {}, faults=(fault,))
    agency = known.get(key)
    before = values_of(agency, AGENCY.fields) if agency else {"kind": Agency.Kind.OPD.value}
    form = AgencyRowForm(data={**before, **row.values})
    if not form.is_valid():
        return PlannedRow(row.line, name, "faulty", {}, faults=form.faults)
    values = form.values
    if agency is None:
        return PlannedRow(row.line, name, "new", values)
    changes = tuple(
        (field, before[field], value) for field, value in values.items() if before[field] != value
    )
    verdict = "changed" if changes else "same"
    return PlannedRow(row.line, name, verdict, values, changes, agency=agency)
