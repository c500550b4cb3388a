from django.urls import URLPattern, path
from django.views.generic import RedirectView

from jumpa.scheduling import views
from jumpa.scheduling.views import (
    closures,
    kept_kinds,
    kept_photo,
    kept_pools,
    kept_shifts,
    kept_units,
)

_KEPT = "kelola/sumber-daya/"
_POOL = _KEPT + "kelompok/<slug:ref>/"
_UNIT = _KEPT + "satuan/<slug:ref>/"
_rooms = RedirectView.as_view(pattern_name="kelola_sumber_jenis")
_new_room = RedirectView.as_view(pattern_name="kelola_sumber_baru")

urlpatterns: list[URLPattern] = [
    path("ruang/", views.rooms_today, name="ruang"),
    path("jadwal/", views.timetable_page, name="jadwal"),
    path("jadwal/data/", views.timetable_data, name="jadwal_data"),
    path("ruang/<slug:ref>/foto/", kept_photo.room_photo, name="foto_ruang"),
    path("ketersediaan/", views.availability, name="ketersediaan"),
    path(_KEPT, kept_kinds.keep_resources, name="kelola_sumber"),
    path(_POOL, kept_pools.pool_page, name="kelola_kelompok"),
    path(_POOL + "ubah/", kept_pools.edit_pool, name="kelola_kelompok_ubah"),
    path(_POOL + "isi/", kept_pools.fill_pool, name="kelola_kelompok_isi"),
    path(_POOL + "status/", kept_pools.switch_pool, name="kelola_kelompok_status"),
    path(_UNIT, kept_units.unit_page, name="kelola_satuan"),
    path(_UNIT + "status/", kept_units.switch_unit, name="kelola_satuan_status"),
    path(_UNIT + "foto/", kept_photo.set_photo, name="kelola_foto"),
    path(_UNIT + "foto/hapus/", kept_photo.remove_photo, name="kelola_foto_hapus"),
    path(_UNIT + "jam-jaga/", kept_shifts.add_shifts, name="kelola_jam_jaga"),
    path(_UNIT + "jam-jaga/hapus/", kept_shifts.remove_shift, name="kelola_jam_jaga_hapus"),
    path(_KEPT + "<slug:slug>/", kept_kinds.keep_kind, name="kelola_sumber_jenis"),
    path(_KEPT + "<slug:slug>/baru/", kept_kinds.add_to_kind, name="kelola_sumber_baru"),
    path("kelola/penutupan/", closures.closure_list, name="kelola_penutupan"),
    path("kelola/penutupan/baru/", closures.close, name="kelola_penutupan_baru"),
    path("kelola/penutupan/<slug:batch>/", closures.closure_page, name="kelola_penutupan_satu"),
    path("kelola/penutupan/<slug:batch>/cabut/", closures.lift, name="kelola_penutupan_cabut"),
    # Addresses of before all kinds were kept in one place.
    path("kelola/ruang/", _rooms, {"slug": "ruang"}, name="kelola_ruang"),
    path("kelola/ruang/baru/", _new_room, {"slug": "ruang"}, name="kelola_ruang_baru"),
    path(
        "kelola/ruang/<slug:ref>/",
        RedirectView.as_view(pattern_name="kelola_satuan"),
        name="kelola_ruang_ubah",
    ),
]
