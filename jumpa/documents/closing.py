"""When a matter was closed: the slices above know, and register it here."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

Source = Callable[[Collection[str]], Mapping[str, datetime]]
_sources: list[Source] = []


def register_closing(source: Source) -> Source:
    """Add a source: of ``owners``, when those that it knows and that are closed were closed."""
    if source not in _sources:
        _sources.append(source)
    return source


def closed_since(owners: Collection[str]) -> dict[str, datetime]:
    """The closing of each owner that is closed; who is not in it is open, or unknown: both stay."""
    found: dict[str, datetime] = {}
    for source in _sources:
        found |= source(owners)
    return found
