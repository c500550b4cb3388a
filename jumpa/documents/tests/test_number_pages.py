import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jumpa.core.ids import new_ref
from jumpa.documents import access
from jumpa.documents.actions.numbers import reserve
from jumpa.documents.models import NumberRule, OutgoingNumber, Paper
from jumpa.documents.queries import papers_of
from jumpa.documents.tests.makers import TU
from jumpa.documents.tests.test_outgoing_numbers import released
from jumpa.documents.tests.test_pages import client_of, person
from jumpa.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def reserved(count: int = 1, subject: str = "Undangan rapat") -> list[OutgoingNumber]:
    return reserve("surat-keluar", count, TODAY(), subject, TU)


def test_only_those_who_keep_the_book_see_it() -> None:
    (number,) = reserved()
    addresses = ["", "cadangkan/", f"{number.ref}/pakai/", f"{number.ref}/batal/", "unduh.csv"]
    for office, status in (("tu", 200), ("kepala_dinas", 200), ("administrator", 200)):
        client = client_of(person(f"{office} orang", office))
        assert [client.get(f"/nomor-surat/{a}").status_code for a in addresses] == [status] * 5
    outsider = client_of(person("Agus Wijaya", "tim_tcmr"))
    assert [outsider.get(f"/nomor-surat/{a}").status_code for a in addresses] == [403] * 5


def test_the_book_is_narrowed_by_year_series_state_and_words() -> None:
    first, second = reserved(2)
    released()
    client = client_of(person("Yuliana Sari", "tu"))

    def shown(query: str) -> list[str]:
        page = client.get(f"/nomor-surat/?{query}").content.decode()
        return sorted(set(re.findall(r"500\.12/\d+/\d{4}", page)))

    assert len(shown("")) == 3
    assert shown("keadaan=reserved") == sorted([first.text, second.text])
    assert shown(f"cari=undangan&tahun={first.year}") == sorted([first.text, second.text])
    assert shown("cari=tidakada") == []
    assert len(shown("pencacah=surat-keluar&keadaan=issued")) == 1
    assert shown("pencacah=surat-keluar&keadaan=cancelled") == []
    assert client.get("/nomor-surat/?tahun=abc").status_code == 422
    assert client.get("/nomor-surat/?cari=%00").status_code == 422


def test_the_book_takes_the_same_queries_however_long_it_is() -> None:
    client = client_of(person("Yuliana Sari", "tu"))
    reserved(2)
    client.get("/nomor-surat/")
    with CaptureQueriesContext(connection) as few:
        client.get("/nomor-surat/")
    reserved(40)
    with CaptureQueriesContext(connection) as many:
        client.get("/nomor-surat/")
    assert len(many) == len(few)


def test_a_clerk_reserves_uses_and_cancels() -> None:
    client = client_of(person("Yuliana Sari", "tu"))
    page = client.get("/nomor-surat/cadangkan/").content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token is not None
    form = {
        "series": "surat-keluar",
        "count": "2",
        "on": f"{TODAY():%Y-%m-%d}",
        "subject": "Undangan rapat",
        "token": token.group(1),
    }
    for _click in range(2):
        assert client.post("/nomor-surat/cadangkan/", form).status_code == 302
    first, second = OutgoingNumber.objects.order_by("sequence")
    used = {"subject": "Undangan rapat koordinasi", "on": form["on"]}
    assert client.post(f"/nomor-surat/{first.ref}/pakai/", used).status_code == 302
    empty = client.post(f"/nomor-surat/{second.ref}/batal/", {"reason": ""})
    assert empty.status_code == 422
    done = client.post(f"/nomor-surat/{second.ref}/batal/", {"reason": "Tidak jadi."})
    assert done.status_code == 302
    states = OutgoingNumber.objects.order_by("sequence").values_list("state", flat=True)
    assert list(states) == ["issued", "cancelled"]
    again = client.post(f"/nomor-surat/{second.ref}/pakai/", used)
    assert again.status_code == 409
    assert "Tidak jadi." in client.get("/nomor-surat/").content.decode()
    over = client.get(f"/nomor-surat/{second.ref}/batal/").content.decode()
    assert "sudah dibatalkan dengan alasan: Tidak jadi." in over
    assert 'name="reason"' not in over


def test_a_wrong_reservation_comes_back_filled() -> None:
    client = client_of(person("Yuliana Sari", "tu"))
    form = {"series": "surat-keluar", "count": "2", "on": "1999-01-01", "subject": "Undangan X"}
    answer = client.post("/nomor-surat/cadangkan/", form)
    assert answer.status_code == 422
    assert "Undangan X" in answer.content.decode()
    assert not OutgoingNumber.objects.exists()


def test_a_paper_is_withdrawn_only_by_who_sees_it() -> None:
    number, paper = released()
    yuliana = person("Yuliana Sari", "tu")
    address = f"/naskah/{paper.ref}/tarik/"
    assert client_of(yuliana).get(address).status_code == 404
    access.register_guard(lambda who, owner: who == yuliana and owner == "owner-1")
    assert client_of(yuliana).get(address).status_code == 200
    assert client_of(yuliana).post(address, {"reason": "Salah alamat."}).status_code == 302
    paper.refresh_from_db()
    assert paper.withdrawn_reason == "Salah alamat."
    assert OutgoingNumber.objects.get(pk=number.pk).state == "cancelled"


def listed(paper: Paper, who: Person) -> str:
    """The list of papers as it stands on a request's page."""
    return render_to_string(
        "documents/papers_list.html",
        {"papers": papers_of(paper.owner), "user": who, "back": "/permohonan/abc/"},
    )


def test_a_letter_is_taken_back_from_the_list_of_its_request_by_those_who_may() -> None:
    _number, paper = released()
    Paper.objects.filter(pk=paper.pk).update(signer_office="kepala_dinas")
    yuliana, siti = person("Yuliana Sari", "tu"), person("Siti Aminah", "subkor_ile")
    address = f"/naskah/{paper.ref}/tarik/?dari=/permohonan/abc/"
    assert address in listed(paper, yuliana)
    assert "/tarik/" not in listed(paper, siti)
    access.register_guard(lambda who, owner: who == yuliana and owner == "owner-1")
    client = client_of(yuliana)
    assert 'href="/permohonan/abc/"' in client.get(address).content.decode()
    assert client.post(address, {"reason": "Salah alamat."})["Location"] == "/permohonan/abc/"
    told = listed(paper, yuliana)
    assert "Salah alamat." in told
    assert "/tarik/" not in told


@pytest.mark.parametrize("elsewhere", ["//contoh.org/", "https://contoh.org/", "javascript:x", ""])
def test_withdrawing_leads_nowhere_else(elsewhere: str) -> None:
    _number, paper = released()
    yuliana = person("Yuliana Sari", "tu")
    access.register_guard(lambda who, owner: who == yuliana and owner == "owner-1")
    answer = client_of(yuliana).post(
        f"/naskah/{paper.ref}/tarik/?{urlencode({'dari': elsewhere})}", {"reason": "Salah."}
    )
    assert answer["Location"] == "/nomor-surat/"


def test_the_file_has_every_number_and_no_formula() -> None:
    reserved(subject="=1+1")
    client = client_of(person("Yuliana Sari", "tu"))
    answer = client.get(f"/nomor-surat/unduh.csv?tahun={TODAY().year}")
    assert answer["Content-Disposition"].endswith(f'nomor-surat-{TODAY().year}.csv"')
    text = answer.content.decode("utf-8-sig")
    assert "500.12/1/" in text
    assert '"=1+1"' not in text


def test_an_administrator_keeps_the_rules_and_sees_the_coming_number() -> None:
    client = client_of(person("Teguh Santoso", "administrator"))
    form = {
        "title": "Surat balasan",
        "series": "balasan",
        "letters": ["reply"],
        "classification": "500.12.1",
        "unit": "AI",
        "pattern": "{klasifikasi}/{urut}/{unit}/{tahun}",
    }
    assert client.post("/kelola/nomor/tambah/", form).status_code == 302
    rule = NumberRule.objects.get(series="balasan")
    assert f"500.12.1/1/AI/{TODAY().year}" in client.get("/kelola/nomor/").content.decode()
    page = client.get(f"/kelola/nomor/{rule.ref}/").content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark is not None
    changed = {**form, "unit": "AI-A", "mark": mark.group(1), "series": "lain"}
    assert client.post(f"/kelola/nomor/{rule.ref}/", changed).status_code == 302
    rule.refresh_from_db()
    assert (rule.unit, rule.series) == ("AI-A", "balasan")
    wrong = {**changed, "pattern": "{apa}"}
    assert client.post(f"/kelola/nomor/{rule.ref}/", wrong).status_code == 422
    default = NumberRule.objects.get(letters=[])
    assert client.get(f"/kelola/nomor/{default.ref}/").status_code == 200
    assert client.post(f"/kelola/nomor/{default.ref}/hapus/").status_code == 404
    assert client.post(f"/kelola/nomor/{rule.ref}/hapus/").status_code == 302
    assert not NumberRule.objects.filter(series="balasan").exists()


def test_a_clerk_does_not_change_the_rules() -> None:
    client = client_of(person("Yuliana Sari", "tu"))
    for address in ("", "tambah/"):
        assert client.get(f"/kelola/nomor/{address}").status_code == 403


def test_a_rule_without_letters_is_told_to_choose_some() -> None:
    client = client_of(person("Teguh Santoso", "administrator"))
    form = {"title": "Surat tugas", "series": "st", "classification": "800", "mark": new_ref()}
    answer = client.post("/kelola/nomor/tambah/", {**form, "pattern": "ST/{urut}/{tahun}"})
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu jenis naskah." in answer.content.decode()
    assert "Number rule" not in answer.content.decode()
