"""What the book of outgoing numbers shows."""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from jumpa.documents.models import NumberRule, NumberSeries, OutgoingNumber, SignedCopy
from jumpa.documents.numbering import default_rule, written


@dataclass(frozen=True)
class BookFilter:
    """What to narrow to; what is empty does not narrow."""

    year: int | None = None
    series: str = ""
    state: str = ""
    text: str = ""


def book(wanted: BookFilter) -> QuerySet[OutgoingNumber]:
    """The lines of the book, the latest number first within its year and series.

    Each knows whether its paper ``is_signed``.
    """
    copies = SignedCopy.objects.filter(paper=OuterRef("paper"))
    found = OutgoingNumber.objects.select_related("paper").annotate(is_signed=Exists(copies))
    found = found.defer("paper__facts", "paper__content")
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.series:
        found = found.filter(series=wanted.series)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.text:
        found = found.filter(
            Q(text__icontains=wanted.text)
            | Q(subject__icontains=wanted.text)
            | Q(reason__icontains=wanted.text)
        )
    return found


def years_in_book() -> list[int]:
    """The years of which there are numbers, the latest first."""
    return list(OutgoingNumber.objects.order_by("-year").values_list("year", flat=True).distinct())


def rules() -> list[NumberRule]:
    """All rules, that for all other letters first."""
    others = NumberRule.objects.exclude(letters=[])
    return [default_rule(), *others.order_by("title")]


def series_titles() -> dict[str, str]:
    """The titles of all series: those that count now, and those with numbers from before."""
    now = {rule.series: rule.title for rule in rules()}
    before = OutgoingNumber.objects.order_by("series").values_list("series", flat=True).distinct()
    return {**{series: series for series in before}, **now}


@dataclass(frozen=True)
class RuleRow:
    """A rule with the number that it would give next."""

    rule: NumberRule
    coming: str
    letters: tuple[str, ...] = ()


def rule_rows(year: int, titles: dict[str, str]) -> list[RuleRow]:
    """All rules with their next number in ``year``; ``titles`` of letters by key."""
    counters = NumberSeries.objects.filter(year=year).values("series").annotate(at=Max("last"))
    last = {row["series"]: row["at"] for row in counters}
    return [
        RuleRow(
            rule,
            written(rule, last.get(rule.series, 0) + 1, year),
            tuple(titles.get(key, key) for key in rule.letters),
        )
        for rule in rules()
    ]
