"""The files, read back as a spreadsheet reads them; what they would do without protection."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jumpa.reporting import exports
from jumpa.reporting.report import Column, Kind, Row
from jumpa.reporting.tests.test_rules import FORMULAS

COLUMNS = (
    Column("event", "Kegiatan"),
    Column("count", "Jumlah", Kind.NUMBER),
    Column("day", "Tanggal", Kind.DATE),
    Column("at", "Mulai", Kind.MOMENT),
)


def make_row(**changes: Any) -> Row:
    row = {
        "event": 'Rapat; "besar"',
        "count": 12,
        "day": date(2026, 11, 24),
        "at": datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    }
    return {**row, **changes}


def read_csv(content: bytes, delimiter: str = ";") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def read_xlsx(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def is_formula(cell: str) -> bool:
    return cell.lstrip().startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


def test_a_csv_opens_in_excel_with_indonesian_settings() -> None:
    content = exports.as_csv(COLUMNS, [make_row()])
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content) == [
        ["Kegiatan", "Jumlah", "Tanggal", "Mulai"],
        ['Rapat; "besar"', "12", "2026-11-24", "2026-11-24 09:00"],
    ]


def test_an_empty_cell_is_empty() -> None:
    row = make_row(event=None, count=None, day=None, at=None)
    assert read_csv(exports.as_csv(COLUMNS, [row]))[1] == ["", "", "", ""]
    sheet = read_xlsx(exports.as_xlsx("Data", COLUMNS, [row]))
    assert [cell.value for cell in sheet[2]] == [None] * 4


def test_a_sheet_has_real_dates_and_numbers_in_the_offices_zone() -> None:
    sheet = read_xlsx(exports.as_xlsx("Data", COLUMNS, [make_row()]))
    event, count, day, at = sheet[2]
    assert (event.value, event.data_type) == ('Rapat; "besar"', "s")
    assert (count.value, count.data_type) == (12, "n")
    assert (f"{day.value:%Y-%m-%d}", day.number_format) == ("2026-11-24", "dd/mm/yyyy")
    assert (f"{at.value:%Y-%m-%d %H:%M}", at.is_date) == ("2026-11-24 09:00", True)


def test_a_sheet_keeps_its_heading_in_sight() -> None:
    sheet = read_xlsx(exports.as_xlsx("Data", COLUMNS, [make_row()]))
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:D2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 18


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    row = make_row(event=text)
    assert not is_formula(read_csv(exports.as_csv(COLUMNS, [row]))[1][0])
    cell = read_xlsx(exports.as_xlsx("Data", COLUMNS, [row]))["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_harmless_text_is_not_marked() -> None:
    cell = read_xlsx(exports.as_xlsx("Data", COLUMNS, [make_row()]))["A2"]
    assert not cell.quotePrefix


def test_a_csv_read_with_commas_has_no_formula_either() -> None:
    content = exports.as_csv(COLUMNS, [make_row(event="Rapat,=1+1,\n=2+2")])
    cells = [cell for line in read_csv(content, ",") for cell in line]
    assert not any(is_formula(cell) for cell in cells)


def test_an_error_name_stays_text() -> None:
    cell = read_xlsx(exports.as_xlsx("Data", COLUMNS, [make_row(event="#REF!")]))["A2"]
    assert (cell.value, cell.data_type) == ("#REF!", "s")


def test_without_the_protection_a_sheet_runs_the_text() -> None:
    """The control: what openpyxl makes of such a text by itself."""
    book = Workbook(write_only=True)
    book.create_sheet("Data").append(["=1+1"])
    out = BytesIO()
    book.save(out)
    assert read_xlsx(out.getvalue())["A1"].data_type == "f"


def test_without_the_protection_a_csv_runs_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both at the beginning of a cell and in its middle."""
    monkeypatch.setattr(exports, "csv_text", lambda text: text)
    content = exports.as_csv(COLUMNS, [make_row(event="=1+1"), make_row(event="Rapat,=2+2,")])
    assert is_formula(read_csv(content)[1][0])
    assert any(is_formula(cell) for line in read_csv(content, ",") for cell in line)
