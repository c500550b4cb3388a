from collections.abc import Iterator

import pytest
import time_machine

from jumpa.core.events import Event, _listeners
from jumpa.core.models import WorkingHours
from jumpa.scheduling import events
from jumpa.scheduling.tests.makers import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Tuesday, 24 November 2026, 09.00 WIB."""
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """All that is announced, in order."""
    found: list[Event] = []
    for kind in vars(events).values():
        if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event:
            monkeypatch.setitem(_listeners, kind, [found.append])
    return found


@pytest.fixture
def office_week(db: None) -> None:
    """Monday to Friday, 07.30 to 16.00."""
    for weekday in range(5):
        WorkingHours.objects.create(weekday=weekday, start="07:30", end="16:00")
