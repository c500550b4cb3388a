"""The reply by way of SRIKANDI: out as .docx, back as a signed PDF, released with its number."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.documents.access import DRAFT
from jumpa.documents.actions import issue_paper
from jumpa.documents.actions.signing import keep_signed
from jumpa.documents.letter import letters
from jumpa.documents.models import Paper, StoredFile
from jumpa.documents.numbering import who_has
from jumpa.documents.queries import current_paper, files_of, kop, office_profile
from jumpa.documents.rendering import file_bytes, logo_bytes
from jumpa.documents.signer import SigningError
from jumpa.documents.snapshot import snapshot
from jumpa.documents.srikandi.export import letter_docx
from jumpa.documents.srikandi.returned import PURPOSE, WAY
from jumpa.documents.wordings import words_of
from jumpa.intake.models import ServiceRequest
from jumpa.steps.papers import signature
from jumpa.steps.reply import drafted_text, head_signature, proposed_text, reply_facts
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work


def reply_content(task: Task, request: ServiceRequest) -> dict[str, Any]:
    """What the reply prints: the draft that waits for release, or else as it is proposed."""
    draft = current_paper(request.ref + DRAFT, "reply")
    if task.kind == "release_reply" and draft is not None:
        return dict(draft.content)
    facts = reply_facts(task, request, proposed_text(task, request), head_signature())
    content = letters["reply"].context(facts, words_of("reply"))
    return {**snapshot(content), "office": kop(office_profile())}


def reply_docx(task: Task, request: ServiceRequest) -> bytes:
    """The reply as .docx, to be registered in SRIKANDI."""
    content = reply_content(task, request)
    title = letters["reply"].title
    return letter_docx(content, title=title, logo=logo_bytes(content["office"]["logo"]))


def returned_file(task: Task, request: ServiceRequest) -> StoredFile | None:
    """The latest signed PDF that was handed in for this draft."""
    files = files_of(request.ref + DRAFT, PURPOSE).filter(at__gte=task.opened_at)
    return files.order_by("at", "id").last()


def release_returned(work: Work, request: ServiceRequest, values: Mapping[str, Any]) -> Paper:
    """Issue the reply with SRIKANDI's number and date, and keep the signed file as its copy.

    None of our numbers is taken.

    Raises:
        Refused: the file is not the latest one, its signature is not whole or somebody else's, or
            another letter has that number.
    """
    file = returned_file(work.task, request)
    if file is None or file.ref != values["file"]:
        message = _("Berkas bertanda tangan sudah diganti. Periksa berkas yang terbaru.")
        raise Refused(message, {"file": [message]})
    number, dated = str(values["number"]), values["dated"]
    if not isinstance(dated, date):
        raise TypeError("The date that SRIKANDI gave is a date.")
    _require_free(number, dated, request)
    unsigned = replace(signature(work.actor, work.now), recorded_at=None, dated=dated)
    text = drafted_text(work.task)
    facts = reply_facts(work.task, request, text, unsigned, number=number, dated=dated)
    paper = issue_paper(
        "reply", facts, owner=request.ref, actor=work.actor, signer_office=work.actor.office_key
    )
    content = file_bytes(file.file)
    try:
        keep_signed(paper, content, WAY, actor=work.actor, is_electronic=True)
    except SigningError as error:
        raise Refused(error.message, {"file": [error.message]}) from error
    return paper


def _require_free(number: str, dated: date, request: ServiceRequest) -> None:
    holder = who_has(number, dated.year, but_for=request.ref)
    if holder:
        told = _("Nomor ini sudah dipakai surat lain (%s). Periksa nomor pada surat dari SRIKANDI.")
        raise Refused(told % holder, {"number": [told % holder]})
