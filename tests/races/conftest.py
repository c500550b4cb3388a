from pathlib import Path
from typing import Any

import pytest

from tests.flows.office import Office, open_office


@pytest.fixture
def office(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    """The office at work, seen by every connection."""
    settings.MEDIA_ROOT = tmp_path
    return open_office()
