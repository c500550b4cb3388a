"""What the keeper's pages list."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from jumpa.scheduling.models import Closure, Kind, Pool, Resource, Shift

_READY = Q(resources__is_active=True, resources__condition=Resource.Condition.GOOD)


def kept_rooms() -> QuerySet[Resource]:
    """All rooms, those out of use last."""
    return Resource.objects.filter(kind=Kind.ROOM).order_by("-is_active", "order", "name")


def kept_pools() -> QuerySet[Pool]:
    """All pools, those out of use last; ``unit_count`` are in use, ``ready_count`` of these are
    neither broken nor lent."""
    return Pool.objects.annotate(
        unit_count=Count("resources", Q(resources__is_active=True)),
        ready_count=Count("resources", _READY),
    ).order_by("-is_active", "order", "name")


def kept_units(pool: Pool) -> QuerySet[Resource]:
    """All units of a pool, those out of use last."""
    return (
        Resource.objects.filter(pool=pool)
        .select_related("person")
        .prefetch_related("shifts")
        .order_by("-is_active", "order", "name")
    )


def shifts_of(operator: Resource) -> QuerySet[Shift]:
    """An operator's shifts through the week."""
    return operator.shifts.order_by("weekday", "start")


def closures_ahead(resource: Resource, now: datetime) -> QuerySet[Closure]:
    """When the resource is or will be closed."""
    return (
        Closure.objects.standing()
        .filter(resource=resource, during__endswith__gt=now)
        .order_by("during")
    )
