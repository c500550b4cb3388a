from pathlib import Path
from typing import Any

import pytest

from tests.flows.office import Office, open_office


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Office:
    """The office at work, its files in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    return open_office()
