from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jumpa.core.access import administrator
from jumpa.core.errors import NotAllowed
from jumpa.people.backends import NipOrEmailBackend
from jumpa.people.models import Person
from jumpa.people.queries import actor_for, as_oneself, duties_of, offices_of
from jumpa.people.tests.makers import PASSWORD, make_agency, make_appointment, make_person

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def test_an_appointment_that_ended_a_minute_ago_gives_no_actor():
    person = make_person()
    make_appointment(person, "tu", end=timezone.now() - MINUTE)
    assert actor_for(person, "tu") is None
    assert offices_of(person) == frozenset()


def test_an_appointment_that_ends_in_a_minute_still_gives_one():
    person = make_person()
    make_appointment(person, "tu", end=timezone.now() + MINUTE)
    assert actor_for(person, "tu") is not None


def test_an_appointment_that_begins_in_a_minute_gives_none_yet():
    person = make_person()
    make_appointment(person, "tu", start=timezone.now() + MINUTE)
    assert actor_for(person, "tu") is None
    assert actor_for(person, "tu", at=timezone.now() + 2 * MINUTE) is not None


def test_a_stand_in_may_not_act_outside_the_scope():
    person = make_person()
    make_appointment(person, "kepala_dinas", standing="plh", scope=["dispose"])
    assert actor_for(person, "kepala_dinas", duty="release") is None
    actor = actor_for(person, "kepala_dinas", duty="dispose")
    assert actor is not None
    assert (actor.standing, actor.office_title) == ("plh", "Plh. Kepala Dinas")


def test_a_stand_in_without_a_scope_may_do_all_of_it():
    person = make_person()
    make_appointment(person, "kepala_dinas", standing="plt")
    assert actor_for(person, "kepala_dinas", duty="release") is not None


def test_a_deactivated_person_acts_for_nobody():
    assert actor_for(make_person("tu", is_active=False), "tu") is None


def test_nobody_acts_for_an_office_of_others():
    assert actor_for(make_person("tu"), ["kepala_dinas", "administrator"]) is None


def test_of_several_offices_the_one_asked_for_first_counts():
    person = make_person("tu")
    make_appointment(person, "tim_tcmr")
    actor = actor_for(person, ["tim_tcmr", "tu"])
    assert actor is not None
    assert actor.office_key == "tim_tcmr"


def test_a_holder_acts_as_the_holder_and_not_as_the_own_stand_in():
    person = make_person("tu")
    make_appointment(person, "tu", standing="plh")
    actor = actor_for(person, "tu")
    assert actor is not None
    assert actor.standing == "definitif"


def test_only_the_administrator_administers():
    assert administrator(make_person("administrator")).office_key == "administrator"
    for user in (make_person("tu"), make_person(), None, "administrator"):
        with pytest.raises(NotAllowed):
            administrator(user)


def test_whoever_holds_no_office_changes_the_own_account_as_themselves():
    person = make_person()
    assert as_oneself(person).office_key == "pribadi"
    assert as_oneself(make_person("tu")).office_key == "tu"


def test_the_database_refuses_a_second_definitive_holder_of_a_single_office():
    make_person("kepala_dinas")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("kepala_dinas")


def test_without_the_mark_of_a_single_office_the_database_would_take_both():
    make_person("kepala_dinas")
    make_appointment(make_person(), "kepala_dinas", is_exclusive=False)


def test_the_next_holder_may_begin_the_moment_the_last_one_ends():
    now = timezone.now()
    make_appointment(make_person(), "kepala_dinas", end=now)
    make_appointment(make_person(), "kepala_dinas", start=now)


def test_a_stand_in_without_a_basis_letter_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_appointment(make_person(), "tu", standing="plh", basis_number="")


def test_people_see_themselves_and_their_agency_and_the_administrator_sees_all():
    agency = make_agency()
    me = make_person("opd", agency=agency)
    colleague = make_person(agency=agency)
    make_person(agency=agency, is_active=False)
    stranger = make_person("opd")
    loner = make_person()
    assert set(Person.objects.visible_to(me)) == {me, colleague}
    assert set(Person.objects.visible_to(loner)) == {loner}
    seen = Person.objects.visible_to(make_person("administrator"))
    assert {me, colleague, stranger, loner} <= set(seen)


@pytest.mark.parametrize(
    "name",
    ["197103122005021001", " 19710312 200502 1 001 ", "evan@contoh.go.id", "EVAN@contoh.GO.ID"],
)
def test_people_log_in_by_nip_or_e_mail(name):
    person = make_person(nip="197103122005021001", email="evan@contoh.go.id")
    assert NipOrEmailBackend().authenticate(None, name, PASSWORD) == person


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("evan@contoh.go.id", "salah"),
        ("evan@contoh.go.id", ""),
        ("lain@contoh.go.id", PASSWORD),
        ("", PASSWORD),
        (None, PASSWORD),
        ("evan@contoh.go.id", None),
    ],
)
def test_wrong_names_and_passwords_do_not_log_in(name, password):
    make_person(email="evan@contoh.go.id")
    assert NipOrEmailBackend().authenticate(None, name, password) is None


def test_a_deactivated_person_does_not_log_in_and_loses_the_session():
    person = make_person(email="evan@contoh.go.id", is_active=False)
    assert NipOrEmailBackend().authenticate(None, "evan@contoh.go.id", PASSWORD) is None
    assert NipOrEmailBackend().get_user(person.pk) is None


def test_a_scope_counts_only_where_the_office_is_not_held_in_full():
    person = make_person()
    make_appointment(person, "kepala_dinas", standing="plh", scope=["dispose"])
    assert duties_of(person) == {"kepala_dinas": {"dispose"}}
    make_appointment(person, "kepala_dinas", standing="plt", scope=["release_reply"])
    assert duties_of(person) == {"kepala_dinas": {"dispose", "release_reply"}}
    make_appointment(person, "kepala_dinas", standing="plt")
    assert duties_of(person) == {"kepala_dinas": frozenset()}


def test_a_stand_in_with_a_scope_does_not_administer():
    person = make_person()
    term = make_appointment(person, "administrator", standing="plh", scope=["dispose"])
    with pytest.raises(NotAllowed):
        administrator(person)
    term.scope = []
    term.save()
    assert administrator(person).standing == "plh"
