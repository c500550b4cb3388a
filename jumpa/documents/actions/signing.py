import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.events import announce
from jumpa.documents.checking.verdict import SignatureVerdict, to_json
from jumpa.documents.events import PaperSigned
from jumpa.documents.holder import holder_remark, is_personal
from jumpa.documents.marking import marked_bytes
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.remarks import NOT_READ, WRITTEN_ANEW
from jumpa.documents.signer import Handed, Signatory, Signer, SigningError, active_signers
from jumpa.documents.soundness import checked, require_ours, require_sound

REGISTRARS = frozenset({"tu"})
"""Offices that may hand in the copy which another office has signed elsewhere."""


def sign_paper(ref: str, way: str, handed: Handed, *, actor: Actor) -> SignedCopy:
    """Sign one paper, or give back its signed copy when this person has signed it that way before.

    It is not to be called inside a transaction: signing may take as long as a network does. A
    failure leaves the paper as it was.

    Args:
        way: key of one of ``active_signers()`` that needs no file; a scan is for ``keep_scan``.
        handed: lives only in this call; nothing of it is stored, logged or queued.

    Raises:
        NotAllowed: another office signs it.
        Refused: that way is not switched on.
        WrongState: replaced, withdrawn or signed otherwise, before or meanwhile.
        SigningError: it could not be signed, and why.
    """
    paper = _unsigned(ref, actor)
    signer = _active(way)
    earlier = _earlier(paper, way, actor.person_name)
    if earlier is not None:
        return earlier
    signatory = Signatory(actor.person_name, actor.office_title, actor.person_nip)
    made = _made(paper, signer, signatory, handed, actor)
    copy = _copy(paper, made, way, signatory)
    return _keep(copy, made.content, actor)


def keep_signed(
    paper: Paper,
    content: bytes,
    way: str,
    *,
    actor: Actor,
    document_id: str = "",
    is_electronic: bool = False,
    remarks: Sequence[str] = (),
) -> SignedCopy:
    """Keep a copy that was signed elsewhere and came back, in the name that the paper prints.

    The caller has inspected ``content``. The same file is kept once; of ink a later scan is kept
    beside the earlier one and takes its place.

    Args:
        is_electronic: whether it has to carry a signature that is whole, by who signs the paper.
        remarks: codes of ``remarks`` that are kept with it.

    Raises:
        NotAllowed: neither the office that signs nor one of ``REGISTRARS``.
        WrongState: replaced or withdrawn, or signed electronically already.
        SigningError: its signature is not whole or somebody else's, or could not be checked.
    """
    if actor.office_key not in REGISTRARS | {paper.signer_office}:
        raise NotAllowed(_("Salinan bertanda tangan diunggah oleh TU atau penanda tangannya."))
    require_standing(paper)
    block: Any = paper.content.get("signature") or {}
    signatory = Signatory(block.get("name", ""), block.get("office", ""), block.get("nip", ""))
    verdicts = checked(content)
    if is_electronic:
        require_sound(verdicts)
        remarks = (*remarks, holder_remark(verdicts, signatory))
    made = _Made(content, verdicts, document_id, tuple(filter(None, remarks)))
    copy = _copy(paper, made, way, signatory)
    if NOT_READ in made.remarks:
        copy.confirmed_by = actor.person_name
    return _keep(copy, content, actor)


@dataclass(frozen=True)
class _Made:
    """A signed file as it may be kept; ``remarks`` are codes of ``remarks``."""

    content: bytes
    verdicts: tuple[SignatureVerdict, ...]
    document_id: str
    remarks: tuple[str, ...]


def _made(
    paper: Paper, signer: Signer, signatory: Signatory, handed: Handed, actor: Actor
) -> _Made:
    """The paper signed, with the sentence at its foot that is true of this signature."""
    footer = signer.footer_for(None)
    for _turn in range(2):
        plain = marked_bytes(paper, signer, actor, timezone.now(), footer)
        signed = signer.sign(plain, signatory, handed)
        verdicts = checked(signed.content)
        require_sound(verdicts)
        remarks = ["" if require_ours(plain, signed.content) else WRITTEN_ANEW]
        if is_personal(signer):
            remarks.append(holder_remark(verdicts, signatory))
        expected, footer = footer, signer.footer_for(verdicts[-1])
        if footer == expected:
            kept = tuple(filter(None, remarks))
            return _Made(signed.content, verdicts, signed.document_id, kept)
    raise SigningError(_("Penerbit sertifikatnya berganti-ganti. Hubungi administrator."))


@transaction.atomic(durable=True)
def _unsigned(ref: str, actor: Actor) -> Paper:
    """The paper, if ``actor`` may sign it; refuses to run inside another transaction."""
    paper = Paper.objects.filter(ref=ref).first()
    if paper is None:
        raise WrongState(_("Naskah ini sudah tidak ada."))
    if not paper.signer_office or actor.office_key != paper.signer_office:
        raise NotAllowed(_("Naskah ini tidak ditandatangani oleh jabatan Anda."))
    require_standing(paper)
    return paper


def require_standing(paper: Paper) -> None:
    """Refuse to have it signed once it does not hold any more.

    Raises:
        WrongState: withdrawn, replaced or destroyed.
    """
    if paper.withdrawn_at is not None:
        raise WrongState(_("Naskah ini sudah ditarik, sehingga tidak ditandatangani."))
    if not paper.is_current:
        raise WrongState(_("Naskah ini sudah diganti versi baru, sehingga tidak ditandatangani."))
    if paper.disposed_at is not None:
        raise WrongState(_("Naskah ini sudah dimusnahkan, sehingga tidak ditandatangani."))


def _active(way: str) -> Signer:
    for signer in active_signers():
        if signer.key == way and "file" not in signer.asks:
            return signer
    raise Refused(_("Cara menandatangani ini tidak diaktifkan."), {"way": [_("Tidak diaktifkan.")]})


def _earlier(paper: Paper, way: str, name: str) -> SignedCopy | None:
    """What this person signed before in this way; ink may be handed in again with a better scan."""
    copy = paper.signed_copies.order_by("at", "id").last()
    if copy is None or (copy.way, way) == ("wet", "wet"):
        return None
    if copy.way == way and copy.person_name == name:
        return copy
    raise WrongState(_("Naskah ini sudah ditandatangani oleh %s.") % copy.person_name)


def _copy(paper: Paper, made: _Made, way: str, signatory: Signatory) -> SignedCopy:
    """The row as it will be saved."""
    return SignedCopy(
        paper=paper,
        way=way,
        person_name=signatory.name,
        office_title=signatory.office_title,
        size=len(made.content),
        sha256=hashlib.sha256(made.content).hexdigest(),
        document_id=made.document_id,
        certificate=_certificate(made.verdicts[-1]) if made.verdicts else {},
        verdict=[to_json(verdict) for verdict in made.verdicts],
        remarks=list(made.remarks),
    )


def _certificate(verdict: SignatureVerdict) -> dict[str, str]:
    return {
        "subject": verdict.signer,
        "organisation": verdict.organisation,
        "issuer": verdict.issuer,
        "serial": verdict.serial,
        "valid_until": verdict.valid_until,
    }


@transaction.atomic
def _keep(copy: SignedCopy, content: bytes, actor: Actor) -> SignedCopy:
    """Keep it, if the paper still stands and nobody has signed it meanwhile."""
    paper = Paper.objects.select_for_update().get(pk=copy.paper_id)
    require_standing(paper)
    same = paper.signed_copies.filter(sha256=copy.sha256).first()
    if same is not None:
        return same
    found = _earlier(paper, copy.way, copy.person_name)
    if found is not None:
        return found
    copy.file.save("", ContentFile(content), save=False)
    copy.save()
    record(
        actor,
        "documents.sign",
        f"paper:{paper.ref}",
        owner=paper.owner,
        after={
            "way": copy.way,
            "number": paper.number,
            "sha256": copy.sha256,
            "document_id": copy.document_id,
            "remarks": copy.remarks,
        },
    )
    announce(PaperSigned(paper.ref, paper.owner))
    return copy
