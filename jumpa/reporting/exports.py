"""A report as a file. Text of others never becomes a formula in it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO

from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from jumpa.reporting.report import Cell, Column, Kind, Row
from jumpa.reporting.rules import csv_text, one_line, starts_a_formula

_FORMATS = {Kind.NUMBER: "#,##0", Kind.DATE: "dd/mm/yyyy", Kind.MOMENT: "dd/mm/yyyy hh:mm"}
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """UTF-8 with its mark, semicolons, dates as 2026-11-24 and moments in the office's zone.

    With Indonesian regional settings Excel splits at semicolons, since the comma is the decimal
    sign; without the mark it takes UTF-8 for the Windows code page; ISO dates it reads everywhere.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([csv_text(str(column.title)) for column in columns])
    writer.writerows([_plain(row[column.key]) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Cell) -> str | int:
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, int) else csv_text(value or "")


def as_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """One sheet with real dates and numbers; its first row and two columns stay in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.append([_head(sheet, str(column.title)) for column in columns])
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, column, row[column.key]) for column in columns])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: WriteOnlyWorksheet, title: str) -> WrittenCell:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _WRAPPED
    return cell


def _cell(sheet: WriteOnlyWorksheet, column: Column, value: Cell) -> WrittenCell:
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, datetime):
        value = localtime(value).replace(tzinfo=None)  # a sheet knows no zones
    elif isinstance(value, date):
        value = datetime.combine(value, time())
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = _FORMATS.get(column.kind, "General")
    return cell


def _text(sheet: WriteOnlyWorksheet, text: str) -> WrittenCell:
    """A string and nothing else: openpyxl makes a formula of what begins with an equals sign."""
    cell = WriteOnlyCell(sheet, one_line(text))
    cell.data_type = "s"
    if starts_a_formula(text):
        cell.quotePrefix = True  # else it turns into a formula when someone edits the cell
    return cell
