"""Numbers without a gap, per series and year."""

import re
from dataclasses import fields
from datetime import date

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.documents.access import DRAFT
from jumpa.documents.letter import letters
from jumpa.documents.models import NumberRule, NumberSeries, OutgoingNumber, Paper
from jumpa.documents.numbering_pattern import number_text

DEFAULT_SERIES = "surat-keluar"
AGENDA_SERIES = "agenda"
SUBJECT_LENGTH = 300


def next_number(series: str, year: int) -> int:
    """The next number of ``series`` in ``year``, from 1.

    The row stays locked until the caller's transaction ends, and a rollback gives the number back:
    that is what keeps it gapless. Outside of a transaction Django raises
    ``TransactionManagementError``.
    """
    return next_numbers(series, year, 1).start


def next_numbers(series: str, year: int, count: int) -> range:
    """The next ``count`` numbers, one after the other; see ``next_number``."""
    rows = NumberSeries.objects.select_for_update().filter(series=series, year=year)
    row = rows.first()
    if row is None:
        NumberSeries.objects.bulk_create(
            [NumberSeries(series=series, year=year)], ignore_conflicts=True
        )
        row = rows.get()
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return range(first, row.last + 1)


def numbered_letters() -> dict[str, str]:
    """The letters that carry an outgoing number: their titles by key."""
    return {
        letter.key: letter.title
        for letter in letters
        if "number" in {field.name for field in fields(letter.Facts)}
    }


def default_rule() -> NumberRule:
    """The rule for all letters that no other names; as we set it out until someone changes it."""
    return NumberRule.objects.filter(letters=[]).first() or NumberRule(
        series=DEFAULT_SERIES, title="Surat keluar"
    )


def rule_for(letter_key: str) -> NumberRule:
    """How letters of that kind are numbered."""
    return NumberRule.objects.filter(letters__contains=[letter_key]).first() or default_rule()


def rule_of(series: str) -> NumberRule | None:
    """The rule that counts in ``series`` now."""
    found = NumberRule.objects.filter(series=series).first()
    default = default_rule()
    return found or (default if default.series == series else None)


def written(rule: NumberRule, sequence: int, year: int) -> str:
    """The whole number, for example "500.12/7/2026"."""
    return number_text(
        rule.pattern,
        klasifikasi=rule.classification,
        urut=str(sequence),
        unit=rule.unit,
        tahun=str(year),
    )


def around(rule: NumberRule, year: int) -> tuple[str, str]:
    """What stands before and after the running number."""
    whole = number_text(
        rule.pattern,
        klasifikasi=rule.classification,
        urut="\0",
        unit=rule.unit,
        tahun=str(year),
    )
    before, _sign, after = whole.partition("\0")
    return before, after


def next_outgoing(
    letter_key: str, on: date, *, subject: str, actor: Actor, owner: str = ""
) -> OutgoingNumber:
    """Take the next number for a letter dated ``on``, in the caller's transaction.

    The year of the letter's date counts, whatever today is. ``attach`` the paper to it before the
    transaction ends. Outside of a transaction: ``TransactionManagementError``.
    """
    rule = rule_for(letter_key)
    sequence = next_number(rule.series, on.year)
    number = OutgoingNumber.objects.create(
        series=rule.series,
        year=on.year,
        sequence=sequence,
        text=written(rule, sequence, on.year),
        dated=on,
        state=OutgoingNumber.State.ISSUED,
        subject=subject[:SUBJECT_LENGTH],
        by_name=actor.person_name,
    )
    told = {"number": number.text, "kind": letter_key}
    record(actor, "documents.number.take", f"number:{number.ref}", owner=owner, after=told)
    return number


def who_has(text: str, year: int, *, but_for: str) -> str:
    """Which letter dated in ``year`` has the number ``text`` already, in words; or nothing.

    Args:
        but_for: an owner whose own papers don't count.
    """
    wanted = re.sub(r"\s*/\s*", "/", text.strip())
    line = OutgoingNumber.objects.filter(text__iexact=wanted, year=year)
    booked = line.exclude(paper__owner=but_for).first()
    if booked is not None:
        return f"{booked.text}: {booked.get_state_display()}, {booked.subject}".rstrip(", ")
    papers = Paper.objects.filter(number__iexact=wanted, issued_at__year=year)
    other = papers.exclude(owner=but_for).exclude(owner__endswith=DRAFT).first()
    return str(other or "")


def attach(number: OutgoingNumber, paper: Paper) -> None:
    """Say in the book which paper carries the number."""
    number.paper = paper
    number.save(update_fields=["paper"])
