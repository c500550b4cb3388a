from django.urls import path

from jumpa.reporting import views

urlpatterns = [
    path("data-kegiatan/", views.activity_data, name="data_kegiatan"),
    path(
        "data-kegiatan/unduh.csv", views.activity_file, {"suffix": "csv"}, name="data_kegiatan_csv"
    ),
    path(
        "data-kegiatan/unduh.xlsx",
        views.activity_file,
        {"suffix": "xlsx"},
        name="data_kegiatan_xlsx",
    ),
    path("nomor-surat/unduh.csv", views.number_file, name="nomor_surat_csv"),
]
