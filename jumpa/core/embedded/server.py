"""One private PostgreSQL: made, started, found again after a crash, stopped."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

from jumpa.core.embedded.errors import DatabaseUnavailable
from jumpa.core.embedded.places import Place, binaries

DATABASE = "jumpa"
CONNECTIONS = 100
_START_SECONDS = 90.0
_STOP_SECONDS = 20.0
_QUIT_SECONDS = 5.0
_DEAF_SECONDS = 10.0
_SOCKET = ".s.PGSQL.5432"
# Said while the last processes of a killed server are still leaving.
_STILL_LEAVING = "pre-existing shared memory block"
_started: list[subprocess.Popen[bytes]] = []


class Server:
    """The server of one ``Place``. Callers hold the start lock: see ``lifetime``."""

    def __init__(self, place: Place, *, durable: bool, connections: int = CONNECTIONS) -> None:
        self.place = place
        self.durable = durable
        self.connections = connections

    def is_answering(self) -> bool:
        """Whether a client gets in."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def process(self) -> psutil.Process | None:
        """The running server of this data folder, whoever started it."""
        # A server may outlive the block that started it, but must not stay a zombie of ours.
        _started[:] = [child for child in _started if child.poll() is None]
        try:
            pid = int(self.place.pid_file.read_text().split("\n", 1)[0])
            found = psutil.Process(pid)
            if str(self.place.data) in found.cmdline():
                return found
        except (OSError, ValueError, psutil.Error):
            pass
        return None

    def start(self) -> None:
        """Make it answer and have the database, whatever state an earlier run left.

        Raises:
            DatabaseUnavailable: it can't be started; says why.
        """
        if not self.is_answering():
            self._end_deaf()
            self._forget_dead()
            programs = binaries(self.place)
            if not self.place.data.exists():
                self._make_cluster(programs)
            self._launch(programs)
        try:
            self._make_database()
        except psycopg.Error as error:
            reason = "the disk is full" if "disk space" in str(error) else str(error)
            raise DatabaseUnavailable(f"PostgreSQL can't make its database: {reason}.") from error

    def stop(self) -> None:
        """End it, asking first and then insisting; nothing happens when it doesn't run."""
        found = self.process()
        for order, seconds in (
            (signal.SIGINT, _STOP_SECONDS),
            (signal.SIGQUIT, _QUIT_SECONDS),
            (signal.SIGKILL, _QUIT_SECONDS),
        ):
            if found is None:
                break
            with suppress(psutil.NoSuchProcess):
                found.send_signal(order)
            with suppress(psutil.TimeoutExpired):
                found.wait(seconds)
                break

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.place.socket),
            dbname="postgres",
            user="postgres",
            connect_timeout=5,
            autocommit=True,
        )

    def _end_deaf(self) -> None:
        """A server that runs but does not answer is on its way up or down, or lost its socket."""
        give_up = time.monotonic() + _DEAF_SECONDS
        while self.process() is not None and time.monotonic() < give_up:
            if self.is_answering():
                return
            time.sleep(0.1)
        self.stop()

    def _forget_dead(self) -> None:
        """Remove the marks of a killed server: their process number may be someone else's now."""
        if self.process() is None:
            socket = self.place.socket
            for mark in (self.place.pid_file, socket / _SOCKET, socket / f"{_SOCKET}.lock"):
                mark.unlink(missing_ok=True)

    def _make_cluster(self, programs: Path) -> None:
        half = self.place.home / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        command: list[str | Path] = [programs / "initdb", "--pgdata", half, "--auth=trust"]
        command += ["--username=postgres", "--encoding=UTF8", "--locale=C", "--no-instructions"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not self.durable:
            command.append("--no-sync")
        with self._spawn(command) as process:
            failed = process.wait() != 0
        if failed:
            shutil.rmtree(half, ignore_errors=True)
            raise DatabaseUnavailable(self._reason("PostgreSQL can't make its data folder"))
        half.rename(self.place.data)

    def _launch(self, programs: Path) -> None:
        give_up = time.monotonic() + _START_SECONDS
        child = self._spawn_server(programs)
        while not self.is_answering():
            if child.poll() is not None:
                if _STILL_LEAVING not in self._log():
                    raise DatabaseUnavailable(self._reason("PostgreSQL doesn't start"))
                time.sleep(0.5)
                child = self._spawn_server(programs)
            if time.monotonic() > give_up:
                self.stop()
                raise DatabaseUnavailable(self._reason("PostgreSQL doesn't answer"))
            time.sleep(0.05)

    def _spawn_server(self, programs: Path) -> subprocess.Popen[bytes]:
        child = self._spawn([programs / "postgres", "-D", self.place.data, *self._options()])
        _started.append(child)
        return child

    def _options(self) -> list[str]:
        folder = str(self.place.socket).replace('"', '""')
        options = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{folder}"',
            "unix_socket_permissions": "0700",
            "max_connections": str(self.connections),
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]

    def _spawn(self, command: list[str | Path]) -> subprocess.Popen[bytes]:
        """Run a program as the server's user, in a session of its own: Ctrl-C is not for it."""
        change = os.geteuid() == 0
        with self.place.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.place.home,
                env={"LC_ALL": "C", "PATH": os.defpath},
                start_new_session=True,
                user=self.place.uid if change else None,
                group=self.place.gid if change else None,
                extra_groups=[] if change else None,
            )

    def _log(self) -> str:
        return self.place.log.read_text(encoding="utf-8", errors="replace")

    def _reason(self, beginning: str) -> str:
        log = self._log()
        if "No space left on device" in log:
            return f"{beginning}: the disk of {self.place.home} is full."
        lines = [line for line in log.splitlines() if "FATAL" in line or "error" in line]
        last = lines[-1].strip() if lines else "nothing"
        return f"{beginning}; its log {self.place.log} says: {last}"

    def _make_database(self) -> None:
        with self._connect() as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE]).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
