"""The contract of a report. Its implementations stand in ``reports/``, one file each."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from jumpa.core.registry import Registry
from jumpa.people.models import Person

M = TypeVar("M", bound=Model)

Cell = str | int | date | datetime | None
"""One value: a ``datetime`` is aware, None is an empty cell."""

Row = Mapping[str, Cell]
"""One line of a report by the keys of its columns."""

_CHUNK = 500


class Kind(StrEnum):
    """What a column holds; it decides the format of its cells in a file."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True)
class Column:
    """A column; ``width`` in characters."""

    key: str
    title: str | Promise
    kind: Kind = Kind.TEXT
    width: int = 18


@dataclass(frozen=True)
class Filters:
    """What to narrow to; what is empty does not narrow. ``agency`` and ``ending`` are keys."""

    year: int | None = None
    month: int | None = None
    agency: str = ""
    ending: str = ""


class Report(ABC, Generic[M]):
    """A list that the office reads or takes along as a file. It only reads."""

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    columns: ClassVar[tuple[Column, ...]]

    @abstractmethod
    def records(self, person: Person, filters: Filters) -> QuerySet[M]:
        """What ``person`` may see of it, narrowed, in the report's order."""

    @abstractmethod
    def rows(self, records: Sequence[M]) -> Iterator[Row]:
        """One row per record; the number of queries does not depend on how many there are."""


reports: Registry[Report[Any]] = Registry("jumpa.reporting.reports")


def all_rows(report: Report[Any], person: Person, filters: Filters) -> Iterator[Row]:
    """The whole report, a chunk of records at a time, so that a long one fits into memory."""
    records = report.records(person, filters)
    keys = list(records.values_list("pk", flat=True))
    for at in range(0, len(keys), _CHUNK):
        yield from report.rows(list(records.filter(pk__in=keys[at : at + _CHUNK])))
