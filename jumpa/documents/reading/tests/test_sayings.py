"""When an event is, as clerks, police, schools, temples and ministries write it in a form."""

from datetime import date

import pytest

from jumpa.documents.reading.saying import Saying, say
from jumpa.documents.reading.text import Passage, Word, line_of

LETTER = date(2026, 2, 20)
THURSDAY = "Kamis, 5 Maret 2026"


def cell(text: str) -> Passage:
    """The text as words of a cell."""
    line = line_of(
        Word(word, (60.0 * at, 0, 60.0 * at + 50, 10), 1) for at, word in enumerate(text.split())
    )
    assert line is not None
    return Passage(line.words)


def said(day: str, hours: str) -> Saying | None:
    """What two cells say, or one when ``hours`` is empty."""
    where = cell(day)
    return say(where, cell(hours) if hours else where, zone="wib", near=LETTER)


def shown(saying: Saying | None) -> tuple[str, str]:
    """Day and hour of start and end."""
    assert saying is not None
    return f"{saying.start:%d %H.%M}", f"{saying.end:%d %H.%M}" if saying.end else ""


@pytest.mark.parametrize(
    ("day", "hours", "start", "end"),
    [
        ("Senin/02 Maret 2026", "Pkl. 08.30 Wib - selesai", "02 08.30", ""),
        ("Senin tgl 2 Maret 2026", "Jam : 08.30 Wib", "02 08.30", ""),
        (THURSDAY, "Pukul 13.00 WIB (setelah makan siang)", "05 13.00", ""),
        (THURSDAY, "Bakda Isya (19.30 WIB)", "05 19.30", ""),
        (THURSDAY, "09.00 WIB / 10.00 WITA / 11.00 WIT", "05 09.00", ""),
        (THURSDAY, "Pagi, pukul 09.00 WIB", "05 09.00", ""),
        (THURSDAY, "09.00 WIB s.d. 12.00 WIB/selesai", "05 09.00", "05 12.00"),
        (THURSDAY, "Mulai pukul 09.00 WIB s.d. pukul 12.00 WIB", "05 09.00", "05 12.00"),
        (THURSDAY, "pukul : 09.00 Wib s/d : 11.00 Wib", "05 09.00", "05 11.00"),
        (THURSDAY, "Pukul 09.00 WIB (join 08.45 WIB)", "05 09.00", ""),
        (THURSDAY, "09.00 - 10.30 WIB (90 menit)", "05 09.00", "05 10.30"),
        (THURSDAY, "2 jam pelajaran mulai 07.30 WIB", "05 07.30", ""),
        (THURSDAY, "PUKUL 0900 WIB", "05 09.00", ""),
        (THURSDAY, "jam 20.00 Wib s/d 06.00 Wib", "05 20.00", "06 06.00"),
        (THURSDAY, "pukul 23.00 WIB s.d. pukul 04.00 WIB", "05 23.00", "06 04.00"),
        (THURSDAY, "07.15 - 09.30 WIB (Jam ke-1 s.d. 3)", "05 07.15", "05 09.30"),
        (THURSDAY, "Jam ke 1-2 (07.00 - 08.20)", "05 07.00", "05 08.20"),
        ("Selasa malam, 3 Maret 2026 (Cap Go Meh)", "Pukul 6.30 sore s/d selesai", "03 18.30", ""),
        ("Selasa, 3 Maret 2026 / Imlek 2577", "Jam 7 malam", "03 19.00", ""),
        (THURSDAY, "Jam 6 petang - 10 malam", "05 18.00", "05 22.00"),
        (THURSDAY, "jam 6 sore - jam 9", "05 18.00", "05 21.00"),
        (THURSDAY, "jam 8 mlm", "05 20.00", ""),
        (THURSDAY, "Pukul 18.00 - 24.00 WIB", "05 18.00", "06 00.00"),
        (THURSDAY, "12.30 - 2.30 siang", "05 12.30", "05 14.30"),
        (THURSDAY, "09.00 - 12.00 WIB (Registrasi mulai pukul 08.30)", "05 09.00", "05 12.00"),
        (THURSDAY, "Jam 09.00 s/d 12.00 Wib (Cek sound 08.00)", "05 09.00", "05 12.00"),
        (THURSDAY, "13.30 s.d. 15.30 WIB atau 14.30 s.d. 16.30 WITA", "05 13.30", "05 15.30"),
        (THURSDAY, "10.00 - 12.00 (UTC+7)", "05 10.00", "05 12.00"),
        (THURSDAY, "10.00 GMT+8", "05 09.00", ""),
        (THURSDAY, "09.00 Waktu Indonesia Barat (WIB)", "05 09.00", ""),
        (f"{THURSDAY} (09.00 WIB)", "", "05 09.00", ""),
        (f"{THURSDAY} (semula Selasa, 3 Maret 2026)", "10.00 WIB", "05 10.00", ""),
        (THURSDAY, "10.00 WIB (semula 09.00 WIB)", "05 10.00", ""),
        ("5/3/2026 9:00", "", "05 09.00", ""),
        ("Senin 2 Maret - Rabu 4 Maret 2026", "09.00 - 11.00", "02 09.00", "04 11.00"),
    ],
)
def test_what_is_clear_has_no_doubt(day: str, hours: str, start: str, end: str) -> None:
    saying = said(day, hours)
    assert shown(saying) == (start, end)
    assert saying is not None
    assert set(saying.hours.notes) <= {"zone_converted"}
    assert saying.dates.notes == ()


@pytest.mark.parametrize(
    ("day", "hours", "start", "note"),
    [
        (
            THURSDAY,
            "09.00-11.00 dan dilanjutkan pukul 13.00-15.00 WIB",
            "05 09.00",
            "several_times",
        ),
        (THURSDAY, "antara pukul 09.00 dan 11.00 WIB", "05 09.00", "several_times"),
        (THURSDAY, "08.00 s.d. 09.30 (Sesi 1) dan 10.00 s.d. 11.30", "05 08.00", "several_times"),
        (THURSDAY, "Gel. I 08.00-10.00; Gel. II 10.30-12.30", "05 08.00", "several_times"),
        (THURSDAY, "09.00 WIB: Registrasi, 10.00 WIB: Acara", "05 10.00", "several_times"),
        (THURSDAY, "sekira pukul 10.00 Wib", "05 10.00", "hour_doubtful"),
        (THURSDAY, "08.00 waktu setempat", "05 08.00", "hour_doubtful"),
        (THURSDAY, "pukul 09.00 waktu Kuching", "05 09.00", "hour_doubtful"),
        (THURSDAY, "09.00 SGT", "05 09.00", "hour_doubtful"),
        (THURSDAY, "00.00 WIB", "05 00.00", "hour_doubtful"),
        (THURSDAY, "05.30 WIB", "05 05.30", "hour_doubtful"),
        (THURSDAY, "09.00 WIB (WIT menyesuaikan)", "05 09.00", "tentative"),
        (THURSDAY, "10.00 WIB (menunggu jadwal Presiden)", "05 10.00", "tentative"),
        (f"{THURSDAY} (tentatif)", "09.00 WIB", "05 09.00", "tentative"),
        (THURSDAY, "09.00 WIB - 10.00 WITA", "05 09.00", "conflict"),
    ],
)
def test_what_leaves_a_doubt_says_which(day: str, hours: str, start: str, note: str) -> None:
    saying = said(day, hours)
    assert shown(saying)[0] == start
    assert saying is not None
    assert note in saying.hours.notes


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (THURSDAY, "Ba'da Dzuhur"),
        (THURSDAY, "Menyusul"),
        (THURSDAY, "24 Jam"),
        ("Minggu ke-2 Maret 2026", "09.00 WIB"),
        ("Paling lambat Kamis, 5 Maret 2026", "16.00 WIB"),
        ("Jadwal terlampir", "09.00 WIB"),
    ],
)
def test_what_says_no_time_of_an_event_gives_none(day: str, hours: str) -> None:
    assert said(day, hours) is None


def test_each_of_several_days_keeps_its_own_hours() -> None:
    saying = said(f"{THURSDAY} pukul 08.00 WIB dan Jumat, 6 Maret 2026 pukul 13.00-15.00 WIB", "")
    assert shown(saying) == ("05 08.00", "")
    assert saying is not None
    assert len(saying.dates.days) == 2


def test_what_comes_again_each_week_has_several_days() -> None:
    saying = said("Setiap Senin mulai 2 Maret 2026", "09.00 WIB")
    assert shown(saying) == ("02 09.00", "")
    assert saying is not None
    assert saying.dates.notes == ("several_dates",)
