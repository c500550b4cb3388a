"""What changes a reservation. Each verb locks, checks, changes, records and announces as one."""

from jumpa.scheduling.actions.allocate import allocate
from jumpa.scheduling.actions.confirm import confirm
from jumpa.scheduling.actions.displace import displace
from jumpa.scheduling.actions.expire_holds import expire_holds
from jumpa.scheduling.actions.hold import hold
from jumpa.scheduling.actions.limit_hold import limit_hold
from jumpa.scheduling.actions.make_offers import Choice, make_offers
from jumpa.scheduling.actions.move import move
from jumpa.scheduling.actions.release import release
from jumpa.scheduling.actions.reschedule import reschedule
from jumpa.scheduling.actions.restore import restore
from jumpa.scheduling.actions.rooms import (
    RoomFacts,
    activate_room,
    add_room,
    change_room,
    deactivate_room,
)
from jumpa.scheduling.actions.take_offer import take_offer, withdraw_offers
from jumpa.scheduling.actions.waiting import grant_waiting, leave_waiting, wait

__all__ = [
    "Choice",
    "RoomFacts",
    "activate_room",
    "add_room",
    "allocate",
    "change_room",
    "confirm",
    "deactivate_room",
    "displace",
    "expire_holds",
    "grant_waiting",
    "hold",
    "leave_waiting",
    "limit_hold",
    "make_offers",
    "move",
    "release",
    "reschedule",
    "restore",
    "take_offer",
    "wait",
    "withdraw_offers",
]
