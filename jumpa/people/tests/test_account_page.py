import pytest
from django.urls import reverse

from jumpa.core.errors import NotAllowed
from jumpa.core.models import AuditEntry
from jumpa.people.actions import account as actions
from jumpa.people.models import Person
from jumpa.people.queries import as_oneself
from jumpa.people.tests.conftest import page_of
from jumpa.people.tests.makers import PASSWORD

NEW_PASSWORD = "sebuah-sandi-yang-baru"


@pytest.fixture
def page(cast):
    return page_of(cast.clerk)


def send(page, **changes):
    form = page.get(reverse("akun")).context["form"]
    kept = {name: form[name].value() for name in ("phone", "email", "mark")}
    return page.post(reverse("akun"), {**kept, **changes})


def test_everyone_has_an_account_page_with_their_offices(cast):
    for person in (cast.requester, cast.stand_in, cast.administrator):
        text = page_of(person).get(reverse("akun")).content.decode()
        assert person.name in text
    assert "Plh. Kepala Dinas" in page_of(cast.stand_in).get(reverse("akun")).content.decode()


def test_a_new_phone_number_needs_no_password(page, cast):
    assert send(page, phone="0812 5700 9999").status_code == 302
    cast.clerk.refresh_from_db()
    assert cast.clerk.phone == "0812 5700 9999"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.office_key) == ("people.account.edit", "tu")


def test_a_new_e_mail_address_needs_the_password(page, cast):
    new = "yuliana.sari@contoh.go.id"
    refused = send(page, email=new)
    assert refused.status_code == 422
    assert refused.context["form"].errors["password"]
    assert send(page, email=new, password="salah").status_code == 422
    assert send(page, email=new.upper(), password=PASSWORD).status_code == 302
    cast.clerk.refresh_from_db()
    assert cast.clerk.email == new


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "hubungi saya"},
        {"phone": "9" * 10_000},
        {"email": "bukan pos-el"},
        {"email": ""},
        {"email": "TEGUH@kominfo.contoh.go.id"},
    ],
)
def test_wrong_data_is_refused_with_the_form_filled(page, cast, wrong):
    answer = send(page, password=PASSWORD, **wrong)
    assert answer.status_code == 422
    name, value = next(iter(wrong.items()))
    assert answer.context["form"].errors[name]
    assert answer.context["form"][name].value() == value
    assert PASSWORD not in answer.content.decode()
    before = cast.clerk.email
    cast.clerk.refresh_from_db()
    assert cast.clerk.email == before


def test_nothing_else_of_oneself_can_be_changed_here(page, cast):
    assert send(page, name="Orang Lain", is_active="", nip="1").status_code == 302
    cast.clerk.refresh_from_db()
    assert cast.clerk.name == "Yuliana Sari, A.Md."


def change_password(page, **changes):
    form = {
        "old_password": PASSWORD,
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
        **changes,
    }
    return page.post(reverse("akun_kata_sandi"), form)


def test_a_new_password_keeps_this_session_and_ends_the_others(page, cast):
    elsewhere = page_of(cast.clerk)
    assert page.get(reverse("akun_kata_sandi")).status_code == 200
    assert change_password(page).status_code == 302
    assert page.get(reverse("akun")).status_code == 200
    assert elsewhere.get(reverse("akun")).status_code == 302
    assert Person.objects.get(pk=cast.clerk.pk).check_password(NEW_PASSWORD)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.before) == ("people.account.change_password", None)
    assert entry.after == {"about": "Yuliana Sari, A.Md."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"old_password": "salah"},
        {"new_password2": "lain"},
        {"new_password1": "pendek", "new_password2": "pendek"},
        {"new_password1": "password", "new_password2": "password"},
    ],
)
def test_a_password_that_will_not_do_is_refused(page, cast, wrong):
    assert change_password(page, **wrong).status_code == 422
    assert Person.objects.get(pk=cast.clerk.pk).check_password(PASSWORD)


def test_nobody_changes_the_account_of_another(cast):
    with pytest.raises(NotAllowed):
        actions.change_contact(
            cast.head, {"phone": "0562 1"}, seen={}, actor=as_oneself(cast.administrator)
        )
    with pytest.raises(NotAllowed):
        actions.change_password(cast.head, NEW_PASSWORD, actor=as_oneself(cast.clerk))
