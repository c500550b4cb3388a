from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from procrastinate.contrib.django import app

from jumpa.core import throttle
from jumpa.core.callers import caller_address
from jumpa.core.errors import TooMany
from jumpa.core.jobs import purge_tries
from jumpa.core.models import TryCount

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_so_many_pass_and_no_more_until_the_window_ends() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [throttle.allow("a", 3, 60) for _ in range(5)] == [True] * 3 + [False] * 2
        clock.shift(59)
        assert throttle.seconds_to_wait("a", 3, 60) == 1
        clock.shift(1)
        assert throttle.allow("a", 3, 60)


def test_trying_on_does_not_lengthen_the_wait() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(50):
            throttle.allow("a", 3, 60)
        clock.shift(60)
        assert throttle.allow("a", 3, 60)


def test_each_key_has_its_own_count() -> None:
    assert not [throttle.allow("a", 1, 60) for _ in range(2)][-1]
    assert throttle.allow("b", 1, 60)


def test_what_is_over_the_limit_is_told_with_the_seconds_to_wait() -> None:
    with time_machine.travel(NOON, tick=False):
        throttle.require("a", 1, 60)
        with pytest.raises(TooMany) as caught:
            throttle.require("a", 1, 60)
    assert (caught.value.status, caught.value.wait) == (429, 60)


def test_a_try_can_be_taken_back_or_all_forgotten() -> None:
    assert throttle.allow("a", 1, 60)
    throttle.give_back("a")
    assert throttle.allow("a", 1, 60)
    throttle.forget("a")
    assert throttle.allow("a", 1, 60)
    assert not throttle.allow("a", 1, 60)


def test_the_table_names_neither_address_nor_account(settings: Any) -> None:
    throttle.allow("login-account:rina@contoh.go.id", 1, 60)
    first = TryCount.objects.get().key
    assert len(first) == 64
    assert "rina" not in first
    settings.SECRET_KEY = "another secret, with which the same key has another hash"
    throttle.allow("login-account:rina@contoh.go.id", 1, 60)
    assert TryCount.objects.count() == 2


def test_the_worker_removes_what_has_ended_and_only_that() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        throttle.allow("short", 1, 60)
        throttle.allow("long", 1, 3600)
        clock.shift(timedelta(minutes=2))
        purge_tries.func(timestamp=0)
        assert TryCount.objects.count() == 1
        assert not throttle.allow("long", 1, 3600)
    periodic = [one.task.name for one in app.periodic_registry.periodic_tasks.values()]
    assert "core.purge_tries" in periodic


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_forty_tries_at_once_exactly_the_limit_passes() -> None:
    def work(_turn: int) -> bool:
        try:
            return throttle.allow("a", 7, 600)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(40))) == 7


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_counting_in_two_statements_would_let_more_pass() -> None:
    """The control: read, then write, with what another process does in between."""
    TryCount.objects.create(key="k", count=6, until=datetime(2100, 1, 1, tzinfo=UTC))
    seen = [TryCount.objects.get(key="k") for _ in range(2)]
    for row in seen:
        row.count += 1
        row.save()
    assert TryCount.objects.get(key="k").count == 7


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "junk", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    request.META["REMOTE_ADDR"] = "192.0.2.1"
    assert caller_address(request) == expected
