"""The wet way: the paper was printed and signed by hand, and its scan comes back."""

import json

from django.core.files.base import ContentFile
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import DomainError, NotAllowed, Refused, WrongState
from jumpa.documents.access import DRAFT
from jumpa.documents.actions.signing import REGISTRARS, keep_signed, require_standing
from jumpa.documents.actions.uploads import Upload, read_upload, store_upload
from jumpa.documents.confinement import ConfinementError, run_confined
from jumpa.documents.inspection import clean_name
from jumpa.documents.models import OutgoingNumber, Paper, SignedCopy, StoredFile
from jumpa.documents.remarks import NOT_READ
from jumpa.documents.rendering import file_bytes, unsigned_bytes
from jumpa.documents.scan_words import Read, is_clearly_another, is_paper, read_of
from jumpa.documents.signer import Handed, Signatory, SigningError, active_signers

WET = "wet"
PURPOSE = "pindaian"
"""Of a scan on which the paper's number was not read, until someone says that it is the paper's."""


class Unread(DomainError):
    """The paper was not recognised on its scan; ``file`` is kept and waits to be confirmed."""

    status = 422

    def __init__(self, message: str, file: StoredFile) -> None:
        super().__init__(message)
        self.file = file


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
        Unread: neither number nor code of the paper is read on it; see ``confirm_scan``.
        Refused: this way is switched off, or the file is no harmless PDF, the unsigned paper, or
            another letter.
    """
    paper = _paper(ref, actor)
    name = clean_name(file.name or "")
    content = read_upload(file, name, "file")
    _require_scan(paper, content, actor)
    if not _is_on(paper, content):
        kept = store_upload(
            ContentFile(content, name), owner=owner_of_scans(paper), purpose=PURPOSE, actor=actor
        )
        raise Unread(unread_words(paper), kept)
    return _keep(paper, content, actor)


def confirm_scan(ref: str, file_ref: str, *, actor: Actor) -> SignedCopy:
    """Keep a scan that was not recognised, since ``actor`` says that it is this paper's.

    Raises:
        as ``keep_scan``; Http404 also for a file that was not handed in for this paper's matter.
    """
    paper = _paper(ref, actor)
    file = get_object_or_404(StoredFile, ref=file_ref, owner=owner_of_scans(paper), purpose=PURPOSE)
    content = file_bytes(file.file)
    _require_scan(paper, content, actor)
    return _keep(paper, content, actor, *([] if _is_on(paper, content) else [NOT_READ]))


def unread_words(paper: Paper) -> str:
    """What is asked of someone whose scan was not recognised."""
    told = _(
        "Nomor surat tidak terbaca pada pindaian ini. Periksa sendiri apakah benar ini naskah"
        " %(paper)s yang sudah ditandatangani."
    )
    return told % {"paper": paper}


def owner_of_scans(paper: Paper) -> str:
    """Who has the scans of a paper that wait to be confirmed: the office, as with a draft."""
    return paper.owner if paper.owner.endswith(DRAFT) else paper.owner + DRAFT


def _paper(ref: str, actor: Actor) -> Paper:
    paper = get_object_or_404(Paper, ref=ref)
    if actor.office_key not in REGISTRARS | {paper.signer_office}:
        raise NotAllowed(_("Pindaian bertanda tangan diunggah oleh TU atau penanda tangannya."))
    return paper


def _require_scan(paper: Paper, content: bytes, actor: Actor) -> None:
    """The way is on, and the file is a harmless PDF and not the unsigned paper."""
    signer = next((one for one in active_signers() if one.key == WET), None)
    if signer is None:
        raise Refused(_("Tanda tangan basah tidak diaktifkan di kantor ini."))
    signatory = Signatory(actor.person_name, actor.office_title, actor.person_nip)
    try:
        signer.sign(unsigned_bytes(paper), signatory, Handed(file=content))
    except SigningError as error:
        raise Refused(error.message, {"file": [error.message]}) from error


def _is_on(paper: Paper, content: bytes) -> bool:
    """Whether the paper is recognised on the scan; another one of which it is sure is refused."""
    try:
        answer = run_confined("read_words", content).answer
    except ConfinementError:
        # Not looked at is not recognised: a person decides.
        return False
    read = read_of(answer["lines"], is_recognised=answer["recognised"])
    if is_paper(read, paper.number, paper.token):
        return True
    other = _other(read, paper)
    if other:
        message = _("Pindaian ini memuat %(other)s, bukan %(paper)s.")
        message %= {"other": other, "paper": paper}
        raise Refused(message, {"file": [message]})
    return False


def _other(read: Read, paper: Paper) -> str:
    """What else it clearly is, in words; empty when that can't be said."""
    others = Paper.objects.exclude(pk=paper.pk)
    found = others.filter(token__in=read.tokens).first()
    if found is not None:
        return str(found)
    if not read.number or _is_cited(read.number, paper):
        return ""
    found = others.filter(number__iexact=read.number).exclude(owner__endswith=DRAFT).first()
    if found is not None:
        return str(found)
    is_ours = OutgoingNumber.objects.filter(text__iexact=read.number).exists()
    if is_ours or is_clearly_another(read, paper.number):
        return _("surat nomor %s") % read.number.upper()
    return ""


def _is_cited(number: str, paper: Paper) -> bool:
    """Whether the paper itself names that number: then its own was not read."""
    return number in " ".join(json.dumps(paper.content).casefold().split())


def _keep(paper: Paper, content: bytes, actor: Actor, *remarks: str) -> SignedCopy:
    """Keep it as what is handed out from now on."""
    try:
        copy = keep_signed(paper, content, WET, actor=actor, remarks=remarks)
    except SigningError as error:
        raise Refused(error.message, {"file": [error.message]}) from error
    if paper.signed_copies.order_by("at", "id").last() != copy:
        raise WrongState(_("Pindaian ini sudah pernah diunggah dan sudah diganti."))
    return copy
