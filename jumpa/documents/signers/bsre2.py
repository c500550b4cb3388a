"""BSrE, version 2 of the Esign Client Service: JSON both ways."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from jumpa.documents.bsre import words
from jumpa.documents.bsre.certificate import require_issued, require_pdf, require_secrets
from jumpa.documents.bsre.client import Service
from jumpa.documents.bsre.issuer import footer_for
from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, SigningError, signers


class Bsre2(Signer):
    key = "bsre2"
    title = _("Tanda tangan elektronik BSrE (layanan versi 2)")
    asks = frozenset({"nik", "passphrase"})

    def footer_for(self, verdict: SignatureVerdict | None) -> str:
        """That BSrE issued the certificate, where that is so."""
        return footer_for(verdict)

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        """Ask for the certificate's state, then have it signed; the mark is on the page already."""
        require_secrets(handed)
        properties = {"tampilan": "INVISIBLE", "reason": signatory.office_title}
        with Service() as service:
            state = service.call("POST", "/api/v2/user/check/status", json={"nik": handed.nik})
            require_issued(state.values())
            answer = service.call(
                "POST",
                "/api/v2/sign/pdf",
                json={
                    "nik": handed.nik,
                    "passphrase": handed.passphrase,
                    "signatureProperties": [properties],
                    "file": [b64encode(content).decode()],
                },
            )
        return Signed(require_pdf(_first_file(answer.values())))


def _first_file(said: Mapping[str, Any]) -> bytes:
    files = said.get("file")
    if isinstance(files, list) and files and isinstance(files[0], str):
        try:
            return b64decode(files[0], validate=True)
        except binascii.Error:
            pass
    raise SigningError(str(words.STRANGE))


signers.register(Bsre2())
