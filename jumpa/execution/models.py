from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jumpa.core.ids import new_ref
from jumpa.execution.rules import state_of


class Execution(models.Model):
    """The event as it went. Counts are persons; ``minutes_lost``: minutes without a line."""

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, unique=True)
    operators = ArrayField(models.CharField(max_length=200), default=list)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attended_in_room = models.PositiveIntegerField(null=True)
    attended_online = models.PositiveIntegerField(null=True)
    sites = models.PositiveIntegerField(null=True)
    equipment_used = models.TextField(blank=True)
    equipment_condition = models.TextField(blank=True)
    line_quality = models.TextField(blank=True)
    minutes_lost = models.PositiveIntegerField(default=0)
    recording = models.CharField(max_length=300, blank=True)
    meeting_id = models.CharField(max_length=100, blank=True)
    conclusion = models.TextField(blank=True)
    result = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=False),
                name="ended_has_started",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="ended_after_started",
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.state}"

    @property
    def state(self) -> str:
        """``waiting``, ``running`` or ``ended``."""
        return state_of(self.started_at, self.ended_at)


class Incident(models.Model):
    """Something that went wrong, when, and what was done about it."""

    execution = models.ForeignKey(Execution, models.PROTECT, related_name="incidents")
    at = models.DateTimeField()
    what = models.CharField(max_length=500)
    done = models.CharField(max_length=500, blank=True)
    person_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.at:%H:%M} {self.what}"
