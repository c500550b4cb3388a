"""Data Kegiatan: what becomes of closed requests, through the pages."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jumpa.people.models import Person
from jumpa.reporting.report import Filters, Row, all_rows, reports
from tests.flows import swift
from tests.flows.office import Office, problems

pytestmark = pytest.mark.django_db
PAGE = "/data-kegiatan/"
HELD, REFUSED, WITHDRAWN, OPEN = "a" * 14, "b" * 14, "c" * 14, "d" * 14
AULA = {"venue_name": "Aula", "venue_address": "Jalan Firdaus"}


def hold(office: Office) -> None:
    swift.to(office, "acknowledge", HELD)
    office.move(HELD, "acknowledge", "acknowledged", office.cast.coordinator, note="")


def refuse(office: Office) -> None:
    swift.to(office, "dispose_head", REFUSED, room=None, **AULA)
    values = {"reason": "tidak_sesuai", "note": "Bukan kegiatan dinas."}
    office.move(REFUSED, "dispose", "refused", office.cast.head, **values)
    swift.draft(office, REFUSED)
    swift.release(office, REFUSED)


def withdraw(office: Office, **changes: Any) -> None:
    swift.submit(office, WITHDRAWN, room=None, **AULA, **changes)
    client = office.client(office.cast.requester)
    answer = client.post(f"/permohonan/{WITHDRAWN}/batalkan/", {"reason": "Acara ditunda."})
    assert answer.status_code == 302, problems(answer)


def rows_of(person: Person, **filters: Any) -> list[Row]:
    return list(all_rows(reports["data-kegiatan"], person, Filters(**filters)))


def test_a_held_event_leaves_its_whole_row(office: Office) -> None:
    hold(office)
    (row,) = rows_of(office.cast.clerk)
    assert row["ending"] == "Selesai"
    assert row["agenda"] == f"1/{office.event_start().year}"
    assert row["agency"] == "Dinas Pendidikan dan Kebudayaan"
    assert (row["planned_start"], row["place"]) == (office.event_start(), "TCM Room")
    assert (row["layout"], row["application"]) == ("U-shape", "Zoom")
    assert (row["in_room"], row["online"], row["sites"]) == (23, 140, None)
    assert (row["operators"], row["result"]) == (office.cast.operator.name, "Lancar")
    assert (row["incidents"], row["minutes_lost"], row["reason"]) == (0, 0, "")
    assert row["actual_start"] <= row["actual_end"] <= row["closed_at"]
    assert row["reply_number"]
    assert row["standard"] == 5 + 5 + 30 + 30 + 30 + 30


def test_a_refused_request_says_why_and_by_which_letter(office: Office) -> None:
    refuse(office)
    (row,) = rows_of(office.cast.clerk)
    assert row["ending"] == "Ditolak"
    assert row["reason"] == "Data tidak sesuai: Bukan kegiatan dinas."
    assert row["reply_number"]
    assert row["actual_start"] is row["result"] is row["in_room"] is None


def test_a_withdrawn_request_says_why(office: Office) -> None:
    withdraw(office)
    (row,) = rows_of(office.cast.clerk)
    assert (row["ending"], row["reason"]) == ("Dibatalkan", "Acara ditunda.")
    assert (row["agenda"], row["reply_number"]) == ("", "")


def test_what_is_still_under_way_has_no_row(office: Office) -> None:
    office.submit(OPEN)
    assert rows_of(office.cast.clerk) == []


def test_an_agency_sees_its_own_rows_and_the_office_all(office: Office) -> None:
    withdraw(office)
    assert len(rows_of(office.cast.requester)) == 1
    assert rows_of(office.cast.outsider) == []
    for person in (office.cast.head, office.cast.operator, office.cast.administrator):
        assert len(rows_of(person)) == 1
    for address in (PAGE, f"{PAGE}unduh.csv"):
        text = office.client(office.cast.outsider).get(address).content.decode()
        assert "Rapat Koordinasi Literasi Digital" not in text


def test_the_page_narrows_and_counts(office: Office) -> None:
    withdraw(office)
    refuse(office)
    client, start = office.client(office.cast.clerk), office.event_start()
    page = client.get(PAGE, {"tahun": start.year, "bulan": start.month, "akhir": "ditolak"})
    assert [row["ending"] for _record, row, _tone in page.context["rows"]] == ["Ditolak"]
    counts = {counter.label: counter.number for counter in page.context["counters"]}
    assert counts == {"Semua": 2, "Selesai": 0, "Ditolak": 1, "Dibatalkan": 1}
    other = client.get(PAGE, {"bulan": start.month % 12 + 1})
    assert other.context["rows"] == []
    assert "Tidak ada yang cocok" in other.content.decode()


@pytest.mark.parametrize(
    "query", [{"bulan": "13"}, {"tahun": "<script>"}, {"akhir": "x"}, {"bulan": "9" * 5000}]
)
def test_a_filter_that_is_none_is_refused(office: Office, query: dict[str, str]) -> None:
    client = office.client(office.cast.clerk)
    assert client.get(PAGE, query).status_code == 422
    assert client.get(f"{PAGE}unduh.csv", query).status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_rows(office: Office) -> None:
    withdraw(office)
    client = office.client(office.cast.clerk)
    for address in (PAGE, f"{PAGE}unduh.csv"):
        client.get(address)  # the SOP version is read once per process
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    refuse(office)
    with CaptureQueriesContext(connection) as more:
        client.get(PAGE)
    assert len(more) == len(few) == 20


@pytest.mark.parametrize("attack", ["=HYPERLINK(1)", "+1", "@SUM(1)", "\uff1d1+1", "Rapat,=1,"])
def test_what_a_requester_wrote_is_no_formula_in_the_files(office: Office, attack: str) -> None:
    withdraw(office, event_name=attack)
    client = office.client(office.cast.clerk)
    answer = client.get(f"{PAGE}unduh.csv", {"tahun": office.event_start().year})
    year = office.event_start().year
    assert answer["Content-Disposition"] == f'attachment; filename="data-kegiatan-{year}.csv"'
    text = answer.content.decode("utf-8-sig")
    head, line = csv.reader(StringIO(text, newline=""), delimiter=";")
    assert line[head.index("Kegiatan")].replace("'", "") == attack
    assert "'" in line[head.index("Kegiatan")]
    sheet = load_workbook(BytesIO(client.get(f"{PAGE}unduh.xlsx").content)).active
    titles = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, titles.index("Kegiatan") + 1)
    assert (cell.value, cell.data_type) == (attack, "s")
