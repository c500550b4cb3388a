import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from jumpa.core.embedded.places import home
from jumpa.core.serving.children import Children
from jumpa.core.serving.instance import HOST, CanNotServe, only_one, require_free

ROOT = Path(__file__).resolve().parents[3]
SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
time.sleep(60)
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A ``manage.py serve`` of its own that has said it is ready."""
    with start(tmp_path, port) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Ctrl-C stops it."):
                break
        yield process
        process.kill()
    shutil.rmtree(home(tmp_path))


def start(var_dir: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "JUMPA_SAMPLE": "1",
            "JUMPA_VAR_DIR": str(var_dir),
            "JUMPA_PORT": str(port),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_one_run_is_one_and_stops_whole(
    served: subprocess.Popen[str], tmp_path: Path, port: int
) -> None:
    family = psutil.Process(served.pid).children(recursive=True)
    words = " ".join(" ".join(each.cmdline()) for each in family)
    assert "granian" in words
    assert "procrastinate worker" in words
    with start(tmp_path, port) as second:
        assert f"already runs from this folder, at http://{HOST}:{port}/" in second.communicate()[0]
        assert second.returncode == 1
    served.send_signal(signal.SIGINT)
    rest = served.communicate(timeout=20)[0]
    assert rest.endswith("Jumpa has stopped.\n")
    assert "Traceback" not in rest
    assert served.returncode == 0
    assert [each for each in family if each.is_running()] == []
    require_free(port)


def test_a_taken_port_is_named_with_another_to_try(port: int) -> None:
    with socket.socket() as other:
        other.bind((HOST, port))
        other.listen()
        with pytest.raises(CanNotServe) as refused:
            require_free(port)
    assert str(refused.value) == (
        f"Port {port} is taken by another program. Choose another: make serve PORT={port + 1}"
    )


@pytest.mark.parametrize("number", [0, -1, 65_536])
def test_what_is_no_port_is_refused(number: int) -> None:
    with pytest.raises(CanNotServe, match="is no port"):
        require_free(number)


def test_a_run_that_ended_leaves_its_folder_free(tmp_path: Path) -> None:
    with (
        only_one(tmp_path, "http://a/"),
        pytest.raises(CanNotServe, match="at http://a/"),
        only_one(tmp_path, "http://b/"),
    ):
        pass
    with only_one(tmp_path, "http://b/"):
        pass


def test_a_child_that_ends_by_itself_is_noticed(tmp_path: Path) -> None:
    children = Children(tmp_path, tmp_path / "record")
    children.start("worker", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    give_up = time.monotonic() + 60
    while children.ended() is None and time.monotonic() < give_up:
        time.sleep(0.02)
    assert children.ended() == ("worker", 3)
    children.stop()


def test_a_child_that_will_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jumpa.core.serving.children._STOP_SECONDS", 0.3)
    children = Children(tmp_path, tmp_path / "record")
    command = [sys.executable, "-c", STUBBORN, str(tmp_path / "up")]
    children.start("worker", command, dict(os.environ))
    while not (tmp_path / "up").exists():
        time.sleep(0.02)
    children.stop()
    assert children.ended() == ("worker", -signal.SIGKILL)
    assert not (tmp_path / "record").exists()


def test_what_a_killed_run_left_is_ended_and_nothing_else(tmp_path: Path) -> None:
    killed = Children(tmp_path, tmp_path / "record")
    killed.start("worker", SLEEP, dict(os.environ))
    with subprocess.Popen(SLEEP, cwd=tmp_path, start_new_session=True) as stranger:
        assert Children(tmp_path, tmp_path / "record").end_leftovers() == 1
        assert stranger.poll() is None
        stranger.kill()
    assert Children(tmp_path, tmp_path / "record").end_leftovers() == 0
    killed.stop()


def test_a_recorded_number_that_is_someone_elses_now_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with subprocess.Popen(SLEEP, cwd=elsewhere, start_new_session=True) as stranger:
        (tmp_path / "record").write_text(f"[{stranger.pid}]")
        assert Children(tmp_path, tmp_path / "record").end_leftovers() == 0
        assert stranger.poll() is None
        stranger.kill()
