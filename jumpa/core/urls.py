from django.urls import URLPattern, path

from jumpa.core.views import calendar, trail

urlpatterns: list[URLPattern] = [
    path("kelola/kalender/", calendar.calendar, name="kelola_kalender"),
    path("kelola/kalender/jam/tambah/", calendar.add_hours, name="kelola_jam_tambah"),
    path("kelola/kalender/jam/<slug:ref>/", calendar.edit_hours, name="kelola_jam_ubah"),
    path("kelola/kalender/jam/<slug:ref>/hapus/", calendar.remove_hours, name="kelola_jam_hapus"),
    path("kelola/kalender/libur/tambah/", calendar.add_holiday, name="kelola_libur_tambah"),
    path(
        "kelola/kalender/libur/<slug:day>/hapus/",
        calendar.remove_holiday,
        name="kelola_libur_hapus",
    ),
    path("jejak/", trail.trail_page, name="jejak"),
]
