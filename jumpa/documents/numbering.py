"""Numbers without a gap, per series and year."""

from datetime import date

from jumpa.documents.models import NumberSeries
from jumpa.documents.numbering_pattern import number_text
from jumpa.documents.queries import office_profile

REPLY_SERIES = "surat-keluar"
AGENDA_SERIES = "agenda"


def next_number(series: str, year: int) -> int:
    """The next number of ``series`` in ``year``, from 1.

    The row stays locked until the caller's transaction ends, and a rollback gives the number back:
    that is what keeps it gapless. Outside of a transaction Django raises
    ``TransactionManagementError``.
    """
    rows = NumberSeries.objects.select_for_update().filter(series=series, year=year)
    row = rows.first()
    if row is None:
        NumberSeries.objects.bulk_create(
            [NumberSeries(series=series, year=year)], ignore_conflicts=True
        )
        row = rows.get()
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def next_reply_number(on: date) -> str:
    """The next outgoing letter's number by the office's pattern, for example "500.12/7/2026"."""
    profile = office_profile()
    return number_text(
        profile.number_pattern,
        klasifikasi=profile.classification,
        urut=str(next_number(REPLY_SERIES, on.year)),
        unit=profile.unit,
        tahun=str(on.year),
    )
