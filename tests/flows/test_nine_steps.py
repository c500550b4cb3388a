"""One request through all nine steps, as the cast, through the pages."""

import pytest

from jumpa.core.models import AuditEntry
from jumpa.core.trail_words import verb_title
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def test_a_request_goes_from_letter_to_report(office: Office) -> None:
    ref = office.submit()
    office.receive(ref)
    office.dispose(ref)
    office.examine(ref)
    office.check(ref)
    office.reply(ref)
    office.prepare(ref)
    office.hold_event(ref)

    assert office.status(ref) == "Selesai"
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {verb for verb in verbs if verb_title(verb) == verb} == set(), "each has words"
    assert office.paper_kinds(ref) == {
        "receipt",
        "agenda_entry",
        "disposition_sheet",
        "examination_report",
        "line_test",
        "reply",
        "execution_report",
    }
