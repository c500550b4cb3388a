from django.urls import path

from jumpa.steps.views import booking, composition, letter, priority, srikandi, task

urlpatterns = [
    path("jadwal/<slug:ref>/", booking.booking_page, name="jadwal_kegiatan"),
    path("jadwal/<slug:ref>/pindah/", booking.move, name="jadwal_pindah"),
    path(
        "permohonan/<slug:ref>/naskah/<slug:key>/",
        composition.compose,
        name="permohonan_naskah_buat",
    ),
    path(
        "permohonan/<slug:ref>/naskah/<slug:key>/pratinjau/",
        composition.preview,
        name="permohonan_naskah_pratinjau",
    ),
    path("tugas/<slug:ref>/", task.task_page, name="tugas"),
    path("tugas/<slug:ref>/prioritas/", priority.priority, name="tugas_prioritas"),
    path("tugas/<slug:ref>/baca-surat/", letter.read_letter_again, name="tugas_baca_surat"),
    path("tugas/<slug:ref>/srikandi/", srikandi.returned, name="tugas_srikandi"),
    path("tugas/<slug:ref>/srikandi.docx", srikandi.draft_docx, name="tugas_docx"),
    path("tugas/<slug:ref>/<slug:key>/", task.make, name="tugas_langkah"),
]
