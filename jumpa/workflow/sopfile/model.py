"""The values an SOP file becomes. Each class is one table of the file, each field one key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeVar

from pydantic import ConfigDict, Field, StringConstraints, with_config

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[int, Field(strict=True, gt=0)]
Keys = tuple[Key, ...]
Flag = Annotated[bool, Field(strict=True)]
SomeKeys = Annotated[tuple[Key, ...], Field(min_length=1)]

_table = with_config(ConfigDict(extra="forbid"))


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_T = TypeVar("_T", bound=_Keyed)


def _by_key(things: Iterable[_T], key: str) -> _T:
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(key)


@_table
@dataclass(frozen=True)
class Approval:
    """Who put the document in force (Disahkan oleh)."""

    office: Text
    name: Text
    rank: str
    nip: str


@_table
@dataclass(frozen=True)
class Identity:
    """The identity block. Dates are printed words, not dates: a blank one stays blank."""

    heading: Annotated[tuple[Text, ...], Field(min_length=1)]
    division: str
    number: Text
    made_on: str
    revised_on: str
    effective_on: str
    approved_by: Approval


@_table
@dataclass(frozen=True)
class Performer:
    """An office that performs steps; its key is the key of the office."""

    key: Key
    title: Text


@_table
@dataclass(frozen=True)
class Ending:
    """One way in which a run is over."""

    key: Key
    title: Text


@_table
@dataclass(frozen=True)
class Outcome:
    """One answer a step may give. ``closes`` is the key of an ending, or empty."""

    key: Key
    title: Text
    opens: Keys = ()
    cancels: Keys = ()
    closes: str = ""


@_table
@dataclass(frozen=True)
class Step:
    """One step. The first performer leads; ``minutes`` is its standard working time.

    ``number`` is None for a supplementary step: it runs, but is not in the official table.
    ``joins`` names the steps that must all have led here before this one opens; ``status`` is
    the state of the request, in the applicant's words, while the step is open.
    """

    key: Key
    kind: Key
    title: Text
    performers: SomeKeys
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    number: Number | None = None
    activity: str = ""
    papers: str = ""
    minutes: Number | None = None
    output: str = ""
    note: str = ""
    joins: Keys = ()
    status: str = ""

    def outcome(self, key: str) -> Outcome:
        """The outcome of that key; KeyError if this step does not offer it."""
        return _by_key(self.outcomes, key)


@_table
@dataclass(frozen=True)
class Intervention:
    """What a performer may do while others work, as long as no ``until`` step has begun.

    ``after``: until one of these steps has been opened, nothing is opened by it. ``reopens`` is the
    key of the ending that it undoes: the run goes on at ``opens``, or, where none of them had been
    reached, at what the ending took back.
    """

    key: Key
    title: Text
    by: SomeKeys
    until: Keys = ()
    opens: Keys = ()
    cancels_open: Flag = False
    closes: str = ""
    after: Keys = ()
    reopens: str = ""


@_table
@dataclass(frozen=True)
class Sop:
    """One procedure: the document that is read and the steps that run."""

    key: Key
    title: Text
    start: Key
    identity: Identity
    legal_basis: tuple[Text, ...]
    qualifications: tuple[Text, ...]
    related: tuple[Text, ...]
    equipment: tuple[Text, ...]
    warning: str
    records: tuple[Text, ...]
    performers: Annotated[tuple[Performer, ...], Field(min_length=1)]
    endings: Annotated[tuple[Ending, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    interventions: tuple[Intervention, ...] = ()

    @property
    def official_steps(self) -> tuple[Step, ...]:
        """The steps of the official table, in its order."""
        return tuple(step for step in self.steps if step.number is not None)

    def step(self, key: str) -> Step:
        """The step of that key; KeyError if there is none."""
        return _by_key(self.steps, key)

    def performer(self, key: str) -> Performer:
        """The performer of that key; KeyError if there is none."""
        return _by_key(self.performers, key)

    def intervention(self, key: str) -> Intervention:
        """The intervention of that key; KeyError if there is none."""
        return _by_key(self.interventions, key)

    def knows(self, key: str) -> bool:
        """Whether there is an intervention of that key; older versions of a file lack some."""
        return any(turn.key == key for turn in self.interventions)

    def ending(self, key: str) -> Ending:
        """The ending of that key; KeyError if there is none."""
        return _by_key(self.endings, key)
