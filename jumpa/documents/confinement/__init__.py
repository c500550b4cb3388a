"""Hostile bytes are read in a child process that can cost little and reach nothing.

In: the name of a task (a file of ``tasks/``), the bytes, options. Out: the task's answer as JSON,
with what it cost. The child knows no Django; see docs/decisions/0028-confinement.md.
"""

from jumpa.documents.confinement.limits import ConfinementError, Limits, Purse, Reason
from jumpa.documents.confinement.part import Part
from jumpa.documents.confinement.runner import Confined, run_confined

__all__ = ["Confined", "ConfinementError", "Limits", "Part", "Purse", "Reason", "run_confined"]
