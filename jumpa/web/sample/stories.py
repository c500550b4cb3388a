"""The sample's requests, each at another station of the way; told in ``stories.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from jumpa.core.calendar import office_calendar
from jumpa.core.ids import new_ref
from jumpa.core.wording import day, span
from jumpa.core.worktime import WorkCalendar
from jumpa.intake import catalogue
from jumpa.people.models import Person
from jumpa.scheduling.queries import rooms
from jumpa.web.sample.cast import Player, players, read
from jumpa.web.sample.clock import clock_at, moment_of
from jumpa.web.sample.desk import act, fill_request
from jumpa.web.sample.letter import RequestLetter, letter_pdf


@dataclass(frozen=True)
class Scene:
    """When and among whom the stories play: seen from the moment at which they are made."""

    now: datetime
    calendar: WorkCalendar
    people: Mapping[str, Person]
    rooms: Mapping[str, str]

    def moment(self, said: Any) -> datetime:
        """The moment that the data name."""
        return moment_of(said, self.now, self.calendar)


def stories() -> dict[str, dict[str, Any]]:
    """All stories by key, in the order in which they began."""
    return {one["key"]: one for one in read("stories.toml")["story"]}


def set_scene() -> Scene:
    """The scene as the database has it."""
    cast = players()
    emails = {player.email: key for key, player in cast.items()}
    found = Person.objects.filter(email__in=emails)
    return Scene(
        now=timezone.now(),
        calendar=office_calendar(),
        people={emails[person.email]: person for person in found},
        rooms={room.name: room.ref for room in rooms()},
    )


def tell(story: Mapping[str, Any], scene: Scene) -> None:
    """Make one request and take it as far as the story goes."""
    ref = new_ref()
    written = scene.moment(story["at"])
    player = players()[story["by"]]
    values = _form_values(story, scene, player, written)
    letter = letter_pdf(_letter(story, values, player, scene), created=written)
    with clock_at(written):
        fill_request(ref, scene.people[story["by"]], values, letter, submit=story["submit"])
    for move in story.get("move", ()):
        with clock_at(scene.moment(move["at"])):
            kind, key = move["do"].split(".")
            act(ref, kind, key, scene.people[move["by"]], _values(move, scene))


def _values(move: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """A move's values; ``@agus`` stands for that person."""
    return {
        name: scene.people[value[1:]].ref if str(value).startswith("@") else value
        for name, value in move.get("values", {}).items()
    }


def _form_values(
    story: Mapping[str, Any], scene: Scene, player: Player, written: datetime
) -> dict[str, Any]:
    values = {**read("stories.toml")["every_request"], **story["form"]}
    number = values["letter_number"].replace("{year}", f"{timezone.localdate(written).year}")
    start, end = _event(story, scene)
    return {
        **values,
        "letter_number": number,
        "letter_date": timezone.localdate(written).isoformat(),
        "organiser": player.agency,
        "pic_name": player.name,
        "pic_phone": player.phone.replace(" ", "-"),
        "pic_email": player.email,
        "room": scene.rooms[story["room"]] if "room" in story else "",
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "end": f"{end:%Y-%m-%dT%H:%M}",
        "test_time": f"{scene.moment(story['test']):%Y-%m-%dT%H:%M}",
    }


def _event(story: Mapping[str, Any], scene: Scene) -> tuple[datetime, datetime]:
    days, begin, finish = story["event"]
    return scene.moment([days, begin]), scene.moment([days, finish])


def _letter(
    story: Mapping[str, Any], values: Mapping[str, Any], player: Player, scene: Scene
) -> RequestLetter:
    test = scene.moment(story["test"])
    return RequestLetter(
        agency=player.agency,
        number=values["letter_number"],
        date=day(scene.moment(story["at"])).split(", ")[-1],
        nature=catalogue.title("nature", values["letter_nature"]),
        subject=values["letter_subject"],
        event=values["event_name"],
        organiser=values["organiser"],
        details=(
            ("Hari, tanggal, waktu", span(*_event(story, scene))),
            ("Tempat", story.get("room") or values["venue_name"]),
            ("Tata letak", catalogue.title("layout", values["layout"])),
            ("Peserta di ruang", f"{values['people_in_room']} orang"),
            ("Aplikasi", catalogue.title("application", values["application"])),
            ("Usulan uji koneksi", span(test, test.replace(hour=test.hour + 1))),
        ),
        contact=f"Sdr. {values['tech_name']} ({values['tech_phone']})",
        signer_name=values["signer_name"],
        signer_title=values["signer_title"],
    )
