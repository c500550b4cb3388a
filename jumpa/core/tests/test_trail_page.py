from datetime import UTC, datetime

import pytest
from django.urls import reverse

from jumpa.core.audit import record
from jumpa.core.models import AuditEntry

URL = "jejak"


@pytest.fixture
def trail(db, administrator, clerk):
    record(
        administrator,
        "core.holiday.add",
        "holiday:2026-12-25",
        after={"day": "2026-12-25", "name": "<b>Natal</b>", "is_estimate": True, "tags": []},
    )
    record(
        clerk,
        "intake.receive",
        "request:abc",
        owner="r-2026-1",
        before={"note": "lama", "at": "2026-11-24T02:00:00+00:00"},
        after={"note": "baru", "scope": ["a", "b"], "more": {"x": 1}, "zeit": "2026-13-01"},
    )


def test_entries_are_read_in_words(admin_page, trail):
    text = admin_page.get(reverse(URL)).content.decode()
    assert "Menambah hari libur" in text
    assert "Jumat, 25 Desember 2026" in text
    assert "Selasa, 24 November 2026, 09.00" in text
    assert "Ya" in text
    assert "(kosong)" in text
    assert "a, b" in text
    assert "2026-13-01" in text
    assert "&lt;b&gt;Natal&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"oleh": "yuliana"}, 1),
        ({"oleh": "administrator"}, 1),
        ({"oleh": "tidak ada"}, 0),
        ({"perbuatan": "intake.receive"}, 1),
        ({"milik": "r-2026-1"}, 1),
        ({"milik": "2026-12-25"}, 1),
        ({"dari": "2099-01-01"}, 0),
        ({"sampai": "2000-01-01"}, 0),
    ],
)
def test_the_trail_is_narrowed(admin_page, trail, query, count):
    assert len(admin_page.get(reverse(URL), query).context["rows"]) == count


def test_a_day_of_the_filter_is_a_day_of_the_office(admin_page, clerk, monkeypatch):
    # 17.30 UTC on the 23rd is half past midnight on the 24th in WIB.
    field = AuditEntry._meta.get_field("at")
    monkeypatch.setattr(field, "_get_default", lambda: datetime(2026, 11, 23, 17, 30, tzinfo=UTC))
    record(clerk, "core.test", "x:1")
    day = {"dari": "2026-11-24", "sampai": "2026-11-24"}
    assert len(admin_page.get(reverse(URL), day).context["rows"]) == 1
    before = {"dari": "2026-11-23", "sampai": "2026-11-23"}
    assert len(admin_page.get(reverse(URL), before).context["rows"]) == 0


def test_a_wrong_date_is_said_and_shows_the_form_filled(admin_page, trail):
    answer = admin_page.get(reverse(URL), {"dari": "31-02-2026"})
    assert answer.status_code == 422
    assert answer.context["form"]["dari"].value() == "31-02-2026"


def test_the_last_page_stands_in_for_one_that_is_not_there(admin_page, clerk):
    for number in range(60):
        record(clerk, "core.test", f"x:{number}")
    page = admin_page.get(reverse(URL), {"halaman": "999", "oleh": "yuli"})
    assert len(page.context["rows"]) == 10
    assert "oleh=yuli&amp;halaman=1" in page.content.decode()


def test_the_number_of_queries_does_not_grow(admin_page, clerk, django_assert_max_num_queries):
    for number in range(50):
        record(clerk, "core.test", f"x:{number}")
    with django_assert_max_num_queries(8):
        admin_page.get(reverse(URL))


def test_the_trail_can_only_be_read(admin_page, trail):
    assert admin_page.post(reverse(URL), {"verb": "x"}).status_code == 405


def test_a_day_at_the_end_of_time_is_refused_and_does_not_narrow(admin_page, trail):
    answer = admin_page.get(reverse(URL), {"sampai": "9999-12-31"})
    assert answer.status_code == 422
    assert len(answer.context["rows"]) == 2
