"""The book of outgoing numbers as a file."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jumpa.documents.models import OutgoingNumber
from jumpa.documents.number_book import BookFilter, book, series_titles
from jumpa.documents.number_rules import NUMBERERS
from jumpa.people.models import Person
from jumpa.people.queries import offices_of
from jumpa.reporting.report import Column, Filters, Kind, Report, Row, reports

_number = partial(Column, kind=Kind.NUMBER, width=12)


class OutgoingNumbers(Report[OutgoingNumber]):
    """Every number that was given out, reserved or cancelled, for those who keep the book."""

    key = "nomor-surat"
    title = _("Nomor surat")
    columns = (
        Column("number", _("Nomor"), width=26),
        Column("series", _("Pencacah"), width=20),
        _number("year", _("Tahun")),
        _number("sequence", _("Nomor urut")),
        Column("dated", _("Tanggal surat"), kind=Kind.DATE, width=14),
        Column("subject", _("Hal"), width=44),
        Column("state", _("Keadaan")),
        Column("reason", _("Alasan"), width=44),
        Column("at", _("Dicatat"), kind=Kind.MOMENT),
        Column("by", _("Dicatat oleh"), width=28),
    )

    def records(self, person: Person, filters: Filters) -> QuerySet[OutgoingNumber]:
        """All lines of the year, or of all years; nothing for others."""
        if not offices_of(person) & set(NUMBERERS):
            return OutgoingNumber.objects.none()
        return book(BookFilter(year=filters.year))

    def rows(self, records: Sequence[OutgoingNumber]) -> Iterator[Row]:
        """One row per number."""
        titles = series_titles()
        for number in records:
            yield {
                "number": number.text,
                "series": titles.get(number.series, number.series),
                "year": number.year,
                "sequence": number.sequence,
                "dated": number.dated,
                "subject": number.subject,
                "state": number.get_state_display(),
                "reason": number.reason,
                "at": number.at,
                "by": number.by_name,
            }


reports.register(OutgoingNumbers())
