"""What changes a run: one file per verb."""

from jumpa.workflow.actions.begin import begin_run
from jumpa.workflow.actions.complete import complete_task
from jumpa.workflow.actions.entry import write_entry
from jumpa.workflow.actions.intervene import intervene
from jumpa.workflow.actions.publish import publish_sop

__all__ = ["begin_run", "complete_task", "intervene", "publish_sop", "write_entry"]
