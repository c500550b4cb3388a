"""How a task is locked: its run first, then the task, so that no two officials pass each other."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import WrongState
from jumpa.core.wording import moment
from jumpa.workflow.models import Run, Task, TaskEntry

CHANGED = gettext_lazy("Isian ini sudah tidak sesuai keadaan terakhir.")


def lock_task(ref: str) -> Task:
    """The task of that ref with its run's row locked; a transaction must be open.

    Raises:
        Task.DoesNotExist: there is none.
    """
    run_id = Task.objects.values_list("run_id", flat=True).get(ref=ref)
    Run.objects.select_for_update().get(pk=run_id)
    return Task.objects.select_for_update(of=("self",)).select_related("run").get(ref=ref)


def check_fresh(task: Task, stamp: int | None) -> None:
    """Refuse when the task is closed, or was changed after the form with ``stamp`` was shown.

    Raises:
        WrongState: with what changed meanwhile.
    """
    if task.state != Task.State.OPEN:
        raise WrongState(str(CHANGED), [_closing(task)])
    if stamp is not None and stamp != task.version:
        since = task.entries.order_by("-id")[: max(1, task.version - stamp)]
        raise WrongState(str(CHANGED), [_written(entry) for entry in since])


def _written(entry: TaskEntry) -> str:
    rows = "; ".join(f"{label}: {text}" for label, text in entry.summary)
    return _("%(who)s, %(when)s: %(rows)s") % {
        "who": entry.person_name,
        "when": moment(entry.at),
        "rows": rows or _("mencatat kemajuan"),
    }


def _closing(task: Task) -> str:
    if task.state == Task.State.CANCELLED:
        return _("Tugas ini sudah tidak diperlukan karena permohonan menempuh jalan lain.")
    return _("%(who)s (%(office)s) sudah memutuskan: %(outcome)s.") % {
        "who": task.person_name,
        "office": task.office_title,
        "outcome": task.outcome_title,
    }
