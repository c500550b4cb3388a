from typing import Any

import pytest
from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.core.models import AuditEntry
from jumpa.linecheck.actions import record_check
from jumpa.linecheck.models import LineCheck
from jumpa.linecheck.rules import ITEMS, Verdict

pytestmark = pytest.mark.django_db
SUBKOR = Actor(6, "refsubkor", "Siti Aminah, S.T.", "subkor_ile", "Subkor ILE")


def keep(part: str = "task-a", **changes: Any) -> LineCheck:
    """A test in which all went well, as the coordinator keeps it."""
    facts: dict[str, Any] = {
        "held_at": timezone.now(),
        "results": dict.fromkeys(ITEMS, "baik"),
        "remarks": {"camera": ""},
        "verdict": Verdict.READY,
        "note": "",
        "actor": SUBKOR,
    }
    return record_check("owner-1", part, **{**facts, **changes})


def test_a_test_is_kept_once_with_who_kept_it() -> None:
    first = keep()
    again = keep(note="Sekali lagi.", verdict=Verdict.NOT_READY)
    assert again == first
    assert (again.verdict, again.note, again.remarks) == ("siap", "", {})
    assert first.office_title == "Subkor ILE"
    assert AuditEntry.objects.get().verb == "linecheck.record"


def test_each_round_is_kept_by_itself() -> None:
    keep("task-a", verdict=Verdict.NOT_READY)
    keep("task-b")
    assert [one.verdict for one in LineCheck.objects.all()] == ["tidak_siap", "siap"]


def test_what_was_left_out_is_named() -> None:
    results = {item: "baik" for item in ITEMS if item != "power"}
    with pytest.raises(Refused, match="Belum diuji: Listrik/UPS"):
        keep(results=results)
    assert keep(results=results, verdict=Verdict.NOT_READY).verdict == "tidak_siap"


def test_results_that_do_not_bear_the_verdict_are_refused() -> None:
    with pytest.raises(Refused, match="tidak mendukung"):
        keep(results=dict.fromkeys(ITEMS, "baik") | {"camera": "gagal"})
    assert not LineCheck.objects.exists()
