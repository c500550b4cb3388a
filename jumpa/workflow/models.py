from collections.abc import Mapping
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jumpa.core.ids import new_ref
from jumpa.people.models import Agency, Person


class SopVersion(models.Model):
    """One published SOP file, whole and for ever: a trigger refuses its change or removal."""

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    sop_key = models.CharField(max_length=50)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100)
    source = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("sop_key", "-version")
        constraints = (
            models.UniqueConstraint(fields=("sop_key", "version"), name="sop_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Run(models.Model):
    """One passage through a SOP, pinned to the version it began with.

    ``owner`` is the ref of what it is run for; ``label`` and ``agency`` are what the inbox shows.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    sop_version = models.ForeignKey(SopVersion, models.PROTECT, related_name="runs")
    owner = models.CharField(max_length=40, unique=True)
    label = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="runs")
    urgency = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ending="")
                | Q(closed_at__isnull=False) & ~Q(ending=""),
                name="closed_run_has_an_ending",
            ),
        )

    def __str__(self) -> str:
        return self.label


class TaskQuerySet(models.QuerySet["Task"]):
    """Lists of tasks."""

    def for_duties(
        self, duties: Mapping[str, frozenset[str]], agency_id: int | None
    ) -> "TaskQuerySet":
        """Tasks that holders of these offices share in; an agency's only for its own people.

        Args:
            duties: kinds of step by office key; an empty set is all kinds.
        """
        mine = Q(pk__in=[])
        for office, kinds in duties.items():
            share = Q(offices__contains=[office])
            if office == "opd":
                share &= Q(run__agency__isnull=False, run__agency=agency_id)
            mine |= share & Q(kind__in=sorted(kinds)) if kinds else share
        return self.filter(mine)

    def open(self) -> "TaskQuerySet":
        """Those that still wait."""
        return self.filter(state=Task.State.OPEN)


class Task(models.Model):
    """An official's work at one step, one row per round.

    ``offices``: who shares in it, the first decides. ``minutes``: the SOP's standard, in working
    minutes; ``used_minutes``: what it took, without the time in which the requester was asked.
    ``summary``: what was decided as the official saw it, rows of label and text. ``stage``: how far
    the work has come, in a word of the kind's own, for its ``status``.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Terbuka")
        DONE = "done", pgettext_lazy("tugas", "Selesai")
        CANCELLED = "cancelled", _("Dibatalkan")

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="tasks")
    step_key = models.CharField(max_length=50)
    kind = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=200)
    round = models.PositiveSmallIntegerField()
    offices = ArrayField(models.CharField(max_length=50))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    due = models.DateTimeField(null=True)
    stage = models.CharField(max_length=30, blank=True)
    asked_since = models.DateTimeField(null=True)
    asked_minutes = models.PositiveIntegerField(default=0)
    used_minutes = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=50, blank=True)
    outcome_title = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    summary = models.JSONField(default=list)
    token = models.CharField(max_length=40, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=200, blank=True)
    office_key = models.CharField(max_length=50, blank=True)
    office_title = models.CharField(max_length=200, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("run", "step_key", "round"), name="task_round_once"),
            models.UniqueConstraint(
                fields=("run", "step_key"), condition=Q(state="open"), name="step_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="done_task_has_an_outcome",
            ),
        )
        indexes = (
            models.Index(fields=("due",), condition=Q(state="open"), name="open_tasks_by_due"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.round})"

    @property
    def lead(self) -> str:
        """Key of the office that decides."""
        return self.offices[0]

    def is_late(self, now: datetime) -> bool:
        """Whether the office's deadline has passed; not while the requester is asked."""
        return (
            self.due is not None and self.asked_since is None and self.due < (self.closed_at or now)
        )


class TaskEntry(models.Model):
    """A part of the work, written while the task is open; nothing is overwritten.

    Where a key is written again, the latest counts. ``token`` comes with the form, so that the same
    form sent twice writes once.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="entries")
    key = models.CharField(max_length=50)
    token = models.CharField(max_length=40)
    data = models.JSONField(encoder=DjangoJSONEncoder)
    summary = models.JSONField(default=list)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    office_title = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("task", "token"), name="entry_token_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.at:%Y-%m-%d %H:%M}"
