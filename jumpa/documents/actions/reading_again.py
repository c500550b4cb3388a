from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import throttle
from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import WrongState
from jumpa.documents.jobs import is_under_way, read_letter
from jumpa.documents.models import LetterReading, StoredFile

LETTER_TRIES = 3
PERSON_TRIES = 10
TRY_SECONDS = 15 * 60
"""So often in a quarter of an hour: one letter, and one person all letters. A try costs up to five
CPU seconds."""


@transaction.atomic
def read_again(file: StoredFile, *, actor: Actor) -> LetterReading | None:
    """Have a letter read once more whose reading failed, or was broken off.

    One that was read wholly, or is being read, is left as it is. None: the file is no letter.

    Raises:
        WrongState: this was asked for too often, or the file is no more.
    """
    rows = LetterReading.objects.select_for_update(of=("self",)).select_related("file")
    reading = rows.filter(file=file).first()
    if reading is None:
        return None
    is_waiting = reading.state == LetterReading.State.WAITING
    if is_under_way(file.pk) if is_waiting else not reading.is_incomplete:
        return reading
    if reading.file.disposed_at is not None:
        raise WrongState(_("Berkas surat ini sudah dimusnahkan."))
    _require_moderation(file, actor)
    reading.state, reading.found = LetterReading.State.WAITING, []
    reading.cpu_ms = 0
    told, reading.problem, reading.at = reading.problem, "", timezone.now()
    reading.save()
    record(
        actor,
        "documents.read_again",
        f"file:{file.ref}",
        owner=file.owner,
        before={"problem": told} if told else None,
    )
    read_letter.defer(file_id=file.pk)
    return reading


def _require_moderation(file: StoredFile, actor: Actor) -> None:
    by_letter = throttle.seconds_to_wait(f"read-letter:{file.ref}", LETTER_TRIES, TRY_SECONDS)
    by_person = throttle.seconds_to_wait(f"read-by:{actor.person_ref}", PERSON_TRIES, TRY_SECONDS)
    wait = max(by_letter, by_person)
    if wait:
        raise WrongState(
            _("Surat sudah beberapa kali dibaca ulang. Coba lagi %d menit lagi, atau isi sendiri.")
            % -(-wait // 60)
        )
