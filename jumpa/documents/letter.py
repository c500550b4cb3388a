"""The contract of a letter: its facts in, what its template prints out."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from jumpa.core.registry import Registry

F = TypeVar("F")


class Letter(ABC, Generic[F]):
    """One kind of paper. A letter is always in Indonesian, whatever the screen's language.

    ``key`` names it in the database; ``title`` stands in lists and in the PDF's properties;
    ``template`` is a file in ``typst/``; ``Facts`` is the frozen dataclass it is made of.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    Facts: ClassVar[type[Any]]

    @abstractmethod
    def context(self, facts: F) -> dict[str, Any]:
        """JSON-able values for the template; ``number``, if there, becomes the paper's number."""


letters: Registry[Letter[Any]] = Registry("jumpa.documents.letters")
