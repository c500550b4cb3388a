"""Fields and inputs of the request's forms, and the words for what is wrong with them."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext, gettext_lazy

from jumpa.scheduling.queries import rooms
from jumpa.scheduling.room_field import RoomWishField

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()\-]{6,18}[0-9]$",
    gettext_lazy("Isi nomor telepon yang benar, misalnya 0812-3456-7890."),
)

TEXTS = {
    "required": gettext_lazy("Wajib diisi untuk mengajukan permohonan."),
    "place": gettext_lazy("Pilih ruang, atau isi tempat di luar TCM Room."),
    "letter": gettext_lazy("Unggah surat permohonan dalam bentuk PDF."),
    "end_before_start": gettext_lazy("Waktu selesai harus sesudah waktu mulai."),
    "too_long": gettext_lazy("Kegiatan paling lama 24 jam. Ajukan hari berikutnya tersendiri."),
    "past": gettext_lazy("Waktu mulai sudah lewat."),
    "too_far": gettext_lazy("Waktu mulai lebih dari dua tahun lagi. Periksa tahunnya."),
    "test_after_start": gettext_lazy("Uji koneksi harus sebelum kegiatan dimulai."),
    "future_letter": gettext_lazy("Tanggal surat belum tiba."),
    "rule": gettext_lazy("Aturan pengulangan ini tidak dikenal."),
    "endless": gettext_lazy("Isi sampai tanggal berapa, atau sebanyak berapa tanggal."),
    "both": gettext_lazy("Isi salah satu: sampai tanggal, atau banyaknya tanggal."),
    "first": gettext_lazy("Tanggal lainnya harus sesudah tanggal mulai."),
    "few": gettext_lazy("Rangkaian terdiri atas sedikitnya dua tanggal."),
    "many": gettext_lazy("Satu permohonan memuat paling banyak 60 tanggal."),
    "long": gettext_lazy("Satu rangkaian paling lama satu tahun."),
    "itself": gettext_lazy("Dua tanggal dalam rangkaian ini saling bersamaan."),
    "none": gettext_lazy("Semua tanggal dilewatkan. Sisakan sedikitnya satu."),
    "date": gettext_lazy("Periksa tanggal yang ditandai pada rangkaian."),
    "terms": gettext_lazy("Syarat dan ketentuan harus disetujui."),
}

_MOST_THINGS = 99


class DayInput(forms.DateInput):
    """A date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AttachmentField(forms.FileField):
    """A file that may come with the letter."""

    def __init__(self, label: Any) -> None:
        accept = "application/pdf,.pdf,image/png,image/jpeg"
        super().__init__(
            label=label, required=False, widget=forms.FileInput(attrs={"accept": accept})
        )


class RoomField(RoomWishField):
    """A bookable room, named by its ref."""

    def __init__(
        self, *, required: bool = False, empty_label: Any = "—", any_label: Any = ""
    ) -> None:
        super().__init__(
            label=gettext_lazy("Ruang"),
            queryset=rooms(),
            required=required,
            empty_label=empty_label,
            any_label=any_label,
        )


class CountField(forms.IntegerField):
    """How many of a thing; of what is kept as units, no more than there are (``most``)."""

    def __init__(self, title: str, most: int | None, *, initial: int | None) -> None:
        super().__init__(
            label=title,
            required=False,
            min_value=0,
            max_value=_MOST_THINGS if most is None else most,
            initial=initial,
        )
        if most is not None:
            self.help_text = gettext("ada %(count)s") % {"count": most}
            self.error_messages["max_value"] = (
                gettext("Kami hanya punya %(count)s.") % {"count": most}
                if most
                else gettext("Saat ini tidak ada yang dapat dipakai.")
            )
