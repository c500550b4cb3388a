import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from config import env
from jumpa.core import database, embedded
from jumpa.core.serving.children import Children
from jumpa.core.serving.instance import HOST, CanNotServe, only_one, require_free

_PAGE_SECONDS = 60.0
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Start all of Jumpa: database, web server and worker. Ctrl-C stops it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="stop when the process that started this one has ended",
        )

    def handle(self, *args: Any, with_parent: bool = False, **options: Any) -> None:
        """Run until a signal, or until a part ends by itself."""
        parent = os.getppid() if with_parent else None
        port = env.number("JUMPA_PORT", 8000)
        children = Children(settings.BASE_DIR, settings.VAR_DIR / "serve.json")
        address = f"http://{HOST}:{port}/"
        try:
            _stop_on_signals()
            with only_one(settings.VAR_DIR, address):
                if count := children.end_leftovers():
                    self._say(f"An earlier run was killed; ended {count} processes it left.")
                require_free(port)
                with self._database() as server:
                    self._prepare()
                    self._serve(children, port, address, parent, server)
        except KeyboardInterrupt:
            self._say("Jumpa has stopped.")

    @contextmanager
    def _database(self) -> Iterator[embedded.Server | None]:
        if settings.DATABASE_URL:
            self._say("Connecting to the database of DATABASE_URL ...")
            if sentence := database.problem():
                raise CanNotServe(sentence)
            yield None
            return
        self._say("Starting the private database ...")
        with embedded.running(settings.VAR_DIR) as server:
            yield server

    def _prepare(self) -> None:
        self._say("Bringing the tables up to date ...")
        call_command("migrate", interactive=False, verbosity=0)
        # Named, not imported: these stand above this slice.
        if "publish_sops" in get_commands():
            call_command("publish_sops", stdout=self.stdout)
        if not settings.SAMPLE:
            call_command("collectstatic", interactive=False, verbosity=0)
        elif "sample_office" in get_commands():
            self._say("Looking after the sample office ...")
            call_command("sample_office", stdout=self.stdout)
        connections.close_all()

    def _serve(
        self,
        children: Children,
        port: int,
        address: str,
        parent: int | None,
        server: embedded.Server | None,
    ) -> None:
        self._say("Starting web server and worker ...")
        environment = {"JUMPA_LOG_LEVEL": "WARNING", **os.environ}
        try:
            children.start("web server", _web_command(port), environment)
            children.start("worker", _worker_command(), environment)
            self._wait_for_pages(children, port)
            self._greet(address)
            while parent is None or os.getppid() == parent:
                _require_all(children, server)
                time.sleep(0.5)
        finally:
            self._say("\nStopping ...")
            children.stop()

    def _wait_for_pages(self, children: Children, port: int) -> None:
        give_up = time.monotonic() + _PAGE_SECONDS
        while not _answers(port):
            _require_all(children, None)
            if time.monotonic() > give_up:
                raise CanNotServe(f"No page came within {_PAGE_SECONDS:.0f} seconds.")
            time.sleep(0.1)

    def _greet(self, address: str) -> None:
        self._say(f"\nJumpa is ready: {address}\n")
        if settings.SAMPLE and "sample_office" in get_commands():
            call_command("sample_office", accounts=True, stdout=self.stdout)
        self._say("Ctrl-C stops it.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _web_command(port: int) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
    command += ["--host", HOST, "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    return [*command, "--log-level", "warning", "--workers-kill-timeout", "5"]


def _worker_command() -> list[str]:
    patience = ["--shutdown-graceful-timeout", "5"]
    return [sys.executable, "manage.py", "procrastinate", "worker", *patience]


def _require_all(children: Children, server: embedded.Server | None) -> None:
    if found := children.ended():
        name, status = found
        raise CanNotServe(f"The {name} has ended by itself with status {status}.")
    if server is not None and server.process() is None:
        raise CanNotServe(f"The database has ended by itself; see {server.place.log}.")


def _answers(port: int) -> bool:
    """Whether a page comes; which one does not matter, it may well be a redirect to the login."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _stop_on_signals() -> None:
    """Turn the first signal into KeyboardInterrupt; more of them must not break the stopping."""

    def stop(number: int, frame: object) -> None:
        for each in _STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in _STOPPING:
        # nohup asks to stay: an ignored hang-up remains ignored.
        if each != signal.SIGHUP or signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, stop)
