"""Which resources a need gets, worked out over a picture of what is there. No Django, no clock.

In: a ``Picture`` and ``Want``s. Out: a ``Plan`` with a claim per resource, the moves that make room
for them inside their pools, and what is short. Times here are whole epoch seconds, half-open.
"""

from jumpa.scheduling.planning.drafting import Claim, Plan
from jumpa.scheduling.planning.picture import (
    Busy,
    OperatorFacts,
    Picture,
    PoolFacts,
    RoomFacts,
    Source,
)
from jumpa.scheduling.planning.plan import plan
from jumpa.scheduling.planning.shortage import Short, Shortage

__all__ = [
    "Busy",
    "Claim",
    "OperatorFacts",
    "Picture",
    "Plan",
    "PoolFacts",
    "RoomFacts",
    "Short",
    "Shortage",
    "Source",
    "plan",
]
