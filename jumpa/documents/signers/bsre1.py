"""BSrE, version 1 of the Esign Client Service: multipart in, the PDF out."""

import re

from django.utils.translation import gettext_lazy as _

from jumpa.documents.bsre.certificate import require_issued, require_pdf, require_secrets
from jumpa.documents.bsre.client import Answer, Service
from jumpa.documents.bsre.issuer import footer_for
from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, signers

_ID = re.compile(r"[A-Za-z0-9-]{1,100}")


class Bsre1(Signer):
    key = "bsre1"
    title = _("Tanda tangan elektronik BSrE (layanan versi 1)")
    asks = frozenset({"nik", "passphrase"})

    def footer_for(self, verdict: SignatureVerdict | None) -> str:
        """That BSrE issued the certificate, where that is so."""
        return footer_for(verdict)

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        """Ask for the certificate's state, then have it signed; the mark is on the page already."""
        require_secrets(handed)
        with Service() as service:
            require_issued(service.call("GET", f"/api/user/status/{handed.nik}").values())
            answer = service.call(
                "POST",
                "/api/sign/pdf",
                data={
                    "nik": handed.nik,
                    "passphrase": handed.passphrase,
                    "tampilan": "invisible",
                    "reason": signatory.office_title,
                },
                files={"file": ("naskah.pdf", content, "application/pdf")},
            )
            return _signed(service, answer)


def _signed(service: Service, answer: Answer) -> Signed:
    """The PDF of the answer; where its body is none, the one that is kept under its id."""
    found = answer.headers.get("id_dokumen", "").strip()
    document_id = found if _ID.fullmatch(found) else ""
    if document_id and not answer.content.startswith(b"%PDF-"):
        answer = service.call("GET", f"/api/sign/download/{document_id}")
    return Signed(require_pdf(answer.content), document_id)


signers.register(Bsre1())
