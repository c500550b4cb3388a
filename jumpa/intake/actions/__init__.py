"""What changes a request: one file per verb."""

from jumpa.intake.actions.draft import open_draft, save_draft
from jumpa.intake.actions.reschedule import ask_another_time
from jumpa.intake.actions.restore import restore_request
from jumpa.intake.actions.submit import submit_request
from jumpa.intake.actions.withdraw import withdraw_request

__all__ = [
    "ask_another_time",
    "open_draft",
    "restore_request",
    "save_draft",
    "submit_request",
    "withdraw_request",
]
