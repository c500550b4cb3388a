"""The ways an action says no. The web translates each to one HTTP status.

Every message is a whole sentence in the user's language.
"""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """Base of all refusals; ``status`` is the HTTP status of the answer."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The wrong person."""

    status = 403


class WrongState(DomainError):
    """The wrong moment, or a form that has gone stale; ``changes`` says what happened meanwhile."""

    status = 409

    def __init__(self, message: str, changes: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.changes = tuple(changes)


class Conflict(DomainError):
    """A taken slot: ``holders`` says who has it, ``alternatives`` what else is free."""

    status = 409

    def __init__(
        self, message: str, holders: Sequence[str] = (), alternatives: Sequence[object] = ()
    ) -> None:
        super().__init__(message)
        self.holders = tuple(holders)
        self.alternatives = tuple(alternatives)


class Refused(DomainError):
    """Input that breaks a rule; ``fields`` maps a field (or "") to its messages."""

    status = 422

    def __init__(self, message: str, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(message)
        self.fields = {name: tuple(found) for name, found in (fields or {}).items()}


class TooMany(DomainError):
    """Tried too often; ``wait`` is in how many seconds it may be tried again."""

    status = 429

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait
