from pathlib import Path
from typing import Any

import pytest

from jumpa.documents import access


@pytest.fixture(autouse=True)
def files_of_this_test(settings: Any, tmp_path: Path) -> Path:
    """Uploads and papers go to a folder of their own."""
    files = tmp_path / "files"
    static = tmp_path / "static"
    static.mkdir()
    settings.MEDIA_ROOT = files
    settings.STATIC_ROOT = static
    return files


@pytest.fixture(autouse=True)
def guards(monkeypatch: pytest.MonkeyPatch) -> list[access.Guard]:
    """No guard but those that the test registers."""
    found: list[access.Guard] = []
    monkeypatch.setattr(access, "_guards", found)
    return found
