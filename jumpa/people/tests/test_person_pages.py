import pytest
from django.urls import reverse

from jumpa.core.errors import NotAllowed
from jumpa.core.models import AuditEntry
from jumpa.people.actions import persons as actions
from jumpa.people.backends import NipOrEmailBackend
from jumpa.people.models import Person
from jumpa.people.tests.conftest import page_of
from jumpa.people.tests.makers import PASSWORD, make_person

NEW = {
    "name": "Evan Contoh, S.Kom.",
    "nip": "19710312 200502 1 001",
    "email": "Evan@Contoh.go.id",
    "phone": "0812 5700 1001",
    "rank": "Pembina (IV/a)",
    "agency": "",
}


def mark_of(client, url: str) -> str:
    return client.get(url).context["form"]["mark"].value()


def test_a_person_is_added_and_logs_in_with_the_password_shown_once(admin_page):
    add = reverse("kelola_orang_tambah")
    sent = {**NEW, "mark": mark_of(admin_page, add)}
    answer = admin_page.post(add, sent)
    password = answer.context["password"]
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert password in answer.content.decode()
    person = NipOrEmailBackend().authenticate(None, "197103122005021001", password)
    assert person is not None
    assert person.email == "evan@contoh.go.id"
    again = admin_page.post(add, sent)
    assert again.status_code == 302
    assert Person.objects.filter(nip="197103122005021001").count() == 1
    entry = AuditEntry.objects.get()
    assert entry.verb == "people.person.add"
    assert password not in str(entry.after)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, ""),
        ({"name": "x" * 10_000}, "200"),
        ({"name": "<script>alert(1)</script>"}, "Tanda < dan >"),
        ({"name": "Evan \u202enavE"}, "tersembunyi"),
        ({"nip": "1971"}, "18 angka; yang Anda tulis 4"),
        ({"nip": "19710312200502100A"}, "18 angka"),
        ({"nip": "1" * 10_000}, "40"),
        ({"nip": "198811112014021011"}, "NIP ini sudah dipakai"),
        ({"email": "TEGUH@kominfo.contoh.go.id"}, "Pos-el ini sudah dipakai"),
        ({"email": "evan"}, ""),
        ({"email": ""}, ""),
        ({"phone": "telepon saja"}, "8 sampai 15 angka"),
        ({"agency": "999999"}, ""),
    ],
)
def test_wrong_data_is_refused_with_the_form_filled(admin_page, wrong, reason):
    before = Person.objects.count()
    answer = admin_page.post(reverse("kelola_orang_tambah"), {**NEW, **wrong})
    assert answer.status_code == 422
    name, value = next(iter(wrong.items()))
    assert reason in " ".join(answer.context["form"].errors[name])
    assert answer.context["form"][name].value() == value
    assert answer.context["form"]["rank"].value() == NEW["rank"]
    assert (Person.objects.count(), AuditEntry.objects.count()) == (before, 0)


def test_an_unlikely_nip_is_saved_and_doubted_aloud(admin_page):
    sent = {**NEW, "nip": "197113122005021001"}
    answer = admin_page.post(reverse("kelola_orang_tambah"), sent)
    assert "Tanggal lahir dalam NIP tidak lazim" in answer.content.decode()
    assert Person.objects.filter(nip="197113122005021001").exists()


def test_many_may_have_no_nip(admin_page):
    for number in range(2):
        sent = {**NEW, "nip": "", "email": f"tanpa{number}@contoh.go.id"}
        assert admin_page.post(reverse("kelola_orang_tambah"), sent).status_code == 200
    assert Person.objects.filter(nip__isnull=True).count() == 2


def test_a_person_is_edited_and_a_stale_form_is_told(admin_page):
    person = make_person(name="Evan", email="evan@contoh.go.id")
    edit = reverse("kelola_orang_ubah", args=[person.ref])
    mark = mark_of(admin_page, edit)
    assert admin_page.post(edit, {**NEW, "mark": mark}).status_code == 302
    answer = admin_page.post(edit, {**NEW, "rank": "lain", "mark": mark})
    assert answer.status_code == 409
    assert "Evan → Evan Contoh, S.Kom." in answer.content.decode()
    person.refresh_from_db()
    assert person.rank == "Pembina (IV/a)"


def test_a_reset_password_ends_the_sessions_and_lets_in_with_the_new_one(admin_page):
    person = make_person("tu")
    their_page = page_of(person)
    reset = reverse("kelola_orang_kata_sandi", args=[person.ref])
    assert admin_page.get(reset).status_code == 200
    assert their_page.get(reverse("akun")).status_code == 200
    password = admin_page.post(reset).context["password"]
    assert their_page.get(reverse("akun")).status_code == 302
    assert NipOrEmailBackend().authenticate(None, person.email, PASSWORD) is None
    assert NipOrEmailBackend().authenticate(None, person.email, password) == person
    assert AuditEntry.objects.get().verb == "people.person.reset_password"


def test_a_deactivated_person_is_out_at_once_and_may_come_back(admin_page):
    person = make_person("tu")
    their_page = page_of(person)
    off = reverse("kelola_orang_nonaktifkan", args=[person.ref])
    assert admin_page.get(off).status_code == 200
    assert admin_page.post(off).status_code == 302
    assert their_page.get(reverse("akun")).status_code == 302
    assert admin_page.post(reverse("kelola_orang_aktifkan", args=[person.ref])).status_code == 302
    assert Person.objects.get(pk=person.pk).is_active


def test_the_last_administrator_cannot_be_switched_off(admin_page, cast):
    off = reverse("kelola_orang_nonaktifkan", args=[cast.administrator.ref])
    assert admin_page.post(off).status_code == 422
    assert Person.objects.get(pk=cast.administrator.pk).is_active
    make_person("administrator")
    assert admin_page.post(off).status_code == 302
    assert not Person.objects.get(pk=cast.administrator.pk).is_active


def test_nobody_else_keeps_persons(cast, clerk):
    with pytest.raises(NotAllowed):
        actions.add_person(Person(name="X", email="x@contoh.go.id"), actor=clerk)
    with pytest.raises(NotAllowed):
        actions.edit_person(cast.head, {"name": "X"}, seen={}, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.reset_password(cast.head, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.set_person_active(cast.head, False, actor=clerk)


@pytest.mark.parametrize("name", ["ubah", "kata_sandi", "aktifkan", "nonaktifkan"])
def test_the_pages_of_a_person_are_closed_to_others(cast, name):
    url = reverse(f"kelola_orang_{name}", args=[cast.head.ref])
    for method in ("get", "post"):
        assert getattr(page_of(cast.clerk), method)(url).status_code == 403
    assert AuditEntry.objects.count() == 0


def test_the_list_shows_offices_and_finds_by_agency(admin_page, django_assert_max_num_queries):
    for _ in range(60):
        make_person("opd")
    with django_assert_max_num_queries(9):
        page = admin_page.get(reverse("kelola_orang"), {"cari": "Dinas Pendidikan"})
    assert [person.name for person in page.context["page"]] == ["Rina Marlina, S.Pd."]
    assert "OPD/Pengguna" in page.content.decode()
    with django_assert_max_num_queries(9):
        assert len(admin_page.get(reverse("kelola_orang")).context["page"].object_list) == 50
