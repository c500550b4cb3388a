from pathlib import Path
from typing import Any

import pytest

from jumpa.documents import checks
from jumpa.documents.confinement import Confined, ConfinementError, seccomp


def found(check: Any) -> list[str]:
    return [message.id for message in check()]


def test_production_needs_a_system_that_can_confine(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SAMPLE = False
    assert found(checks.files_can_be_confined) == []
    monkeypatch.setattr(seccomp, "machine", lambda: None)
    assert found(checks.files_can_be_confined) == ["documents.E001"]
    settings.SAMPLE = True
    assert found(checks.files_can_be_confined) == []


def test_the_check_before_a_start_reads_a_file_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.shutil, "which", lambda *_, **__: "/usr/bin/tesseract")
    assert found(checks.a_confined_task_answers) == []

    def fails(*_: Any) -> Confined:
        raise ConfinementError("unavailable")

    monkeypatch.setattr(checks, "run_confined", fails)
    assert found(checks.a_confined_task_answers) == ["documents.E002"]


def test_a_missing_tesseract_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.shutil, "which", lambda *_, **__: None)
    messages = checks.a_confined_task_answers()
    assert [message.id for message in messages] == ["documents.I001"]
    assert not messages[0].is_serious()


def test_a_way_of_signing_that_is_misspelt_stops_the_start(settings: Any) -> None:
    settings.SIGNERS = ["bsre1", "wet"]
    assert found(checks.ways_of_signing_are_known) == []
    settings.SIGNERS = ["bsre1 wet"]
    assert found(checks.ways_of_signing_are_known) == ["documents.E003"]


def test_trust_roots_that_cannot_be_read_stop_the_start(settings: Any, tmp_path: Path) -> None:
    settings.TRUST_ROOTS = str(tmp_path)
    assert found(checks.trust_roots_can_be_read) == []
    settings.TRUST_ROOTS = str(tmp_path / "roots")
    assert found(checks.trust_roots_can_be_read) == ["documents.E004"]
