"""What anyone may know of a paper: enough to tell a genuine one, and nothing of any person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jumpa.documents import verification_words as words
from jumpa.documents.access import DRAFT
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.remarks import remark_words
from jumpa.documents.rendering import ensure_file

_HEADING = "Hal"
"""The label of the row of a letter's heading that may be shown."""


@dataclass(frozen=True)
class Form:
    """One file that is this paper. ``size`` in bytes; ``sha256`` in lower case.

    ``is_replaced``: a later scan has taken its place; it is known, and holds no more.
    """

    title: str
    sha256: str
    size: int
    at: datetime
    is_replaced: bool = False


@dataclass(frozen=True)
class Signature:
    """How a copy was signed, in whose office, and what our own check says of the file.

    ``remark``: what else is to be known of it.
    """

    way: str
    office: str
    at: datetime
    verdicts: tuple[words.Told, ...]
    remark: str = ""


@dataclass(frozen=True)
class Verified:
    """A paper as outsiders see it. ``standing`` and ``disposed_at``: see ``verification_words``."""

    token: str
    title: str
    number: str
    subject: str
    issued_at: datetime
    agency: str
    office: str
    standing: words.Told
    reason_at: datetime | None
    disposed_at: datetime | None
    forms: tuple[Form, ...]
    signatures: tuple[Signature, ...]


def code_in(text: str) -> str:
    """The code in what someone typed or pasted: the code, with blanks or dashes, or its address."""
    last = re.split(r"[/?#]", text.strip().rstrip("/"))[-1]
    return re.sub(r"[^\w-]", "", last, flags=re.ASCII)[:40]


def paper_by_code(code: str) -> Paper | None:
    """The issued paper with that code; case and dashes don't matter. Drafts are not found."""
    plain = re.sub("[-_]", "", code.lower())
    issued = Paper.objects.exclude(owner__endswith=DRAFT).filter(token__in={code, plain})
    return issued.first()


def verified(paper: Paper) -> Verified:
    """What may be told of ``paper``. Its PDF is set now if the worker has not come to it yet."""
    copies = list(paper.signed_copies.all())
    if paper.disposed_at is None:
        ensure_file(paper)
    return Verified(
        token=paper.token,
        title=paper.title,
        number=paper.number,
        subject=_subject(paper.content),
        issued_at=paper.issued_at,
        agency=paper.content["office"]["agency"],
        office=_office(paper, copies),
        standing=words.standing(_standing(paper, copies)),
        reason_at=paper.withdrawn_at,
        disposed_at=paper.disposed_at,
        forms=_forms(paper, copies),
        signatures=tuple(_signature(copy) for copy in copies[-1:]),
    )


def _standing(paper: Paper, copies: list[SignedCopy]) -> str:
    if paper.withdrawn_at is not None:
        return "withdrawn"
    if not paper.is_current:
        return "replaced"
    if paper.signer_office and not copies:
        return "unsigned"
    return "holds"


def _subject(content: Mapping[str, Any]) -> str:
    """The Hal of a letter's heading; of other papers nothing, for it would be someone else's."""
    head = content.get("head")
    rows = head if isinstance(head, list) else []
    return next((str(row[1]) for row in rows if len(row) == 2 and row[0] == _HEADING), "")


def _office(paper: Paper, copies: list[SignedCopy]) -> str:
    """The title of the office that signs, never a name."""
    if copies:
        return copies[-1].office_title
    block = paper.content.get("signature")
    titled = str(block.get("office", "")) if isinstance(block, dict) else ""
    return titled or paper.issued_by_office


def _forms(paper: Paper, copies: list[SignedCopy]) -> tuple[Form, ...]:
    signed = [_signed_form(one, is_replaced=one != copies[-1]) for one in copies]
    if not paper.sha256:
        return tuple(signed)
    as_issued = Form(_("Naskah sebagaimana diterbitkan"), paper.sha256, paper.size, paper.issued_at)
    return (as_issued, *signed)


def _signed_form(copy: SignedCopy, *, is_replaced: bool) -> Form:
    title = _("Salinan bertanda tangan (%s)") % words.way(copy.way)
    return Form(title, copy.sha256, copy.size, copy.at, is_replaced)


def _signature(copy: SignedCopy) -> Signature:
    return Signature(
        words.way(copy.way),
        copy.office_title,
        copy.at,
        tuple(words.verdict(one) for one in copy.verdict),
        # No person is named to outsiders, not even who confirmed a scan.
        remark_words(copy, names=False),
    )
