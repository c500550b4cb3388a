from typing import Any, ClassVar

from django import forms

ERRORS = {
    "title": ["Nama kegiatan belum diisi."],
    "date": ["Tanggal kegiatan sudah lewat. Pilih tanggal sesudah hari ini."],
    "letter": ["Berkas ini bukan PDF."],
    "terms": ["Syarat dan ketentuan harus disetujui."],
}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Nama kegiatan", help_text="Seperti tertulis di surat.")
    description = forms.CharField(label="Uraian", widget=forms.Textarea, required=False)
    date = forms.DateField(label="Tanggal kegiatan")
    start = forms.TimeField(label="Jam mulai")
    test_at = forms.DateTimeField(
        label="Waktu uji koneksi",
        required=False,
        widget=forms.DateTimeInput,
        help_text="Paling lambat satu hari kerja sebelum kegiatan.",
    )
    people = forms.IntegerField(label="Peserta di ruang", min_value=1)
    application = forms.ChoiceField(
        label="Aplikasi",
        choices=[("", "Pilih aplikasi"), ("zoom", "Zoom"), ("meet", "Google Meet")],
    )
    host = forms.ChoiceField(
        label="Penyedia akun tuan rumah",
        widget=forms.RadioSelect,
        choices=[("us", "Dinas Kominfo"), ("them", "Pihak seberang (tautan dan kode disertakan)")],
    )
    equipment = forms.MultipleChoiceField(
        label="Perlengkapan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mic", "Mikrofon meja"), ("cam", "Kamera PTZ"), ("tv", "Layar TV 65 inci")],
        help_text="Pilih semua yang diperlukan.",
    )
    letter = forms.FileField(label="Surat permohonan (PDF)")
    terms = forms.BooleanField(label="Saya menyetujui syarat dan ketentuan layanan")


class RefusedForm(SampleForm):
    """The same, filled in and refused: its errors are given, not found."""

    prefix = "refused"
    FILLED: ClassVar[dict[str, Any]] = {
        "description": "Rapat bersama kepala sekolah dari lima kecamatan.",
        "date": "2026-11-20",
        "start": "09:00",
        "people": 25,
        "application": "zoom",
        "host": "us",
        "equipment": ["mic", "tv"],
    }

    def __init__(self) -> None:
        super().__init__(data={f"refused-{name}": value for name, value in self.FILLED.items()})
        self.full_clean()
        for name in list(self.errors):
            del self.errors[name]
        for name, found in ERRORS.items():
            for message in found:
                self.add_error(name, message)
