from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jumpa.people.models import Office
from jumpa.web.sample.cast import Player, password, players
from jumpa.web.sample.office import make_agencies, make_calendar, make_people
from jumpa.web.sample.once import made_parts, make_part
from jumpa.web.sample.resources import (
    make_closures,
    make_own_events,
    make_pools,
    make_rooms,
)
from jumpa.web.sample.stories import set_scene, stories, tell
from jumpa.workflow.models import SopVersion


class Command(BaseCommand):
    """Make the sample office, part by part; what is there stays as people have changed it."""

    help = "Makes the sample office, or with --accounts says who can log in. Sample mode only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether only the accounts are asked for."""
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, accounts: bool = False, **options: Any) -> None:
        """Make what is missing; a second run changes nothing."""
        if not settings.SAMPLE:
            raise CommandError("The sample office exists only in sample mode (JUMPA_SAMPLE=1).")
        if accounts:
            self.stdout.write(_table())
            return
        if not SopVersion.objects.exists():
            call_command("publish_sops", stdout=self.stdout)
        made = made_parts()
        self._make(_foundations(), made)
        self._make(_stories(made), made)

    def _make(self, parts: dict[str, tuple[str, Callable[[], None]]], made: frozenset[str]) -> None:
        for key, (said, make) in parts.items():
            if key not in made:
                self.stdout.write(f"  {said} …")
                make_part(key, make)


def _foundations() -> dict[str, tuple[str, Callable[[], None]]]:
    year = timezone.localdate().year
    return {
        f"calendar:{year}": ("working hours and holidays", lambda: make_calendar(year)),
        "agencies": ("agencies (an old list, to be edited)", make_agencies),
        "people": ("people and their offices", make_people),
        "rooms": ("rooms", make_rooms),
        "pools": ("operators, equipment, host accounts, uplinks", make_pools),
        "closures": ("a closed room, an operator on leave", make_closures),
        "own events": ("what the office does itself", make_own_events),
    }


def _stories(made: frozenset[str]) -> dict[str, tuple[str, Callable[[], None]]]:
    missing = {key: one for key, one in stories().items() if f"story:{key}" not in made}
    if not missing:
        return {}
    scene = set_scene()

    def telling(story: dict[str, Any]) -> Callable[[], None]:
        return lambda: tell(story, scene)

    return {
        f"story:{key}": (f"request “{story['form']['event_name']}”", telling(story))
        for key, story in missing.items()
    }


def _table() -> str:
    """Name, office, what to type: one line per account."""
    titles = dict(Office.objects.values_list("key", "title"))
    rows = [("Name", "Office", "NIP or e-mail")]
    rows += [(one.name, _office(one, titles), one.login) for one in players().values()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([f"Sample accounts, all with the password {password()}", *lines, ""])


def _office(player: Player, titles: dict[str, str]) -> str:
    title = titles.get(player.office, player.office)
    if player.office == "opd":
        return f"{title}, {player.agency}"
    return title if player.standing == "definitif" else f"{player.standing.capitalize()}. {title}"
