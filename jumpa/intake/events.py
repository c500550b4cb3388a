"""What intake announces."""

from dataclasses import dataclass

from jumpa.core.events import Event


@dataclass(frozen=True)
class RequestSubmitted(Event):
    """A request was sent to the office, for the first time or again after a return."""

    request_id: int
    round: int


@dataclass(frozen=True)
class RequestWithdrawn(Event):
    """The agency took its request back."""

    request_id: int


@dataclass(frozen=True)
class RequestRestored(Event):
    """The agency took up again what it had taken back."""

    request_id: int


@dataclass(frozen=True)
class AnotherTimeAsked(Event):
    """The agency wants another time; what was agreed no longer holds."""

    request_id: int
