from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jumpa.core.actions import seed_calendar


class Command(BaseCommand):
    """Fill in the usual working hours and the holidays of some years."""

    help = "Adds the usual working hours, if there are none, and Indonesia's holidays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The years; this one and the next if none is given."""
        parser.add_argument("years", nargs="*", type=int, help="for example: 2026 2027")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing and say how much that was."""
        this_year = timezone.localdate().year
        years = options["years"] or [this_year, this_year + 1]
        added = seed_calendar(years)
        self.stdout.write(f"{added} holidays added for {', '.join(map(str, years))}.")
