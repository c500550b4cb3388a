"""The sentences of the public page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    if key in _WAYS:
        return str(_WAYS[key])
    return str(signers[key].title) if key in signers else key


_WAYS: dict[str, str | Promise] = {
    "wet": gettext_lazy("Tanda tangan basah"),
    "bsre1": gettext_lazy("Tanda tangan elektronik BSrE"),
    "bsre2": gettext_lazy("Tanda tangan elektronik BSrE"),
    "srikandi": gettext_lazy("Tanda tangan elektronik lewat SRIKANDI"),
}
"""Where the title by which a person chooses a way says too much, or there is none."""


_KNOWN = frozenset({"trusted", "expired", "revoked"})


def verdict(found: Mapping[str, Any]) -> Told:
    """What our check says of one signature: of the file, and of who vouches for the signer."""
    integrity, issuer = str(found.get("integrity")), str(found.get("issuer", ""))
    if integrity != "intact":
        return Told(_fault(integrity), "", "bad")
    trust = str(found.get("trust"))
    text = _trust(trust)
    # Who vouches for itself may be a person, whose name is not told here.
    if issuer and trust in _KNOWN:
        text = _("%(text)s Penerbit sertifikat: %(issuer)s.") % {"text": text, "issuer": issuer}
    tone = "good" if trust == "trusted" else "warning"
    return Told(_("Tanda tangan elektronik utuh: berkas tidak berubah."), text, tone)


def _fault(integrity: str) -> str:
    told = {
        "changed_after": _("Berkas diubah sesudah ditandatangani."),
        "broken": _("Tanda tangan elektronik tidak cocok dengan isi berkas."),
    }
    return told.get(integrity, _("Tanda tangan elektronik tidak dapat dibaca."))


def _trust(trust: str) -> str:
    told = {
        "trusted": _("Sertifikatnya terpercaya."),
        "unknown_issuer": _("Penerbit sertifikatnya tidak dikenal sistem ini."),
        "expired": _("Sertifikatnya sudah kedaluwarsa."),
        "revoked": _("Sertifikatnya sudah dicabut."),
    }
    return told.get(trust, _("Sertifikatnya belum diperiksa."))
