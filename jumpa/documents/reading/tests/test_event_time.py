"""Which of the times in a letter are the event's, and how sure that is."""

import pytest

from jumpa.documents.reading import Found
from jumpa.documents.reading.clock import find_hours
from jumpa.documents.reading.event_hours import event_hours
from jumpa.documents.reading.tests.letters import BODY, found_in, make_letter

SEVERAL = ("several_times",)


@pytest.mark.parametrize(
    ("text", "since", "until", "notes"),
    [
        ("08.00 WIB s.d. selesai (istirahat 12.00 - 13.00)", 8, None, ()),
        ("08.00 s.d. 10.00 WIB (Gladi pukul 07.00 WIB)", 8, 10, ()),
        ("08.00 - 12.00 WIB, peserta hadir pukul 07.30 WIB", 8, 12, ()),
        ("09.00 WIB (peserta hadir 15 menit sebelumnya)", 9, None, ()),
        ("07.30 WIB (registrasi), 08.00 WIB (pembukaan)", 8, None, SEVERAL),
        ("Registrasi 07.30 WIB, Acara 08.00 - 12.00 WIB", 8, 12, SEVERAL),
        ("Registrasi pukul 07.30 WIB", 7.5, None, SEVERAL),
        ("Sesi I 09.00 - 10.00, Sesi II 13.00 - 14.00 WIB", 9, 14, SEVERAL),
        ("08.00 s.d. 10.00 dan 13.00 s.d. 15.00 WIB", 8, 15, SEVERAL),
        ("08.00 Registrasi 08.30 Pembukaan 09.00 Materi", 8.5, None, SEVERAL),
        ("09.00 WIB (pembukaan), 13.00 WIB (penutupan)", 9, None, SEVERAL),
    ],
)
def test_only_the_events_own_hours_count(
    text: str, since: float, until: float | None, notes: tuple[str, ...]
) -> None:
    hours = event_hours(text, find_hours(text))
    assert hours is not None
    assert (hours.since / 60, hours.until and hours.until / 60) == (since, until)
    assert hours.notes == notes


def event(*rows: str) -> tuple[Found | None, Found | None]:
    """What is read as start and end; each row is a label and its value."""
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row.split("|"))
    pairs = f"#pairs({cells})\n"
    old = BODY[BODY.index("#pairs(") :]
    found = found_in(make_letter(body=BODY.replace(old, pairs)))
    return found.get("event_start"), found.get("event_end")


def values(*rows: str) -> tuple[str, str, str]:
    """Start, end and how sure."""
    start, end = event(*rows)
    assert start is not None
    return start.value, end.value if end else "", start.certainty


def test_begin_and_end_may_have_rows_of_their_own() -> None:
    rows = ("tanggal kegiatan|5 Maret 2026", "waktu mulai|09.00 WIB", "waktu selesai|11.30 WIB")
    assert values(*rows) == ("2026-03-05T09:00", "2026-03-05T11:30", "sure")
    rows = (
        "mulai|Kamis, 5 Maret 2026, 09.00 WIB",
        "selesai|Jumat, 6 Maret 2026, 16.00 WIB",
    )
    assert values(*rows) == ("2026-03-05T09:00", "2026-03-06T16:00", "likely")
    rows = ("tanggal mulai|5 Maret 2026", "tanggal selesai|6 Maret 2026", "jam|08.00 - 16.00")
    assert values(*rows) == ("2026-03-05T08:00", "2026-03-06T16:00", "likely")
    rows = ("hari/tanggal|Kamis, 5 Maret 2026", "jam|09.00 WIB", "berakhir|11.00 WIB")
    assert values(*rows) == ("2026-03-05T09:00", "2026-03-05T11:00", "sure")


def test_rows_in_english_are_read() -> None:
    rows = ("day/date|Thursday, March 5, 2026", "time|09:00 AM - 1:00 PM (WIB)")
    assert values(*rows) == ("2026-03-05T09:00", "2026-03-05T13:00", "sure")


def test_date_and_hour_may_share_a_cell() -> None:
    assert values("hari/tanggal/jam|Kamis, 5 Maret 2026/09.00 WIB")[0] == "2026-03-05T09:00"


def test_a_range_may_name_both_days_with_their_hours() -> None:
    row = "waktu|Senin, 9 Maret 2026 pukul 19.30 WIB s.d. Selasa, 10 Maret 2026 pukul 02.00 WIB"
    assert values(row) == ("2026-03-09T19:30", "2026-03-10T02:00", "likely")


def test_the_event_is_not_its_rehearsal() -> None:
    rows = (
        "hari, tgl uji coba|Rabu, 4 Maret 2026", "pukul|14.00 WIB",
        "hari, tgl kegiatan|Kamis, 5 Maret 2026", "pukul|09.00 WIB",
    )  # fmt: skip
    assert values(*rows) == ("2026-03-05T09:00", "", "sure")
    assert values(*rows[2:], *rows[:2]) == ("2026-03-05T09:00", "", "sure")


def test_an_evening_said_with_the_day_is_heard_in_the_next_row() -> None:
    assert values("hari/tanggal|Kamis malam, 5 Maret 2026", "pukul|7.30 WIB") == (
        "2026-03-05T19:30", "", "likely",
    )  # fmt: skip


@pytest.mark.parametrize("hours", ["02.00 WIB", "Jam 12 malam", "24.00 WIB", "jam 3"])
def test_nothing_begins_before_dawn_for_sure(hours: str) -> None:
    assert values("hari/tanggal|Kamis, 5 Maret 2026", f"pukul|{hours}")[2] == "likely"


def test_who_says_that_it_is_before_dawn_is_believed() -> None:
    rows = ("hari/tanggal|Kamis, 5 Maret 2026", "pukul|02.00 dini hari")
    assert values(*rows) == ("2026-03-05T02:00", "", "sure")
