"""Tables: what can be booked, what is reserved, what is offered, what waits."""

from jumpa.scheduling.models.reservations import (
    Allocation,
    Offer,
    Reservation,
    ReservationQuerySet,
    Waiting,
    to_range,
)
from jumpa.scheduling.models.resources import (
    Closure,
    Kind,
    Pool,
    Resource,
    ResourceQuerySet,
    Shift,
)

__all__ = [
    "Allocation",
    "Closure",
    "Kind",
    "Offer",
    "Pool",
    "Reservation",
    "ReservationQuerySet",
    "Resource",
    "ResourceQuerySet",
    "Shift",
    "Waiting",
    "to_range",
]
