from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jumpa.core.actor import SYSTEM
from jumpa.workflow.actions import publish_sop
from jumpa.workflow.sop import SopFaults


class Command(BaseCommand):
    """Publish the SOP files: a changed one becomes the next version, an unchanged one stays."""

    help = "Publish sops/*.toml, or the files given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        files = options["files"] or sorted((settings.BASE_DIR / "sops").glob("*.toml"))
        for path in files:
            try:
                version = publish_sop(path.read_text(encoding="utf-8"), actor=SYSTEM)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from error
            except SopFaults as error:
                faults = "\n".join(f"  {fault}" for fault in error.faults)
                raise CommandError(f"{path.name} is not published:\n{faults}") from error
            self.stdout.write(f"{path.name}: {version.title}, version {version.version}")
