"""The files of the request form: kept at once, even when the rest of the form is refused."""

from jumpa.core.errors import Refused
from jumpa.documents.actions import store_upload
from jumpa.intake.actions import open_draft, save_draft
from jumpa.intake.forms import RequestForm
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import may_edit, requester_of
from jumpa.intake.queries import LETTER
from jumpa.people.models import Person

PURPOSES = {
    "letter_file": LETTER,
    "rundown_file": "rundown",
    "layout_file": "layout",
    "invitation_file": "undangan",
}
"""What each of the form's file fields is kept as."""


def store_files(
    person: Person, found: ServiceRequest, form: RequestForm, stamp: int | None
) -> tuple[ServiceRequest, int | None]:
    """Keep each good file, so that nobody uploads twice; a bad one becomes its field's error.

    Returns:
        The request, now a draft if it was none yet, and the version that the form now stands for.

    Raises:
        WrongState: someone changed the request meanwhile.
    """
    chosen = {name: form.files.get(name) for name in PURPOSES if form.files.get(name)}
    if not chosen or (found.pk is not None and not may_edit(found, person)):
        return found, stamp
    draft = open_draft(found.ref, person=person)
    actor = requester_of(draft, person)
    letter = draft.letter
    for name, upload in chosen.items():
        if upload is None:
            continue
        try:
            stored = store_upload(
                upload, owner=draft.ref, purpose=PURPOSES[name], actor=actor, field=name
            )
        except Refused as refused:
            form.add_error(name, refused.message)
            continue
        if name == "letter_file":
            letter = stored
    if letter is None or draft.letter_id == letter.pk:
        return draft, stamp
    draft = save_draft(draft.ref, {"letter": letter}, person=person, stamp=stamp)
    return draft, draft.version
