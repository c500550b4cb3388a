from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from jumpa.core.ids import new_ref


class LineCheck(models.Model):
    """One connection test with its verdict; a later round is another row.

    ``results``: item of ``rules.ITEMS`` to a ``rules.Result``; ``remarks``: item to text.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    part = models.CharField(max_length=40, unique=True)
    held_at = models.DateTimeField()
    results = models.JSONField(encoder=DjangoJSONEncoder)
    remarks = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    verdict = models.CharField(max_length=30)
    note = models.TextField(blank=True)
    person_name = models.CharField(max_length=200)
    office_title = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.owner} {self.verdict}"
