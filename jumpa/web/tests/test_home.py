from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.people.tests.cast import Cast, make_cast
from jumpa.people.tests.makers import make_appointment
from jumpa.web.gallery import inbox


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return make_cast()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[inbox.Inbox]:
    """The inbox that everybody gets: put another in its place to change it."""
    given = [inbox.EMPTY]

    def fake(person: Person, now: datetime) -> inbox.Inbox:
        return given[0]

    monkeypatch.setattr("jumpa.web.views.home.inbox", fake)
    return given


def _home(client: Client, person: Person) -> str:
    client.force_login(person)
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_inbox_says_that_nothing_waits(
    client: Client, cast: Cast, shown: list[inbox.Inbox]
) -> None:
    page = _home(client, cast.clerk)
    assert "Tidak ada yang menunggu Anda" in page
    assert 'id="terlambat"' not in page
    assert "Permohonan saya" not in page


def test_a_requester_without_requests_is_shown_the_way_to_the_first(
    client: Client, cast: Cast, shown: list[inbox.Inbox]
) -> None:
    page = _home(client, cast.requester)
    assert "Belum ada permohonan" in page


def test_late_tasks_come_first_and_say_so_in_words(
    client: Client, cast: Cast, shown: list[inbox.Inbox]
) -> None:
    shown[0] = inbox.full(timezone.now())
    page = _home(client, cast.coordinator)
    order = [page.index(f'id="{part}"') for part in ("terlambat", "menunggu", "berikutnya")]
    assert order == sorted(order)
    late = page[order[0] : order[1]]
    assert "Literasi Digital" in late
    assert "Terlambat" in late.partition("</h2>")[2]


def test_everybody_sees_as_whom_they_act(
    client: Client, cast: Cast, shown: list[inbox.Inbox]
) -> None:
    make_appointment(cast.stand_in, "tim_tcmr")
    page = _home(client, cast.stand_in)
    assert "Plh. Kepala Dinas" in page
    assert "pejabat pengganti" in page
    assert "Tim TCMR" in page
    assert "Dinas Pendidikan dan Kebudayaan" in _home(client, cast.requester)


def test_the_frame_of_a_page_costs_few_queries(
    client: Client,
    cast: Cast,
    shown: list[inbox.Inbox],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.clerk)
    # Session, person, appointments.
    with django_assert_num_queries(3):
        client.get("/")


def _draft(person: Person, **changes: Any) -> ServiceRequest:
    return ServiceRequest.objects.create(
        agency_id=person.agency_id, created_by=person, created_at=timezone.now(), **changes
    )


def test_a_requester_sees_their_own_requests_and_no_other_agencys(
    client: Client, cast: Cast, shown: list[inbox.Inbox]
) -> None:
    mine = _draft(cast.requester, event_name="Rapat <b>Literasi</b>")
    _draft(cast.outsider, event_name="Rapat Dinas Kesehatan")
    page = _home(client, cast.requester)
    assert "Rapat &lt;b&gt;Literasi&lt;/b&gt;" in page
    assert "Waktu belum diisi" in page
    assert "Draf" in page
    assert f"/permohonan/{mine.ref}/isi/" in page
    assert "Rapat Dinas Kesehatan" not in page


def test_more_requests_cost_no_more_queries(
    client: Client,
    cast: Cast,
    shown: list[inbox.Inbox],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.requester)
    for _number in range(3):
        _draft(cast.requester)
        # Session, person, appointments, the offices that decide what is seen, requests, agency;
        # and what gave way to a priority, with the offices again.
        with django_assert_num_queries(8):
            client.get("/")


def test_the_sample_says_so_on_every_page_and_the_real_office_never(
    client: Client, cast: Cast, shown: list[inbox.Inbox], settings: Settings
) -> None:
    assert "bukan data sungguhan" in _home(client, cast.clerk)
    settings.SAMPLE = False
    assert "bukan data sungguhan" not in _home(client, cast.clerk)


def test_the_style_page_exists_only_in_the_sample(
    client: Client, cast: Cast, settings: Settings
) -> None:
    client.force_login(cast.administrator)
    assert client.get("/gaya/").status_code == 200
    settings.SAMPLE = False
    assert client.get("/gaya/").status_code == 404
