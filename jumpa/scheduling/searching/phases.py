"""The reserved time of a resource, as ``Drafting.reserved`` has it, in whole seconds."""

from dataclasses import dataclass

from jumpa.scheduling.need import Need
from jumpa.scheduling.planning.picture import Phases
from jumpa.scheduling.searching.board import Window


@dataclass(frozen=True)
class Reserving:
    """For one need: its own minutes take the place of each resource's; what is past is left out."""

    need: Need
    now: int

    def around(self, phases: Phases) -> tuple[int, int]:
        """Seconds before and after the event."""
        own = self.need.setup, self.need.test, self.need.teardown
        setup, test, teardown = (
            theirs if ours is None else ours for ours, theirs in zip(own, phases, strict=True)
        )
        return 60 * (setup + test), 60 * teardown

    def during(self, phases: Phases, start: int, end: int) -> Window:
        """From set-up to teardown of an event."""
        before, after = self.around(phases)
        return max(start - before, min(self.now, start)), end + after
