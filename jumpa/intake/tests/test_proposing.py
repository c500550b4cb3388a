"""Which proposals apply to which fields: no database, no page."""

from typing import Any

import pytest

from jumpa.intake.proposing import (
    Known,
    Proposal,
    other_sender,
    overtaken,
    proposals,
    taken,
)
from jumpa.intake.tests.readings import make_found

KNOWN = Known(
    rooms={"TCM Room": "tcmroomtcmroom", "Ruang Rapat Kominfo": "kominfokominfo"},
    lists={
        "letter_nature": {"biasa", "terbatas"},
        "urgency": {"biasa", "segera"},
        "application": {"zoom", "meet", "lain"},
    },
)


def propose(field: str, value: str = "", *, typed: dict[str, str] | None = None, **how: Any) -> Any:
    """The one proposal that the form can take, or None."""
    made = proposals([make_found(field, value, **how)], typed or {}, KNOWN)
    return made[0] if made else None


@pytest.mark.parametrize(
    ("field", "value", "fields"),
    [
        ("event_start", "2026-12-01T09:00", {"start": "2026-12-01T09:00"}),
        ("event_end", "2026-12-01T11:00", {"end": "2026-12-01T11:00"}),
        ("urgency", "segera", {"urgency": "segera"}),
        ("place", "tcm  room", {"room": "tcmroomtcmroom"}),
        ("place", "Aula SMAN 1", {"venue_name": "Aula SMAN 1", "room": ""}),
        ("application", "zoom", {"application": "zoom"}),
        ("application", "google_meet", {"application": "meet"}),
    ],
)
def test_each_value_goes_to_its_field(field: str, value: str, fields: dict[str, str]) -> None:
    assert propose(field, value).fields == fields


@pytest.mark.parametrize(("field", "value"), [("urgency", "kilat"), ("sender", "Dinas X")])
def test_what_no_field_can_take_is_not_proposed(field: str, value: str) -> None:
    assert propose(field, value) is None


def test_an_application_that_is_not_on_the_list_keeps_its_name() -> None:
    one = propose("application", "other", shown="BigBlueButton")
    assert one.fields == {"application": "lain", "application_other": "BigBlueButton"}
    not_ours = propose("application", "webex", shown="Webex Meetings")
    assert not_ours.fields["application_other"] == "Webex Meetings"


def test_only_what_is_certain_and_comes_into_an_empty_field_is_ticked() -> None:
    assert propose("letter_number").is_ticked
    assert not propose("letter_number", certainty="likely").is_ticked
    assert not propose("letter_number", typed={"letter_number": "1/2026"}).is_ticked


def test_a_place_that_only_mentions_our_room_is_proposed_but_never_ticked() -> None:
    one = propose("place", "TCM Room Dinas Kominfo Kota Singkawang")
    assert one.fields == {"room": "tcmroomtcmroom"}
    assert not one.is_ticked
    assert propose("place", "Gedung STCM Roomy").main == "venue_name"


@pytest.mark.parametrize(
    ("field", "value", "typed", "standing"),
    [
        ("letter_number", "400/12/2026", {"letter_number": "400 / 12/2026"}, "same"),
        ("letter_subject", "Permohonan", {"letter_subject": "permohonan "}, "same"),
        ("event_start", "2026-12-01T09:00", {"start": "2026-12-01T09:00:00"}, "same"),
        ("event_start", "2026-12-01T09:00", {"start": "2026-12-01T10:00"}, "other"),
        ("meeting_passcode", "AbC", {"meeting_passcode": "abc"}, "other"),
        ("place", "TCM Room", {"venue_name": "Aula"}, "other"),
        ("place", "Aula", {"room": "tcmroomtcmroom"}, "other"),
        ("place", "Aula", {"venue_name": "aula"}, "same"),
        ("place", "TCM Room", {"room": "tcmroomtcmroom"}, "same"),
        ("application", "zoom", {}, "empty"),
    ],
)
def test_what_was_typed_is_compared_as_people_would(
    field: str, value: str, typed: dict[str, str], standing: str
) -> None:
    assert propose(field, value, typed=typed).standing == standing


def offered(**typed: str) -> tuple[Proposal, ...]:
    found = [make_found("letter_number"), make_found("letter_subject")]
    return proposals(found, typed, KNOWN)


def test_what_is_typed_while_the_box_is_ticked_is_not_replaced() -> None:
    now = offered(letter_subject="Hal lain")
    keys = ["letter_number", "letter_subject"]
    assert taken(now, into_empty=keys, instead=[]) == {"letter_number": "400.3/512/Disdikbud/2026"}
    assert [one.key for one in overtaken(now, keys)] == ["letter_subject"]


def test_what_was_shown_as_different_is_replaced_when_that_is_ticked() -> None:
    now = offered(letter_subject="Hal lain")
    values = taken(now, into_empty=[], instead=["letter_subject"])
    assert values == {"letter_subject": "Permohonan video conference"}
    assert taken(now, into_empty=["tidak_ada"], instead=[]) == {}


@pytest.mark.parametrize(
    ("sender", "is_other"),
    [
        ("DINAS KESEHATAN", True),
        ("DINAS PENDIDIKAN DAN KEBUDAYAAN", False),
        ("Pemerintah Kota Singkawang Dinas Pendidikan dan Kebudayaan", False),
        ("Dinas Pendidikan", False),
    ],
)
def test_the_sender_is_another_only_if_neither_name_holds_the_other(
    sender: str, *, is_other: bool
) -> None:
    found = other_sender([make_found("sender", sender)], "Dinas Pendidikan dan Kebudayaan")
    assert (found is not None) is is_other


def test_a_letter_that_names_no_sender_is_not_suspected() -> None:
    assert other_sender([make_found("letter_number")], "Dinas Pendidikan") is None
