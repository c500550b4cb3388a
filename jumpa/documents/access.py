"""Who may read a file or a paper: the slices above know, and register a guard here."""

from collections.abc import Callable

from jumpa.people.models import Person

DRAFT = ":konsep"
"""Ends the owner of papers that are still being written in the office."""

Guard = Callable[[Person, str], bool]
_guards: list[Guard] = []


def register_guard(guard: Guard) -> Guard:
    """Add a guard; each answers only for owners that it knows, and False for all others."""
    if guard not in _guards:
        _guards.append(guard)
    return guard


def may_see(person: Person, owner: str) -> bool:
    """Whether any guard lets ``person`` see what belongs to ``owner``; no guard: nobody."""
    return bool(owner) and any(guard(person, owner) for guard in _guards)
