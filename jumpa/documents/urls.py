from django.urls import path

from jumpa.documents.views import files, office, previews

urlpatterns = [
    path("berkas/<slug:ref>/", files.stored_file, name="berkas"),
    path("berkas/<slug:ref>/halaman/", previews.pages, name="berkas_halaman"),
    path("berkas/<slug:ref>/halaman/<int:number>/", previews.page, name="berkas_gambar"),
    path("naskah/<slug:ref>/", files.paper, name="naskah"),
    path("kelola/kop/", office.office, name="kelola_kop"),
    path("kelola/kop/contoh/", office.specimen, name="kelola_kop_contoh"),
]
