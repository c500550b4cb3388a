"""What the workflow announces. Ids, not rows: a listener reads what it needs."""

from dataclasses import dataclass

from jumpa.core.events import Event


@dataclass(frozen=True)
class TaskOpened(Event):
    """A task waits in the inbox of its offices."""

    task_id: int


@dataclass(frozen=True)
class TaskCompleted(Event):
    """An official has decided."""

    task_id: int
    outcome: str


@dataclass(frozen=True)
class TasksCancelled(Event):
    """Tasks were taken back, because the run took another way."""

    task_ids: tuple[int, ...]


@dataclass(frozen=True)
class RunClosed(Event):
    """Nothing more is to be done; ``ending`` is the key of how it ended."""

    run_id: int
    ending: str
