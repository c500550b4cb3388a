import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.keeping import differences
from jumpa.documents.actions.uploads import Upload, store_upload
from jumpa.documents.locking import lock_name
from jumpa.documents.models import OfficeProfile, StoredFile
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.rendering import file_bytes
from jumpa.documents.typesetting import TypesettingError, compile_pdf

OWNER = "kop"
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@transaction.atomic
def save_office_profile(
    entries: Mapping[str, Any],
    *,
    actor: Actor,
    logo: Upload | None = None,
    remove_logo: bool = False,
    seen: str | None = None,
) -> OfficeProfile:
    """Change the kop of papers issued from now on; earlier ones stay as issued.

    Args:
        seen: ``stamp_of`` the profile that the form was filled from; None without a form.

    Raises:
        NotAllowed: only an administrator may.
        WrongState: someone has changed it since.
        Refused: the logo is no picture, or no paper can be set with it.
    """
    if actor.office_key != "administrator":
        raise NotAllowed(_("Hanya administrator yang dapat mengubah kop surat."))
    lock_name("office_profile")
    profile = office_profile()
    before, stamp = _values(profile), stamp_of(profile)
    for name, value in entries.items():
        setattr(profile, name, value)
    if logo is not None:
        profile.logo = _new_logo(logo, profile, actor)
    elif remove_logo:
        profile.logo = None
    after = _values(profile)
    if after == before and profile.pk and not profile._state.adding:
        return profile
    if seen is not None and seen != stamp:
        raise _stale(profile, before, entries)
    profile.save()
    record(actor, "documents.office", "office_profile:1", before=before, after=after)
    return profile


def _new_logo(logo: Upload, profile: OfficeProfile, actor: Actor) -> StoredFile:
    stored = store_upload(logo, owner=OWNER, purpose="logo", actor=actor, field="new_logo")
    _try_logo(stored, profile)
    return stored


def _values(profile: OfficeProfile) -> dict[str, Any]:
    values = {
        field.name: getattr(profile, field.name)
        for field in OfficeProfile._meta.fields
        if field.name not in {"id", "logo"}
    }
    return {**values, "logo": profile.logo.ref if profile.logo else ""}


def _stale(
    profile: OfficeProfile, before: Mapping[str, Any], entries: Mapping[str, Any]
) -> WrongState:
    message = _("Kop surat sudah diubah sejak halaman dibuka. Periksa lagi sebelum menyimpan.")
    return WrongState(message, differences(profile, before, entries))


def stamp_of(profile: OfficeProfile) -> str:
    """A mark of all that stands in the kop: another one, another kop."""
    told = json.dumps(_values(profile), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _try_logo(logo: StoredFile, profile: OfficeProfile) -> None:
    """Set one sheet with the picture: a broken one must not stop every paper later."""
    data = {"office": kop(profile)}
    try:
        compile_pdf("specimen.typ", data, title="Kop", created=_EPOCH, logo=file_bytes(logo.file))
    except TypesettingError as error:
        told = _(
            "Gambar “%(name)s” tidak dapat dicetak. Simpan ulang sebagai PNG berwarna RGB, lalu"
            " unggah lagi."
        )
        message = told % {"name": logo.original_name}
        raise Refused(message, {"new_logo": [message]}) from error
