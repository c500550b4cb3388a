"""A look at the signed PDF that came back from SRIKANDI: what it says, what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.confinement import ConfinementError, run_confined
from jumpa.documents.signature_words import sentence
from jumpa.documents.signatures import check_signatures
from jumpa.documents.srikandi.matching import Comparison, compare
from jumpa.documents.srikandi.tags import unfilled
from jumpa.documents.srikandi.tokens import PAGE_END

PURPOSE = "surat_bertanda"
WAY = "srikandi"


@dataclass(frozen=True)
class Returned:
    """What was read: ``number`` and ``dated`` are proposals, empty where nothing was found.

    ``comparison`` is None for a file without text: then only a person can compare it. ``unread``
    are the pages whose text was not compared, or not as a whole.
    """

    number: str
    dated: date | None
    comparison: Comparison | None
    tags: tuple[str, ...]
    signatures: tuple[SignatureVerdict, ...]
    unread: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all text of all pages was compared."""
        return self.comparison is not None and self.comparison.is_whole and not self.unread

    @property
    def has_differences(self) -> bool:
        """Whether a person has to say that it was compared."""
        return self.comparison is None or bool(self.comparison.differences) or not self.is_whole


def look_at(content: bytes, ours: Mapping[str, Any], names: Sequence[str]) -> Returned:
    """Read and check a file; each look in a confined child. Not for inside a transaction.

    Args:
        ours: content of the draft that was registered in SRIKANDI.
        names: see ``matching.compare``.

    Raises:
        Refused: it can't be looked at within the limits.
    """
    zone, today = settings.TIME_ZONE, timezone.localdate().isoformat()
    try:
        read = run_confined("read_text", content).answer
        found = run_confined("read_letter", content, {"zone": zone, "today": today}).answer["found"]
        signatures = check_signatures(content)
    except ConfinementError as error:
        message = _("Berkas ini tidak dapat dibaca. Unduh lagi dari SRIKANDI, lalu unggah kembali.")
        raise Refused(message, {"file": [message]}) from error
    text = PAGE_END.join(read["pages"])
    values = {item["field"]: item["value"] for item in found}
    return Returned(
        number=str(values.get("letter_number", ""))[:120],
        dated=_date(str(values.get("letter_date", ""))),
        comparison=compare(ours, text, names) if text.strip() else None,
        tags=unfilled(text),
        signatures=signatures,
        unread=tuple(read["unread"]),
    )


def _date(value: str) -> date | None:
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else None


def fault(returned: Returned) -> str:
    """Why the letter can't go out with this file; empty if it can."""
    if returned.tags:
        tags = ", ".join(returned.tags)
        return _("Masih ada isian SRIKANDI yang kosong pada surat: %s.") % tags
    if returned.comparison is not None and not returned.comparison.is_same_letter:
        return _("Isi berkas ini bukan surat balasan yang disusun di sini.")
    if not returned.signatures:
        return _(
            "Berkas ini tidak memuat tanda tangan elektronik. Unduh berkas yang sudah"
            " ditandatangani dari SRIKANDI."
        )
    broken = [one for one in returned.signatures if one.integrity != "intact"]
    return sentence(broken[0]) if broken else ""
