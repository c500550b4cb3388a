"""One plain sentence, and a tone, for each thing that can be said of a signature."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.checking.verdict import SignatureVerdict

NO_SIGNATURE = gettext_lazy("Berkas ini tidak memuat tanda tangan elektronik.")

_UNREADABLE: dict[str, str | Promise] = {
    "empty_field": gettext_lazy(
        "Ada kolom tanda tangan elektronik yang belum ditandatangani siapa pun."
    ),
    "damaged_file": gettext_lazy(
        "Berkas memuat tanda tangan elektronik, tetapi susunan berkasnya rusak sehingga tidak dapat"
        " diperiksa."
    ),
    "encrypted": gettext_lazy(
        "Berkas terkunci kata sandi sehingga tanda tangannya tidak dapat diperiksa."
    ),
    "unknown_kind": gettext_lazy(
        "Ada tanda tangan elektronik dengan format yang tidak dikenal; tidak dapat diperiksa."
    ),
    "too_many": gettext_lazy(
        "Berkas memuat terlalu banyak tanda tangan; sebagian tidak diperiksa."
    ),
    "container": gettext_lazy(
        "Ada tanda tangan elektronik yang datanya rusak sehingga tidak dapat diperiksa."
    ),
}
_BROKEN: dict[str, str | Promise] = {
    "byte_range": gettext_lazy(
        "Tanda tangan atas nama %(signer)s tidak mencakup isi berkas sebagaimana mestinya; jangan"
        " dipercaya."
    ),
    "padding": gettext_lazy(
        "Di dalam tanda tangan atas nama %(signer)s disisipkan data lain; jangan dipercaya."
    ),
    "weak_algorithm": gettext_lazy(
        "Tanda tangan atas nama %(signer)s memakai cara lama yang mudah dipalsukan; keutuhan berkas"
        " tidak dapat dipastikan."
    ),
    "timestamp_broken": gettext_lazy(
        "Stempel waktu pada tanda tangan atas nama %(signer)s tidak cocok; jangan dipercaya."
    ),
    "signature": gettext_lazy(
        "Tanda tangan atas nama %(signer)s tidak sah: tidak dibuat dengan sertifikat tersebut."
    ),
    "digest": gettext_lazy(
        "Isi berkas TIDAK sama dengan yang ditandatangani atas nama %(signer)s; jangan dipercaya."
    ),
}
_CHANGED: dict[str, str | Promise] = {
    "changed_after": gettext_lazy(
        "Berkas diubah setelah ditandatangani oleh %(signer)s: ada isi yang ditambahkan atau"
        " diganti."
    ),
    "appended": gettext_lazy("Di akhir berkas ditambahkan data setelah ditandatangani %(signer)s."),
    "marked_by_stranger": gettext_lazy(
        "Setelah %(signer)s menandatangani, pihak yang tidak dikenal menambahkan tanda yang tampak"
        " di halaman; mintalah berkas aslinya."
    ),
    "forbidden_by_certification": gettext_lazy(
        "%(signer)s mengunci berkas ini terhadap segala perubahan, tetapi berkas diubah sesudahnya."
    ),
}
_INTACT: dict[str, str | Promise] = {
    "": gettext_lazy("Ditandatangani oleh %(signer)s; berkas utuh."),
    "signed_again": gettext_lazy(
        "Ditandatangani oleh %(signer)s, kemudian ditandatangani lagi oleh pihak lain; isi berkas"
        " utuh."
    ),
    "form_filled": gettext_lazy(
        "Ditandatangani oleh %(signer)s; sesudahnya isian formulir dilengkapi, selebihnya utuh."
    ),
    "about_changed": gettext_lazy(
        "Ditandatangani oleh %(signer)s; sesudahnya hanya keterangan tentang berkas (misalnya judul"
        " jendelanya) yang diubah, isi halaman utuh."
    ),
    "validation_data": gettext_lazy(
        "Ditandatangani oleh %(signer)s; sesudahnya hanya ditambahkan data pemeriksaan, isi utuh."
    ),
}
_TRUST: dict[str, str | Promise] = {
    "": gettext_lazy("Penerbit sertifikatnya (%(issuer)s) dikenal dan dipercaya."),
    "expired_since_proven": gettext_lazy(
        "Sertifikatnya kini sudah kedaluwarsa, tetapi stempel waktu membuktikan masih berlaku saat"
        " menandatangani."
    ),
    "revoked_since_proven": gettext_lazy(
        "Sertifikatnya kini sudah dicabut, tetapi stempel waktu membuktikan bahwa naskah"
        " ditandatangani sebelum pencabutan itu."
    ),
    "expired_since": gettext_lazy(
        "Sertifikatnya sudah kedaluwarsa pada %(until)s. Menurut jam penanda tangan masih berlaku"
        " saat itu, tetapi tidak ada stempel waktu yang membuktikannya."
    ),
    "expired_at_signing": gettext_lazy(
        "Sertifikatnya sudah kedaluwarsa pada %(until)s, sebelum dipakai menandatangani."
    ),
    "before_valid": gettext_lazy(
        "Sertifikatnya belum berlaku pada waktu yang tercantum sebagai waktu penandatanganan."
    ),
    "from_future": gettext_lazy(
        "Waktu penandatanganan yang tercantum belum tiba, sehingga tidak dapat dipercaya."
    ),
    "revoked": gettext_lazy("Sertifikatnya sudah dicabut oleh penerbit (%(issuer)s)."),
    "self_signed": gettext_lazy(
        "Sertifikatnya dibuat sendiri oleh penanda tangan, sehingga identitasnya tidak terjamin."
    ),
    "no_roots": gettext_lazy(
        "Penerbit sertifikatnya (%(issuer)s) belum dapat dinilai: daftar penerbit tepercaya belum"
        " dipasang."
    ),
    "usage": gettext_lazy("Sertifikatnya bukan untuk menandatangani naskah."),
    "constraints": gettext_lazy("Tanda tangan tidak memenuhi syarat yang ditetapkan pada berkas."),
    "chain_fault": gettext_lazy(
        "Sertifikatnya mengaku dari %(issuer)s, tetapi rangkaian penerbitnya tidak sah."
    ),
}
_QUOTES = str.maketrans({"“": "'", "”": "'", '"': "'"})
_STRANGER = gettext_lazy("Penerbit sertifikatnya (%(issuer)s) tidak dikenal.")


def sentence(verdict: SignatureVerdict) -> str:
    """Integrity, then trust, in one or two sentences."""
    names = {
        "signer": _name(verdict.signer, verdict),
        "issuer": _name(verdict.issuer, verdict),
        "until": day(verdict.valid_until),
    }
    if verdict.integrity == "unreadable":
        return str(_UNREADABLE.get(verdict.reason, _UNREADABLE["container"]))
    if verdict.integrity == "broken":
        return str(_BROKEN.get(verdict.reason, _BROKEN["digest"])) % names
    known = _INTACT if verdict.integrity == "intact" else _CHANGED
    whole = known.get(verdict.reason) or next(iter(known.values()))
    return f"{str(whole) % names} {str(_trust(verdict)) % names}"


def _name(name: str, verdict: SignatureVerdict) -> str:
    """A name that nobody vouches for may be a whole sentence: it stands in quotation marks."""
    if not name:
        return _("tidak diketahui")
    return name if verdict.trust == "trusted" else f"“{name.translate(_QUOTES)}”"


def _trust(verdict: SignatureVerdict) -> str | Promise:
    if verdict.trust == "unknown_issuer" and not verdict.trust_reason:
        return _STRANGER
    return _TRUST.get(verdict.trust_reason) or _STRANGER


def tone(verdict: SignatureVerdict) -> str:
    """The tone of its badge: good only when it is whole and its signer is known."""
    if verdict.reason == "empty_field":
        return "neutral"
    if verdict.integrity in ("broken", "changed_after") or verdict.trust == "revoked":
        return "bad"
    if verdict.is_good and verdict.reason != "form_filled":
        return "good"
    return "warning"


def label(verdict: SignatureVerdict) -> str:
    """The badge's words."""
    if verdict.reason == "empty_field":
        return _("Belum ditandatangani")
    if verdict.integrity == "unreadable":
        return _("Tidak terbaca")
    if verdict.integrity == "broken":
        return _("Tidak sah")
    if verdict.integrity == "changed_after":
        return _("Diubah setelah ditandatangani")
    if verdict.reason == "form_filled" and verdict.trust == "trusted":
        return _("Utuh, formulir diisi sesudahnya")
    words = {
        "trusted": _("Utuh dan tepercaya"),
        "unchecked": _("Utuh, dengan catatan"),
        "expired": _("Utuh, sertifikat kedaluwarsa"),
        "revoked": _("Utuh, sertifikat dicabut"),
    }
    return words.get(verdict.trust) or _("Utuh, penerbit belum dipercaya")


def day(iso: str) -> str:
    """The day of an ISO moment in the office's zone; empty for empty."""
    if not iso:
        return ""
    return date_format(timezone.localtime(datetime.fromisoformat(iso)), "DATE_FORMAT")


def moment(iso: str) -> str:
    """Day and time of an ISO moment in the office's zone; empty for empty."""
    if not iso:
        return ""
    return date_format(timezone.localtime(datetime.fromisoformat(iso)), "DATETIME_FORMAT")
