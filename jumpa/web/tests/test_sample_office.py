"""The sample office: whole, made once, and only in sample mode."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from jumpa.core.models import AuditEntry, Holiday
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import request_status
from jumpa.people.models import Agency, Person
from jumpa.people.queries import actor_for
from jumpa.scheduling.models import Resource
from jumpa.web.sample.cast import password, players
from jumpa.workflow.models import Task

pytestmark = pytest.mark.django_db


def make_office(settings: Any, tmp_path: Any) -> str:
    settings.MEDIA_ROOT = tmp_path
    output = StringIO()
    call_command("sample_office", stdout=output)
    return output.getvalue()


@pytest.fixture
def made(settings: Any, tmp_path: Any) -> None:
    make_office(settings, tmp_path)


def test_requests_stand_at_every_station(made: None) -> None:
    assert [request_status(one) for one in ServiceRequest.objects.order_by("id")] == [
        "Selesai",
        "Terjadwal",
        "Pemeriksaan",
        "Disposisi Kepala Dinas",
        "Diterima TU",
        "Diajukan",
        "Draf",
    ]
    clashing = ServiceRequest.objects.get(has_clash=True)
    other = ServiceRequest.objects.get(event_name__startswith="Sosialisasi")
    assert other.agreed_start < clashing.start < other.agreed_end


def test_what_is_told_of_the_past_lies_in_it_and_in_order(made: None) -> None:
    closed = ServiceRequest.objects.get(run__ending="selesai")
    moments = [task.closed_at for task in closed.run.tasks.order_by("closed_at")]
    assert closed.submitted_at <= moments[0]
    assert moments[-1] < timezone.now()
    assert closed.run.tasks.get(kind="execute").closed_at > closed.agreed_end
    assert not Task.objects.filter(opened_at__gt=timezone.now()).exists()


def test_everybody_can_log_in_and_the_stand_in_stands_in(made: None) -> None:
    client = Client()
    for player in players().values():
        values = {"username": player.login, "password": password()}
        assert client.post("/masuk/", values).status_code == 302, player.name
        client.logout()
    maria = Person.objects.get(email=players()["maria"].email)
    actor = actor_for(maria, "kepala_dinas", duty="dispose")
    assert actor is not None
    assert actor.office_title == "Plh. Kepala Dinas"


def test_rooms_and_agencies_and_holidays_are_there(made: None) -> None:
    room = Resource.objects.get(name="TCM Room")
    assert (room.setup_minutes, room.teardown_minutes) == (30, 15)
    assert Resource.objects.rooms().filter(has_connection=False).count() == 1
    assert Agency.objects.count() == 23
    assert Holiday.objects.filter(day__year=timezone.localdate().year + 2).exists()


def test_a_second_start_changes_nothing(
    made: None, settings: Any, tmp_path: Any, django_assert_max_num_queries: Any
) -> None:
    Agency.objects.filter(name="Inspektorat").update(name="Inspektorat Daerah")
    Holiday.objects.first().delete()
    before = AuditEntry.objects.count(), Holiday.objects.count()
    with django_assert_max_num_queries(3):
        assert make_office(settings, tmp_path) == ""
    assert (AuditEntry.objects.count(), Holiday.objects.count()) == before
    assert not Agency.objects.filter(name="Inspektorat").exists()


def test_a_story_that_fails_leaves_nothing_half_made(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jumpa.web.sample import stories

    act = stories.act

    def break_at_the_check(ref: str, kind: str, *rest: Any) -> None:
        if kind == "check":
            raise RuntimeError("power cut")
        act(ref, kind, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(stories, "act", break_at_the_check)
        with pytest.raises(RuntimeError):
            make_office(settings, tmp_path)
    assert not ServiceRequest.objects.exists()

    make_office(settings, tmp_path)
    assert ServiceRequest.objects.count() == 7


def test_the_accounts_are_listed_with_what_to_type(made: None) -> None:
    output = StringIO()
    call_command("sample_office", accounts=True, stdout=output)
    listed = output.getvalue()
    assert password() in listed
    assert all(player.name in listed and player.login in listed for player in players().values())
    assert "Plh. Kepala Dinas" in listed


def test_production_has_no_sample(settings: Any) -> None:
    settings.SAMPLE = False
    with pytest.raises(CommandError, match="only in sample mode"):
        call_command("sample_office")
    assert not Person.objects.exists()
