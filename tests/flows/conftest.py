from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.people.tests.cast import make_cast
from jumpa.scheduling.tests.makers import make_room
from jumpa.workflow.actions import publish_sop
from tests.flows.office import Office


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Office:
    """The office with its cast, calendar, SOP and one room."""
    settings.MEDIA_ROOT = tmp_path
    seed_calendar([timezone.localdate().year, timezone.localdate().year + 1])
    sop = settings.BASE_DIR / "sops" / "video_conference.toml"
    publish_sop(sop.read_text(encoding="utf-8"), actor=SYSTEM)
    return Office(make_cast(), make_room(name="TCM Room"))
