from jumpa.scheduling.views.availability import availability
from jumpa.scheduling.views.rooms import rooms_today
from jumpa.scheduling.views.timetable import timetable_data, timetable_page

__all__ = ["availability", "rooms_today", "timetable_data", "timetable_page"]
