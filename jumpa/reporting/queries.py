"""What the page of Data Kegiatan offers to narrow to, and what it counts."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Agency
from jumpa.workflow.models import SopVersion
from jumpa.workflow.queries import current_sop
from jumpa.workflow.sop import Ending


def years_of(records: QuerySet[ServiceRequest]) -> Sequence[int]:
    """The years in which their events are, the latest first."""
    years = records.order_by().values_list(ExtractYear("planned"), flat=True).distinct()
    return sorted(years, reverse=True)


def agencies_of(records: QuerySet[ServiceRequest]) -> Sequence[Agency]:
    """The agencies that asked, by name."""
    return list(Agency.objects.filter(pk__in=records.order_by().values("agency")))


def known_endings() -> Sequence[Ending]:
    """All ways in which a run of a published SOP can be over, each once."""
    keys = SopVersion.objects.order_by("sop_key").values_list("sop_key", flat=True).distinct()
    endings = {ending.key: ending for key in keys for ending in current_sop(key).endings}
    return list(endings.values())


def count_by_ending(records: QuerySet[ServiceRequest]) -> dict[str, int]:
    """How many of them ended in which way."""
    counted = records.order_by().values_list("run__ending").annotate(Count("pk"))
    return dict(counted)
