from jumpa.scheduling.views.availability import availability
from jumpa.scheduling.views.keeping import add_room, change_room, keep_rooms, switch_room
from jumpa.scheduling.views.rooms import rooms_today
from jumpa.scheduling.views.timetable import timetable_data, timetable_page

__all__ = [
    "add_room",
    "availability",
    "change_room",
    "keep_rooms",
    "rooms_today",
    "switch_room",
    "timetable_data",
    "timetable_page",
]
