from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.documents.letter import letters
from jumpa.documents.locking import lock_name
from jumpa.documents.models import LetterWording
from jumpa.documents.phrases import Words, faults, own_words
from jumpa.documents.queries import office_profile
from jumpa.documents.specimens import specimen_pdf, variants
from jumpa.documents.typesetting import TypesettingError
from jumpa.documents.wordings import current_wording, worded


@transaction.atomic
def save_wording(
    key: str, texts: Mapping[str, str], *, seen: int | None, actor: Actor
) -> LetterWording | None:
    """Word a letter anew from now on; papers issued before stay as they are.

    Args:
        texts: all of the letter's texts by name.
        seen: the version that the form was filled from, 0 for the letter's own words.

    Raises:
        NotAllowed: only an administrator may.
        Refused: unknown or missing fields, loose braces, empty texts, each beside its text.
        WrongState: someone has worded it since.
    """
    lock_name("wording", key)
    require_administrator(actor)
    current = current_wording(key)
    before = worded(key, current).texts
    after = {name: _tidy(texts[name]) for name in letters[key].texts}
    if after == before:
        return current
    refuse_faults(key, after)
    if seen != (current.version if current else 0):
        raise WrongState(_stale(), _changes(key, texts, before))
    own = own_words(letters[key].texts).texts
    changed = {name: text for name, text in after.items() if text != own[name]}
    return _next_version(key, changed, current, actor)


@transaction.atomic
def restore_wording(key: str, version: int, *, seen: int | None, actor: Actor) -> None:
    """Let an earlier version's words hold again, as a version of its own; 0 is the letter's own.

    Raises:
        NotAllowed: only an administrator may.
        Refused: that version is none, or no longer fits the letter.
        WrongState: someone has worded it since.
    """
    earlier = LetterWording.objects.filter(letter=key, version=version).first()
    if earlier is None and version:
        raise Refused(_("Versi itu tidak ada."))
    save_wording(key, worded(key, earlier).texts, seen=seen, actor=actor)


def refuse_faults(key: str, texts: Mapping[str, str]) -> None:
    """Refuse words that the letter could not be set with.

    Raises:
        Refused: with all that is wrong, by the texts' names.
    """
    found = {
        name: told
        for name, text in letters[key].texts.items()
        if (told := faults(text, texts[name]))
    }
    if found:
        raise Refused(_("Periksa kembali teks yang ditandai."), found)
    try:
        for variant in ("", *variants(key)):
            specimen_pdf(key, Words(texts), office_profile(), variant)
    except TypesettingError as error:
        raise Refused(_("Naskah tidak dapat disusun dengan teks ini.")) from error


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _stale() -> str:
    return _("Teks ini sudah diubah sejak halaman dibuka. Periksa lagi sebelum menyimpan.")


def _changes(key: str, mine: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """The texts that now read otherwise than what was sent."""
    return [
        _("%(label)s sekarang: “%(text)s”") % {"label": text.label, "text": now[name]}
        for name, text in letters[key].texts.items()
        if _tidy(mine[name]) != now[name]
    ]


def _next_version(
    key: str, texts: Mapping[str, str], current: LetterWording | None, actor: Actor
) -> LetterWording:
    if current is not None:
        LetterWording.objects.filter(pk=current.pk).update(is_current=False)
    made = LetterWording.objects.create(
        letter=key,
        version=current.version + 1 if current else 1,
        texts=dict(texts),
        at=timezone.now(),
        by_name=actor.person_name,
    )
    record(
        actor,
        "documents.wording",
        f"wording:{key}",
        before=dict(current.texts) if current else None,
        after={**texts, "version": made.version},
    )
    return made
