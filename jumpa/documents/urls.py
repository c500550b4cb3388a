from django.urls import path

from jumpa.documents.views import (
    batches,
    files,
    number_rules,
    numbers,
    office,
    previews,
    verification,
    wordings,
)

urlpatterns = [
    path("berkas/<slug:ref>/", files.stored_file, name="berkas"),
    path("berkas/<slug:ref>/halaman/", previews.pages, name="berkas_halaman"),
    path("berkas/<slug:ref>/halaman/<int:number>/", previews.page, name="berkas_gambar"),
    path("naskah/<slug:ref>/", files.paper, name="naskah"),
    path("periksa/", verification.ask, name="periksa_kode"),
    path("periksa/<slug:token>/", verification.verify, name="periksa"),
    path("kelompok/<slug:ref>/", batches.batch_page, name="kelompok"),
    path("kelompok/<slug:ref>/lanjut/", batches.batch_resume, name="kelompok_lanjut"),
    path("kelola/kop/", office.office, name="kelola_kop"),
    path("kelola/kop/contoh/", office.specimen, name="kelola_kop_contoh"),
    path("kelola/kop/pratinjau/", office.preview, name="kelola_kop_pratinjau"),
    path("kelola/naskah/", wordings.wording_list, name="kelola_naskah"),
    path("kelola/naskah/<slug:key>/", wordings.wording_edit, name="kelola_naskah_ubah"),
    path(
        "kelola/naskah/<slug:key>/pratinjau/",
        wordings.wording_preview,
        name="kelola_naskah_pratinjau",
    ),
    path(
        "kelola/naskah/<slug:key>/pulihkan/",
        wordings.wording_restore,
        name="kelola_naskah_pulihkan",
    ),
    path("kelola/nomor/", number_rules.rule_list, name="kelola_nomor"),
    path("kelola/nomor/tambah/", number_rules.add_rule, name="kelola_nomor_tambah"),
    path("kelola/nomor/<slug:ref>/", number_rules.edit_rule, name="kelola_nomor_ubah"),
    path("kelola/nomor/<slug:ref>/hapus/", number_rules.remove_rule, name="kelola_nomor_hapus"),
    path("nomor-surat/", numbers.number_book, name="nomor_surat"),
    path("nomor-surat/cadangkan/", numbers.reserve_numbers, name="nomor_cadangkan"),
    path("nomor-surat/<slug:ref>/pakai/", numbers.use_number, name="nomor_pakai"),
    path("nomor-surat/<slug:ref>/batal/", numbers.cancel_number, name="nomor_batal"),
    path("naskah/<slug:ref>/tarik/", numbers.withdraw, name="naskah_tarik"),
]
