"""Priority against priority and against a withdrawal: all runs are locked before any time."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction

from jumpa.core.errors import DomainError
from jumpa.intake.actions import withdraw_request
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.models import Reservation
from jumpa.steps.priority import Priority, give_priority
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office
from tests.races.racing import failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 6
REFS = ("barubarubaru22", "benturbentur23")


def office_with_two(office: Office, number: int) -> tuple[str, str]:
    """Two requests at step 6 for the same room, a new day each round; the first holds it."""

    start = office.event_start() + timedelta(days=number)
    first, second = (f"{ref[:-2]}{number:02}" for ref in REFS)
    swift.submit(office, first, start=start, end=start + timedelta(hours=2))
    swift.submit(
        office,
        second,
        by=office.cast.outsider,
        accepts_clash=True,
        start=start,
        end=start + timedelta(hours=2),
    )
    for ref in (first, second):
        swift.forward(office, ref, "check")
        swift.items(office, ref)
    return first, second


def displace(office: Office, ref: str, loser: str) -> Task:
    task = Task.objects.open().get(run__owner=ref, kind="check")
    return give_priority(
        task.ref,
        Priority("Rapat Forkopimda.", "Surat 1/2026", frozenset([loser])),
        person=office.cast.coordinator,
        token=swift.token(),
        stamp=task.version,
    )


def holders(refs: Sequence[str]) -> list[str]:
    rows = Reservation.objects.filter(owner__in=refs, is_offer=False, state="confirmed")
    return sorted(set(rows.values_list("owner", flat=True)))


def test_two_that_displace_each_other_never_deadlock_and_one_of_them_has_it(
    office: Office,
) -> None:
    for number in range(ROUNDS):
        first, second = office_with_two(office, number)
        pairs = [(first, second), (second, first)] * 2

        def run(thread: int, pairs: Sequence[tuple[str, str]] = pairs) -> Task:
            return displace(office, *pairs[thread])

        results = race(run, len(pairs))
        assert failures(results, DomainError, Task.DoesNotExist) == []
        assert any(isinstance(one, Task) for one in results)
        assert len(holders([first, second])) == 1
        assert (
            ServiceRequest.objects.filter(
                ref__in=(first, second), agreed_start__isnull=False
            ).count()
            == 1
        )


def test_a_displacement_and_the_losers_withdrawal_end_well_in_either_order(
    office: Office,
) -> None:
    for number in range(ROUNDS):
        first, second = office_with_two(office, number)
        runners = [
            partial(displace, office, second, first),
            partial(withdraw_request, first, reason="Batal.", person=office.cast.requester),
        ]

        def run(thread: int, runners: Sequence[partial[object]] = runners) -> object:
            return runners[thread]()

        results = race(run, 2)
        assert failures(results) == []
        assert holders([first, second]) == [second]
        assert office.status(first) == "Dibatalkan"
        assert not Reservation.objects.filter(owner=first).exists()


def test_locking_the_requests_one_after_another_would_deadlock(office: Office) -> None:
    """The control: what ``lock_requests`` is for."""
    first, second = office_with_two(office, 0)

    def run(thread: int) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '20ms'")
            for ref in (first, second) if thread % 2 else (second, first):
                lock_request(ref)

    found = [one for _ in range(25) for one in race(run, 4)]
    assert any(isinstance(one, OperationalError) for one in found)
