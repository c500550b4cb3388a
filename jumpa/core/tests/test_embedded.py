import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from jumpa.core import embedded
from jumpa.core.embedded import places, server

ROOT = Path(__file__).resolve().parents[3]
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every user may pass through; pytest's own is closed, as root's home is."""
    folder = Path(tempfile.mkdtemp(prefix="jumpa test "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def var_dir(open_folder: Path) -> Path:
    return open_folder / "var"


def ask(place: places.Place, query: str) -> object:
    with psycopg.connect(host=str(place.socket), user="postgres", dbname="jumpa") as connection:
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None


def write_and_kill(var_dir: Path) -> places.Place:
    """Leave a database with one table behind, and its server killed without a word."""
    embedded.ensure_started(var_dir)
    place = places.prepare(var_dir)
    with psycopg.connect(host=str(place.socket), user="postgres", dbname="jumpa") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    left = server.Server(place, durable=True)
    found = left.process()
    assert found is not None
    found.kill()
    while left.process() is not None:
        time.sleep(0.01)
    return place


def test_it_runs_in_a_folder_with_a_space_and_stops(var_dir: Path) -> None:
    with embedded.running(var_dir, durable=False) as running:
        assert " " in str(running.place.home)
        assert ask(running.place, "SELECT current_database()") == "jumpa"
        assert running.place.socket.stat().st_mode & 0o077 == 0
    assert running.process() is None
    assert not running.is_answering()


def test_a_long_path_gets_a_short_socket(open_folder: Path) -> None:
    deep = open_folder.joinpath(*["a-folder-with-a-long-name"] * 12)
    with embedded.running(deep, durable=False) as running:
        assert len(str(running.place.home)) > 300
        assert len(str(running.place.socket)) < 60
        assert ask(running.place, "SELECT 1") == 1
        assert running.place.socket.stat().st_mode & 0o077 == 0
    shutil.rmtree(running.place.socket)


def test_a_path_that_postgresql_can_not_hold_is_refused(open_folder: Path) -> None:
    deep = open_folder.joinpath(*["a-folder-with-a-long-name"] * 40)
    with pytest.raises(embedded.DatabaseUnavailable, match="too long for PostgreSQL"):
        places.prepare(deep)


def test_the_last_user_stops_it_and_no_other(var_dir: Path) -> None:
    with embedded.running(var_dir, durable=False) as first:
        with embedded.running(var_dir, durable=False):
            pass
        assert first.is_answering()
    assert first.process() is None


def test_starts_at_the_same_time_make_one_server(var_dir: Path) -> None:
    def pid(_: int) -> int:
        with embedded.running(var_dir, durable=False) as running:
            found = running.process()
            time.sleep(1)
            return found.pid if found else 0

    with ThreadPoolExecutor(3) as pool:
        pids = set(pool.map(pid, range(3)))
    assert len(pids) == 1
    assert 0 not in pids


def test_a_server_that_a_killed_run_left_is_used_and_then_stopped(var_dir: Path) -> None:
    embedded.ensure_started(var_dir, durable=False)
    left = server.Server(places.prepare(var_dir), durable=False).process()
    with embedded.running(var_dir, durable=False) as running:
        assert running.process() == left
    assert running.process() is None


def test_a_killed_server_starts_again_with_its_data(var_dir: Path) -> None:
    place = write_and_kill(var_dir)
    assert place.pid_file.exists()
    with embedded.running(var_dir) as running:
        assert ask(running.place, "SELECT answer FROM kept") == 42


def test_a_process_number_that_is_someone_elses_now_does_not_stop_the_start(var_dir: Path) -> None:
    place = write_and_kill(var_dir)
    lines = place.pid_file.read_text().split("\n")
    with subprocess.Popen(["sleep", "60"], user=place.uid if IS_ROOT else None) as other:
        place.pid_file.write_text("\n".join([str(other.pid), *lines[1:]]))
        with embedded.running(var_dir) as running:
            assert ask(running.place, "SELECT answer FROM kept") == 42
        assert other.poll() is None
        other.kill()


def test_a_server_that_lost_its_socket_is_started_anew(
    var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_DEAF_SECONDS", 0.2)
    embedded.ensure_started(var_dir, durable=False)
    place = places.prepare(var_dir)
    (place.socket / ".s.PGSQL.5432").unlink()
    with embedded.running(var_dir, durable=False) as running:
        assert running.is_answering()


def test_a_socket_folder_of_someone_else_is_refused(open_folder: Path) -> None:
    deep = open_folder.joinpath(*["a-folder-with-a-long-name"] * 6)
    trap = places.socket_dir(deep)
    trap.symlink_to(open_folder)
    try:
        with pytest.raises(embedded.DatabaseUnavailable, match="doesn't belong to the user"):
            places.prepare(deep)
    finally:
        trap.unlink()


def test_a_full_disk_is_a_sentence(
    var_dir: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_folder / "initdb"
    program.write_text("#!/bin/sh\necho 'initdb: error: No space left on device' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(server, "binaries", lambda place: open_folder)
    with (
        pytest.raises(embedded.DatabaseUnavailable, match=r"the disk of .* is full"),
        embedded.running(var_dir),
    ):
        pass
    assert not (var_dir / "pg" / "data").exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root can reach a folder that others can't")
def test_below_a_closed_folder_root_keeps_the_data_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with embedded.running(tmp_path / "var", durable=False) as running:
        assert ask(running.place, "SELECT 1") == 1
        assert running.place.home.parent == Path("/var/lib/jumpa")
        assert running.place.home == places.home(tmp_path / "var")
    shutil.rmtree(running.place.home)


@pytest.mark.skipif(
    not IS_ROOT or not places.is_open(Path(sys.executable).resolve().parent),
    reason="needs root, and a Python that other users can run",
)
def test_an_ordinary_user_starts_it_too(open_folder: Path) -> None:
    uid, gid = places.server_user()
    folder = open_folder / "of a user"
    folder.mkdir()
    os.chown(folder, uid, gid)
    code = (
        "import sys; from pathlib import Path; from jumpa.core import embedded\n"
        "with embedded.running(Path(sys.argv[1])) as running: print(running.place.home)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(folder / "var")],
        cwd=ROOT,
        user=uid,
        group=gid,
        extra_groups=[],
        capture_output=True,
        text=True,
    )
    assert result.stdout.strip() == str(folder / "var" / "pg"), result.stderr


def test_stopping_insists(var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_STOP_SECONDS", 0.2)
    monkeypatch.setattr(server, "_QUIT_SECONDS", 0.2)
    with embedded.running(var_dir, durable=False) as running:
        found = running.process()
        assert found is not None
        found.send_signal(signal.SIGSTOP)
        running.stop()
        assert running.process() is None
