"""What changes a reservation. Each verb locks, checks, changes, records and announces as one."""

from jumpa.scheduling.actions.allocate import allocate
from jumpa.scheduling.actions.closures import Closed, close_resources, lift_closure, would_hit
from jumpa.scheduling.actions.confirm import confirm
from jumpa.scheduling.actions.displace import displace
from jumpa.scheduling.actions.expire_holds import expire_holds
from jumpa.scheduling.actions.hold import hold
from jumpa.scheduling.actions.limit_hold import limit_hold
from jumpa.scheduling.actions.make_offers import Choice, make_offers
from jumpa.scheduling.actions.move import move
from jumpa.scheduling.actions.photo import remove_photo, set_photo
from jumpa.scheduling.actions.release import release
from jumpa.scheduling.actions.reschedule import reschedule
from jumpa.scheduling.actions.resources import (
    add_pool,
    add_room,
    add_units,
    edit_pool,
    edit_resource,
    switch_pool,
    switch_resource,
)
from jumpa.scheduling.actions.restore import restore
from jumpa.scheduling.actions.shifts import add_shifts, remove_shift
from jumpa.scheduling.actions.take_offer import take_offer, withdraw_offers
from jumpa.scheduling.actions.vacating import vacate
from jumpa.scheduling.actions.waiting import grant_waiting, leave_waiting, wait

__all__ = [
    "Choice",
    "Closed",
    "add_pool",
    "add_room",
    "add_shifts",
    "add_units",
    "allocate",
    "close_resources",
    "confirm",
    "displace",
    "edit_pool",
    "edit_resource",
    "expire_holds",
    "grant_waiting",
    "hold",
    "leave_waiting",
    "lift_closure",
    "limit_hold",
    "make_offers",
    "move",
    "release",
    "remove_photo",
    "remove_shift",
    "reschedule",
    "restore",
    "set_photo",
    "switch_pool",
    "switch_resource",
    "take_offer",
    "vacate",
    "wait",
    "withdraw_offers",
    "would_hit",
]
