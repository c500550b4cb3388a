"""Why a letter could not be read, checked or drawn, in whole sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from jumpa.documents.confinement import Reason

_ALL = 3


def ended(tasks: Sequence[tuple[str, Reason]]) -> list[str]:
    """Why confined tasks gave no answer: a sentence for each, or one where all say the same."""
    reasons = {reason for _task, reason in tasks}
    if len(tasks) == _ALL and len(reasons) == 1:
        return [_("Surat ini tidak dapat dibaca:") + f" {_because(reasons.pop())}"]
    return [f"{_subject(task)} {_because(reason)}" for task, reason in tasks]


def _subject(task: str) -> str:
    if task == "preview":
        return _("Gambar halaman tidak dapat dibuat:")
    if task == "check_signatures":
        return _("Tanda tangan elektronik tidak dapat diperiksa:")
    return _("Isi surat tidak dapat dibaca:")


def _because(reason: Reason) -> str:
    if reason == "time":
        return _("berkasnya terlalu rumit dan melewati batas waktu.")
    if reason == "memory":
        return _("berkasnya terlalu rumit dan melewati batas memori.")
    if reason == "busy":
        return _("peladen sedang membaca terlalu banyak berkas.")
    if reason == "unavailable":
        return _("peladen ini tidak dapat membaca berkas dengan aman.")
    return _("pembaca berkas berhenti di tengah.")


def no_roots() -> str:
    """When the office's own certificates of trusted issuers are not to be had."""
    return _(
        "Tanda tangan elektronik tidak diperiksa: sertifikat penerbit yang dipercaya tidak terbaca."
        " Hubungi administrator."
    )


def reading_problems(reading: Mapping[str, Any]) -> list[str]:
    """What a person must know of a reading that did come about.

    Args:
        reading: ``reading.Reading`` as JSON.
    """
    notes = reading.get("notes") or ()
    found = []
    if reading.get("ocr_missing"):
        found.append(
            _(
                "Surat ini hasil pindai, dan peladen belum mempunyai program pengenal huruf"
                " (tesseract). Isi sendiri sesuai surat."
            )
        )
    if "out_of_time" in notes:
        found.append(_("Surat ini tidak terbaca seluruhnya: waktu membaca habis."))
    if "pages_left_out" in notes:
        found.append(_("Hanya halaman-halaman pertama yang dibaca."))
    if "hidden_text" in notes:
        found.append(_("Surat ini memuat tulisan yang tidak tampak; tulisan itu tidak dibaca."))
    return found
