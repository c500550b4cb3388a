from datetime import date, time

import pytest
from django.core.management import call_command
from django.urls import reverse

from jumpa.core.models import AuditEntry, Holiday, WorkingHours

HOURS = {
    "weekday": "0",
    "start": "08:00",
    "end": "12:00",
    "label": "Ramadan 1448 H",
    "valid_from": "2027-02-08",
    "valid_until": "2027-03-09",
}


def mark_of(client, url: str) -> str:
    return client.get(url).context["form"]["mark"].value()


def test_the_page_shows_hours_and_the_holidays_of_a_year(admin_page):
    call_command("seed_calendar", "2027")
    page = admin_page.get(reverse("kelola_kalender"), {"tahun": "2027"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "07.30–12.00 WIB" in text
    assert "Hari Raya Idul Fitri" in text
    assert "Perkiraan" in text


@pytest.mark.parametrize("year", ["abc", "-5", "99999", "9" * 5000, "٢٠٢٦", ""])
def test_a_year_that_is_none_shows_this_year(admin_page, year):
    assert admin_page.get(reverse("kelola_kalender"), {"tahun": year}).status_code == 200


@pytest.mark.parametrize(
    "name", ["kelola_kalender", "kelola_jam_tambah", "kelola_libur_tambah", "jejak"]
)
def test_nobody_else_comes_in(other_page, client, name):
    assert other_page.get(reverse(name)).status_code == 403
    assert client.get(reverse(name)).status_code == 302


def test_a_dated_exception_is_added_edited_and_removed(admin_page):
    add = reverse("kelola_jam_tambah")
    assert admin_page.post(add, {**HOURS, "mark": mark_of(admin_page, add)}).status_code == 302
    hours = WorkingHours.objects.get()
    edit = reverse("kelola_jam_ubah", args=[hours.ref])
    sent = {**HOURS, "end": "12:30", "mark": mark_of(admin_page, edit)}
    assert admin_page.post(edit, sent).status_code == 302
    hours.refresh_from_db()
    assert hours.end == time(12, 30)
    remove = reverse("kelola_jam_hapus", args=[hours.ref])
    assert admin_page.get(remove).status_code == 200
    assert admin_page.post(remove).status_code == 302
    assert admin_page.post(remove).status_code == 302
    assert admin_page.get(remove).status_code == 404
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["core.hours.add", "core.hours.edit", "core.hours.remove"]


def test_a_double_click_adds_once(admin_page):
    add = reverse("kelola_jam_tambah")
    sent = {**HOURS, "mark": mark_of(admin_page, add)}
    assert [admin_page.post(add, sent).status_code for _ in range(2)] == [302, 302]
    assert WorkingHours.objects.count() == 1


def test_a_stale_form_is_told_what_changed_and_keeps_what_was_typed(admin_page):
    hours = WorkingHours.objects.create(weekday=0, start=time(8), end=time(12))
    edit = reverse("kelola_jam_ubah", args=[hours.ref])
    mark = mark_of(admin_page, edit)
    WorkingHours.objects.update(end=time(11))
    typed = {"weekday": "0", "start": "08:00", "end": "13:00", "label": "baru"}
    answer = admin_page.post(edit, {**typed, "mark": mark})
    assert answer.status_code == 409
    assert "Selesai: 12:00:00 → 11:00:00" in answer.content.decode()
    form = answer.context["form"]
    assert form["label"].value() == "baru"
    hours.refresh_from_db()
    assert hours.end == time(11)
    again = admin_page.post(edit, {**typed, "mark": form["mark"].value()})
    assert again.status_code == 302
    hours.refresh_from_db()
    assert hours.end == time(13)


@pytest.mark.parametrize("mark", ["", "x" * 30, "<script>"])
def test_an_edit_without_a_sound_mark_counts_as_stale(admin_page, mark):
    hours = WorkingHours.objects.create(weekday=0, start=time(8), end=time(12))
    edit = reverse("kelola_jam_ubah", args=[hours.ref])
    sent = {"weekday": "0", "start": "08:00", "end": "13:00", "mark": mark}
    assert admin_page.post(edit, sent).status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": "08:00"},
        {"end": "07:00"},
        {"start": "25:00"},
        {"weekday": "7"},
        {"valid_from": "2027-02-29"},
        {"valid_until": "2027-02-07"},
        {"valid_until": ""},
        {"valid_from": ""},
        {"label": "x" * 10_000},
        {"label": "<script>alert(1)</script>"},
        {"label": "ab\u202egnp"},
        {"label": "ab\x00c"},
    ],
)
def test_wrong_hours_are_refused_with_the_form_filled(admin_page, wrong):
    answer = admin_page.post(reverse("kelola_jam_tambah"), {**HOURS, **wrong})
    assert answer.status_code == 422
    name, value = next(iter(wrong.items()))
    assert answer.context["form"][name].value() == value
    assert answer.context["form"].errors
    assert not WorkingHours.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_holiday_on_29_february_is_added_and_removed(admin_page):
    sent = {"day": "2028-02-29", "name": "Cuti bersama"}
    assert admin_page.post(reverse("kelola_libur_tambah"), sent).status_code == 302
    assert Holiday.objects.get().day == date(2028, 2, 29)
    remove = reverse("kelola_libur_hapus", args=["2028-02-29"])
    assert admin_page.get(remove).status_code == 200
    assert admin_page.post(remove).status_code == 302
    assert not Holiday.objects.exists()


def test_a_day_is_a_holiday_once(admin_page):
    Holiday.objects.create(day=date(2026, 12, 25), name="Natal")
    sent = {"day": "2026-12-25", "name": "Lain"}
    answer = admin_page.post(reverse("kelola_libur_tambah"), sent)
    assert answer.status_code == 422
    assert "sudah tercatat" in answer.content.decode()


@pytest.mark.parametrize("day", ["2026-02-30", "kemarin", "1"])
def test_a_day_that_does_not_exist_is_not_found(admin_page, day):
    assert admin_page.get(reverse("kelola_libur_hapus", args=[day])).status_code == 404
    assert admin_page.post(reverse("kelola_libur_hapus", args=[day])).status_code == 404


def test_a_holiday_at_the_end_of_time_is_a_slip(admin_page):
    sent = {"day": "9999-12-31", "name": "Akhir"}
    answer = admin_page.post(reverse("kelola_libur_tambah"), sent)
    assert answer.status_code == 422
    assert "Periksa tahunnya" in answer.content.decode()
