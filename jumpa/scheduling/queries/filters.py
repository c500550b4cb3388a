"""What the timetable can be narrowed to."""

from jumpa.scheduling.models import Pool, Resource


def buildings() -> list[str]:
    """Where there are rooms and units, for the filter."""
    found = Resource.objects.filter(is_active=True).exclude(building="")
    return list(found.order_by("building").values_list("building", flat=True).distinct())


def pool_named(ref: str) -> Pool | None:
    """The pool of that ref."""
    return Pool.objects.filter(ref=ref).first()
