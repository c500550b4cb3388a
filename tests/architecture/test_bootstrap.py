"""The set-up says what is wrong in one sentence."""

import json
import sys
from pathlib import Path

import pytest

import bootstrap


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here touches the real packages."""
    for name, path in {
        "ROOT": "",
        "VENV": ".venv",
        "MODULES": "node_modules",
        "VENDOR": "vendor",
        "LOG": "log",
    }.items():
        monkeypatch.setattr(bootstrap, name, tmp_path / path)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("Failed to resolve: Temporary failure in name resolution", "can't be reached"),
        ("npm error code EAI_AGAIN", "can't be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "isn't the one the lock names"),
        ("ERROR: No matching distribution found for x", "no build for this machine"),
        ("PermissionError: [Errno 13] Permission denied", "may not write"),
    ],
)
def test_a_known_failure_is_explained(line: str, reason: str) -> None:
    assert reason in bootstrap.explain("Python packages", ["Collecting x\n", line + "\n"])


def test_an_unknown_failure_gives_its_last_line_and_keeps_the_rest(tmp_path: Path) -> None:
    sentence = bootstrap.explain("Python packages", ["one\n", "two\n"])
    assert sentence == f"Python packages failed: two (all of it is in {tmp_path / 'log'})"
    assert (tmp_path / "log").read_text() == "one\ntwo\n"


def test_a_failing_command_stops_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code = "print('Collecting a'); print('Collecting b'); raise SystemExit('ENOSPC')"
    with pytest.raises(bootstrap.Stop, match="Packages: the disk is full"):
        bootstrap.run([sys.executable, "-c", code], "Packages", beat="Collecting ")
    assert capsys.readouterr().out.startswith("  Packages .. ")


def test_an_old_python_without_a_newer_one_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        bootstrap.require_python()


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def execute(program: str, arguments: list[str]) -> None:
        calls.append(program)
        raise SystemExit(0)

    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(
        bootstrap.shutil, "which", lambda name: name if name == "python3.12" else None
    )
    monkeypatch.setattr(bootstrap.os, "execv", execute)
    with pytest.raises(SystemExit):
        bootstrap.require_python()
    assert calls == ["python3.12"]


def test_a_python_without_ensurepip_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "works", lambda command: False)
    with pytest.raises(bootstrap.Stop, match="apt install python3-venv"):
        bootstrap.make_venv()


def test_named_files_are_copied_once(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(json.dumps({"staticFiles": {"a/x.css": "x.css"}}))
    with pytest.raises(bootstrap.Stop, match=r"names a/x\.css, which isn't in node_modules"):
        bootstrap.copy_static_files("lock")
    (tmp_path / "node_modules" / "a").mkdir(parents=True)
    (tmp_path / "node_modules" / "a" / "x.css").write_text("one")
    bootstrap.copy_static_files("lock")
    (tmp_path / "node_modules" / "a" / "x.css").write_text("two")
    bootstrap.copy_static_files("lock")
    assert (tmp_path / "vendor" / "x.css").read_text() == "one"
    bootstrap.copy_static_files("another lock")
    assert (tmp_path / "vendor" / "x.css").read_text() == "two"


def test_missing_programs_are_named_for_an_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.Stop, match=r"the tests need chromium, gettext, poppler-utils"):
        bootstrap.install_programs()


def test_a_linked_environment_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "real")
    bootstrap.install_packages(dev=False)
    assert "left as they are" in capsys.readouterr().out
    assert list((tmp_path / "real").iterdir()) == []


def test_a_program_may_come_from_several_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        bootstrap.shutil, "which", lambda name: None if name == "tesseract" else name
    )
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.Stop) as stopped:
        bootstrap.install_programs()
    assert str(stopped.value).endswith("--no-install-recommends tesseract-ocr tesseract-ocr-ind")
