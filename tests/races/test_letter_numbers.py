"""Two hundred letters go out at the same moment: their numbers have no gap and no twin."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from jumpa.documents.actions import issue_paper
from jumpa.documents.actions.numbers import withdraw_paper
from jumpa.documents.models import OutgoingNumber, Paper
from jumpa.documents.numbering import attach, next_outgoing
from jumpa.documents.tests.makers import TU, make_reply
from tests.races.racing import failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
RELEASES = 200
THREADS = 40
"""At a time; each releases five letters, one after the other."""
DAY = date(2026, 11, 24)


class GivenUpError(Exception):
    """The release failed after it took a number."""


def release(letter: int, *, fails: bool = False) -> str:
    """What the step does: number, paper and book in one transaction."""
    with transaction.atomic():
        number = next_outgoing("reply", DAY, subject=f"Surat {letter}", actor=TU)
        facts = make_reply(number=number.text, dated=DAY)
        attach(number, issue_paper("reply", facts, owner=f"surat-{letter}", actor=TU))
        if fails:
            raise GivenUpError
        return number.text


def at_once(one: Callable[[int], object]) -> list[object]:
    """``one(0)`` to ``one(199)``, forty at a time."""
    each = RELEASES // THREADS

    def runner(thread: int) -> list[object]:
        return [one(thread * each + turn) for turn in range(each)]

    results: list[object] = []
    for found in race(runner, THREADS):
        results += found if isinstance(found, list) else [found]
    return results


def in_the_book() -> list[int]:
    return list(OutgoingNumber.objects.order_by("sequence").values_list("sequence", flat=True))


def test_200_parallel_releases_have_200_contiguous_numbers() -> None:
    results = at_once(release)
    assert failures(results) == []
    assert set(results) == {f"500.12/{number}/2026" for number in range(1, RELEASES + 1)}
    assert in_the_book() == list(range(1, RELEASES + 1))
    assert Paper.objects.count() == RELEASES
    assert all(
        line.paper.number == line.text for line in OutgoingNumber.objects.all() if line.paper
    )


def test_releases_that_fail_leave_no_gap() -> None:
    def some_fail(letter: int) -> str:
        try:
            return release(letter, fails=letter % 3 == 0)
        except GivenUpError:
            return ""

    results = at_once(some_fail)
    assert failures(results) == []
    went_out = sum(1 for letter in range(RELEASES) if letter % 3)
    assert in_the_book() == list(range(1, went_out + 1))
    assert Paper.objects.count() == went_out


def test_a_cancelled_number_is_not_given_out_again() -> None:
    def release_and_cancel(letter: int) -> str:
        text = release(letter)
        if letter % 10 == 0:
            withdraw_paper(Paper.objects.get(number=text).ref, "Salah alamat.", TU)
        return text

    results = at_once(release_and_cancel)
    assert failures(results) == []
    assert len(set(results)) == RELEASES
    cancelled = OutgoingNumber.objects.filter(state="cancelled").count()
    assert (in_the_book(), cancelled) == (list(range(1, RELEASES + 1)), RELEASES // 10)


def test_control_numbers_from_a_count_come_twice() -> None:
    """Counting the letters and adding one: on a table of its own, and on ours, which refuses."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counted (number integer)")

    def from_count(_letter: int) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) + 1 FROM counted")
            (number,) = cursor.fetchone()
            cursor.execute("INSERT INTO counted VALUES (%s)", [number])
            return int(number)

    try:
        numbers = at_once(from_count)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE counted")
    assert failures(numbers) == []
    assert len(set(numbers)) < RELEASES


def test_control_the_book_itself_refuses_a_number_twice() -> None:
    release(1)
    line = OutgoingNumber.objects.get()
    with pytest.raises(IntegrityError):
        OutgoingNumber.objects.create(
            series=line.series,
            year=line.year,
            sequence=line.sequence,
            text="lain",
            dated=DAY,
            state="issued",
            by_name="",
        )
