"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "scheduling.hold": _("Menahan ruang"),
    "scheduling.extend": _("Memperpanjang penahanan"),
    "scheduling.confirm": _("Memastikan pemakaian ruang"),
    "scheduling.release": _("Melepas ruang"),
    "scheduling.reschedule": _("Memindahkan jadwal"),
    "scheduling.limit": _("Membatasi waktu penahanan"),
    "scheduling.expire": _("Penahanan kedaluwarsa"),
    "scheduling.make_offer": _("Menawarkan alternatif"),
    "scheduling.take_offer": _("Mengambil tawaran"),
    "scheduling.decline_offer": _("Tawaran lain gugur"),
    "scheduling.withdraw_offer": _("Menarik tawaran"),
    "scheduling.expire_offer": _("Tawaran kedaluwarsa"),
    "scheduling.add_room": _("Menambah ruang"),
    "scheduling.change_room": _("Mengubah ruang"),
    "scheduling.activate_room": _("Mengaktifkan ruang"),
    "scheduling.deactivate_room": _("Menonaktifkan ruang"),
}
FIELDS = {
    "resource": _("Ruang"),
    "busy_start": _("Terpakai dari"),
    "busy_end": _("Terpakai sampai"),
    "expires_at": _("Berlaku sampai"),
    "is_offer": _("Tawaran"),
    "state": _("Keadaan"),
    "capacity": _("Kapasitas"),
    "layouts": _("Tata letak"),
    "location": _("Letak"),
    "has_connection": _("Ada koneksi"),
    "setup_minutes": _("Menit persiapan"),
    "teardown_minutes": _("Menit pemberesan"),
    "order": _("Urutan"),
}
