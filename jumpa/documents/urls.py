from django.urls import path

from jumpa.documents.views import files, office, verification

urlpatterns = [
    path("berkas/<slug:ref>/", files.stored_file, name="berkas"),
    path("naskah/<slug:ref>/", files.paper, name="naskah"),
    path("periksa/", verification.ask, name="periksa_kode"),
    path("periksa/<slug:token>/", verification.verify, name="periksa"),
    path("kelola/kop/", office.office, name="kelola_kop"),
    path("kelola/kop/contoh/", office.specimen, name="kelola_kop_contoh"),
]
