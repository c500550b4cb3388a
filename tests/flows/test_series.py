"""A request that repeats, on the form: dates solved one by one, one request."""

from datetime import timedelta
from typing import Any

import pytest

from tests.flows.office import Office
from tests.flows.repeating import (
    REF,
    date_fields,
    other_room,
    start,
    starts,
    states,
    take,
    text_of,
    weekly,
)

pytestmark = pytest.mark.django_db


def test_all_dates_of_a_series_are_held_by_one_request(office: Office) -> None:
    office.submit(**weekly())
    assert starts(office) == [("TCM Room", start(office, week)) for week in range(3)]
    assert states() == [(False, False)] * 3
    page = office.page_of(REF, office.cast.requester)
    assert "Rangkaian jadwal (3 tanggal)" in page
    assert "Ditahan" in page


def test_an_event_that_is_held_once_has_no_rows_of_dates(office: Office) -> None:
    office.submit()
    assert office.found(REF).occurrences.count() == 0
    assert "Rangkaian jadwal" not in office.page_of(REF, office.cast.requester)


def test_the_form_shows_date_by_date_what_is_free_and_what_else_would_do(office: Office) -> None:
    room = other_room()
    take(office, 1)
    answer = office.post_request(ajukan=None, periksa="1", **weekly())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('<li class="series-date">') == 3
    assert "1 tanggal bentrok" in page
    assert "Apel besar" not in page
    key = f"tgl-{start(office, 1):%Y-%m-%d}"
    assert f'name="alternatif_tanggal" value="{key}|{room.ref}|' in page


def test_a_series_with_a_clashing_date_is_refused_and_comes_back_filled(office: Office) -> None:
    take(office, 1)
    answer = office.post_request(event_name="Rapat Mingguan", **weekly())
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Rapat Mingguan"' in page
    assert '<option value="weekly" selected>' in page
    assert "1 tanggal bentrok" in page
    assert office.holds(REF) == []


def test_a_clashing_date_is_solved_by_another_room_for_that_date_only(office: Office) -> None:
    room = other_room()
    take(office, 1)
    office.submit(**weekly(), **date_fields(office, 1, room=room.ref))
    assert starts(office) == [
        ("TCM Room", start(office)),
        ("Ruang Rapat Kominfo", start(office, 1)),
        ("TCM Room", start(office, 2)),
    ]


def test_the_alternative_of_a_date_is_taken_with_one_press(office: Office) -> None:
    room = other_room()
    take(office, 1)
    at = start(office, 1)
    alternative = "|".join(
        [f"tgl-{at:%Y-%m-%d}", room.ref, at.isoformat(), (at + timedelta(hours=2)).isoformat()]
    )
    fields = {**weekly(), **date_fields(office, 1)}
    answer = office.post_request(ajukan=None, alternatif_tanggal=alternative, **fields)
    page = answer.content.decode()
    assert "bentrok" not in page.partition('<ol class="series-dates">')[2].partition("</ol>")[0]
    assert f'<option value="{room.ref}" selected>' in page


def test_a_clashing_date_is_solved_by_another_time_or_by_leaving_it_out(office: Office) -> None:
    take(office, 1)
    take(office, 2)
    later = start(office, 1).replace(hour=13)
    moved = {
        "start": f"{later:%Y-%m-%dT%H:%M}",
        "end": f"{later + timedelta(hours=1):%Y-%m-%dT%H:%M}",
    }
    fields = {**date_fields(office, 1, **moved), **date_fields(office, 2, skip="on")}
    office.submit(**weekly(), **fields)
    assert starts(office) == [("TCM Room", start(office)), ("TCM Room", later)]
    assert states() == [(False, False), (False, False), (True, False)]
    assert "dilewatkan" in text_of(REF, "receipt")


def test_moving_the_whole_series_moves_the_dates_that_nobody_changed(office: Office) -> None:
    later = start(office).replace(hour=14)
    fields = {
        "mulai": f"{later:%Y-%m-%dT%H:%M}",
        "selesai": f"{later + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        # As the page showed them while the series still began at nine.
        **date_fields(office, 1),
    }
    office.submit(**weekly(2), **fields)
    assert [at.hour for _room, at in starts(office)] == [14, 14]


def test_a_list_of_days_is_a_series_too_and_comes_back_in_the_draft(office: Office) -> None:
    days = [f"{start(office, week):%Y-%m-%d}" for week in (2, 1)]
    fields = {"repeats": "dates", "repeat_days": days}
    office.post_request(ajukan=None, simpan="1", **fields)
    page = office.read(office.cast.requester, f"/permohonan/{REF}/isi/")
    assert f'value="{days[0]}"' in page
    assert '<option value="dates" selected>' in page
    office.submit(versi=str(office.found(REF).version), **fields)
    assert [at for _room, at in starts(office)] == [start(office, week) for week in range(3)]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"repeats": "weekly"}, "Isi sampai tanggal berapa"),
        ({"repeats": "weekly", "repeat_count": "3", "repeat_until": "2027-03-01"}, "salah satu"),
        ({"repeats": "weekly", "repeat_count": "61"}, "60"),
        ({"repeats": "monthly", "repeat_count": "14"}, "paling lama satu tahun"),
        ({"repeats": "dates"}, "sedikitnya dua tanggal"),
        ({"repeats": "dates", "repeat_days": ["kapan-kapan"]}, "bukan tanggal yang benar"),
        ({"repeats": "dates", "repeat_days": ["2026-01-05"]}, "sesudah tanggal mulai"),
    ],
)
def test_what_is_no_series_is_refused_in_words_and_holds_nothing(
    office: Office, fields: dict[str, Any], text: str
) -> None:
    answer = office.post_request(**fields)
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert office.holds(REF) == []


def test_a_series_whose_dates_are_all_left_out_is_none(office: Office) -> None:
    fields = {}
    for week in range(2):
        fields |= date_fields(office, week, skip="on")
    answer = office.post_request(**weekly(2), **fields)
    assert answer.status_code == 422
    assert "Sisakan sedikitnya satu" in answer.content.decode()


def test_two_dates_at_the_same_time_are_refused(office: Office) -> None:
    at = start(office)
    same = {
        "start": f"{at:%Y-%m-%dT%H:%M}",
        "end": f"{at + timedelta(hours=2):%Y-%m-%dT%H:%M}",
    }
    answer = office.post_request(**weekly(2), **date_fields(office, 1, **same))
    assert answer.status_code == 422
    assert "saling bersamaan" in answer.content.decode()


def test_accepting_the_clash_holds_the_free_dates_and_marks_the_other(office: Office) -> None:
    take(office, 1)
    office.submit(accepts_clash="on", **weekly())
    assert [at for _room, at in starts(office)] == [start(office), start(office, 2)]
    assert states() == [(False, False), (False, True), (False, False)]
    assert office.found(REF).has_clash
    assert "Belum tersedia" in text_of(REF, "receipt")
