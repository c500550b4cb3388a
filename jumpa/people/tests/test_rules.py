from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumpa.people.rules import appointment_state, is_nip, is_phone, nip_digits, nip_doubts

TODAY = date(2026, 11, 24)


def test_a_nip_is_read_however_it_is_grouped():
    assert nip_digits(" 19710312 200502 1 001 ") == "197103122005021001"
    assert nip_digits("19710312.200502-1.001") == "197103122005021001"


@pytest.mark.parametrize("text", ["", "1", "19710312200502100", "1971031220050210011", "x" * 18])
def test_a_nip_has_eighteen_digits(text):
    assert not is_nip(text)


def test_digits_of_other_scripts_are_no_nip():
    assert is_nip("197103122005021001")
    assert not is_nip("١٩٧١٠٣١٢٢٠٠٥٠٢١٠٠١")


@pytest.mark.parametrize(
    ("nip", "doubts"),
    [
        ("197103122005021001", ()),
        ("200002292023212001", ()),
        ("199902292023211001", ("birth",)),
        ("197113122005021001", ("birth",)),
        ("202503122026021001", ("birth", "service")),
        ("187103122005021001", ("birth",)),
        ("197103121980021001", ("service",)),
        ("197103122030021001", ("service",)),
        ("197103122005001001", ("service",)),
        ("197103122005023001", ("sex",)),
        ("000000000000000000", ("birth", "service", "sex")),
    ],
)
def test_a_nip_with_an_unlikely_part_is_doubted(nip, doubts):
    assert nip_doubts(nip, TODAY) == doubts


@given(st.text("0123456789", min_size=18, max_size=18))
def test_no_eighteen_digits_break_the_check(nip):
    assert set(nip_doubts(nip, TODAY)) <= {"birth", "service", "sex"}


@pytest.mark.parametrize(
    "text", ["081257001001", "0812 5700 1001", "+62 812-5700-1001", "(0562) 631000", "0562.631000"]
)
def test_phone_numbers_are_taken_as_people_write_them(text):
    assert is_phone(text)


@pytest.mark.parametrize(
    "text",
    ["1234567", "1234567890123456", "hubungi Rina", "0812+5700", "++62812570010", "", "--------"],
)
def test_what_nobody_can_dial_is_no_phone_number(text):
    assert not is_phone(text)


def test_an_appointment_holds_from_its_start_up_to_its_end():
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    end = start + timedelta(hours=1)
    minute = timedelta(minutes=1)
    assert appointment_state(start, end, start - minute) == "coming"
    assert appointment_state(start, end, start) == "current"
    assert appointment_state(start, end, end - minute) == "current"
    assert appointment_state(start, end, end) == "past"
    assert appointment_state(start, None, end) == "current"
