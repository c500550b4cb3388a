"""An SOP as data: ``load`` turns the text of a TOML file into one frozen ``Sop``.

Pure: no Django, no database, no clock. A faulty text is refused with all its faults at once.
"""

from jumpa.workflow.sop.faults import Fault, SopFaults
from jumpa.workflow.sop.loading import load
from jumpa.workflow.sop.model import (
    Approval,
    Ending,
    Identity,
    Intervention,
    Outcome,
    Performer,
    Sop,
    Step,
)

__all__ = [
    "Approval",
    "Ending",
    "Fault",
    "Identity",
    "Intervention",
    "Outcome",
    "Performer",
    "Sop",
    "SopFaults",
    "Step",
    "load",
]
