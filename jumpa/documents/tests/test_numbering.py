from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from jumpa.documents.models import NumberSeries
from jumpa.documents.numbering import next_number
from jumpa.documents.numbering_pattern import validate_pattern

THREADS = 8
EACH = 10


def many(give: Callable[[int], int | None]) -> list[int]:
    """The numbers that 8 threads get, 10 each; ``give`` learns its turn."""

    def work(thread: int) -> list[int]:
        try:
            given = [give(thread * EACH + turn) for turn in range(EACH)]
            return [number for number in given if number is not None]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return sorted(number for part in pool.map(work, range(THREADS)) for number in part)


class GivenUpError(Exception):
    """The release failed after it took a number."""


def take(turn: int) -> int | None:
    """Every third transaction fails after taking its number."""
    try:
        with transaction.atomic():
            number = next_number("surat-keluar", 2026)
            if turn % 3 == 0:
                raise GivenUpError
            return number
    except GivenUpError:
        return None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_threads_with_rollbacks_leave_no_gap_and_no_twin() -> None:
    numbers = many(take)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == sum(1 for turn in range(THREADS * EACH) if turn % 3)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_a_sequence_leaves_gaps() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE control_numbers")

    def from_sequence(turn: int) -> int | None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT nextval('control_numbers')")
                if turn % 3 == 0:
                    raise GivenUpError
                return int(cursor.fetchone()[0])
        except GivenUpError:
            return None

    try:
        numbers = many(from_sequence)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE control_numbers")
    assert numbers != list(range(1, len(numbers) + 1))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_reading_without_the_lock_gives_twins() -> None:
    NumberSeries.objects.create(series="control", year=2026)

    def without_lock(_turn: int) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            row = NumberSeries.objects.get(series="control", year=2026)
            cursor.execute("SELECT pg_sleep(0.01)")
            row.last += 1
            row.save(update_fields=["last"])
            return row.last

    numbers = many(without_lock)
    assert len(set(numbers)) < len(numbers)


@pytest.mark.django_db
def test_each_year_and_series_begins_at_one() -> None:
    assert [next_number("agenda", 2026), next_number("agenda", 2026)] == [1, 2]
    assert next_number("agenda", 2027) == 1
    assert next_number("surat-keluar", 2026) == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_of_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        next_number("agenda", 2026)
    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize(
    "pattern", ["{urut}/{apa}", "{klasifikasi}/{tahun}", "{urut}/{urut}", "{urut}/{tahun", "{}"]
)
def test_a_pattern_that_cannot_give_a_number_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        validate_pattern(pattern)
