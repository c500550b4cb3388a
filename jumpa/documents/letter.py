"""The contract of a letter: its facts in, what its template prints out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import TypeAdapter

from jumpa.core.registry import Registry
from jumpa.documents import wording
from jumpa.documents.phrases import Text, Words

F = TypeVar("F")


class Letter(ABC, Generic[F]):
    """One kind of paper. A letter is always in Indonesian, whatever the screen's language.

    ``key`` names it in the database, and its template and specimen; ``title`` stands in lists and
    in the PDF's properties; ``Facts`` is the frozen dataclass it is made of; ``texts`` are the
    words in it that the office may change.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    Facts: ClassVar[type[Any]]
    texts: ClassVar[Mapping[str, Text]] = MappingProxyType({})

    @abstractmethod
    def context(self, facts: F, words: Words) -> dict[str, Any]:
        """JSON-able values for the template; ``number``, if there, becomes the paper's number.

        ``words`` has all of ``texts``, as the office has worded them.
        """

    @property
    def template(self) -> str:
        """Name of its file in ``typst/``."""
        return f"{self.key}.typ"

    @cached_property
    def reader(self) -> TypeAdapter[F]:
        """Reads facts from JSON again, as ``snapshot`` wrote them; dear to make, so made once."""
        return TypeAdapter(self.Facts)


class Numbered(Protocol):
    """Facts of a letter that goes out: a draft while ``number`` is empty."""

    @property
    def number(self) -> str: ...
    @property
    def dated(self) -> date | None: ...


class OutgoingLetter(Letter[F]):
    """A letter that is numbered when it is released, and signed by an office."""

    def release(self, facts: Numbered) -> dict[str, Any]:
        """What its context says of number and date; without a number it is marked a draft."""
        return {
            "number": facts.number,
            "is_draft": not facts.number,
            "date": wording.long_date(facts.dated) if facts.dated else "",
        }


letters: Registry[Letter[Any]] = Registry("jumpa.documents.letters")
