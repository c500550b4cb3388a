import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jumpa.core.errors import NotAllowed, Refused
from jumpa.core.models import AuditEntry
from jumpa.people.actions.import_agencies import import_agencies
from jumpa.people.agency_csv import CsvRow, read_agencies
from jumpa.people.import_plan import plan_import
from jumpa.people.models import Agency
from jumpa.people.tests.makers import make_agency

FILE = """nama;jenis;telepon
Dinas Kesehatan dan Keluarga Berencana;opd;0562 631111
dinas pendidikan dan  kebudayaan;;
Universitas Contoh;Perguruan Tinggi;
"""


def upload(client, text: str):
    file = SimpleUploadedFile("instansi.csv", text.encode(), "text/csv")
    return client.post(reverse("kelola_instansi_impor"), {"file": file})


def confirm(client, preview):
    sealed = preview.context["sealed"]
    return client.post(reverse("kelola_instansi_terapkan"), {"rencana": sealed})


def by_line(plan) -> dict[int, str]:
    return {row.line: row.verdict for row in plan.rows}


def test_the_preview_tells_new_changed_and_unchanged_and_saves_nothing(admin_page):
    Agency.objects.filter(short_name="Disdikbud").update(name="Dinas Pendidikan dan Kebudayaan")
    preview = upload(admin_page, FILE)
    assert preview.status_code == 200
    assert by_line(preview.context["plan"]) == {2: "changed", 3: "changed", 4: "new"}
    text = re.sub(r"<[^>]+>", "", preview.content.decode())
    assert "Telepon: (kosong) → 0562 631111" in text
    assert "1 baru · 2 diubah · 0 tetap · 0 salah" in text
    assert not Agency.objects.filter(name="Universitas Contoh").exists()
    assert not AuditEntry.objects.exists()


def test_confirming_does_what_the_preview_said(admin_page):
    assert confirm(admin_page, upload(admin_page, FILE)).status_code == 302
    campus = Agency.objects.get(name="Universitas Contoh")
    assert campus.kind == "kampus"
    health = Agency.objects.get(short_name="Dinkes KB")
    assert health.phone == "0562 631111"
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["people.agency.edit", "people.agency.edit", "people.agency.add"]


def test_confirming_twice_changes_nothing_the_second_time(admin_page):
    preview = upload(admin_page, FILE)
    assert [confirm(admin_page, preview).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.count() == 3


def test_a_file_that_says_what_is_there_needs_no_confirmation(admin_page):
    confirm(admin_page, upload(admin_page, FILE))
    again = upload(admin_page, FILE)
    assert set(by_line(again.context["plan"]).values()) == {"same"}
    assert "Terapkan" not in again.content.decode()


def test_a_preview_that_went_stale_is_told_and_shown_anew(admin_page):
    preview = upload(admin_page, FILE)
    make_agency("Universitas Contoh", kind="lain")
    answer = confirm(admin_page, preview)
    assert answer.status_code == 409
    assert "berubah sejak pratinjau" in answer.content.decode()
    assert by_line(answer.context["plan"])[4] == "changed"
    assert not AuditEntry.objects.exists()
    assert confirm(admin_page, answer).status_code == 302
    assert Agency.objects.get(name="Universitas Contoh").kind == "kampus"


def test_one_faulty_row_holds_the_whole_file_back(admin_page):
    preview = upload(admin_page, FILE + "Dinas Baru;kerajaan;\n")
    assert preview.status_code == 422
    assert by_line(preview.context["plan"])[5] == "faulty"
    assert "Terapkan" not in preview.content.decode()
    assert preview.context["sealed"] == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";opd;0562 631111", "kosong|harus diisi"),
        ("Dinas X;kerajaan;", "Jenis tidak dikenal"),
        ("Dinas X;opd;hubungi Rina", "nomor telepon"),
        (f"{'x' * 10_000};opd;", "200"),
        ("<script>alert(1)</script>;opd;", "Tanda &lt; dan &gt;"),
        ("Dinas \u202eX;opd;", "tanda tersembunyi"),
        ("universitas  CONTOH;opd;", "baris 4"),
        ("Dinas X;opd;1;2", "4 kolom"),
    ],
)
def test_a_faulty_row_is_told_with_its_line_and_reason(admin_page, row, reason):
    preview = upload(admin_page, FILE + row + "\n")
    assert preview.status_code == 422
    faulty = [found for found in preview.context["plan"].rows if found.verdict == "faulty"]
    assert [found.line for found in faulty] == [5]
    assert re.search(reason, preview.content.decode())
    assert "<script>alert" not in preview.content.decode()


def test_columns_that_the_file_lacks_stay_as_they_are(admin_page):
    make_agency("Dinas Sosial", short_name="Dinsos", phone="0562 631000")
    confirm(admin_page, upload(admin_page, "nama;alamat\nDinas Sosial;Jalan Baru\n"))
    agency = Agency.objects.get(name="Dinas Sosial")
    assert (agency.short_name, agency.phone, agency.address) == (
        "Dinsos",
        "0562 631000",
        "Jalan Baru",
    )


@pytest.mark.parametrize("text", ["", "Dinas A;B\n", "nama\n"])
def test_a_file_that_cannot_be_read_is_said_at_its_field(admin_page, text):
    answer = upload(admin_page, text)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_no_file_at_all_is_said_too(admin_page):
    assert admin_page.post(reverse("kelola_instansi_impor")).status_code == 422


@pytest.mark.parametrize("sealed", ["", "abc", "abc:def:ghi"])
def test_a_plan_that_we_did_not_seal_is_not_carried_out(admin_page, sealed):
    answer = admin_page.post(reverse("kelola_instansi_terapkan"), {"rencana": sealed})
    assert answer.status_code == 302
    assert not AuditEntry.objects.exists()


def test_the_template_can_be_downloaded(admin_page):
    answer = admin_page.get(reverse("kelola_instansi_contoh"))
    assert answer["Content-Disposition"] == 'attachment; filename="instansi.csv"'
    assert "nama;singkatan" in answer.content.decode("utf-8-sig")


def test_only_the_administrator_imports(clerk):
    rows = read_agencies(FILE.encode()).rows
    plan = plan_import(rows, Agency.objects.all())
    with pytest.raises(NotAllowed):
        import_agencies(rows, fingerprint=plan.fingerprint, actor=clerk)


def test_the_action_itself_refuses_a_faulty_row(admin):
    rows = [CsvRow(2, {"name": ""})]
    plan = plan_import(rows, [])
    with pytest.raises(Refused):
        import_agencies(rows, fingerprint=plan.fingerprint, actor=admin)


def test_a_preview_takes_the_same_few_queries_for_any_number_of_rows(
    admin_page, django_assert_max_num_queries
):
    text = "nama\n" + "".join(f"Dinas Nomor {number}\n" for number in range(200))
    with django_assert_max_num_queries(8):
        upload(admin_page, text)
