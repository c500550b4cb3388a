import pytest

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.people.tests.cast import make_cast
from jumpa.scheduling.tests.makers import make_room
from jumpa.workflow.actions import publish_sop
from tests.flows.office import Office


@pytest.fixture
def office(db: None, settings: object) -> Office:
    """The office with its cast, calendar, SOP and one room."""
    from pathlib import Path

    from django.conf import settings as configured

    sop = Path(configured.BASE_DIR) / "sops" / "video_conference.toml"
    publish_sop(sop.read_text(encoding="utf-8"), actor=SYSTEM)
    return Office(make_cast(), make_room(name="TCM Room"))
