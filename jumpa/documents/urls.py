from django.urls import path

from jumpa.documents.views import files, number_rules, numbers, office

urlpatterns = [
    path("berkas/<slug:ref>/", files.stored_file, name="berkas"),
    path("naskah/<slug:ref>/", files.paper, name="naskah"),
    path("kelola/kop/", office.office, name="kelola_kop"),
    path("kelola/kop/contoh/", office.specimen, name="kelola_kop_contoh"),
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
