from django.urls import URLPattern, path

from jumpa.people.views import account, agencies, agency_import, offices, persons

_ON, _OFF = {"is_active": True}, {"is_active": False}

urlpatterns: list[URLPattern] = [
    path("kelola/instansi/", agencies.agency_list, name="kelola_instansi"),
    path("kelola/instansi/tambah/", agencies.add_agency, name="kelola_instansi_tambah"),
    path("kelola/instansi/impor/", agency_import.upload, name="kelola_instansi_impor"),
    path("kelola/instansi/impor/terapkan/", agency_import.confirm, name="kelola_instansi_terapkan"),
    path("kelola/instansi/contoh.csv", agency_import.template, name="kelola_instansi_contoh"),
    path("kelola/instansi/<slug:ref>/", agencies.edit_agency, name="kelola_instansi_ubah"),
    path(
        "kelola/instansi/<slug:ref>/aktifkan/",
        agencies.switch_agency,
        _ON,
        name="kelola_instansi_aktifkan",
    ),
    path(
        "kelola/instansi/<slug:ref>/nonaktifkan/",
        agencies.switch_agency,
        _OFF,
        name="kelola_instansi_nonaktifkan",
    ),
    path("kelola/orang/", persons.person_list, name="kelola_orang"),
    path("kelola/orang/tambah/", persons.add_person, name="kelola_orang_tambah"),
    path("kelola/orang/<slug:ref>/", persons.edit_person, name="kelola_orang_ubah"),
    path(
        "kelola/orang/<slug:ref>/kata-sandi/",
        persons.reset_password,
        name="kelola_orang_kata_sandi",
    ),
    path(
        "kelola/orang/<slug:ref>/aktifkan/",
        persons.switch_person,
        _ON,
        name="kelola_orang_aktifkan",
    ),
    path(
        "kelola/orang/<slug:ref>/nonaktifkan/",
        persons.switch_person,
        _OFF,
        name="kelola_orang_nonaktifkan",
    ),
    path("kelola/jabatan/", offices.office_list, name="kelola_jabatan"),
    path("kelola/jabatan/<slug:key>/", offices.office_page, name="kelola_jabatan_satu"),
    path("kelola/jabatan/<slug:key>/nama/", offices.rename_office, name="kelola_jabatan_nama"),
    path("kelola/jabatan/<slug:key>/tambah/", offices.appoint, name="kelola_jabatan_tambah"),
    path("kelola/masa-jabatan/<slug:ref>/", offices.correct, name="kelola_masa_jabatan"),
    path("kelola/masa-jabatan/<slug:ref>/akhiri/", offices.end, name="kelola_masa_jabatan_akhiri"),
    path("akun/", account.account, name="akun"),
    path("akun/kata-sandi/", account.password, name="akun_kata_sandi"),
]
