import pytest
from django.urls import reverse

from jumpa.core.models import AuditEntry
from jumpa.people.models import Agency
from jumpa.people.tests.conftest import page_of
from jumpa.people.tests.makers import make_agency

NEW = {
    "name": "Dinas Perhubungan",
    "short_name": "Dishub",
    "kind": "opd",
    "address": "Jalan Contoh 1",
    "phone": "(0562) 631000",
    "email": "dishub@contoh.go.id",
}


def mark_of(client, url: str) -> str:
    return client.get(url).context["form"]["mark"].value()


ADDRESSES = [
    "kelola_instansi",
    "kelola_instansi_tambah",
    "kelola_instansi_impor",
    "kelola_instansi_contoh",
    "kelola_orang",
    "kelola_orang_tambah",
    "kelola_jabatan",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_only_the_administrator_comes_in(cast, client, name):
    assert client.get(reverse(name)).status_code == 302
    for person in (cast.clerk, cast.head, cast.requester):
        assert page_of(person).get(reverse(name)).status_code == 403
    assert page_of(cast.administrator).get(reverse(name)).status_code == 200


def test_an_agency_is_added_and_found(admin_page):
    add = reverse("kelola_instansi_tambah")
    answer = admin_page.post(add, {**NEW, "mark": mark_of(admin_page, add)})
    assert answer.status_code == 302
    page = admin_page.get(reverse("kelola_instansi"), {"cari": "dishub"})
    assert [agency.name for agency in page.context["page"]] == ["Dinas Perhubungan"]
    entry = AuditEntry.objects.get()
    assert entry.verb == "people.agency.add"
    assert entry.office_key == "administrator"
    assert entry.after["short_name"] == "Dishub"


def test_a_double_click_adds_one_agency(admin_page):
    add = reverse("kelola_instansi_tambah")
    sent = {**NEW, "mark": mark_of(admin_page, add)}
    assert [admin_page.post(add, sent).status_code for _ in range(2)] == [302, 302]
    assert Agency.objects.filter(name=NEW["name"]).count() == 1
    assert AuditEntry.objects.count() == 1


def test_a_form_saved_before_with_other_values_is_told_and_may_be_sent_again(admin_page):
    add = reverse("kelola_instansi_tambah")
    mark = mark_of(admin_page, add)
    admin_page.post(add, {**NEW, "mark": mark})
    answer = admin_page.post(add, {**NEW, "name": "Dinas Lain", "mark": mark})
    assert answer.status_code == 409
    again = {**NEW, "name": "Dinas Lain", "mark": answer.context["form"]["mark"].value()}
    assert admin_page.post(add, again).status_code == 302
    assert Agency.objects.filter(name="Dinas Lain").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": "<script>alert(1)</script>"},
        {"name": "Dinas \u202eabc"},
        {"name": "Dinas Pendidikan dan Kebudayaan"},
        {"phone": "hubungi Rina"},
        {"phone": "12345"},
        {"email": "bukan pos-el"},
        {"email": "a@b"},
        {"kind": "kerajaan"},
    ],
)
def test_wrong_data_is_refused_with_the_form_filled(admin_page, wrong):
    before = Agency.objects.count()
    answer = admin_page.post(reverse("kelola_instansi_tambah"), {**NEW, **wrong})
    assert answer.status_code == 422
    name, value = next(iter(wrong.items()))
    assert answer.context["form"].errors[name]
    assert answer.context["form"][name].value() == value
    assert "<script>alert" not in answer.content.decode()
    assert (Agency.objects.count(), AuditEntry.objects.count()) == (before, 0)


def test_a_name_in_letters_from_right_to_left_is_a_name(admin_page):
    sent = {**NEW, "name": "مدرسة سينغكاوانغ"}
    assert admin_page.post(reverse("kelola_instansi_tambah"), sent).status_code == 302
    text = admin_page.get(reverse("kelola_instansi")).content.decode()
    assert "<bdi>مدرسة سينغكاوانغ</bdi>" in text


def test_a_stale_form_is_told_what_changed(admin_page):
    agency = make_agency(**NEW)
    edit = reverse("kelola_instansi_ubah", args=[agency.ref])
    mark = mark_of(admin_page, edit)
    Agency.objects.filter(pk=agency.pk).update(phone="(0562) 632000")
    answer = admin_page.post(edit, {**NEW, "short_name": "Hub", "mark": mark})
    assert answer.status_code == 409
    assert "(0562) 631000 → (0562) 632000" in answer.content.decode()
    agency.refresh_from_db()
    assert agency.short_name == "Dishub"


def test_a_replayed_edit_is_no_stale_edit(admin_page):
    agency = make_agency(**NEW)
    edit = reverse("kelola_instansi_ubah", args=[agency.ref])
    sent = {**NEW, "short_name": "Hub", "mark": mark_of(admin_page, edit)}
    assert [admin_page.post(edit, sent).status_code for _ in range(2)] == [302, 302]
    entry = AuditEntry.objects.get()
    assert entry.before == {"short_name": "Dishub"}
    assert entry.after == {"short_name": "Hub", "about": "Dinas Perhubungan"}


def test_an_agency_is_switched_off_and_on(admin_page):
    agency = make_agency()
    off = reverse("kelola_instansi_nonaktifkan", args=[agency.ref])
    assert admin_page.get(off).status_code == 200
    assert [admin_page.post(off).status_code for _ in range(2)] == [302, 302]
    agency.refresh_from_db()
    assert not agency.is_active
    assert (
        admin_page.post(reverse("kelola_instansi_aktifkan", args=[agency.ref])).status_code == 302
    )
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["people.agency.deactivate", "people.agency.activate"]


def test_an_agency_that_does_not_exist_is_not_found(admin_page):
    assert admin_page.get(reverse("kelola_instansi_ubah", args=["x" * 14])).status_code == 404


@pytest.mark.parametrize("text", ["%", "'", "\x00", "x" * 5000])
def test_any_search_is_an_answer(admin_page, text):
    assert admin_page.get(reverse("kelola_instansi"), {"cari": text}).status_code == 200
    assert admin_page.get(reverse("kelola_orang"), {"cari": text}).status_code == 200


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    admin_page, django_assert_max_num_queries
):
    for _ in range(60):
        make_agency()
    with django_assert_max_num_queries(8):
        page = admin_page.get(reverse("kelola_instansi"))
    assert len(page.context["page"].object_list) == 50
