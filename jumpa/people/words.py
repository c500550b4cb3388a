"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "people.agency.add": _("Menambah instansi"),
    "people.agency.edit": _("Mengubah instansi"),
    "people.agency.activate": _("Mengaktifkan instansi"),
    "people.agency.deactivate": _("Menonaktifkan instansi"),
    "people.person.add": _("Menambah orang"),
    "people.person.edit": _("Mengubah data orang"),
    "people.person.activate": _("Mengaktifkan orang"),
    "people.person.deactivate": _("Menonaktifkan orang"),
    "people.person.reset_password": _("Membuat kata sandi baru untuk orang lain"),
    "people.account.edit": _("Mengubah akun sendiri"),
    "people.account.change_password": _("Mengganti kata sandi sendiri"),
    "people.office.edit": _("Mengubah nama jabatan"),
    "people.appointment.add": _("Menunjuk pemangku jabatan"),
    "people.appointment.correct": _("Membetulkan masa jabatan"),
    "people.appointment.end": _("Mengakhiri masa jabatan"),
    "people.appointment.take_back": _("Membatalkan penunjukan"),
}
FIELDS = {
    "short_name": _("Singkatan"),
    "kind": _("Jenis"),
    "address": _("Alamat"),
    "phone": _("Telepon"),
    "email": _("Pos-el"),
    "is_active": _("Aktif"),
    "nip": _("NIP"),
    "rank": _("Pangkat/golongan"),
    "agency": _("Instansi"),
    "title": _("Nama"),
    "office": _("Jabatan"),
    "person": _("Pejabat"),
    "standing": _("Kedudukan"),
    "end": _("Selesai"),
    "basis_number": _("Nomor surat dasar"),
    "basis_date": _("Tanggal surat dasar"),
    "scope": _("Lingkup"),
}
