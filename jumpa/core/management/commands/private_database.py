from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from jumpa.core.embedded.places import socket_dir


class Command(BaseCommand):
    help = "Print the folder of the private database's socket, for psql and pg_dump."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(socket_dir(settings.VAR_DIR)))
