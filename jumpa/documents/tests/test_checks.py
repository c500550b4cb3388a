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
