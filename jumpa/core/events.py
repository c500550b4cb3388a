"""Events go up: a slice announces what it did, and what stands above listens.

Listeners run at once and inside the announcing transaction; slow or outside work is a job that
the listener enqueues in that same transaction.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar


class Event:
    """Base of all events; each is a frozen dataclass in its slice's ``events.py``."""


E = TypeVar("E", bound=Event)
_listeners: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def listens(event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function for ``event_type``; registering it twice changes nothing."""

    def register(listener: Callable[[E], None]) -> Callable[[E], None]:
        if listener not in _listeners[event_type]:
            _listeners[event_type].append(listener)
        return listener

    return register


def announce(event: Event) -> None:
    """Tell all listeners of exactly this type, in the order in which they registered."""
    for listener in _listeners[type(event)]:
        listener(event)
