"""The sentences of the public page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jumpa.documents.signer import signers


@dataclass(frozen=True)
class Told:
    """A title, a sentence and the tone in which they are shown."""

    title: str
    text: str
    tone: str


def standing(key: str) -> Told:
    """Whether a paper holds: ``holds``, ``unsigned``, ``replaced`` or ``withdrawn``."""
    return {
        "holds": Told(
            _("Naskah ini terdaftar dan berlaku"),
            _("Cocokkan nomor, tanggal, dan berkasnya dengan keterangan di bawah ini."),
            "good",
        ),
        "unsigned": Told(
            _("Naskah ini terdaftar, tetapi belum ditandatangani"),
            _("Naskah ini baru berlaku sesudah ditandatangani."),
            "warning",
        ),
        "replaced": Told(
            _("Naskah ini sudah diganti"),
            _("Versi yang lebih baru telah diterbitkan. Mintalah naskah terbaru kepada penerbit."),
            "warning",
        ),
        "withdrawn": Told(
            _("Naskah ini ditarik kembali"),
            _("Naskah ini tidak berlaku lagi."),
            "bad",
        ),
    }[key]


def way(key: str) -> str:
    """How a copy was signed; a way that is no longer there is told by its key."""
    return str(signers[key].title) if key in signers else key


def verdict(found: Mapping[str, Any]) -> Told:
    """What our check says of one signature: of the file, and of who vouches for the signer."""
    integrity, trust = str(found.get("integrity")), str(found.get("trust"))
    title, tone = _INTEGRITY.get(integrity, _INTEGRITY["unreadable"])()
    if integrity != "intact":
        return Told(title, "", tone)
    text, is_trusted = _TRUST.get(trust, _TRUST["unchecked"])()
    issuer = str(found.get("issuer", ""))
    vouched = _("%(text)s Penerbit sertifikat: %(issuer)s.") % {"text": text, "issuer": issuer}
    return Told(title, vouched if issuer else text, tone if is_trusted else "warning")


_INTEGRITY = {
    "intact": lambda: (_("Tanda tangan elektronik utuh: berkas tidak berubah."), "good"),
    "changed_after": lambda: (_("Berkas diubah sesudah ditandatangani."), "bad"),
    "broken": lambda: (_("Tanda tangan elektronik tidak cocok dengan isi berkas."), "bad"),
    "unreadable": lambda: (_("Tanda tangan elektronik tidak dapat dibaca."), "bad"),
}
_TRUST = {
    "trusted": lambda: (_("Sertifikatnya terpercaya."), True),
    "unknown_issuer": lambda: (_("Penerbit sertifikatnya tidak dikenal sistem ini."), False),
    "expired": lambda: (_("Sertifikatnya sudah kedaluwarsa."), False),
    "revoked": lambda: (_("Sertifikatnya sudah dicabut."), False),
    "unchecked": lambda: (_("Sertifikatnya belum diperiksa."), False),
}
