"""The copy that is handed to a signer: the paper with its mark and the signer's sentence."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.documents import blocks, wording
from jumpa.documents.letter import letters
from jumpa.documents.models import Paper
from jumpa.documents.rendering import logo_bytes, qr_of
from jumpa.documents.signer import Signer, SigningError
from jumpa.documents.typesetting import compile_pdf


def marked_content(
    paper: Paper, signer: Signer, actor: Actor, at: datetime, footer: str
) -> dict[str, Any]:
    """What the copy prints: the block names who signs now, who may be a stand-in.

    Raises:
        SigningError: the paper has no block for a signature.
    """
    block = paper.content.get("signature")
    if not isinstance(block, dict):
        raise SigningError(_("Naskah ini tidak mempunyai tempat tanda tangan elektronik."))
    mark = {
        "way": signer.key,
        "name": actor.person_name,
        "office": actor.office_title,
        "at": blocks.moment(at),
        "footer": footer,
    }
    signed_by = {
        "name": actor.person_name,
        "office": actor.office_title,
        "rank": actor.person_rank,
        "nip": wording.nip(actor.person_nip),
        "mark": mark,
    }
    return {**paper.content, "mark": mark, "signature": {**block, **signed_by}}


def marked_bytes(paper: Paper, signer: Signer, actor: Actor, at: datetime, footer: str) -> bytes:
    """The marked copy as a PDF, not yet signed.

    Args:
        at: printed as the time of signing.
        footer: the sentence at the foot of each page, see ``Signer.footer_for``.
    """
    return compile_pdf(
        letters[paper.kind].template,
        marked_content(paper, signer, actor, at, footer),
        title=paper.title,
        created=paper.issued_at,
        logo=logo_bytes(paper.content["office"]["logo"]),
        qr=qr_of(paper.content),
    )
