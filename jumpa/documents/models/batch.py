from django.db import models
from django.utils import timezone

from jumpa.core.ids import new_ref


class Batch(models.Model):
    """Many papers issued in one job: how far it is.

    ``work`` is what the job needs, ``problems`` a sentence for each that could not be done.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    work = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.title} {self.done}/{self.total}"
