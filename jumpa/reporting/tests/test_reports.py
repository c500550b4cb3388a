"""What every report keeps to, whichever it is."""

from typing import Any

import pytest

from jumpa.reporting.report import Report, reports


@pytest.mark.parametrize("key", sorted(reports.keys()))
def test_columns_are_told_apart(key: str) -> None:
    report: Report[Any] = reports[key]
    assert len({column.key for column in report.columns}) == len(report.columns)
    assert len({str(column.title) for column in report.columns}) == len(report.columns)
