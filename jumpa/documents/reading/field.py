"""The contract of a field: how one value is found in a letter."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from jumpa.core.registry import Registry
from jumpa.documents.reading.found import Certainty, Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.text import Passage


class Field(ABC):
    """One value that a letter may hold.

    ``after`` names the fields that must have been read before this one.
    """

    key: ClassVar[str]
    after: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        """The value with its place, or ``None``.

        Wrong and confident is worse than empty: what evidence contradicts is left out.
        """

    def found(
        self,
        value: str,
        passage: Passage,
        certainty: Certainty = "sure",
        notes: tuple[str, ...] = (),
    ) -> Found:
        """A proposal with the place of ``passage``."""
        return Found(self.key, value, passage.text, passage.place, certainty, notes)


fields: Registry[Field] = Registry("jumpa.documents.reading.fields")
"""Every field there is."""


def in_order() -> list[Field]:
    """The fields, each behind those that it wants to know."""
    waiting = {field.key: field for field in fields}
    ordered: list[Field] = []
    while waiting:
        ready = [f for f in waiting.values() if not any(key in waiting for key in f.after)]
        if not ready:
            raise ValueError(f"These fields wait for each other: {sorted(waiting)}")
        for field in sorted(ready, key=lambda field: field.key):
            ordered.append(waiting.pop(field.key))
    return ordered
