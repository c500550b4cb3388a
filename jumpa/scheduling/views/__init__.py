from jumpa.scheduling.views.availability import availability
from jumpa.scheduling.views.rooms import rooms_today

__all__ = ["availability", "rooms_today"]
