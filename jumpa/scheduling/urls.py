from django.urls import URLPattern, path

from jumpa.scheduling import views

urlpatterns: list[URLPattern] = [
    path("ruang/", views.rooms_today, name="ruang"),
    path("jadwal/", views.timetable_page, name="jadwal"),
    path("jadwal/data/", views.timetable_data, name="jadwal_data"),
    path("ketersediaan/", views.availability, name="ketersediaan"),
    path("kelola/ruang/", views.keep_rooms, name="kelola_ruang"),
    path("kelola/ruang/baru/", views.add_room, name="kelola_ruang_baru"),
    path("kelola/ruang/<slug:ref>/", views.change_room, name="kelola_ruang_ubah"),
    path("kelola/ruang/<slug:ref>/status/", views.switch_room, name="kelola_ruang_status"),
]
