"""Alternatives in words: in what one differs from the wish, and why it ranks where it does."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jumpa.scheduling import catalogue, wording
from jumpa.scheduling.need import RoomNeed
from jumpa.scheduling.planning import RoomFacts
from jumpa.scheduling.searching import Kind, Option


def difference(option: Option, room: RoomFacts | None, need: RoomNeed | None) -> str:
    """ "Ruang sama, 2 jam lebih lambat"; the room is named only where one was chosen."""
    if option.kind == Kind.ROOM:
        return _("Ruang lain pada waktu yang sama")
    if room is not None and need is not None and option.kind in (Kind.LAYOUT, Kind.SMALLER):
        return _("Ruang lain pada waktu yang sama, %(lack)s") % {"lack": _lack(room, need)}
    parts = [_place(option, need), _day(option), _hour(option)]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _place(option: Option, need: RoomNeed | None) -> str:
    if option.kind in (Kind.ROOM_TIME, Kind.ROOM_DAY):
        return _("ruang lain")
    return _("ruang sama") if need is not None and need.room is not None else ""


def _day(option: Option) -> str:
    if not option.days:
        return ""
    return _("hari lain") if option.moved else _("hari lain pada jam yang sama")


def _hour(option: Option) -> str:
    return wording.other_time(timedelta(seconds=option.moved)) if option.moved else ""


def _lack(room: RoomFacts, need: RoomNeed) -> str:
    lacks = []
    if need.people and room.capacity and room.capacity < need.people:
        facts = {"seats": room.capacity, "people": need.people}
        lacks.append(_("kapasitas %(seats)s, diminta %(people)s") % facts)
    if need.layout and room.layouts and need.layout not in room.layouts:
        layouts = {
            "wanted": catalogue.title("layout", need.layout),
            "there": wording.listed(catalogue.title("layout", key) for key in room.layouts),
        }
        lacks.append(_("tanpa tata letak %(wanted)s (ada: %(there)s)") % layouts)
    return ", ".join(lacks)


def merit(option: Option, room: RoomFacts | None, need: RoomNeed | None) -> str:
    """Why it stands where it does."""
    if option.kind == Kind.ROOM:
        return _room_merit(room)
    if option.kind == Kind.TIME:
        return (
            _("waktu bebas terdekat sesudahnya")
            if option.moved > 0
            else _("waktu bebas terdekat sebelumnya")
        )
    reasons = {
        Kind.ROOM_TIME: _("lebih dekat daripada waktu bebas di ruang yang diminta"),
        Kind.DAY: _distance(option.days),
        Kind.ROOM_DAY: _("%(distance)s; ruang yang diminta terpakai sepanjang hari itu")
        % {"distance": _distance(option.days)},
        Kind.LAYOUT: _("terakhir, karena tata letaknya lain"),
        Kind.SMALLER: _("terakhir, karena kursinya kurang"),
    }
    return reasons[option.kind]


def _room_merit(room: RoomFacts | None) -> str:
    if room is None or not room.capacity:
        return _("waktu tidak berubah")
    return _("waktu tidak berubah; kapasitas %(seats)s orang") % {"seats": room.capacity}


def _distance(days: int) -> str:
    count = abs(days)
    if days > 0:
        text = ngettext("%(count)s hari sesudahnya", "%(count)s hari sesudahnya", count)
    else:
        text = ngettext("%(count)s hari sebelumnya", "%(count)s hari sebelumnya", count)
    return text % {"count": count}
