"""Extension points: a singular module holds the contract, a plural folder its implementations."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Whatever can be registered has a key."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


class Registry(Generic[T]):
    """The implementations of one contract by key, found by importing one folder.

    Args:
        package: dotted name of the plural folder, for example ``jumpa.documents.letters``.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._items: dict[str, T] = {}
        self._loaded = False

    def register(self, item: T) -> T:
        """Add ``item``; a second one under the same key is a programming error."""
        if item.key in self._items and self._items[item.key] is not item:
            raise ValueError(f"{self.package}: the key {item.key!r} is taken.")
        self._items[item.key] = item
        return item

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        folder = import_module(self.package)
        for module in pkgutil.iter_modules(folder.__path__):
            import_module(f"{self.package}.{module.name}")

    def __getitem__(self, key: str) -> T:
        self._load()
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        self._load()
        return key in self._items

    def __iter__(self) -> Iterator[T]:
        self._load()
        return iter(self._items.values())

    def keys(self) -> frozenset[str]:
        """All keys."""
        self._load()
        return frozenset(self._items)
