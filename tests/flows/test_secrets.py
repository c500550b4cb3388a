"""What must not be kept for ever is not kept where nothing can be removed."""

import pytest

from jumpa.core.models import AuditEntry
from jumpa.intake.models import Revision
from tests.flows.office import Office

pytestmark = pytest.mark.django_db

PASSCODE = "Rahasia-7741"


def test_a_passcode_reaches_neither_the_audit_trail_nor_a_revision(office: Office) -> None:
    ref = office.submit(meeting_passcode=PASSCODE, meeting_id="815 2206 4410")

    assert office.found(ref).meeting_passcode == PASSCODE
    kept = [str(entry.after) for entry in AuditEntry.objects.filter(owner=ref)]
    kept += [str(revision.values) for revision in Revision.objects.all()]
    assert [text for text in kept if PASSCODE in text] == []
    # The control: what is no secret is on record in the same way.
    assert [text for text in kept if "815 2206 4410" in text] != []


def test_that_the_passcode_changed_stays_on_record(office: Office) -> None:
    office.submit(meeting_passcode=PASSCODE)
    entry = AuditEntry.objects.filter(verb="intake.save", after__has_key="meeting_passcode").get()
    assert entry.before is not None
    assert (entry.before["meeting_passcode"], entry.after["meeting_passcode"]) == ("", "•••")
