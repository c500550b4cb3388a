"""Whether someone can sign at all, asked before anything is sent to be signed."""

import re
from collections.abc import Mapping
from typing import Any

from jumpa.documents.bsre import words
from jumpa.documents.signer import Handed, SigningError

_NIK = re.compile(r"[0-9]{16}")


def require_secrets(handed: Handed) -> None:
    """Refuse what can't be a NIK or a passphrase before it leaves the house.

    Raises:
        SigningError: it can't.
    """
    if not _NIK.fullmatch(handed.nik):
        raise SigningError(str(words.NO_NIK), code="nik", is_final=True)
    if not handed.passphrase:
        raise SigningError(str(words.NO_PASSPHRASE), code="passphrase", is_final=True)


def require_issued(said: Mapping[str, Any]) -> None:
    """Refuse every state of a certificate but the one that can sign.

    Raises:
        SigningError: what the state means and what to do.
    """
    state = str(said.get("status", "")).upper()
    if state == words.SIGNS:
        return
    if state in words.STATES:
        raise SigningError(str(words.STATES[state]), code=state, is_final=True)
    shown = state if re.fullmatch(r"[A-Z_]{1,40}", state) else "?"
    raise SigningError(str(words.UNKNOWN_STATE) % {"state": shown}, code=shown, is_final=True)


def require_pdf(content: bytes) -> bytes:
    """The bytes, if they are a PDF.

    Raises:
        SigningError: they are not.
    """
    if not content.startswith(b"%PDF-"):
        raise SigningError(str(words.STRANGE))
    return content
