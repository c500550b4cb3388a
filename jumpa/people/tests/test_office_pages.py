from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jumpa.core.errors import Conflict, NotAllowed, Refused
from jumpa.core.models import AuditEntry
from jumpa.people.actions import appointments as actions
from jumpa.people.models import Appointment, Office
from jumpa.people.queries import actor_for
from jumpa.people.tests.conftest import page_of
from jumpa.people.tests.makers import make_appointment, make_office, make_person

HOUR = timedelta(hours=1)


def form_of(person, **changes) -> dict[str, object]:
    start = timezone.localtime(timezone.now() - HOUR).strftime("%Y-%m-%dT%H:%M")
    return {"person": person.pk, "standing": "definitif", "start": start, "end": "", **changes}


STAND_IN = {"standing": "plh", "basis_number": "800/7/2026", "basis_date": "2026-11-20"}


def add(client, key: str, form):
    url = reverse("kelola_jabatan_tambah", args=[key])
    mark = client.get(url).context["form"]["mark"].value()
    return client.post(url, {**form, "mark": mark})


def test_every_office_shows_who_holds_it_now(admin_page, django_assert_max_num_queries):
    make_appointment(make_person(name="Mantan Kepala"), "tu", end=timezone.now() - HOUR)
    with django_assert_max_num_queries(8):
        text = admin_page.get(reverse("kelola_jabatan")).content.decode()
    assert "Drs. Hendra Gunawan, M.Si." in text
    assert "Pelaksana harian" in text
    assert "Mantan Kepala" not in text


def test_the_page_of_an_office_tells_present_coming_and_past(admin_page):
    make_appointment(make_person(name="Mantan"), "tu", end=timezone.now() - HOUR)
    make_appointment(make_person(name="Calon"), "tu", start=timezone.now() + HOUR)
    terms = admin_page.get(reverse("kelola_jabatan_satu", args=["tu"])).context["terms"]
    assert [term.person.name for term in terms.past] == ["Mantan"]
    assert [term.person.name for term in terms.coming] == ["Calon"]
    assert [term.person.name for term in terms.current] == ["Yuliana Sari, A.Md."]


def test_a_new_title_is_printed_from_now_on_and_the_trail_keeps_the_old_one(admin_page, cast):
    url = reverse("kelola_jabatan_nama", args=["subkor_ile"])
    mark = admin_page.get(url).context["form"]["mark"].value()
    assert admin_page.post(url, {"title": "Ketua Tim ILE", "mark": mark}).status_code == 302
    actor = actor_for(cast.coordinator, "subkor_ile")
    assert actor is not None
    assert actor.office_title == "Ketua Tim ILE"
    assert AuditEntry.objects.get().before == {"title": "SUBKOR ILE"}
    assert admin_page.post(url, {"title": "", "mark": mark}).status_code == 422


def test_a_stand_in_is_added_with_basis_and_scope(admin_page, duties):
    person = make_person()
    answer = add(admin_page, "kepala_dinas", form_of(person, scope=["dispose"], **STAND_IN))
    assert answer.status_code == 302
    actor = actor_for(person, "kepala_dinas", duty="dispose")
    assert actor is not None
    assert actor.office_title == "Plh. Kepala Dinas"
    assert actor_for(person, "kepala_dinas", duty="release") is None
    entry = AuditEntry.objects.get()
    assert entry.verb == "people.appointment.add"
    assert entry.after["basis_number"] == "800/7/2026"


def test_a_double_click_appoints_once(admin_page):
    person = make_person()
    url = reverse("kelola_jabatan_tambah", args=["tu"])
    mark = admin_page.get(url).context["form"]["mark"].value()
    form = {**form_of(person), "mark": mark}
    assert [admin_page.post(url, form).status_code for _ in range(2)] == [302, 302]
    assert Appointment.objects.filter(person=person).count() == 1


def test_a_second_definitive_holder_is_a_conflict_that_names_the_first(admin_page):
    answer = add(admin_page, "kepala_dinas", form_of(make_person()))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Kepala Dinas sudah dipegang Drs. Hendra Gunawan, M.Si." in text
    assert "tanpa batas akhir" in text
    assert Appointment.objects.filter(office__key="kepala_dinas").count() == 2


def test_the_conflict_tells_until_when_the_other_holds_it(admin):
    office = make_office("kabid_aptika")
    Appointment.objects.filter(office=office).update(end=timezone.now() + HOUR)
    new = Appointment(office=office, person=make_person(), start=timezone.now())
    with pytest.raises(Conflict) as conflict:
        actions.appoint(new, actor=admin)
    assert "sampai" in conflict.value.holders[0]


def test_after_the_first_has_ended_the_second_may_hold_it(admin_page, cast):
    term = Appointment.objects.get(office__key="kepala_dinas", standing="definitif")
    assert (
        admin_page.post(reverse("kelola_masa_jabatan_akhiri", args=[term.ref])).status_code == 302
    )
    start = timezone.localtime(timezone.now() + timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    answer = add(admin_page, "kepala_dinas", form_of(make_person(), start=start))
    assert answer.status_code == 302


def test_an_office_of_many_takes_many(admin_page):
    assert add(admin_page, "tim_tcmr", form_of(make_person())).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": ""}, "person"),
        ({"person": "999999"}, "person"),
        ({"start": ""}, "start"),
        ({"start": "2026-02-29T08:00"}, "start"),
        ({"start": "2026-02-28T25:00"}, "start"),
        ({"end": "2020-01-01T08:00"}, "end"),
        ({"standing": "raja"}, "standing"),
        ({"standing": "plh"}, "basis_number"),
        ({**STAND_IN, "basis_date": ""}, "basis_date"),
        ({**STAND_IN, "basis_number": "x" * 10_000}, "basis_number"),
        ({**STAND_IN, "basis_number": "<b>7</b>"}, "basis_number"),
        ({**STAND_IN, "scope": ["menyapu"]}, "scope"),
        ({"scope": ["dispose"]}, "scope"),
    ],
)
def test_a_wrong_appointment_is_refused_with_the_form_filled(admin_page, duties, changes, field):
    before = Appointment.objects.count()
    answer = add(admin_page, "tu", {**form_of(make_person()), **changes})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert (Appointment.objects.count(), AuditEntry.objects.count()) == (before, 0)


def test_a_holder_of_an_agency_bound_office_needs_an_agency(admin_page):
    answer = add(admin_page, "opd", form_of(make_person()))
    assert answer.status_code == 422
    assert "belum terdaftar pada suatu instansi" in answer.content.decode()


def test_nobody_holds_the_same_office_twice_at_a_time(admin_page, cast):
    answer = add(admin_page, "tu", form_of(cast.clerk, **STAND_IN))
    assert answer.status_code == 422
    assert "sudah memegang jabatan ini" in answer.content.decode()


def test_an_inactive_person_is_not_appointed(admin):
    person = make_person(is_active=False)
    with pytest.raises(Refused, match="tidak aktif"):
        actions.appoint(
            Appointment(office=make_office("tu"), person=person, start=timezone.now()), actor=admin
        )


def test_whose_appointment_is_ended_may_not_act_from_that_moment(admin_page, cast):
    assert actor_for(cast.clerk, "tu") is not None
    url = reverse("kelola_masa_jabatan_akhiri", args=[cast.clerk.appointments.get().ref])
    assert admin_page.get(url).status_code == 200
    assert [admin_page.post(url).status_code for _ in range(2)] == [302, 302]
    assert actor_for(cast.clerk, "tu") is None
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.before) == ("people.appointment.end", {"end": None})
    trail = admin_page.get(reverse("jejak")).content.decode()
    assert "Mengakhiri masa jabatan" in trail
    assert "Yuliana Sari, A.Md. · TU" in trail


def test_an_appointment_that_lies_ahead_is_taken_back(admin_page):
    term = make_appointment(make_person(), "tu", start=timezone.now() + HOUR)
    url = reverse("kelola_masa_jabatan_akhiri", args=[term.ref])
    assert "tidak jadi" in admin_page.get(url).content.decode()
    assert [admin_page.post(url).status_code for _ in range(2)] == [302, 302]
    assert not Appointment.objects.filter(pk=term.pk).exists()
    assert AuditEntry.objects.get().verb == "people.appointment.take_back"


def test_an_appointment_is_corrected_and_a_stale_form_is_told(admin_page, duties):
    term = make_appointment(make_person(), "tu", standing="plh", scope=["dispose"])
    url = reverse("kelola_masa_jabatan", args=[term.ref])
    page = admin_page.get(url)
    assert "checked" in page.content.decode()
    form = {
        **form_of(term.person, **STAND_IN),
        "scope": [],
        "mark": page.context["form"]["mark"].value(),
    }
    assert admin_page.post(url, form).status_code == 302
    term.refresh_from_db()
    assert (term.basis_number, term.scope) == ("800/7/2026", [])
    stale = admin_page.post(url, {**form, "basis_number": "800/8/2026"})
    assert stale.status_code == 409


def test_a_correction_meets_the_same_conflict(admin_page):
    term = Appointment.objects.get(office__key="kepala_dinas", standing="plh")
    url = reverse("kelola_masa_jabatan", args=[term.ref])
    mark = admin_page.get(url).context["form"]["mark"].value()
    answer = admin_page.post(url, {**form_of(term.person), "mark": mark})
    assert answer.status_code == 409
    assert "Hendra" in answer.content.decode()


def test_the_last_administrator_cannot_end_the_own_appointment(admin_page, cast):
    term = cast.administrator.appointments.get()
    url = reverse("kelola_masa_jabatan_akhiri", args=[term.ref])
    assert admin_page.post(url).status_code == 422
    edit = reverse("kelola_masa_jabatan", args=[term.ref])
    mark = admin_page.get(edit).context["form"]["mark"].value()
    ended = {"start": "2020-01-01T08:00", "end": "2020-01-02T08:00", "mark": mark}
    assert admin_page.post(edit, {**form_of(cast.administrator), **ended}).status_code == 422
    assert actor_for(cast.administrator, "administrator") is not None
    make_person("administrator")
    assert admin_page.post(url).status_code == 302
    assert admin_page.get(reverse("kelola_jabatan")).status_code == 403


def test_nobody_else_appoints(cast, clerk):
    office = Office.objects.get(key="tu")
    term = cast.head.appointments.get()
    with pytest.raises(NotAllowed):
        actions.appoint(
            Appointment(office=office, person=cast.head, start=timezone.now()), actor=clerk
        )
    with pytest.raises(NotAllowed):
        actions.end_appointment(term, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.correct_appointment(term, {"end": timezone.now()}, seen={}, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.rename_office(office, "X", seen={}, actor=clerk)


def test_the_pages_are_closed_to_others(cast):
    term = cast.head.appointments.get()
    urls = [
        reverse("kelola_jabatan_satu", args=["tu"]),
        reverse("kelola_jabatan_nama", args=["tu"]),
        reverse("kelola_jabatan_tambah", args=["tu"]),
        reverse("kelola_masa_jabatan", args=[term.ref]),
        reverse("kelola_masa_jabatan_akhiri", args=[term.ref]),
    ]
    page = page_of(cast.stand_in)
    assert [page.get(url).status_code for url in urls] == [403] * len(urls)
    assert page.post(urls[-1]).status_code == 403
    assert actor_for(cast.head, "kepala_dinas") is not None


def test_an_appointment_of_another_millennium_is_a_slip(cast):
    sent = {"person": cast.head.pk, "standing": "definitif", "start": "0001-01-01T00:00"}
    answer = page_of(cast.administrator).post(
        reverse("kelola_jabatan_tambah", args=["kepala_dinas"]), sent
    )
    assert answer.status_code == 422
    assert "Periksa tahunnya" in answer.content.decode()
