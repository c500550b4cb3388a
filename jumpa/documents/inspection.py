"""Is an uploaded file what it says it is, and harmless? Looked at in a confined child.

Nothing of the file is parsed in this process; what the child found is put into words here.
"""

import logging
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.documents.confinement import ConfinementError, Reason, run_confined

MOST_OBJECTS = 200_000
MOST_PAGES = 2_000
MOST_PIXELS = 40_000_000
"""Of a picture; a telephone's photo has 12 to 50 million."""
_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Inspection:
    """What the file is; ``pages`` is 0 for an image. ``cpu_seconds`` is what looking cost."""

    content_type: str
    pages: int
    cpu_seconds: float = 0.0


def clean_name(name: str) -> str:
    """The last part of an uploader's file name, printable, at most 255 characters."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(kept) > 255:
        stem, dot, suffix = kept.rpartition(".")
        tail = dot + suffix if stem and len(suffix) <= 10 else ""
        kept = kept[: 255 - len(tail)] + tail
    return kept or "berkas"


def inspect(
    content: bytes,
    name: str,
    *,
    images: bool = False,
    field: str = "",
    most_pixels: int = MOST_PIXELS,
) -> Inspection:
    """What ``content`` is.

    Args:
        images: whether a PNG or JPEG will do as well as a PDF, of at most ``most_pixels``.

    Raises:
        Refused: empty, of another kind, damaged, locked, too costly to look at, or with something
            in it that would run.
    """
    if not content:
        raise _refuse(
            field, _("Berkas “%(name)s” kosong. Pilih berkas yang benar.") % {"name": name}
        )
    options = {
        "images": images,
        "most_objects": MOST_OBJECTS,
        "most_pages": MOST_PAGES,
        "most_pixels": most_pixels,
    }
    try:
        done = run_confined("inspect", content, options)
    except ConfinementError as error:
        _log.warning("An upload could not be inspected: %s", error)
        raise _refuse(field, _ended(error.reason) % {"name": name}) from error
    found = done.answer
    if isinstance(found, dict) and found.get("content_type") in _TYPES:
        return Inspection(found["content_type"], int(found["pages"]), done.cpu_seconds)
    raise _refuse(field, _fault(found, name, images=images))


def _refuse(field: str, message: str) -> Refused:
    return Refused(message, {field: [message]})


def _ended(reason: Reason) -> str:
    """Why the child gave no answer, as a sentence with a place for the file's name."""
    if reason == "time":
        return _(
            "Berkas “%(name)s” terlalu rumit: pemeriksaannya melewati batas waktu. Cetak ulang ke"
            " PDF lalu unggah kembali."
        )
    if reason == "memory":
        return _(
            "Berkas “%(name)s” terlalu rumit: pemeriksaannya melewati batas memori. Cetak ulang ke"
            " PDF lalu unggah kembali."
        )
    if reason == "busy":
        return _(
            "Berkas “%(name)s” belum dapat diperiksa karena banyak berkas sedang diperiksa. Unggah"
            " kembali sebentar lagi."
        )
    if reason == "unavailable":
        return _(
            "Berkas “%(name)s” belum dapat diperiksa dengan aman oleh peladen ini. Hubungi"
            " administrator."
        )
    return _(
        "Berkas “%(name)s” tidak dapat diperiksa: pembaca PDF berhenti di tengah. Cetak ulang ke"
        " PDF lalu unggah kembali."
    )


def _fault(found: Any, name: str, *, images: bool) -> str:
    """The sentence for what is wrong with the file."""
    code, detail = "damaged", ""
    if isinstance(found, Mapping):
        code, detail = str(found.get("fault")), str(found.get("detail") or "")[:60]
    wanted = _("PDF, PNG, atau JPG") if images else "PDF"
    words = {
        "name": name,
        "what": _named(code, detail),
        "most": _counted(MOST_PAGES),
        "wanted": wanted,
    }
    return (_sentences().get(code) or _sentences()["damaged"]) % words


def _named(code: str, detail: str) -> str:
    if code == "active" and detail == "program":
        return _("program tersemat")
    if code == "many_pages" and detail.isdecimal():
        return _counted(int(detail))
    return detail or _("data lain")


def _counted(number: int) -> str:
    return number_format(number, force_grouping=True)


def _sentences() -> dict[str, str]:
    return {
        "not_wanted": _(
            "Berkas “%(name)s” bukan %(wanted)s. Simpan sebagai PDF, atau pindai ke PDF, lalu"
            " unggah kembali."
        ),
        "damaged": _(
            "Berkas “%(name)s” rusak atau bukan %(wanted)s yang dapat dibaca. Simpan ulang sebagai"
            " PDF lalu unggah kembali."
        ),
        "locked": _("Berkas “%(name)s” terkunci kata sandi. Unggah salinan yang tidak terkunci."),
        "active": _(
            "Berkas “%(name)s” memuat isi aktif (%(what)s) yang tidak diizinkan. Cetak ulang ke"
            " PDF lalu unggah kembali."
        ),
        "no_pages": _(
            "Berkas “%(name)s” tidak mempunyai halaman. Simpan ulang sebagai PDF lalu unggah"
            " kembali."
        ),
        "many_pages": _(
            "Berkas “%(name)s” mempunyai terlalu banyak halaman (%(what)s, paling banyak %(most)s)."
            " Unggah bagian yang diperlukan saja."
        ),
        "complex": _(
            "Berkas “%(name)s” terlalu rumit untuk diperiksa. Cetak ulang ke PDF lalu unggah"
            " kembali."
        ),
        "polyglot": _(
            "Berkas “%(name)s” adalah PDF yang sekaligus memuat %(what)s di luar isinya. Cetak"
            " ulang ke PDF lalu unggah kembali."
        ),
        "bad_image": _("Gambar “%(name)s” rusak atau tidak dapat dipakai. Pilih gambar lain."),
        "big_image": _(
            "Gambar “%(name)s” terlalu besar (%(what)s piksel). Perkecil lalu unggah kembali."
        ),
    }
