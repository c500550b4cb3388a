"""The wet way: the paper was printed and signed by hand, and its scan comes back."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.documents.actions.signing import REGISTRARS, keep_signed, require_standing
from jumpa.documents.actions.uploads import Upload, read_upload
from jumpa.documents.inspection import clean_name
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.rendering import unsigned_bytes
from jumpa.documents.signer import Handed, Signatory, SigningError, active_signers

WET = "wet"


def hindrance(paper: Paper) -> str:
    """Why no scan of the paper can be handed in now; empty if one can."""
    if not paper.signer_office:
        return _("Naskah ini tidak memerlukan tanda tangan.")
    if not any(one.key == WET for one in active_signers()):
        return _("Tanda tangan basah tidak diaktifkan di kantor ini.")
    signed = paper.signed_copies.order_by("at", "id").last()
    if signed is not None and signed.way != WET:
        return _("Naskah ini sudah ditandatangani secara elektronik; pindaian tidak diperlukan.")
    try:
        require_standing(paper)
    except WrongState as error:
        return error.message
    return ""


def keep_scan(ref: str, file: Upload, *, actor: Actor) -> SignedCopy:
    """Keep the scan of a paper signed by hand; a better one may follow. Not for a transaction.

    Raises:
        Http404: no such paper.
        NotAllowed: neither TU nor the office that signs.
        WrongState: it is replaced, withdrawn or signed electronically.
        Refused: this way is switched off, or the file is no harmless PDF, or the unsigned paper.
    """
    paper = get_object_or_404(Paper, ref=ref)
    if actor.office_key not in REGISTRARS | {paper.signer_office}:
        raise NotAllowed(_("Pindaian bertanda tangan diunggah oleh TU atau penanda tangannya."))
    signer = next((one for one in active_signers() if one.key == WET), None)
    if signer is None:
        raise Refused(_("Tanda tangan basah tidak diaktifkan di kantor ini."))
    content = read_upload(file, clean_name(file.name or ""), "file")
    signatory = Signatory(actor.person_name, actor.office_title, actor.person_nip)
    try:
        signed = signer.sign(unsigned_bytes(paper), signatory, Handed(file=content))
        return keep_signed(paper, signed.content, WET, actor=actor)
    except SigningError as error:
        raise Refused(error.message, {"file": [error.message]}) from error
