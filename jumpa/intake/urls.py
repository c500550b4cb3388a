from django.urls import path

from jumpa.intake.views import archive, changes, detail, form, letter, listing, live, restoring

urlpatterns = [
    path("permohonan/", listing.request_list, name="permohonan"),
    path("permohonan/baru/", form.new_request, name="permohonan_baru"),
    path("permohonan/<slug:ref>/", detail.request_page, name="permohonan_lihat"),
    path("permohonan/<slug:ref>/isi/", form.edit_request, name="permohonan_isi"),
    path("permohonan/<slug:ref>/ketersediaan/", live.availability, name="permohonan_ketersediaan"),
    path("permohonan/<slug:ref>/bacaan/", letter.letter_reading, name="permohonan_bacaan"),
    path("permohonan/<slug:ref>/arsip/", archive.archive, name="permohonan_arsip"),
    path("permohonan/<slug:ref>/arsip/gabungan.pdf", archive.as_pdf, name="permohonan_arsip_pdf"),
    path("permohonan/<slug:ref>/arsip/arsip.zip", archive.as_zip, name="permohonan_arsip_zip"),
    path("permohonan/<slug:ref>/batalkan/", changes.withdraw, name="permohonan_batalkan"),
    path("permohonan/<slug:ref>/pulihkan/", restoring.restore, name="permohonan_pulihkan"),
    path("permohonan/<slug:ref>/jadwal-lain/", changes.another_time, name="permohonan_jadwal_lain"),
]
